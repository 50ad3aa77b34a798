"""Work promised inside a transaction and done after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from engine.domain.backoff import wait
from engine.store.prepared import Prepared
from engine.store.tables import OutboxRow

OUTBOX = OutboxRow.__table__  # type: ignore[attr-defined]
_ERROR_LENGTH = 500
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


@dataclass(frozen=True, slots=True)
class Delayed:
    """Work that failed at least once and is not done; dead where it waits for a person."""

    id: int
    topic: str
    payload: dict[str, Any]
    created_at: datetime
    available_at: datetime
    attempts: int
    last_error: str
    dead_at: datetime | None
    log: list[dict[str, Any]]


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
        .where(_open(), OUTBOX.c.topic == topic, OUTBOX.c.available_at <= now)
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


def renew(connection: Connection, job: Job, until: datetime) -> bool:
    """Hold a claimed job longer; False when somebody else has claimed it since."""
    ours = OUTBOX.c.attempts == job.attempts + 1
    held = update(OUTBOX).where(OUTBOX.c.id == job.id, _open(), ours)
    return bool(connection.execute(held.values(available_at=until)).rowcount)


def finish(connection: Connection, job_id: int, now: datetime) -> None:
    """The work is done."""
    connection.execute(
        update(OUTBOX).where(OUTBOX.c.id == job_id).values(done_at=now, last_error="")
    )


def postpone(connection: Connection, job: Job, now: datetime, error: str) -> None:
    """The work failed; it comes back after about twice the last wait."""
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == job.id)
        .values(
            available_at=now + wait(job.attempts, str(job.id)), last_error=error[:_ERROR_LENGTH]
        )
    )


def bury(connection: Connection, job: Job, now: datetime, error: str) -> None:
    """The work failed too often: it waits for a person."""
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == job.id, _open())
        .values(dead_at=now, last_error=error[:_ERROR_LENGTH])
    )


def delayed(connection: Connection) -> list[Delayed]:
    """Everything that failed at least once and is not done, the dead first, oldest first."""
    troubled = or_(OUTBOX.c.dead_at.is_not(None), OUTBOX.c.last_error != "")
    query = _delayed().where(OUTBOX.c.done_at.is_(None), troubled)
    rows = connection.execute(query.order_by(OUTBOX.c.dead_at.is_(None), OUTBOX.c.id))
    return [Delayed(**row) for row in rows.mappings()]


def dead_letter(connection: Connection, job_id: int) -> Delayed | None:
    """Work that waits for a person, locked until commit; None when it does not wait."""
    query = _delayed().where(
        OUTBOX.c.id == job_id, OUTBOX.c.done_at.is_(None), OUTBOX.c.dead_at.is_not(None)
    )
    row = connection.execute(query.with_for_update()).mappings().one_or_none()
    return Delayed(**row) if row else None


def revive(connection: Connection, job_id: int, now: datetime, log: list[dict[str, Any]]) -> None:
    """Work that waited for a person is due again, with as many attempts as at first."""
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == job_id)
        .values(dead_at=None, available_at=now, attempts=0, log=log)
    )


def drop(connection: Connection, job_id: int, now: datetime, log: list[dict[str, Any]]) -> None:
    """A person gave the work up; its row and its last error stay."""
    connection.execute(update(OUTBOX).where(OUTBOX.c.id == job_id).values(done_at=now, log=log))


def waiting(connection: Connection) -> dict[str, int]:
    """How much work is open, by topic."""
    return _counted(connection, _open())


def dead(connection: Connection) -> dict[str, int]:
    """How much work waits for a person, by topic."""
    return _counted(connection, OUTBOX.c.done_at.is_(None) & OUTBOX.c.dead_at.is_not(None))


def _counted(connection: Connection, which: ColumnElement[bool]) -> dict[str, int]:
    query = select(OUTBOX.c.topic, func.count()).where(which).group_by(OUTBOX.c.topic)
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def _open() -> ColumnElement[bool]:
    return and_(OUTBOX.c.done_at.is_(None), OUTBOX.c.dead_at.is_(None))


def _delayed() -> Any:
    return select(*(OUTBOX.c[name] for name in Delayed.__slots__))
