"""The daily look at what is due, late or stuck. Repeating it raises nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from engine.domain.command import Actor
from engine.reference import regions
from engine.services.cases import areas_of
from engine.services.context import Context
from engine.store import outbox, reminders
from engine.store.reminders import Pending, Reminder

REMIND_TOPIC = "reminder.send"
OVERDUE_EVERY = 7  # days between two reminders about the same overdue step


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep found and what of it was new."""

    looked_at: int
    raised: int


def sweep(ctx: Context, zone: str) -> Swept:
    """Raise reminders for all regencies of a time zone, as of today in that zone.

    Only steps that are due soon, overdue or idle are read. A reminder's key names case, step,
    village, kind and rung, so a sweep killed half way and run again raises each once.
    """
    looked_at = raised = 0
    areas = [p.code for p in regions.provinces() if regions.zone(p.code) == zone]
    today = ctx.today(areas[0])
    soon = today + timedelta(days=ctx.settings.remind_days_before)
    idle = today - timedelta(days=ctx.settings.stuck_after_days)
    with ctx.database.read() as connection:
        found = list(reminders.pending(connection, areas, due_by=soon, idle_by=idle))
    for item in found:
        looked_at += 1
        reminder = _reminder(ctx, item, today)
        with ctx.database.write() as connection:
            if reminders.raise_once(connection, reminder):
                raised += 1
                outbox.put(
                    connection, REMIND_TOPIC, reminder.key, {"reminder": reminder.key}, ctx.now()
                )
    return Swept(looked_at, raised)


def open_reminders(ctx: Context, actor: Actor) -> list[Reminder]:
    """Unsettled reminders of the actor's areas, the most urgent first."""
    with ctx.database.read() as connection:
        return reminders.open_reminders(connection, areas_of(ctx, actor))


def reminder(ctx: Context, key: str) -> Reminder | None:
    """One reminder by key, with or without being settled."""
    with ctx.database.read() as connection:
        return reminders.find(connection, key)


def work_list(ctx: Context, actor: Actor) -> list[Pending]:
    """Every step of the actor's areas that somebody must act on, by due date."""
    with ctx.database.read() as connection:
        return list(reminders.pending(connection, areas_of(ctx, actor), due_by=None, idle_by=None))


def _reminder(ctx: Context, item: Pending, today: date) -> Reminder:
    procedure = ctx.catalog.version(item.procedure_id, item.version)
    step = procedure.by_id[item.step]
    place = f" ({regions.name(item.village)})" if item.village else ""
    name = f"{step.name}{place}, {item.title}"
    if item.due_on is not None and item.due_on < today:
        late = (today - item.due_on).days
        kind, rung = "terlambat", str(late // OVERDUE_EVERY)
        message = f"{name}: lewat {late} hari dari {_limit(item)}."
    elif item.due_on is not None and item.due_on <= today + timedelta(
        days=ctx.settings.remind_days_before
    ):
        kind, rung = "segera", item.due_on.isoformat()
        message = f"{name}: {_limit(item)} jatuh pada {item.due_on.isoformat()}."
    else:
        since = item.idle_since or today
        kind, rung = "mandek", since.isoformat()
        message = f"{name}: tidak ada kegiatan sejak {since.isoformat()}."
    key = ":".join((item.case_id, item.step, item.village, kind, str(item.due_on or ""), rung))
    return Reminder(
        key=key,
        case_id=item.case_id,
        step=item.step,
        village=item.village,
        regency=item.regency,
        kind=kind,
        role=item.actor,
        message=message,
        due_on=item.due_on,
        raised_on=today,
        resolved_on=None,
    )


def _limit(item: Pending) -> str:
    if not item.due_legal:
        return "target kantor"
    return "tenggat (sementara)" if item.due_provisional else "tenggat"
