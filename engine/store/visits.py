"""Visits and calendar feeds: reading and writing their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from engine.domain.visits import Visit, VisitState
from engine.store.cases import within
from engine.store.visit_tables import FeedRow, VisitRow

VISIT = VisitRow.__table__  # type: ignore[attr-defined]
FEED = FeedRow.__table__  # type: ignore[attr-defined]
_LISTS = ("people", "agenda")


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar somebody subscribed to."""

    token_hash: str
    username: str
    area: str
    created_at: datetime
    revoked_at: datetime | None


def visit(connection: Connection, visit_id: str, *, lock: bool = False) -> Visit | None:
    """One visit by id."""
    query = select(VISIT).where(VISIT.c.id == visit_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    return read_visit(row) if row else None


def between(connection: Connection, areas: Sequence[str], first: date, last: date) -> list[Visit]:
    """The visits to the areas that touch the days, in order of their dates."""
    query = (
        select(VISIT)
        .where(within(VISIT.c.regency, areas), VISIT.c.ends_on >= first)
        .where(VISIT.c.starts_on <= last)
        .order_by(VISIT.c.starts_on, VISIT.c.begins, VISIT.c.id)
    )
    return [read_visit(row) for row in connection.execute(query).mappings()]


def planned_for(connection: Connection, case_id: str, step: str, village: str) -> Visit | None:
    """The newest visit that is planned for a step or branch, if any."""
    query = select(VISIT).where(
        VISIT.c.case_id == case_id,
        VISIT.c.step == step,
        VISIT.c.village == village,
        VISIT.c.state == VisitState.PLANNED.value,
    )
    row = connection.execute(query.order_by(VISIT.c.starts_on.desc())).mappings().first()
    return read_visit(row) if row else None


def next_id(connection: Connection, regency: str, year: int) -> str:
    """The next readable number of a regency and year; visits are never deleted."""
    prefix = f"KUNJ-{regency}-{year}-"
    count = select(func.count()).select_from(VISIT).where(VISIT.c.id.startswith(prefix))
    return f"{prefix}{connection.execute(count).scalar_one() + 1:03d}"


def put(connection: Connection, found: Visit, person: str, now: datetime) -> None:
    """Add a visit, or change it; its version is the caller's to raise."""
    values: dict[str, Any] = {name: getattr(found, name) for name in Visit.__slots__}
    values |= {name: list(values[name]) for name in _LISTS}
    values |= {"state": found.state.value, "updated_at": now}
    done = connection.execute(update(VISIT).where(VISIT.c.id == found.id).values(**values))
    if done.rowcount == 0:
        connection.execute(insert(VISIT).values(**values, created_by=person))


def put_feed(connection: Connection, feed: Feed) -> None:
    """Open a calendar to subscribe to."""
    values = {name: getattr(feed, name) for name in Feed.__slots__}
    connection.execute(insert(FEED).values(**values))


def feed(connection: Connection, token_hash: str) -> Feed | None:
    """A calendar by the hash of its secret, unless it was revoked."""
    query = select(FEED).where(FEED.c.token_hash == token_hash, FEED.c.revoked_at.is_(None))
    row = connection.execute(query).mappings().one_or_none()
    return Feed(**row) if row else None


def revoke_feeds(connection: Connection, username: str, area: str, now: datetime) -> int:
    """Close every calendar a person opened of an area; how many."""
    done = connection.execute(
        update(FEED)
        .where(FEED.c.username == username, FEED.c.area == area, FEED.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return int(done.rowcount)


def read_visit(row: RowMapping) -> Visit:
    """A visit from its row."""
    values = {name: row[name] for name in Visit.__slots__}
    values |= {name: tuple(values[name]) for name in _LISTS}
    return Visit(**values | {"state": VisitState(row["state"])})
