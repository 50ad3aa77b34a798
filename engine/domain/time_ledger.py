"""Whose days they were: every elapsed day of a case given to one holder, from the events alone.

The rule, in full: a day belongs to whoever held the case once everything dated that day had
happened. A suspended day is nobody's but the suspension's; a day that is not a working day
counts as such; any other belongs to the actor of the open mandatory step. Of several open steps
the one open longest counts, and of those the first in the procedure; a step that waits for
approval belongs to the approving office. The days add up exactly to the days elapsed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.domain.calendar import Calendar
from engine.domain.case import CaseState, CaseStatus, Cell, Key
from engine.domain.events import Event
from engine.domain.evolve import evolve
from engine.domain.procedure import Procedure, Step
from engine.domain.standing import Standing, keys, opened_on, standing

SUSPENDED, HOLIDAY, NOBODY = "suspended", "holiday", "none"
_OPEN = frozenset({Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED})
_ONE_DAY = timedelta(days=1)
_Change = tuple[date, Key | str, object]


@dataclass(frozen=True, slots=True)
class Holders:
    """Which holder each role counts as, and the role that awaited approvals wait for."""

    by_role: Mapping[str, str]
    approver: str


@dataclass(frozen=True, slots=True)
class Held:
    """Who held the case, over which step; `also` names the holders of other open steps."""

    holder: str
    phase: str
    step: str = ""
    village: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, first and last included, that were held alike."""

    first: date
    last: date
    held: Held

    @property
    def days(self) -> int:
        """How many days it is long."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class TimeLedger:
    """All days of a case from its opening until (not including) `until`."""

    opened_on: date
    until: date
    spans: tuple[Span, ...]

    @property
    def elapsed(self) -> int:
        """The days to account for."""
        return (self.until - self.opened_on).days

    @property
    def by_holder(self) -> Counter[str]:
        """Days per holder."""
        return sum(self.by_phase.values(), Counter())

    @property
    def by_phase(self) -> Mapping[str, Counter[str]]:
        """Days per holder in each phase."""
        found: dict[str, Counter[str]] = {}
        for span in self.spans:
            found.setdefault(span.held.phase, Counter())[span.held.holder] += span.days
        return found


def time_ledger(
    procedure: Procedure,
    events: Sequence[Event],
    calendar: Calendar,
    holders: Holders,
    today: date,
) -> TimeLedger:
    """The ledger of a case up to today, or up to the day it ended."""
    changes, final, ended = _history(events)
    opened = events[0].occurred_on
    until = max(opened, min(today, ended or today))
    days = _days(procedure, changes, final, calendar, holders, opened, until)
    return TimeLedger(opened, until, tuple(_merged(days)))


def _history(events: Sequence[Event]) -> tuple[list[_Change], CaseState, date | None]:
    """What each part of the case became and from which day; no part ever goes back in time."""
    state, latest, changes = CaseState(), dict[Key | str, date](), list[_Change]()
    for event in events:
        after = evolve(state, event)
        for part, value in _changed(state, after):
            day = max(event.occurred_on, latest.get(part, date.min))
            latest[part] = day
            changes.append((day, part, value))
        state = after
    changes.sort(key=lambda change: change[0])  # stable: of one day, in the order recorded
    return changes, state, latest.get("status") if state.status.terminal else None


def _changed(before: CaseState, after: CaseState) -> Iterator[tuple[Key | str, object]]:
    if after.status is not before.status:
        yield "status", after.status
    if after.villages != before.villages:
        yield "villages", after.villages
    if after.cells is before.cells:
        return
    for key in {**before.cells, **after.cells}:
        if before.cells.get(key) is not after.cells.get(key):
            yield key, after.cells.get(key)


def _days(
    procedure: Procedure,
    changes: Sequence[_Change],
    final: CaseState,
    calendar: Calendar,
    holders: Holders,
    opened: date,
    until: date,
) -> Iterator[tuple[date, Held]]:
    state = replace(final, cells={}, villages={}, status=CaseStatus.RUNNING)
    held = _holding(procedure, state, holders, procedure.phases[0].id)
    done, day = 0, opened
    while day < until:
        start = done
        while done < len(changes) and changes[done][0] <= day:
            done += 1
        if done > start:
            state = _with(state, changes[start:done])
            held = _holding(procedure, state, holders, held.phase)
        yield day, _of_day(state, held, working=calendar.is_working_day(day))
        day += _ONE_DAY


def _with(state: CaseState, changes: Sequence[_Change]) -> CaseState:
    cells = dict(state.cells)
    parts: dict[str, object] = {}
    for _, part, value in changes:
        if isinstance(part, str):
            parts[part] = value
        elif isinstance(value, Cell):
            cells[part] = value
        else:
            cells.pop(part, None)
    return replace(state, cells=cells, **parts)  # type: ignore[arg-type]


def _of_day(state: CaseState, held: Held, *, working: bool) -> Held:
    if state.status is CaseStatus.SUSPENDED:
        return replace(held, holder=SUSPENDED)
    return held if working else replace(held, holder=HOLIDAY)


def _holding(procedure: Procedure, state: CaseState, holders: Holders, phase: str) -> Held:
    found = []
    for order, (step, village) in enumerate(keys(procedure, state)):
        where = standing(procedure, state, step, village)
        if step.mandatory and where in _OPEN:
            since = opened_on(procedure, state, step, village) or date.max
            found.append((since, order, step, village, _holder(procedure, step, where, holders)))
    if not found:
        return Held(NOBODY, phase)
    _, _, step, village, holder = min(found, key=lambda item: item[:2])
    also = tuple(sorted({item[4] for item in found} - {holder}))
    return Held(holder, step.phase, step.id, village, also)


def _holder(procedure: Procedure, step: Step, where: Standing, holders: Holders) -> str:
    role = step.actor
    if where is Standing.SUBMITTED:
        approver = procedure.roles.get(holders.approver)
        if approver is not None and step.actor in approver.approves_for:
            role = approver.id
    return holders.by_role.get(role, NOBODY)


def _merged(days: Iterator[tuple[date, Held]]) -> Iterator[Span]:
    span: Span | None = None
    for day, held in days:
        if span is not None and span.held == held:
            span = replace(span, last=day)
            continue
        if span is not None:
            yield span
        span = Span(day, day, held)
    if span is not None:
        yield span
