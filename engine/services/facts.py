"""Gathering the world's facts for a decision, inside the deciding transaction."""

from __future__ import annotations

from collections.abc import Sequence

from engine.domain.case import CaseState
from engine.domain.facts import Facts
from engine.domain.procedure import Procedure
from engine.domain.standing import members
from engine.reference import holidays, regions
from engine.services.context import Context
from engine.store import cases, surroundings
from engine.store.database import Connection


def gather(
    ctx: Context,
    connection: Connection,
    procedure: Procedure,
    state: CaseState,
    named: Sequence[str] = (),
) -> Facts:
    """What the guards of a running case may ask about; `named` are regions besides its own."""
    villages = state.active_villages()
    return Facts(
        today=ctx.today(state.regency),
        calendar=holidays.calendar(),
        places=regions.places([state.regency, *state.villages, *named]),
        validities=surroundings.validity_periods(connection, state.regency),
        memberships=surroundings.memberships(connection, procedure.id, villages, state.id),
        contacts=surroundings.contacts(connection, state.regency) if villages else None,
        known_names=surroundings.known_names(connection, procedure.id, state.id),
    )


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
        calendar=holidays.calendar(),
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
