"""Gathering the world's facts for a decision, inside the deciding transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine.domain.case import CaseState, Data
from engine.domain.command import Action, Command
from engine.domain.facts import Facts
from engine.domain.guards.records import similar_lengths
from engine.domain.procedure import Guard, Procedure, Step
from engine.domain.standing import members
from engine.reference import regions
from engine.services.context import Context
from engine.store import cases, surroundings
from engine.store.database import Connection

# Which rules read what lies outside the case: what no guard of a procedure asks is not fetched.
READ_BY = {
    "validities": "active_on",
    "memberships": "not_member_elsewhere",
    "contacts": "adjoining",
    "known_names": "not_similar",
}


def gather(
    ctx: Context,
    connection: Connection,
    procedure: Procedure,
    state: CaseState,
    command: Command | None = None,
) -> Facts:
    """What the guards of a running case may ask about: for a command, or for whatever is open."""
    named = (command.village,) if command else ()
    facts = Facts(
        today=ctx.today(state.regency),
        calendar=ctx.calendar(state.regency, connection),
        places=regions.places([state.regency, *state.villages, *named]),
    )
    if command is None:
        return widened(connection, procedure, state, facts, procedure.steps)
    steps = _asked_by(procedure, state, command)
    return widened(connection, procedure, state, facts, steps, command.data)


def widened(
    connection: Connection,
    procedure: Procedure,
    state: CaseState,
    facts: Facts,
    steps: Sequence[Step],
    data: Data | None = None,
) -> Facts:
    """The facts with what the guards of these steps read outside the case; `data` is new."""
    guards = [(step, guard) for step in steps for guard in step.guards]
    asked = {guard.use for _, guard in guards}
    villages, regency = state.active_villages(), state.regency
    found: dict[str, Any] = {}
    if READ_BY["validities"] in asked:
        found["validities"] = surroundings.validity_periods(connection, regency)
    if READ_BY["memberships"] in asked and villages:
        found["memberships"] = surroundings.memberships(
            connection, procedure.id, villages, state.id
        )
    if READ_BY["contacts"] in asked and villages:
        found["contacts"] = surroundings.contacts(connection, regency)
    if READ_BY["known_names"] in asked:
        names = _names_asked(state, guards, data or {})
        found["known_names"] = surroundings.known_names(
            connection, procedure.id, state.id, [similar_lengths(name) for name in names]
        )
    return replace(facts, **found) if found else facts


def _asked_by(procedure: Procedure, state: CaseState, command: Command) -> list[Step]:
    """The steps whose guards a command has asked: its own; a correction also what rests on it."""
    step = procedure.step(command.step)
    if step is None:
        return []
    corrects = command.action is Action.CORRECT
    if corrects or state.cell(step.id, command.village).correcting:
        later = procedure.dependents[step.id]
        return [step, *(s for s in procedure.steps if s.id in later)]
    return [step]


def _names_asked(state: CaseState, guards: Sequence[tuple[Step, Guard]], sent: Data) -> set[str]:
    """The names that are compared with known ones: what is held, and what is sent."""
    fields = {
        (step.id, str(guard.params["field"]))
        for step, guard in guards
        if guard.use == READ_BY["known_names"]
    }
    found = {sent.get(name) for _, name in fields}
    for (step_id, _), cell in state.cells.items():
        for of, name in fields:
            if of == step_id:
                found |= {data.get(name) for data in (cell.data, *(r.data for r in cell.rounds))}
    return {str(name) for name in found if name}


def gather_for_opening(
    ctx: Context,
    connection: Connection,
    procedure: Procedure,
    regency: str,
    villages: Sequence[str],
    parent: str,
) -> Facts:
    """What opening a case depends on."""
    single = procedure.one_per_regency
    return Facts(
        today=ctx.today(regency),
        calendar=ctx.calendar(regency, connection),
        places=regions.places([regency, *villages]),
        existing=cases.running(connection, regency, procedure.id) if single else (),
        parent_ready=not parent or _parent_ready(connection, procedure, regency, parent),
    )


def _parent_ready(connection: Connection, procedure: Procedure, regency: str, parent: str) -> bool:
    found = cases.load(connection, parent)
    if found is None or procedure.opens_from is None or found.state.regency != regency:
        return False
    wanted, step = procedure.opens_from
    return found.procedure_id == wanted and found.state.cell(step).settled


def members_map(procedure: Procedure, state: CaseState) -> dict[str, bool]:
    """Each active village with whether it counts as a member."""
    inside = set(members(procedure, state))
    return {village: village in inside for village in state.active_villages()}
