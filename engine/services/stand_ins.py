"""A person who acts for another: with the other's roles, and for four-eyes as the other too."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from engine.domain.command import Actor
from engine.errors import FieldProblem, InvalidInput, NotFound
from engine.reference import regions
from engine.services.context import Context
from engine.store import access, stand_ins
from engine.store.database import Connection
from engine.store.stand_ins import StandIn

_MAY_NOT = "Tidak ada orang yang dapat mewakili dirinya sendiri."


def stand_in(
    ctx: Context, username: str, principal: str, starts_on: date, ends_on: date, basis: str
) -> StandIn:
    """Record that one account acts for another from a day until a day, and by which instrument.

    One person stands in for one other at a time, and not for somebody who is a stand-in then:
    what was lent is not lent on. Raises NotFound, InvalidInput.
    """
    record = StandIn(username, principal, starts_on, ends_on, basis.strip(), ctx.now())
    with ctx.database.write() as connection:
        problems = _problems(connection, record)
        if problems:
            raise InvalidInput(" ".join(p.message for p in problems), problems)
        stand_ins.put(connection, record)
    return record


def listed(ctx: Context) -> list[StandIn]:
    """Every record, oldest first."""
    with ctx.database.read() as connection:
        return stand_ins.everybody(connection)


def actor_of(ctx: Context, connection: Connection, username: str) -> Actor:
    """The account as it may act today: with its own roles, and those of whom it stands in for.

    The principal travels with every act, so that nobody approves what they prepared for, or
    through, somebody else.
    """
    own = access.grants(connection, username)
    found = stand_ins.on(connection, username, _today(ctx, own[0].area if own else "*"))
    if found is None:
        return Actor(username, own)
    lent = access.grants(connection, found.principal)
    return Actor(username, tuple(dict.fromkeys((*own, *lent))), principal=found.principal)


def _today(ctx: Context, area: str) -> date:
    zone = regions.zone(area) if area != "*" else next(iter(regions.zones().values()))
    return ctx.now().astimezone(ZoneInfo(zone)).date()


def _problems(connection: Connection, record: StandIn) -> list[FieldProblem]:
    for username in (record.username, record.principal):
        if access.account(connection, username) is None:
            message = f"Akun {username!r} tidak ada."
            raise NotFound(message)
    problems = []
    if record.username == record.principal:
        problems.append(FieldProblem("principal", _MAY_NOT))
    if record.ends_on < record.starts_on:
        problems.append(FieldProblem("ends_on", "Berakhir sebelum mulai."))
    if not record.basis:
        problems.append(FieldProblem("basis", "Sebutkan surat perintahnya."))
    if any(_overlap(record, held) for held in stand_ins.of(connection, record.username)):
        message = f"{record.username} sudah mewakili orang lain pada waktu itu."
        problems.append(FieldProblem("starts_on", message))
    if any(_overlap(record, held) for held in stand_ins.of(connection, record.principal)):
        message = f"{record.principal} sendiri mewakili orang lain pada waktu itu."
        problems.append(FieldProblem("principal", message))
    return problems


def _overlap(a: StandIn, b: StandIn) -> bool:
    return a.starts_on <= b.ends_on and b.starts_on <= a.ends_on
