"""Why not yet? The questions `decide` would ask, answered before anybody acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.domain.budget import Clock
from engine.domain.calendar import Calendar
from engine.domain.case import CaseState
from engine.domain.clocks import Deadline, deadlines
from engine.domain.facts import Facts
from engine.domain.findings import Finding, FindingKind
from engine.domain.guards import Ask
from engine.domain.procedure import Procedure, Step
from engine.domain.questions import system, unmet
from engine.domain.standing import Standing, keys, standing, unlocked_on, unmet_prerequisites

_ACTIONABLE = frozenset({Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Position:
    """Where one step or branch stands, since when, until when, and what keeps it there.

    A step that is done keeps only the deadlines of what comes again: the next round of a
    recurring step, the end of what it established.
    """

    step: Step
    village: str
    standing: Standing
    opened_on: date | None
    deadlines: tuple[Deadline, ...]
    waiting_for: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def actionable(self) -> bool:
        """Whether somebody can act on it now."""
        return self.standing in _ACTIONABLE


def explain(procedure: Procedure, state: CaseState, facts: Facts) -> tuple[Position, ...]:
    """Every step and branch of a case; for those that can be acted on, what is still unmet.

    The findings are those `decide` would give today for what has been recorded so far.
    """
    return tuple(
        explained(procedure, state, position, facts)
        for position in positions(procedure, state, facts.calendar)
    )


def positions(procedure: Procedure, state: CaseState, calendar: Calendar) -> tuple[Position, ...]:
    """Where every step and branch stands, without asking what keeps it there."""
    return tuple(
        _position(procedure, state, step, village, calendar)
        for step, village in keys(procedure, state)
    )


def explained(
    procedure: Procedure, state: CaseState, position: Position, facts: Facts
) -> Position:
    """A position with what keeps the step there."""
    step, village, where = position.step, position.village, position.standing
    if where is Standing.LOCKED:
        waiting = unmet_prerequisites(procedure, state, step, village)
        return replace(position, waiting_for=waiting)
    if where in (Standing.OPEN, Standing.RETURNED):
        return replace(position, findings=_unmet_now(procedure, state, step, village, facts))
    if where is Standing.SUBMITTED:
        return replace(position, findings=(_awaiting_approval(procedure, state, step, village),))
    return position


def _position(
    procedure: Procedure, state: CaseState, step: Step, village: str, calendar: Calendar
) -> Position:
    where = standing(procedure, state, step, village)
    if where is Standing.LOCKED:
        return Position(step, village, where, None, ())
    clocks: Sequence[Clock] = ()
    if where in _ACTIONABLE:
        clocks = step.clocks
    elif where is Standing.DONE:
        clocks = [c for c in step.clocks if step.recurring or c.anchor == step.id]
    due = deadlines(procedure, state, step, village, calendar, clocks) if clocks else ()
    return Position(step, village, where, unlocked_on(procedure, state, step, village), due)


def _unmet_now(
    procedure: Procedure, state: CaseState, step: Step, village: str, facts: Facts
) -> tuple[Finding, ...]:
    cell = state.cell(step.id, village)
    ask = Ask(procedure, state, step, village, cell.data, cell.evidence, facts.today, facts)
    return tuple(finding for _, finding in unmet(ask))


def _awaiting_approval(
    procedure: Procedure, state: CaseState, step: Step, village: str
) -> Finding:
    approvers = [r.name for r in procedure.roles.values() if step.actor in r.approves_for]
    prepared = ", ".join(sorted(state.cell(step.id, village).preparers))
    return system(
        procedure,
        "empat_mata",
        "Menunggu persetujuan pejabat kedua.",
        step,
        kind=FindingKind.ORDER,
        who=", ".join(approvers),
        remedy=f"Disetujui atau dikembalikan oleh pejabat selain yang menyiapkan ({prepared}).",
        village=village,
    )
