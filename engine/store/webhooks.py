"""Webhooks, their place in the change feed, and their attempts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from engine.store.cases import EVENT
from engine.store.webhook_tables import WebhookAttemptRow, WebhookRow

WEBHOOK = WebhookRow.__table__  # type: ignore[attr-defined]
ATTEMPT = WebhookAttemptRow.__table__  # type: ignore[attr-defined]
_KEPT = 100


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address that is told of changes; `kinds` empty means all of them."""

    id: str
    owner: str
    url: str
    area: str
    kinds: list[str]
    secret: str
    position: int
    created_at: datetime
    next_at: datetime
    attempts: int = 0
    failing_since: datetime | None = None
    delivered_at: datetime | None = None
    paused_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt went; status 0 means that nobody answered."""

    webhook_id: str
    event_id: str
    at: datetime
    status: int
    error: str
    milliseconds: int


def put(connection: Connection, webhook: Webhook) -> None:
    """Add a webhook."""
    connection.execute(insert(WEBHOOK).values(**asdict(webhook)))


def get(connection: Connection, webhook_id: str) -> Webhook | None:
    """One webhook by id."""
    row = connection.execute(select(WEBHOOK).where(WEBHOOK.c.id == webhook_id)).mappings().first()
    return Webhook(**row) if row else None


def listed(connection: Connection, owner: str = "") -> list[Webhook]:
    """The webhooks of an owner, or all, oldest first."""
    query = select(WEBHOOK).order_by(WEBHOOK.c.created_at, WEBHOOK.c.id)
    if owner:
        query = query.where(WEBHOOK.c.owner == owner)
    return [Webhook(**row) for row in connection.execute(query).mappings()]


def remove(connection: Connection, webhook_id: str) -> None:
    """Forget a webhook and its attempts."""
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.webhook_id == webhook_id))
    connection.execute(delete(WEBHOOK).where(WEBHOOK.c.id == webhook_id))


def due(connection: Connection, now: datetime) -> list[str]:
    """The webhooks that may be told something now, the longest due first."""
    query = select(WEBHOOK.c.id).where(_due(now)).order_by(WEBHOOK.c.next_at, WEBHOOK.c.id)
    return list(connection.execute(query).scalars())


def claim(
    connection: Connection, webhook_id: str, now: datetime, until: datetime
) -> Webhook | None:
    """Take a due webhook until a moment; None when another worker was first."""
    taken = update(WEBHOOK).where(WEBHOOK.c.id == webhook_id, _due(now)).values(next_at=until)
    return get(connection, webhook_id) if connection.execute(taken).rowcount else None


def change(connection: Connection, webhook_id: str, **values: Any) -> None:
    """Note how a webhook stands."""
    connection.execute(update(WEBHOOK).where(WEBHOOK.c.id == webhook_id).values(**values))


def advance(
    connection: Connection, webhook: Webhook, position: int, **values: Any
) -> Webhook | None:
    """Move on from where a webhook stood; None when somebody else has moved it meanwhile."""
    stood = (WEBHOOK.c.id == webhook.id) & (WEBHOOK.c.position == webhook.position)
    moved = update(WEBHOOK).where(stood).values(position=position, **values)
    return get(connection, webhook.id) if connection.execute(moved).rowcount else None


def head(connection: Connection) -> int:
    """The last position of the change feed; all before it are committed as well."""
    return connection.execute(select(func.max(EVENT.c.position))).scalar() or 0


def note(connection: Connection, attempt: Attempt) -> None:
    """Keep an attempt; of each webhook the last hundred stay."""
    connection.execute(insert(ATTEMPT).values(**asdict(attempt)))
    mine = ATTEMPT.c.webhook_id == attempt.webhook_id
    oldest = select(ATTEMPT.c.id).where(mine).order_by(ATTEMPT.c.id.desc()).offset(_KEPT).limit(1)
    limit = connection.execute(oldest).scalar()
    if limit is not None:
        connection.execute(delete(ATTEMPT).where(mine, ATTEMPT.c.id <= limit))


def attempts(connection: Connection, webhook_id: str) -> list[Attempt]:
    """The attempts kept of a webhook, newest first."""
    query = select(*(ATTEMPT.c[name] for name in Attempt.__slots__))
    query = query.where(ATTEMPT.c.webhook_id == webhook_id).order_by(ATTEMPT.c.id.desc())
    return [Attempt(**row) for row in connection.execute(query).mappings()]


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(WEBHOOK.c.paused_at.is_(None), WEBHOOK.c.next_at <= now)
