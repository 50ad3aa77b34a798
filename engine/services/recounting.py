"""A change of the calendar moves open deadlines: counted again, recorded with why, and told."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Protocol

from engine.reference.dates import tanggal
from engine.services import digests, projection
from engine.services.calendars import RECOUNT_TOPIC
from engine.services.context import Context
from engine.services.facts import gather
from engine.services.jobs import drain
from engine.store import calendars, cases, reminders
from engine.store.calendars import Due, Move
from engine.store.cases import StoredCase
from engine.store.database import Connection
from engine.store.reminders import Reminder

MOVED = "bergeser"
_BATCH = 200


class Job(Protocol):
    """A promised recount, as `engine.services.jobs` hands it out."""

    @property
    def payload(self) -> dict[str, str]:
        """Which area, from which day on, and the decree."""
        ...


def recount_all(ctx: Context) -> int:
    """Do every promised recount now; how many deadlines moved. The day's messages tell of it."""
    moved: list[int] = []
    drain(ctx, RECOUNT_TOPIC, lambda job: moved.append(recount(ctx, job)))
    return sum(moved)


def recount(ctx: Context, job: Job) -> int:
    """Count the open deadlines of an area again; how many moved.

    A date before `since` rests on days that did not change. Each case is a transaction of its
    own, and one that was done already has nothing left to move: killed half way, the rest is
    made up by the next try.
    """
    area, since = job.payload["area"], date.fromisoformat(job.payload["since"])
    moved, after = 0, ""
    while True:
        with ctx.database.read() as connection:
            found = calendars.cases_due(connection, area, since, after, _BATCH)
        if not found:
            return moved
        moved += sum(map(partial(_recount, ctx, job.payload["reason"]), found))
        after = found[-1]


def _recount(ctx: Context, reason: str, case_id: str) -> int:
    with ctx.database.write() as connection:
        stored = cases.load(connection, case_id, lock=True)
        if stored is None or stored.state.status.terminal:
            return 0
        procedure = ctx.procedure_of(stored)
        facts = gather(ctx, connection, procedure, stored.state)
        case, steps = projection.derived(connection, procedure, stored.state, facts, ctx.now())
        new = [Due(s["step"], s["village"], s["due_on"], s["due_provisional"]) for s in steps]
        old = {(d.step, d.village): d for d in calendars.dues(connection, case_id)}
        changed = [d for d in new if d != old.get((d.step, d.village), d)]
        if not changed:
            return 0
        calendars.set_dues(connection, case_id, changed)
        calendars.set_case(connection, case_id, case, ctx.now())
        moves = [
            Move(case_id, d.step, d.village, before.day, d.day, reason, ctx.now())
            for d in changed
            if d.day is not None
            and (before := old[d.step, d.village]).day is not None
            and before.day != d.day
        ]
        calendars.note_moves(connection, moves)
        for move in moves:
            _tell(ctx, connection, stored, move)
        return len(moves)


def _tell(ctx: Context, connection: Connection, stored: StoredCase, move: Move) -> None:
    step = ctx.procedure_of(stored).by_id[move.step]
    message = (
        f"{step.name}, {stored.state.title}: tenggat bergeser dari {tanggal(move.moved_from)} "
        f"ke {tanggal(move.moved_to)} karena {move.reason}."
    )
    place = move.village or stored.state.regency
    role, area, function = digests.post_of(ctx, step.actor, 1, place)
    key = ":".join((move.case_id, move.step, move.village, MOVED, str(move.moved_to)))
    found = Reminder(
        key=key,
        case_id=move.case_id,
        step=move.step,
        village=move.village,
        regency=stored.state.regency,
        kind=MOVED,
        role=step.actor,
        message=message,
        due_on=move.moved_to,
        raised_on=ctx.today(stored.state.regency),
        resolved_on=None,
        to_role=role,
        to_area=area,
        to_function=function,
    )
    reminders.raise_new(connection, [found])
