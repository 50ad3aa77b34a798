"""Mending what an earlier event got wrong: a new event, approved anew, nothing erased."""

from __future__ import annotations

from dataclasses import replace

from engine.domain.case import CaseState, Cell
from engine.domain.events import Consequence, Event, EventType
from engine.domain.evolve import evolve
from engine.domain.facts import Facts
from engine.domain.findings import Refusal
from engine.domain.guards import Ask
from engine.domain.matter import (
    Decision,
    Matter,
    ask_about,
    cleaned,
    judge,
    not_now,
    reason_missing,
    village_of,
)
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.questions import date_findings, unmet
from engine.domain.standing import Standing, standing


def correct(matter: Matter, step: Step, cell: Cell) -> Decision:
    """Correct a done step's date, values or files; it waits for a second person as it first did.

    The step's own guards must hold for the corrected facts. What rests on it stays done; what
    the correction leaves unmet there is reported with the event that makes it effective.
    """
    if refusal := reason_missing(matter):
        return refusal
    where = standing(matter.procedure, matter.state, step, village_of(matter, step))
    if where is not Standing.DONE or cell.occurred_on is None:
        return not_now(matter, step, where, "Yang dikoreksi adalah langkah yang sudah selesai.")
    values, refused = cleaned(matter, step, cell)
    happened = matter.command.new_date or cell.occurred_on
    changed = (values, happened) != (dict(cell.data), cell.occurred_on)
    if refused or not (changed or matter.command.evidence):
        return refused or matter.refuse("isian", "Tidak ada yang berubah.")
    ask = replace(
        ask_about(matter, step, values, cell.evidence + matter.command.evidence),
        occurred_on=happened,
    )
    findings, overridden = judge(matter, ask, settled=cell.overridden)
    if findings:
        return Refusal(tuple(findings))
    event = matter.event(
        EventType.CORRECTED,
        step,
        data=values,
        evidence=matter.command.evidence,
        overridden=overridden,
        happened_on=happened,
    )
    if step.approval:
        return (event,)
    effective = matter.event(EventType.COMPLETED, step, data=values, occurred_on=happened)
    after = evolve(evolve(matter.state, event), effective)
    found = consequences(matter.procedure, after, matter.facts, step, event.village)
    return (event, replace(effective, consequences=found))


def with_consequences(matter: Matter, step: Step, cell: Cell, approved: Event) -> Event:
    """The approval of a correction, with what the corrected facts leave unmet elsewhere."""
    if not cell.correcting:
        return approved
    after = evolve(matter.state, approved)
    found = consequences(matter.procedure, after, matter.facts, step, approved.village)
    return replace(approved, consequences=found)


def consequences(
    procedure: Procedure, state: CaseState, facts: Facts, step: Step, village: str
) -> tuple[Consequence, ...]:
    """What is unmet in the done steps that rest on one, as things stand now."""
    found: list[Consequence] = []
    for later in procedure.steps:
        if later.id not in procedure.dependents[step.id]:
            continue
        for where in _places(state, later, village):
            found += _rechecked(procedure, state, facts, later, where)
    return tuple(found)


def _places(state: CaseState, step: Step, village: str) -> tuple[str, ...]:
    if step.scope is Scope.CASE:
        return ("",)
    return (village,) if village else state.active_villages()


def _rechecked(
    procedure: Procedure, state: CaseState, facts: Facts, step: Step, village: str
) -> list[Consequence]:
    cell = state.cell(step.id, village)
    if not cell.settled or cell.historical or cell.occurred_on is None:
        return []
    ask = Ask(procedure, state, step, village, cell.data, cell.evidence, cell.occurred_on, facts)
    findings = date_findings(procedure, state, ask, facts)
    findings += [f for guard, f in unmet(ask) if guard.id not in cell.overridden]
    return [Consequence(step.id, village, f.guard, f.message) for f in findings]
