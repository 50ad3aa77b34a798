"""Gathering the world's facts for a decision, inside the deciding transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine.domain.case import CaseState
from engine.domain.facts import Facts
from engine.domain.procedure import Procedure
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
    named: Sequence[str] = (),
) -> Facts:
    """What the guards of a running case may ask about; `named` are regions besides its own."""
    villages, regency = state.active_villages(), state.regency
    facts = Facts(
        today=ctx.today(regency),
        calendar=ctx.calendar(regency, connection),
        places=regions.places([regency, *state.villages, *named]),
    )
    asked = {guard.use for step in procedure.steps for guard in step.guards}
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
        found["known_names"] = surroundings.known_names(connection, procedure.id, state.id)
    return replace(facts, **found)


def gather_for_opening(
    ctx: Context,
    connection: Connection,
    procedure: Procedure,
    regency: str,
    villages: Sequence[str],
    parent: str,
) -> Facts:
    """What opening a case depends on."""
    existing = cases.many(connection, ["*"], regency=regency, procedure=procedure.id)
    return Facts(
        today=ctx.today(regency),
        calendar=ctx.calendar(regency, connection),
        places=regions.places([regency, *villages]),
        existing=tuple(c.id for c in existing if not c.state.status.terminal),
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
