"""When can a case be finished, and which steps decide that: the longest way through what is left.

Two dates. `earliest` asks the law alone: the order of steps must hold, and where no rule sets a
least time between them, all could lawfully happen on the next working day. `expected` lets every
step take its office target. The path names the steps on which `expected` hangs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.domain.calendar import Calendar, Counted
from engine.domain.case import CaseState
from engine.domain.clocks import anchor_date, count, extended
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.standing import Standing, keys, opened_on, settled, standing


@dataclass(frozen=True, slots=True)
class Leg:
    """One step still to be done: from when, and until when by its target."""

    step: Step
    village: str
    start: date
    finish: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """The dates and the path; `path` is empty when nothing mandatory is left."""

    earliest: date
    expected: date
    path: tuple[Leg, ...]

    @property
    def provisional(self) -> bool:
        """Whether a date rests on a year whose holidays are not decreed yet."""
        return any(leg.provisional for leg in self.path)


def schedule(procedure: Procedure, state: CaseState, calendar: Calendar, today: date) -> Schedule:
    """The remaining way of a case as of `today`, over its mandatory steps."""
    legs: dict[tuple[str, str], Leg] = {}
    before: dict[tuple[str, str], tuple[str, str] | None] = {}
    for step, village in _in_order(procedure, state):
        if not step.mandatory or settled(procedure, state, step, village):
            continue
        if standing(procedure, state, step, village) is Standing.NOT_APPLICABLE:
            continue
        latest = max(
            (k for k in _earlier(procedure, state, step, village) if k in legs),
            key=lambda k: legs[k].finish,
            default=None,
        )
        before[step.id, village] = latest
        start = legs[latest].finish if latest else today
        legs[step.id, village] = _leg(procedure, state, calendar, step, village, start, today)
    if not legs:
        return Schedule(today, today, ())
    last = max(legs, key=lambda k: legs[k].finish)
    path: list[Leg] = []
    at: tuple[str, str] | None = last
    while at is not None:
        path.append(legs[at])
        at = before[at]
    return Schedule(calendar.roll_to_working_day(today), legs[last].finish, tuple(reversed(path)))


def _leg(
    procedure: Procedure,
    state: CaseState,
    calendar: Calendar,
    step: Step,
    village: str,
    start: date,
    today: date,
) -> Leg:
    began = opened_on(procedure, state, step, village) or start
    due = _target(procedure, state, calendar, step, village, began)
    if due is None:
        return Leg(step, village, began, max(start, today), provisional=False)
    finish = max(due.day, start, calendar.roll_to_working_day(today))
    return Leg(step, village, began, finish, due.provisional)


def _target(
    procedure: Procedure,
    state: CaseState,
    calendar: Calendar,
    step: Step,
    village: str,
    began: date,
) -> Counted | None:
    """The day a step is meant to be done: by the office's target, else by a limit of law."""
    for legal in (False, True):
        found = []
        for clock in step.clocks:
            opened = clock.anchor == "opened"
            start = began if opened else anchor_date(procedure, state, clock, step, village)
            if clock.legal is legal and start is not None:
                budget = extended(clock, state.cell(step.id, village))
                found.append(count(budget, start, calendar, state.suspensions))
        if found:
            return min(found, key=lambda due: due.day)
    return None


def _earlier(
    procedure: Procedure, state: CaseState, step: Step, village: str
) -> list[tuple[str, str]]:
    found = []
    for name in step.after:
        other = procedure.by_id[name]
        if other.scope is Scope.CASE:
            found.append((name, ""))
        elif step.scope is Scope.VILLAGE:
            found.append((name, village))
        else:
            found += [(name, v) for v in state.active_villages()]
    return found


def _in_order(procedure: Procedure, state: CaseState) -> list[tuple[Step, str]]:
    """Steps after everything they rest on, whatever order the file lists them in."""
    rank: dict[str, int] = {}

    def depth(step_id: str) -> int:
        if step_id not in rank:
            after = procedure.by_id[step_id].after
            rank[step_id] = 1 + max((depth(b) for b in after), default=0)
        return rank[step_id]

    return sorted(keys(procedure, state), key=lambda item: depth(item[0].id))
