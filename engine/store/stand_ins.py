"""Who stands in for whom, and when: the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from engine.store.access_tables import StandInRow

STAND_IN = StandInRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class StandIn:
    """One person acting for another, both ends of the time included."""

    username: str
    principal: str
    starts_on: date
    ends_on: date
    basis: str
    recorded_at: datetime


def of(connection: Connection, username: str) -> list[StandIn]:
    """Everybody a person stands in for, or did, oldest first."""
    query = select(STAND_IN).where(STAND_IN.c.username == username)
    rows = connection.execute(query.order_by(STAND_IN.c.starts_on)).mappings()
    return [StandIn(**row) for row in rows]


def on(connection: Connection, username: str, day: date) -> StandIn | None:
    """Whom a person stands in for on a day, if anybody."""
    query = select(STAND_IN).where(
        STAND_IN.c.username == username, STAND_IN.c.starts_on <= day, STAND_IN.c.ends_on >= day
    )
    row = connection.execute(query).mappings().first()
    return StandIn(**row) if row else None


def everybody(connection: Connection) -> list[StandIn]:
    """Every record, oldest first."""
    query = select(STAND_IN).order_by(STAND_IN.c.starts_on, STAND_IN.c.username)
    return [StandIn(**row) for row in connection.execute(query).mappings()]


def put(connection: Connection, record: StandIn) -> None:
    """Record that one person stands in for another."""
    values: dict[str, Any] = {name: getattr(record, name) for name in StandIn.__slots__}
    connection.execute(insert(STAND_IN).values(**values))
