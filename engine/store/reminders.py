"""What the daily sweep looks through, and the reminders it raised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from engine.store.cases import CASE, STEP, within
from engine.store.prepared import Prepared
from engine.store.tables import RecipientRow, ReminderRow

REMINDER = ReminderRow.__table__  # type: ignore[attr-defined]
RECIPIENT = RecipientRow.__table__  # type: ignore[attr-defined]
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
    level: int = 1
    to_role: str = ""
    to_area: str = ""
    to_function: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who is told what concerns a function in an office."""

    id: int
    role: str
    area: str
    function: str
    name: str
    address: str


def pending(
    connection: Connection, areas: Sequence[str], *, due_by: date | None, idle_by: date | None
) -> Iterator[Pending]:
    """Steps of running cases that are due by, or idle since before, the dates.

    Without either date all of them, by due date; else in no order, at the cost of those found.
    """
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
    )
    # Asked for an order as well, SQLite walks every step in it instead of the few that are due.
    order = (STEP.c.due_on, STEP.c.case_id, STEP.c.step, STEP.c.village)
    query = query.where(or_(*chosen)) if chosen else query.order_by(*order)
    for row in connection.execute(query).mappings():
        yield Pending(**row)


def raise_new(connection: Connection, found: Sequence[Reminder]) -> list[Reminder]:
    """Record reminders; those whose key was raised before are left out of the answer.

    Two sweeps at once cannot both raise one: the row is the claim.
    """
    if not found:
        return []
    rows = [{name: getattr(each, name) for name in Reminder.__slots__} for each in found]
    claim = _insert(connection)(REMINDER).on_conflict_do_nothing(index_elements=["key"])
    raised = set(connection.execute(claim.values(rows).returning(REMINDER.c.key)).scalars())
    return [each for each in found if each.key in raised]


def untold_posts(connection: Connection) -> list[tuple[str, str, str]]:
    """Who has reminders to hear of that no message has carried yet: (role, area, function)."""
    query = (
        select(REMINDER.c.to_role, REMINDER.c.to_area, REMINDER.c.to_function)
        .distinct()
        .where(REMINDER.c.told_on.is_(None), REMINDER.c.resolved_on.is_(None))
        .where(REMINDER.c.to_role != "")
    )
    return sorted((r.to_role, r.to_area, r.to_function) for r in connection.execute(query))


def tell(connection: Connection, post: tuple[str, str, str], day: date) -> None:
    """What a post has not heard of yet goes into its message of the day."""
    connection.execute(
        update(REMINDER)
        .where(_to(post), REMINDER.c.told_on.is_(None), REMINDER.c.resolved_on.is_(None))
        .values(told_on=day)
    )


def told(connection: Connection, post: tuple[str, str, str], day: date) -> list[Reminder]:
    """What the message of a day tells a post, the most urgent first; nothing that is settled."""
    query = (
        select(REMINDER)
        .where(_to(post), REMINDER.c.told_on == day, REMINDER.c.resolved_on.is_(None))
        .order_by(REMINDER.c.regency, REMINDER.c.due_on, REMINDER.c.key)
    )
    return [Reminder(**row) for row in connection.execute(query).mappings()]


def recipients(connection: Connection, area: str = "") -> list[Recipient]:
    """Who hears what a function is told; within an area, or everybody."""
    query = select(RECIPIENT).order_by(RECIPIENT.c.role, RECIPIENT.c.area, RECIPIENT.c.id)
    if area:
        query = query.where(within(RECIPIENT.c.area, [area]))
    return [Recipient(**row) for row in connection.execute(query).mappings()]


def recipients_of(connection: Connection, post: tuple[str, str, str]) -> list[Recipient]:
    """Who hears what one post is told."""
    role, area, function = post
    query = select(RECIPIENT).where(
        RECIPIENT.c.role == role, RECIPIENT.c.area == area, RECIPIENT.c.function == function
    )
    return [
        Recipient(**row) for row in connection.execute(query.order_by(RECIPIENT.c.id)).mappings()
    ]


def put_recipient(connection: Connection, values: dict[str, Any]) -> None:
    """Add somebody who is told, once."""
    claim = _insert(connection)(RECIPIENT).on_conflict_do_nothing()
    connection.execute(claim.values(**values))


def remove_recipient(connection: Connection, recipient_id: int) -> bool:
    """Tell somebody no more; False when there is no such record."""
    done = connection.execute(delete(RECIPIENT).where(RECIPIENT.c.id == recipient_id))
    return bool(done.rowcount)


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


def _to(post: tuple[str, str, str]) -> ColumnElement[bool]:
    role, area, function = post
    return and_(
        REMINDER.c.to_role == role,
        REMINDER.c.to_area == area,
        REMINDER.c.to_function == function,
    )


def _insert(connection: Connection) -> Any:
    """The insert of the database in use: only these can pass over a row that is there."""
    return sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
