"""Webhooks: addresses of clients that are told of changes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from engine.domain.command import Actor
from engine.domain.events import EventType
from engine.errors import FieldProblem, InvalidInput, NotFound
from engine.reference import regions
from engine.services import webhook_message as message_
from engine.services.cases import may_see
from engine.services.context import Context
from engine.services.sealing import seal
from engine.services.webhook_post import address_of, target
from engine.store import webhooks
from engine.store.database import Connection
from engine.store.webhooks import Attempt, Webhook

__all__ = ["Attempt", "Webhook"]
_MOST = 20
_SECRET = "kwh_"  # noqa: S105 - how every secret begins, so that people know one when they see it


def add(
    ctx: Context, actor: Actor, url: str, area: str, kinds: Sequence[str] = ()
) -> tuple[Webhook, str]:
    """A new webhook that hears of what happens from now on, and its secret, shown this once.

    Raises InvalidInput for an address or a kind that is not accepted, NotFound for an area out
    of sight.
    """
    unknown = sorted(set(kinds) - {each.value for each in EventType})
    if unknown:
        message = f"Jenis peristiwa tidak dikenal: {', '.join(unknown)}."
        raise InvalidInput(message, [FieldProblem("kinds", message)])
    if (area != "*" and regions.find(area) is None) or not may_see(ctx, actor, area):
        message = f"Wilayah {area} tidak ditemukan."
        raise NotFound(message)
    _reachable(ctx, url)
    key = _SECRET + secrets.token_urlsafe(32)
    id_ = secrets.token_hex(8)
    with ctx.database.write() as connection:
        if len(webhooks.listed(connection, actor.person)) >= _MOST:
            message = f"Paling banyak {_MOST} webhook."
            raise InvalidInput(message, [FieldProblem("url", message)])
        made = Webhook(
            id=id_,
            owner=actor.person,
            url=url,
            area=area,
            kinds=sorted(set(kinds)),
            secret=seal(ctx, message_.purpose(id_), key),
            position=webhooks.head(connection),
            created_at=ctx.now(),
            next_at=ctx.now(),
        )
        webhooks.put(connection, made)
    return made, key


def listed(ctx: Context, actor: Actor | None = None) -> list[Webhook]:
    """The webhooks of a client, or everybody's for the operator."""
    with ctx.database.read() as connection:
        return webhooks.listed(connection, actor.person if actor else "")


def get(ctx: Context, webhook_id: str, actor: Actor | None = None) -> Webhook:
    """One webhook; raises NotFound for anybody else's."""
    with ctx.database.read() as connection:
        return _mine(connection, webhook_id, actor)


def attempts(ctx: Context, webhook_id: str) -> list[Attempt]:
    """How the last attempts went, newest first."""
    with ctx.database.read() as connection:
        return webhooks.attempts(connection, webhook_id)


def remove(ctx: Context, webhook_id: str, actor: Actor | None = None) -> None:
    """Tell an address no more; raises NotFound for anybody else's."""
    with ctx.database.write() as connection:
        _mine(connection, webhook_id, actor)
        webhooks.remove(connection, webhook_id)


def probe(ctx: Context, webhook_id: str, actor: Actor | None = None) -> Attempt:
    """Send a ping now. Where it is taken, a paused webhook goes on from where it stood."""
    webhook = get(ctx, webhook_id, actor)
    attempt = message_.send(ctx, webhook, message_.ping(ctx, secrets.token_hex(8)))
    with ctx.database.write() as connection:
        webhooks.note(connection, attempt)
        if not attempt.error:
            fresh = {"attempts": 0, "failing_since": None, "paused_at": None, "reason": ""}
            webhooks.change(connection, webhook_id, next_at=ctx.now(), **fresh)
    return attempt


def _reachable(ctx: Context, url: str) -> None:
    """Raises InvalidInput for an address that would never be asked, or leads nowhere."""
    where = target(url, ctx.settings)
    try:
        address_of(where, ctx.settings)
    except OSError:
        message = f"Nama peladen {where.host} tidak ditemukan."
        raise InvalidInput(message, [FieldProblem("url", message)]) from None


def _mine(connection: Connection, webhook_id: str, actor: Actor | None) -> Webhook:
    found = webhooks.get(connection, webhook_id)
    if found is None or (actor is not None and found.owner != actor.person):
        message = f"Webhook {webhook_id} tidak ditemukan."
        raise NotFound(message)
    return found
