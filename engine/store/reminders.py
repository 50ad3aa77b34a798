"""What the daily sweep looks through, and the reminders it raised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, or_, select, update

from engine.store.cases import CASE, STEP, within
from engine.store.prepared import Prepared
from engine.store.tables import ReminderRow

REMINDER = ReminderRow.__table__  # type: ignore[attr-defined]
_UNSETTLED = Prepared(
    select(REMINDER.c.key, REMINDER.c.step, REMINDER.c.village).where(
        REMINDER.c.case_id == bindparam("of_case"), REMINDER.c.resolved_on.is_(None)
    )
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A step somebody must act on."""

    case_id: str
    title: str
    procedure_id: str
    version: str
    step: str
    village: str
    regency: str
    standing: str
    actor: str
    opened_on: date | None
    due_on: date | None
    due_legal: bool
    due_provisional: bool
    idle_since: date | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One raised reminder."""

    key: str
    case_id: str
    step: str
    village: str
    regency: str
    kind: str
    role: str
    message: str
    due_on: date | None
    raised_on: date
    resolved_on: date | None


def pending(
    connection: Connection, areas: Sequence[str], *, due_by: date | None, idle_by: date | None
) -> Iterator[Pending]:
    """Steps of running cases that are due by, or idle since before, the dates."""
    chosen = []
    if due_by is not None:
        chosen.append(STEP.c.due_on <= due_by)
    if idle_by is not None:
        chosen.append(STEP.c.idle_since <= idle_by)
    query = (
        select(
            STEP.c.case_id,
            CASE.c.title,
            CASE.c.procedure_id,
            CASE.c.version,
            *(STEP.c[name] for name in Pending.__slots__ if name in STEP.c and name != "case_id"),
        )
        .join(CASE, CASE.c.id == STEP.c.case_id)
        .where(within(STEP.c.regency, areas), CASE.c.status == "running")
        .order_by(STEP.c.due_on, STEP.c.case_id, STEP.c.step, STEP.c.village)
    )
    if chosen:
        query = query.where(or_(*chosen))
    for row in connection.execute(query).mappings():
        yield Pending(**row)


def raise_once(connection: Connection, reminder: Reminder) -> bool:
    """Record a reminder; False when its key was raised before."""
    known = select(REMINDER.c.key).where(REMINDER.c.key == reminder.key)
    if connection.execute(known).first():
        return False
    values: dict[str, Any] = {name: getattr(reminder, name) for name in Reminder.__slots__}
    connection.execute(insert(REMINDER).values(**values))
    return True


def find(connection: Connection, key: str) -> Reminder | None:
    """One reminder by key."""
    row = (
        connection.execute(select(REMINDER).where(REMINDER.c.key == key)).mappings().one_or_none()
    )
    return Reminder(**row) if row else None


def open_reminders(connection: Connection, areas: Sequence[str]) -> list[Reminder]:
    """Reminders not yet settled, the most urgent first."""
    query = (
        select(REMINDER)
        .where(within(REMINDER.c.regency, areas), REMINDER.c.resolved_on.is_(None))
        .order_by(REMINDER.c.due_on, REMINDER.c.key)
    )
    return [Reminder(**row) for row in connection.execute(query).mappings()]


def resolve(
    connection: Connection, case_id: str, still_open: Sequence[tuple[str, str]], day: date
) -> None:
    """Settle the reminders of a case about steps that are no longer open."""
    keep = set(still_open)
    unsettled = _UNSETTLED.rows(connection, {"of_case": case_id})
    gone = [r.key for r in unsettled if (r.step, r.village) not in keep]
    if gone:
        connection.execute(
            update(REMINDER).where(and_(REMINDER.c.key.in_(gone))).values(resolved_on=day)
        )
