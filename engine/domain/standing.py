"""Where each step stands: derived from the procedure and what was recorded.

Locked and open are never stored, so an amended prerequisite or a village that leaves can never
leave a stale flag behind (docs/adr/0007).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.domain.case import CaseState, Cell, Mark
from engine.domain.procedure import Consent, ConsentRule, Procedure, Scope, Step


class Standing(StrEnum):
    """The life cycle of a step as people see it."""

    LOCKED = "locked"
    OPEN = "open"
    SUBMITTED = "submitted"
    DONE = "done"
    RETURNED = "returned"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


_FIXED = {
    Mark.SUBMITTED: Standing.SUBMITTED,
    Mark.DONE: Standing.DONE,
    Mark.WAIVED: Standing.WAIVED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How the villages' consent stands."""

    agreeing: tuple[str, ...]
    dissenting: tuple[str, ...]
    waiting: tuple[str, ...]
    needed: int
    reached: bool


def keys(procedure: Procedure, state: CaseState) -> Iterator[tuple[Step, str]]:
    """Every step with the villages it happens in, in the procedure's order."""
    villages = state.active_villages()
    for step in procedure.steps:
        if step.scope is Scope.CASE:
            yield step, ""
        else:
            for village in villages:
                yield step, village


def standing(procedure: Procedure, state: CaseState, step: Step, village: str = "") -> Standing:
    """Where one step or branch stands."""
    cell = state.cell(step.id, village)
    if _no_part(procedure, state, step, village, cell):
        return Standing.NOT_APPLICABLE
    if cell.mark in _FIXED:
        return _FIXED[cell.mark]
    if unmet_prerequisites(procedure, state, step, village):
        return Standing.LOCKED
    return Standing.RETURNED if cell.mark is Mark.RETURNED else Standing.OPEN


def settled(procedure: Procedure, state: CaseState, step: Step, village: str = "") -> bool:
    """Whether what rests on a step or branch may go on."""
    cell = state.cell(step.id, village)
    return cell.settled or _no_part(procedure, state, step, village, cell)


def unmet_prerequisites(
    procedure: Procedure, state: CaseState, step: Step, village: str = ""
) -> tuple[str, ...]:
    """Ids of the prerequisites that still keep a step locked."""
    return tuple(
        [
            before
            for before in step.after
            if not _satisfied(procedure, state, procedure.by_id[before], step, village)
        ]
    )


def answer(state: CaseState, step: Step) -> Answer:
    """The consent of the villages over a step that asks for it."""
    consent = step.consent
    if consent is None:
        message = f"{step.id} asks for no consent"
        raise ValueError(message)
    agreeing, dissenting, waiting = [], [], []
    for village, cell in state.branches(step.id):
        if cell.mark is Mark.WAIVED:
            continue
        if not cell.settled:
            waiting.append(village)
        elif agrees(consent, cell):
            agreeing.append(village)
        else:
            dissenting.append(village)
    total = len(agreeing) + len(dissenting) + len(waiting)
    needed = _needed(consent, total)
    reached = not waiting and len(agreeing) >= max(needed, 1)
    return Answer(tuple(agreeing), tuple(dissenting), tuple(waiting), needed, reached)


def agrees(consent: Consent, cell: Cell) -> bool:
    """Whether a decided branch says yes; a lost paper of a formed kawasan counts as yes."""
    value = cell.data.get(consent.field)
    return value == consent.agree or (value is None and cell.historical)


def members(procedure: Procedure, state: CaseState) -> tuple[str, ...]:
    """The villages of the case that have not said no."""
    dissenting = {
        village
        for step in procedure.consent_steps
        if step.consent is not None
        for village, cell in state.branches(step.id)
        if cell.mark is Mark.DONE and not agrees(step.consent, cell)
    }
    return tuple(v for v in state.active_villages() if v not in dissenting)


def opened_on(
    procedure: Procedure, state: CaseState, step: Step, village: str = ""
) -> date | None:
    """The legal date from which a step could be worked on, or None while it is locked."""
    if standing(procedure, state, step, village) is Standing.LOCKED:
        return None
    return unlocked_on(procedure, state, step, village)


def unlocked_on(procedure: Procedure, state: CaseState, step: Step, village: str = "") -> date:
    """The same for a step that is known not to be locked."""
    cells = _prerequisite_cells(procedure, state, step, village)
    dates = [state.opened_on or date.min, *(c.settled_on for c in cells if c.settled_on)]
    if village:
        dates.append(state.villages[village].joined_on)
    reopened = state.cell(step.id, village).reopened_on
    return max([*dates, reopened] if reopened else dates)


def prerequisite_dates(
    procedure: Procedure, state: CaseState, step: Step, village: str = ""
) -> tuple[date, ...]:
    """The legal dates on which the settled prerequisites of a step were done."""
    cells = _prerequisite_cells(procedure, state, step, village)
    return tuple(c.done_on for c in cells if c.done_on is not None)


def complete(procedure: Procedure, state: CaseState) -> bool:
    """Whether every mandatory step is settled in every village it concerns."""
    return all(
        settled(procedure, state, step, village)
        for step, village in keys(procedure, state)
        if step.mandatory
    )


def _prerequisite_cells(
    procedure: Procedure, state: CaseState, step: Step, village: str
) -> list[Cell]:
    found: list[Cell] = []
    for before in step.after:
        other = procedure.by_id[before]
        if other.scope is Scope.CASE:
            found.append(state.cell(before))
        elif step.scope is Scope.VILLAGE:
            found.append(state.cell(before, village))
        else:
            found += [cell for _, cell in state.branches(before)]
    return [cell for cell in found if cell.settled]


def _satisfied(
    procedure: Procedure, state: CaseState, before: Step, step: Step, village: str
) -> bool:
    if before.scope is Scope.CASE:
        return settled(procedure, state, before)
    if step.scope is Scope.VILLAGE:
        return settled(procedure, state, before, village)
    if before.consent is not None:
        return answer(state, before).reached
    return all(settled(procedure, state, before, other) for other in state.active_villages())


def _no_part(procedure: Procedure, state: CaseState, step: Step, village: str, cell: Cell) -> bool:
    """Whether a step or branch has nothing to do in this case; asks no prerequisite."""
    if step.scope is Scope.VILLAGE and _outside(procedure, state, step, village):
        return True
    if not state.historical or cell.mark in _FIXED or cell.reopened_on is not None:
        return False
    return _passed_over(procedure, state, step, village)


def _outside(procedure: Procedure, state: CaseState, step: Step, village: str) -> bool:
    """A village that said no has no part in what rests on its answer."""
    for asked in procedure.consent_steps:
        if asked.consent is None or step.id not in procedure.dependents[asked.id]:
            continue
        cell = state.cell(asked.id, village)
        if cell.mark is Mark.DONE and not agrees(asked.consent, cell):
            return True
    return False


def _passed_over(procedure: Procedure, state: CaseState, step: Step, village: str) -> bool:
    """A later step recorded as history shows that this one lies behind, its papers lost.

    Not so for a village that joined afterwards: it was not there.
    """
    if village and state.opened_on and state.villages[village].joined_on > state.opened_on:
        return False
    for later in procedure.dependents[step.id]:
        for key in ((later, ""), (later, village)):
            cell = state.cells.get(key)
            if cell is not None and cell.historical and cell.mark is Mark.DONE:
                return True
    return False


def _needed(consent: Consent, total: int) -> int:
    if consent.rule is ConsentRule.ALL:
        return total
    if consent.rule is ConsentRule.SHARE:
        return math.ceil(total * consent.number / 100)
    return consent.number
