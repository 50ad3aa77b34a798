"""Work promised inside a transaction and done after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from engine.store.prepared import Prepared
from engine.store.tables import OutboxRow

OUTBOX = OutboxRow.__table__  # type: ignore[attr-defined]
BACKOFF = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
_KNOWN = Prepared(select(OUTBOX.c.id).where(OUTBOX.c.key == bindparam("full_key")))
_PROMISE = Prepared(
    insert(OUTBOX).inline(),
    *("topic", "key", "payload", "created_at", "available_at", "attempts", "last_error"),
)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of promised work."""

    id: int
    topic: str
    key: str
    payload: dict[str, Any]
    attempts: int


def put(
    connection: Connection,
    topic: str,
    key: str,
    payload: dict[str, Any],
    now: datetime,
    at: datetime | None = None,
) -> bool:
    """Promise work once, for `at` or at once; False when topic and key were queued before."""
    full_key = f"{topic}:{key}"
    if _KNOWN.rows(connection, {"full_key": full_key}):
        return False
    _PROMISE.run(
        connection,
        {
            "topic": topic,
            "key": full_key,
            "payload": payload,
            "created_at": now,
            "available_at": at or now,
            "attempts": 0,
            "last_error": "",
        },
    )
    return True


def known(connection: Connection, topic: str, key: str) -> bool:
    """Whether that was promised before, done or not."""
    return bool(_KNOWN.rows(connection, {"full_key": f"{topic}:{key}"}))


def claim(
    connection: Connection, topic: str, now: datetime, lease: timedelta, limit: int
) -> list[Job]:
    """Take due jobs for the length of the lease; a worker that dies lets them come back."""
    query = (
        select(OUTBOX)
        .where(OUTBOX.c.done_at.is_(None), OUTBOX.c.topic == topic, OUTBOX.c.available_at <= now)
        .order_by(OUTBOX.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    jobs = [
        Job(row.id, row.topic, row.key, row.payload, row.attempts)
        for row in connection.execute(query)
    ]
    if jobs:
        connection.execute(
            update(OUTBOX)
            .where(OUTBOX.c.id.in_([job.id for job in jobs]))
            .values(available_at=now + lease, attempts=OUTBOX.c.attempts + 1)
        )
    return jobs


def finish(connection: Connection, job_id: int, now: datetime) -> None:
    """The work is done."""
    connection.execute(
        update(OUTBOX).where(OUTBOX.c.id == job_id).values(done_at=now, last_error="")
    )


def postpone(connection: Connection, job: Job, now: datetime, error: str) -> None:
    """The work failed; it comes back after twice the last wait, and is never given up."""
    wait = min(BACKOFF * 2 ** min(job.attempts, 10), LONGEST_WAIT)
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == job.id)
        .values(available_at=now + wait, last_error=error[:500])
    )


def waiting(connection: Connection) -> dict[str, int]:
    """How much work is open, by topic."""
    query = (
        select(OUTBOX.c.topic, func.count())
        .where(OUTBOX.c.done_at.is_(None))
        .group_by(OUTBOX.c.topic)
    )
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}
