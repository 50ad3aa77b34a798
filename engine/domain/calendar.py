"""Working days from holidays that a decree lists; a year without a decree is provisional.

Indonesian holidays and *cuti bersama* come from a yearly joint decree (SKB 3 Menteri) and
cannot be computed, so every answer says whether it rests on such a decree. A region may add
days off of its own, and an office works five or six days a week.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

_ONE_DAY = timedelta(days=1)
FIVE_DAYS = frozenset(range(5))
SIX_DAYS = frozenset(range(6))


class HolidayKind(StrEnum):
    """Who made a day free."""

    NATIONAL = "libur-nasional"
    JOINT_LEAVE = "cuti-bersama"
    REGIONAL = "libur-daerah"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off and the decree that makes it one."""

    day: date
    name: str
    decree: str
    kind: HolidayKind = HolidayKind.NATIONAL


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that was not counted: a holiday, or a day of the week without work."""

    day: date
    holiday: Holiday | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A date found by counting, and whether it may still move.

    `rolled_from` is the day on which the count ended, where that was no working day and the
    counting rule moves the end to the next one.
    """

    day: date
    provisional: bool = False
    rolled_from: date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays by date, the years a national decree covers, and the days of a working week."""

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    decreed_years: frozenset[int] = frozenset()
    week: frozenset[int] = FIVE_DAYS

    def is_working_day(self, day: date) -> bool:
        """A day of the working week and not a listed holiday."""
        return day.weekday() in self.week and day not in self.holidays

    def add_working_days(
        self, start: date, count: int, skipped: list[Skipped] | None = None
    ) -> Counted:
        """The day on which `count` working days after `start` have passed.

        The start day itself is not counted. A negative count goes back. Holidays met on the
        way, also inside the days they add, are skipped. Each skipped day is put into
        `skipped`, so that a date and its derivation can never disagree.
        """
        direction = _ONE_DAY if count >= 0 else -_ONE_DAY
        day, left = start, abs(count)
        while left:
            day += direction
            if self.is_working_day(day):
                left -= 1
            elif skipped is not None:
                skipped.append(Skipped(day, self.holidays.get(day)))
        return Counted(day, self.provisional(start, day))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        days = range(start.toordinal() + 1, end.toordinal() + 1)
        return sum(self.is_working_day(date.fromordinal(day)) for day in days)

    def roll_to_working_day(self, day: date, skipped: list[Skipped] | None = None) -> date:
        """`day` itself, or the next working day after it."""
        while not self.is_working_day(day):
            if skipped is not None:
                skipped.append(Skipped(day, self.holidays.get(day)))
            day += _ONE_DAY
        return day

    def provisional(self, start: date, end: date) -> bool:
        """Whether a count from one day to the other touches a year without a decree."""
        first, last = sorted((start.year, end.year))
        return not self.decreed_years.issuperset(range(first, last + 1))


def add_months(start: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day of that month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
