"""The daily look at what is due, late or stuck. Repeating it raises nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from engine.domain.calendar import Calendar
from engine.domain.command import Actor
from engine.domain.ladder import Ladder, Rung
from engine.reference import ladder as ladders
from engine.reference import regions
from engine.reference.dates import tanggal
from engine.services import digests
from engine.services.cases import areas_of
from engine.services.context import Context
from engine.store import reminders
from engine.store.reminders import Pending, Reminder

_BATCH = 200
_WIDEST = 2  # calendar days that a working day may take at the most, holidays of a week included


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep found, what of it was new, and how many messages carry it.

    `regencies` counts what was new by regency.
    """

    looked_at: int
    raised: int
    messages: int = 0
    regencies: Mapping[str, int] = field(default_factory=dict)


def sweep(ctx: Context, zone: str) -> Swept:
    """Raise reminders for all regencies of a time zone, as of today in that zone.

    Only steps that are due soon, overdue or idle are read. A reminder's key names case, step,
    village, date and rung, and its row claims it: a sweep killed half way and run again, or two
    at once, raise each once. Each person then gets one message of all that is new.
    """
    areas = [p.code for p in regions.provinces() if regions.zone(p.code) == zone]
    today = ctx.today(areas[0])
    ladder = ladders.ladder(ctx.settings.ladder)
    soon = today + timedelta(days=_WIDEST * ladder.earliest + 7)
    idle = today - timedelta(days=ladder.silence)
    with ctx.database.read() as connection:
        calendars = {}
        found = reminders.pending(connection, areas, due_by=soon, idle_by=idle)
        looked_at = 0
        raised: Counter[str] = Counter()
        while chunk := list(islice(found, _BATCH)):
            looked_at += len(chunk)
            fresh: list[Reminder] = []
            for item in chunk:
                if item.regency not in calendars:
                    calendars[item.regency] = ctx.calendar(item.regency, connection)
                fresh += _reminders(ctx, ladder, item, today, calendars[item.regency])
            with ctx.database.write() as writing:
                raised.update(each.regency for each in reminders.raise_new(writing, fresh))
    told = digests.plan(ctx, today)
    return Swept(looked_at, raised.total(), told, dict(sorted(raised.items())))


def open_reminders(ctx: Context, actor: Actor) -> list[Reminder]:
    """Unsettled reminders of the actor's areas, the most urgent first."""
    with ctx.database.read() as connection:
        return reminders.open_reminders(connection, areas_of(ctx, actor))


def work_list(ctx: Context, actor: Actor) -> list[Pending]:
    """Every step of the actor's areas that somebody must act on, by due date."""
    with ctx.database.read() as connection:
        return list(reminders.pending(connection, areas_of(ctx, actor), due_by=None, idle_by=None))


def _reminders(
    ctx: Context, ladder: Ladder, item: Pending, today: date, calendar: Calendar
) -> Iterator[Reminder]:
    """The rungs a step has reached: of its deadline, or of silence where it has none near."""
    due = ladder.reached(item.due_on, today, calendar) if item.due_on else ()
    silent = ladder.silent(item.idle_since, today) if item.idle_since and not due else ()
    for rung in (*due, *silent):
        since = item.due_on if rung in due else item.idle_since
        place = item.village or item.regency
        role, area, function = digests.post_of(ctx, item.actor, rung.level, place)
        yield Reminder(
            key=":".join((item.case_id, item.step, item.village, str(since), rung.id)),
            case_id=item.case_id,
            step=item.step,
            village=item.village,
            regency=item.regency,
            kind=rung.kind,
            role=item.actor,
            message=_message(ctx, item, rung, today),
            due_on=item.due_on,
            raised_on=today,
            resolved_on=None,
            level=rung.level,
            to_role=role,
            to_area=area,
            to_function=function,
        )


def _message(ctx: Context, item: Pending, rung: Rung, today: date) -> str:
    step = ctx.catalog.version(item.procedure_id, item.version).by_id[item.step]
    place = f" ({regions.name(item.village)})" if item.village else ""
    name = f"{step.name}{place}, {item.title}"
    if rung.kind == "mandek" or item.due_on is None:
        return f"{name}: tidak ada kegiatan sejak {tanggal(item.idle_since or today)}."
    if item.due_on < today:
        late = (today - item.due_on).days
        return f"{name}: lewat {late} hari dari {_limit(item)} {tanggal(item.due_on)}."
    return f"{name}: {_limit(item)} jatuh pada {tanggal(item.due_on)}."


def _limit(item: Pending) -> str:
    if not item.due_legal:
        return "target kantor"
    return "tenggat (sementara)" if item.due_provisional else "tenggat"
