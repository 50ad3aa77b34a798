"""A month of an area in figures: what stood where at its end, and what happened within it.

A report rests on what was on record when its month ended. What an office records later counts
in the month of its recording, so the report of a past month is the same whenever it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Self

_MONTHS = 12
_FORM = 7  # letters of "2026-02"
EARLIEST = 1945


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month written as "2026-02"; raises ValueError for anything else."""
        day = date.fromisoformat(f"{text}-01")
        if len(text) != _FORM or day.year < EARLIEST:
            message = f"{text!r} is no month"
            raise ValueError(message)
        return cls(day.year, day.month)

    @classmethod
    def of(cls, day: date) -> Self:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.moved(1).first - timedelta(days=1)

    def moved(self, months: int) -> Month:
        """The month so many months later, or earlier."""
        year, index = divmod(self.year * _MONTHS + self.number - 1 + months, _MONTHS)
        return Month(year, index + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Window:
    """What a report looks at: days until (not including) `until`, and records before `ends`.

    `last` is the day as of which it counts: the month's last, or today while the month runs.
    """

    first: date
    last: date
    until: date
    begins: datetime
    ends: datetime
    zone: tzinfo

    def holds(self, moment: datetime) -> bool:
        """Whether something was recorded within the window."""
        return self.begins <= moment < self.ends


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of an area, or of one of its regencies.

    `opened` and `ended` count the month; everything else counts what stands at its end.
    """

    running: int = 0
    suspended: int = 0
    finished: int = 0
    cancelled: int = 0
    opened: int = 0
    ended: int = 0
    steps_done: int = 0
    late_by_law: int = 0
    late_by_target: int = 0
    stuck: int = 0


@dataclass(frozen=True, slots=True)
class RegencyLine:
    """One regency with its figures."""

    code: str
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many running cases stand in a phase of a procedure."""

    procedure: str
    procedure_name: str
    phase: str
    name: str
    cases: int


@dataclass(frozen=True, slots=True)
class DoneStep:
    """A step whose completion was recorded in the month; `done_on` is its legal date."""

    case_id: str
    title: str
    regency: str
    step: str
    name: str
    village: str
    done_on: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class LateStep:
    """A step that was past one of its deadlines; `legal` is False for the office's own target."""

    case_id: str
    title: str
    regency: str
    step: str
    name: str
    village: str
    actor: str
    label: str
    legal: bool
    due_on: date
    provisional: bool
    days: int


@dataclass(frozen=True, slots=True)
class StuckCase:
    """A running case on whose steps nothing was recorded for long."""

    case_id: str
    title: str
    regency: str
    phase: str
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class HolderDays:
    """Days that a holder had cases: in the month, and since they were opened."""

    holder: str
    name: str
    month: int
    ever: int


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Letters sent and acknowledged in the month, and those waiting at its end."""

    sent: int
    acknowledged: int
    waiting: int


@dataclass(frozen=True, slots=True)
class VisitDone:
    """A visit whose outcome was recorded in the month."""

    id: str
    regency: str
    purpose: str
    starts_on: date
    ends_on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class CaseForecast:
    """When a running case may be complete: by these days a tenth, a half, nine tenths of walks.

    Without dates `reason` says why there are none.
    """

    case_id: str
    title: str
    regency: str
    early: date | None
    middle: date | None
    late: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The progress of a province or regency in a month.

    `complete` is False while the month runs. `provisional` tells that days counted lie in a
    year without a decree on holidays.
    """

    area: str
    name: str
    kind: str
    month: str
    first: date
    as_of: date
    zone: str
    complete: bool
    provisional: bool
    demonstration: bool
    stuck_after: int
    walks: int
    totals: Totals
    regencies: tuple[RegencyLine, ...]
    phases: tuple[PhaseCount, ...]
    done: tuple[DoneStep, ...]
    late: tuple[LateStep, ...]
    stuck: tuple[StuckCase, ...]
    holders: tuple[HolderDays, ...]
    deliveries: Deliveries
    visits: tuple[VisitDone, ...]
    forecasts: tuple[CaseForecast, ...]
