"""Proposing the visits of the next weeks for a province, from what its record shows."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.domain.planner import Open, Rates, Trip, Trips, needs, propose
from engine.domain.visits import VisitState
from engine.errors import DefinitionError, DefinitionProblem, Forbidden
from engine.reference import regions
from engine.services.cases import areas_of
from engine.services.context import Context
from engine.store import access, reminders, surroundings, visits
from engine.store.database import Connection

_FILE = Path(__file__).parent.parent / "reference" / "planner.toml"
_PEOPLE_AWAY = 400  # days ahead in which a person may already be on the way


def proposals(
    ctx: Context,
    actor: Actor,
    province: str,
    *,
    budget: int | None = None,
    people: tuple[str, ...] = (),
) -> tuple[Trip, ...]:
    """Trips for the next weeks: late and silent regencies first, neighbours together.

    Without `people` everybody who plans visits in the province may be sent. Nothing is booked;
    accepting a trip plans its visits. Raises Forbidden.
    """
    if not _may(ctx, actor, province):
        message = "Anda tidak berwenang merencanakan kunjungan di provinsi ini."
        raise Forbidden(message)
    rates, trips = _settings(ctx.settings.planner)
    today = ctx.today(province)
    last = today + timedelta(days=_PEOPLE_AWAY)
    with ctx.database.read() as connection:
        areas = [a for a in areas_of(ctx, actor) if a == "*" or a.startswith(province)]
        found = reminders.pending(
            connection, [province] if "*" in areas else areas, due_by=None, idle_by=None
        )
        steps = [
            Open(p.regency, p.case_id, p.step, p.village, p.due_on, p.due_legal, p.idle_since)
            for p in found
        ]
        calendars = {s.regency: ctx.calendar(s.regency, connection) for s in steps}
        booked = visits.between(connection, ["*"], today, last)
        staff = people or _staff(ctx, connection, province)
        near = _neighbours(connection, province)
    planned = {v.regency for v in booked if v.state is VisitState.PLANNED}
    wanted = [n for n in needs(steps, rates, calendars, today) if n.regency not in planned]
    away = {
        person: {
            day
            for visit in booked
            if person in visit.people and visit.state is VisitState.PLANNED
            for day in _days(visit.starts_on, visit.ends_on)
        }
        for person in staff
    }
    ahead = frozenset(_days(today, today + timedelta(weeks=trips.weeks + 1)))
    free = {person: ahead - away[person] for person in staff}
    calendar = ctx.calendar(province)
    return propose(wanted, near, free, trips, budget, calendar, today)


def travellers(ctx: Context, actor: Actor) -> dict[str, str]:
    """Who may be sent: accounts that facilitate in a region the actor plans for, by username."""
    with ctx.database.read() as connection:
        areas = {g.area for g in actor.grants if "visits" in _powers(ctx, g.role)}
        provinces = {area[:2] for area in areas}
        names = {p for province in provinces for p in _staff(ctx, connection, province)}
        return {a.username: a.name for a in access.accounts(connection) if a.username in names}


def _powers(ctx: Context, role: str) -> frozenset[str]:
    found = ctx.catalog.roles.get(role)
    return found.may if found else frozenset()


def _may(ctx: Context, actor: Actor, area: str) -> bool:
    anyone = ctx.catalog.procedures[0]
    return any("visits" in role.may for role in roles_over(anyone, actor, area))


def _staff(ctx: Context, connection: Connection, province: str) -> tuple[str, ...]:
    """Accounts of the province's own office that plan visits."""
    planning = {role for role in ctx.catalog.roles if "visits" in _powers(ctx, role)}
    return tuple(
        account.username
        for account in access.accounts(connection)
        if account.active
        and any(
            grant.role in planning and grant.area == province
            for grant in access.grants(connection, account.username)
        )
    )


def _neighbours(connection: Connection, province: str) -> dict[str, frozenset[str]]:
    """Which regencies touch, from the villages that do; without boundaries each is near all."""
    pairs = surroundings.touching_regencies(connection, province)
    codes = [place.code for place in regions.regencies(province)]
    if not pairs:
        return {code: frozenset(codes) - {code} for code in codes}
    found: dict[str, set[str]] = {code: set() for code in codes}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return {code: frozenset(near) for code, near in found.items()}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@cache
def _settings(own: Path | None) -> tuple[Rates, Trips]:
    given = _read(_FILE)
    if own:
        for table, values in _read(own).items():
            given[table] = given.get(table, {}) | values
    try:
        return Rates(**given["points"]), Trips(**given["trip"])
    except (KeyError, TypeError) as error:
        raise DefinitionError([DefinitionProblem(str(own or _FILE), 0, str(error))]) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError([DefinitionProblem(str(path), 0, str(error))]) from error
