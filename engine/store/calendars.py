"""Editions of the calendar and the deadlines they moved: reading and writing their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from engine.domain.calendar import Holiday, HolidayKind
from engine.store.calendar_tables import CalendarDayRow, CalendarEditionRow, DeadlineMoveRow
from engine.store.cases import CASE, STEP, within
from engine.store.prepared import Prepared

EDITION = CalendarEditionRow.__table__  # type: ignore[attr-defined]
DAY = CalendarDayRow.__table__  # type: ignore[attr-defined]
MOVE = DeadlineMoveRow.__table__  # type: ignore[attr-defined]
_REVISION = Prepared(select(func.max(EDITION.c.id).label("newest")))


@dataclass(frozen=True, slots=True)
class Edition:
    """What an area was told of a year; year 0 and `week` 5 or 6 tell its working week."""

    area: str
    year: int
    days: tuple[Holiday, ...] = ()
    week: int = 0
    decree: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A due date that the calendar moved."""

    case_id: str
    step: str
    village: str
    moved_from: date
    moved_to: date
    reason: str
    recorded_at: datetime


def revision(connection: Connection) -> int:
    """A number that rises with every edition."""
    return _REVISION.rows(connection, {})[0].newest or 0


def in_force(
    connection: Connection, areas: Sequence[str], before: datetime | None = None
) -> list[Edition]:
    """The newest edition of each of the areas and each year, wider areas first.

    With `before`, as they stood at that moment.
    """
    newest = select(func.max(EDITION.c.id)).where(EDITION.c.area.in_(areas))
    if before is not None:
        newest = newest.where(EDITION.c.recorded_at < before)
    newest = newest.group_by(EDITION.c.area, EDITION.c.year)
    query = select(EDITION).where(EDITION.c.id.in_(newest))
    found = []
    for row in connection.execute(query.order_by(EDITION.c.area, EDITION.c.year)).mappings():
        days = connection.execute(
            select(DAY).where(DAY.c.edition == row["id"]).order_by(DAY.c.day)
        )
        found.append(
            Edition(
                row["area"],
                row["year"],
                tuple(Holiday(d.day, d.name, d.decree, HolidayKind(d.kind)) for d in days),
                row["week"],
                row["decree"],
            )
        )
    return found


def put(connection: Connection, edition: Edition, person: str, now: datetime) -> None:
    """Add an edition; earlier ones stay on record."""
    values: dict[str, Any] = {
        "area": edition.area,
        "year": edition.year,
        "week": edition.week,
        "decree": edition.decree,
        "recorded_by": person,
        "recorded_at": now,
    }
    key = connection.execute(insert(EDITION).returning(EDITION.c.id), values).scalar_one()
    days = [
        {"edition": key, "day": d.day, "name": d.name, "kind": d.kind.value, "decree": d.decree}
        for d in edition.days
    ]
    if days:
        connection.execute(insert(DAY), days)


def note_moves(connection: Connection, moves: Sequence[Move]) -> None:
    """Record deadlines that moved."""
    if moves:
        rows = [{name: getattr(move, name) for name in Move.__slots__} for move in moves]
        connection.execute(insert(MOVE), rows)


def moves_of(connection: Connection, case_id: str) -> list[Move]:
    """The moved deadlines of a case, oldest first."""
    columns = [MOVE.c[name] for name in Move.__slots__]
    query = select(*columns).where(MOVE.c.case_id == case_id).order_by(MOVE.c.id)
    return [Move(**row) for row in connection.execute(query).mappings()]


@dataclass(frozen=True, slots=True)
class Due:
    """When a step or branch is due, as lists show it."""

    step: str
    village: str
    day: date | None
    provisional: bool


def cases_due(connection: Connection, area: str, since: date, after: str, limit: int) -> list[str]:
    """Ids after `after` of the area's cases with a step due on `since` or later."""
    query = (
        select(STEP.c.case_id)
        .distinct()
        .where(within(STEP.c.regency, [area or "*"]), STEP.c.due_on >= since)
        .where(STEP.c.case_id > after)
        .order_by(STEP.c.case_id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def dues(connection: Connection, case_id: str) -> list[Due]:
    """The due dates of a case's steps as they are shown now."""
    query = select(STEP.c.step, STEP.c.village, STEP.c.due_on, STEP.c.due_provisional)
    rows = connection.execute(query.where(STEP.c.case_id == case_id))
    return [Due(*row) for row in rows]


def set_dues(connection: Connection, case_id: str, dues: Sequence[Due]) -> None:
    """Show other due dates for some steps; what was idle stays idle."""
    for due in dues:
        connection.execute(
            update(STEP)
            .where(
                STEP.c.case_id == case_id, STEP.c.step == due.step, STEP.c.village == due.village
            )
            .values(due_on=due.day, due_provisional=due.provisional)
        )


def set_case(
    connection: Connection, case_id: str, values: Mapping[str, Any], now: datetime
) -> None:
    """Show what the new dates make of a case, so that whoever polls it sees them."""
    connection.execute(
        update(CASE)
        .where(CASE.c.id == case_id)
        .values(
            next_change_on=values["next_change_on"],
            headline=values["headline"],
            papers=CASE.c.papers + 1,
            updated_at=now,
        )
    )
