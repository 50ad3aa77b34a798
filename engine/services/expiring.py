"""What law lets run out goes back by itself, where the procedure says so; nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from engine.domain.budget import Clock, Effect
from engine.domain.command import Actor, Grant
from engine.domain.procedure import Step
from engine.errors import Refused, StaleVersion
from engine.reference import regions
from engine.reference.dates import tanggal
from engine.services.cases import ActRequest, act
from engine.services.context import Context
from engine.store import cases, reminders
from engine.store.reminders import Pending

SYSTEM = "sistem"


def expire(ctx: Context, zone: str) -> int:
    """Send back, in one time zone, what ran out before today; how many steps were sent back.

    A case that somebody changed meanwhile, or whose other record speaks against it, is left to
    the next run; what was sent back already is no longer due, so repeating changes nothing.
    """
    areas = [p.code for p in regions.provinces() if regions.zone(p.code) == zone]
    today = ctx.today(areas[0])
    with ctx.database.read() as connection:
        late = list(
            reminders.pending(connection, areas, due_by=today - timedelta(days=1), idle_by=None)
        )
    done: set[tuple[str, str]] = set()
    for item in late:
        for clock in _expiring(ctx, item):
            if (item.case_id, clock.anchor) not in done and _send_back(ctx, item, clock, today):
                done.add((item.case_id, clock.anchor))
    return len(done)


def _expiring(ctx: Context, item: Pending) -> Iterator[Clock]:
    step: Step = ctx.catalog.version(item.procedure_id, item.version).by_id[item.step]
    return (c for c in step.clocks if c.effect is Effect.EXPIRE)


def _send_back(ctx: Context, item: Pending, clock: Clock, today: date) -> bool:
    with ctx.database.read() as connection:
        found = cases.tag(connection, item.case_id)
    request = ActRequest(
        case_id=item.case_id,
        action="return",
        occurred_on=today,
        seen_version=found[1] if found else None,
        step=clock.anchor,
        to=clock.return_to,
        reason=f"{clock.label} berakhir {tanggal(item.due_on or today)}.",
    )
    try:
        act(ctx, _system(ctx, item), request)
    except (Refused, StaleVersion):
        return False
    return True


def _system(ctx: Context, item: Pending) -> Actor:
    """The system itself, in a role that may send back whatever the procedure sends back."""
    able = (r.id for r in ctx.catalog.roles.values() if {"read", "return", "record"} <= r.may)
    return Actor(SYSTEM, (Grant(next(able), item.regency),))
