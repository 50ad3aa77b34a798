"""Working days from holidays that a decree lists; a year without a decree is provisional.

Indonesian holidays and *cuti bersama* come from a yearly joint decree (SKB 3 Menteri) and
cannot be computed, so every answer says whether it rests on such a decree.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off and the decree that makes it one."""

    day: date
    name: str
    decree: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A date found by counting: what was skipped, and whether it may still move."""

    day: date
    skipped: tuple[Holiday, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays by date, and the years a decree covers."""

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    decreed_years: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and not a listed holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add_working_days(self, start: date, count: int) -> Counted:
        """The day on which `count` working days after `start` have passed.

        The start day itself is not counted. A negative count goes back. Holidays met on the
        way, also inside the days they add, are skipped and listed.
        """
        direction = _ONE_DAY if count >= 0 else -_ONE_DAY
        day, left, skipped = start, abs(count), []
        while left:
            day += direction
            if self.is_working_day(day):
                left -= 1
            elif day.weekday() < _SATURDAY:
                skipped.append(self.holidays[day])
        return Counted(day, tuple(skipped), self._provisional(start, day))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        days = range(start.toordinal() + 1, end.toordinal() + 1)
        return sum(self.is_working_day(date.fromordinal(day)) for day in days)

    def roll_to_working_day(self, day: date) -> date:
        """`day` itself, or the next working day after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def _provisional(self, start: date, end: date) -> bool:
        first, last = sorted((start.year, end.year))
        return not self.decreed_years.issuperset(range(first, last + 1))


def add_months(start: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day of that month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
