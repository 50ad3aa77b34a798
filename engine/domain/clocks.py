"""Deadlines, derived each time from budget, anchor and calendar; never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.domain.budget import Clock, Unit
from engine.domain.calendar import Calendar, Counted, Skipped, add_months
from engine.domain.case import CaseState, Cell, Suspension
from engine.domain.procedure import Procedure, Step
from engine.domain.standing import opened_on


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a step is due, and how that date was found; `more` is what an extension added."""

    clock: Clock
    start: date
    due: Counted
    more: int = 0

    @property
    def day(self) -> date:
        """The last day on which the step is still in time."""
        return self.due.day


def deadlines(
    procedure: Procedure,
    state: CaseState,
    step: Step,
    village: str,
    calendar: Calendar,
    clocks: Sequence[Clock] | None = None,
) -> tuple[Deadline, ...]:
    """Every running deadline of a step or branch, the earliest first; or only of some clocks."""
    found = []
    for clock in step.clocks if clocks is None else clocks:
        start = anchor_date(procedure, state, clock, step, village)
        if start is not None:
            budget = extended(clock, state.cell(step.id, village))
            due = count(budget, start, calendar, state.suspensions)
            found.append(Deadline(clock, start, due, budget.value - clock.value))
    return tuple(sorted(found, key=lambda d: d.day))


def derivation(
    deadline: Deadline, calendar: Calendar, suspensions: Sequence[Suspension] = ()
) -> tuple[Skipped, ...]:
    """Every day that a deadline did not count, by the same count that found it."""
    skipped: list[Skipped] = []
    budget = replace(deadline.clock, value=deadline.clock.value + deadline.more)
    count(budget, deadline.start, calendar, suspensions, skipped)
    return tuple(skipped)


def anchor_date(
    procedure: Procedure, state: CaseState, clock: Clock, step: Step, village: str
) -> date | None:
    """The date a clock counts from, or None while there is none."""
    rounds = state.cell(step.id, village).rounds
    if step.recurring and rounds:
        start: date | None = rounds[-1].done_on  # the next round counts from the last one
    elif clock.anchor == "opened":
        start = opened_on(procedure, state, step, village)
    else:
        cell = state.cell(clock.anchor)
        start = cell.done_on
        if clock.anchor_field:
            value = (cell.rounds[-1].data if cell.rounds else cell.data).get(clock.anchor_field)
            start = date.fromisoformat(value) if isinstance(value, str) and value else None
    if start is not None and clock.year_end:
        return date(start.year, 12, 31)
    return start


def extended(clock: Clock, cell: Cell) -> Clock:
    """The clock with what its step was given more."""
    more = cell.extended.get(clock.id, 0)
    return replace(clock, value=clock.value + more) if more else clock


def count(
    clock: Clock,
    start: date,
    calendar: Calendar,
    suspensions: Sequence[Suspension] = (),
    skipped: list[Skipped] | None = None,
) -> Counted:
    """The last day of a budget counted from `start`.

    The anchor day is counted, and an end on a day without work moved, only where the clock says
    so. While the case rests, so does an office's own target: the days of a suspension are not
    counted. A limit set by law runs on (`Clock.rests_when_suspended`). What was not counted is
    put into `skipped`.
    """
    due = _plain(clock, start, calendar, skipped)
    if clock.rests_when_suspended:
        for rest in suspensions:
            due = _rested(clock, start, due, rest, calendar, skipped)
    if clock.rolls and not calendar.is_working_day(due.day):
        day = calendar.roll_to_working_day(due.day, skipped)
        due = Counted(day, calendar.provisional(start, day), rolled_from=due.day)
    return due


def _rested(
    clock: Clock,
    start: date,
    due: Counted,
    rest: Suspension,
    calendar: Calendar,
    skipped: list[Skipped] | None,
) -> Counted:
    if rest.end is None or rest.end <= start or rest.start >= due.day:
        return due
    since = max(rest.start, start)
    if clock.unit is Unit.WORKING_DAYS:
        lost = calendar.working_days_between(since, rest.end)
        return calendar.add_working_days(due.day, lost, skipped)
    return replace(due, day=due.day + (rest.end - since))


def _plain(
    clock: Clock, start: date, calendar: Calendar, skipped: list[Skipped] | None
) -> Counted:
    """The end of the budget itself; an anchor day that is counted is the first of its days."""
    ahead = clock.value > 0 and clock.anchor_counted
    if clock.unit is Unit.WORKING_DAYS:
        value = clock.value - (ahead and calendar.is_working_day(start))
        return calendar.add_working_days(start, value, skipped)
    end = (
        add_months(start, clock.value)
        if clock.unit is Unit.MONTHS
        else start + timedelta(days=clock.value)
    )
    return Counted(end - timedelta(days=ahead))


def lapsed(
    procedure: Procedure, state: CaseState, step: Step, to: str, day: date, calendar: Calendar
) -> bool:
    """Whether a result of a done step has run out, so that it goes back to `to`."""
    for other in procedure.steps:
        for clock in other.clocks:
            if clock.anchor == step.id and clock.return_to == to:
                start = anchor_date(procedure, state, clock, other, "")
                if start is not None and day > count(clock, start, calendar).day:
                    return True
    return False
