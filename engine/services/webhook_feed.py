"""Telling webhooks of changes: each in order, without gaps, at least once.

A webhook has its own place in the change feed and moves on only when an event was taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from engine.domain.backoff import wait
from engine.domain.events import Recorded
from engine.errors import NotReady
from engine.services import access
from engine.services.cases import may_see
from engine.services.context import Context
from engine.services.webhook_message import of_event, send
from engine.store import cases, webhooks
from engine.store.webhooks import Attempt, Webhook

LEASE = timedelta(minutes=2)
_BATCH = 50
_LONGEST_TURN = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Told:
    """How a round went: events delivered, attempts that failed, webhooks paused."""

    delivered: int
    failed: int = 0
    paused: int = 0


def deliver(ctx: Context) -> Told:
    """Tell every webhook that is due what it has not taken yet.

    Two workers at once share them out. One that dies lets its webhook come back after the
    lease, and the event it was at is told again under the same id.
    """
    with ctx.database.read() as connection:
        due = webhooks.due(connection, ctx.now())
    rounds = [_tell(ctx, webhook) for each in due if (webhook := _claim(ctx, each))]
    return Told(
        sum(r.delivered for r in rounds),
        sum(r.failed for r in rounds),
        sum(r.paused for r in rounds),
    )


def _tell(ctx: Context, webhook: Webhook) -> Told:
    """Deliver a turn's events of one webhook, in order; the first that fails ends it."""
    owner = access.holder(ctx, webhook.owner)
    if owner is None or not may_see(ctx, owner, webhook.area):
        _pause(ctx, webhook, f"Pemiliknya tidak lagi berwenang atas wilayah {webhook.area}.")
        return Told(0, paused=1)
    try:
        return _turn(ctx, webhook, monotonic() + _LONGEST_TURN)
    except NotReady as error:
        _pause(ctx, webhook, str(error))
        return Told(0, paused=1)


def _turn(ctx: Context, webhook: Webhook, until: float) -> Told:
    """What fits into one turn: a slow receiver makes others wait no longer than that."""
    delivered = 0
    while True:
        found, head = _following(ctx, webhook)
        for position, event in found:
            if webhook.kinds and event.event.type.value not in webhook.kinds:
                continue
            attempt = send(ctx, webhook, of_event(ctx, position, event))
            if attempt.error:
                return Told(delivered, 1, _failed(ctx, webhook, attempt))
            delivered += 1
            over = monotonic() > until
            moved = _taken(ctx, webhook, position, attempt, rests=over)
            if moved is None or over:
                return Told(delivered)
            webhook = moved
        passed = max(webhook.position, found[-1][0] if found else head)
        moved = _passed(ctx, webhook, passed, rests=not found)
        if moved is None or not found:
            return Told(delivered)
        webhook = moved


def _following(ctx: Context, webhook: Webhook) -> tuple[list[tuple[int, Recorded]], int]:
    """The next events of the webhook's area, and the end of the feed before they were read."""
    with ctx.database.read() as connection:
        head = webhooks.head(connection)
        return cases.changes(connection, [webhook.area], webhook.position, _BATCH), head


def _taken(
    ctx: Context, webhook: Webhook, position: int, attempt: Attempt, *, rests: bool
) -> Webhook | None:
    """The webhook behind an event it took; None when another worker has moved it."""
    values = {"delivered_at": ctx.now(), "attempts": 0, "failing_since": None, "reason": ""}
    with ctx.database.write() as connection:
        webhooks.note(connection, attempt)
        due = _due(ctx, rests=rests)
        return webhooks.advance(connection, webhook, position, next_at=due, **values)


def _passed(ctx: Context, webhook: Webhook, position: int, *, rests: bool) -> Webhook | None:
    """The webhook behind events that are not for it."""
    with ctx.database.write() as connection:
        return webhooks.advance(connection, webhook, position, next_at=_due(ctx, rests=rests))


def _due(ctx: Context, *, rests: bool) -> datetime:
    """When it is due again: at once when its turn is over, else when the lease is."""
    return ctx.now() if rests else ctx.now() + LEASE


def _failed(ctx: Context, webhook: Webhook, attempt: Attempt) -> int:
    """Note a failure and when to try again; 1 when the webhook is paused for it."""
    now = ctx.now()
    since = webhook.failing_since or now
    over = now - since >= timedelta(days=ctx.settings.webhook_days)
    tried = webhook.attempts + 1
    with ctx.database.write() as connection:
        webhooks.note(connection, attempt)
        values = {
            "attempts": tried,
            "failing_since": since,
            "next_at": now + wait(tried, webhook.id),
            "reason": attempt.error,
            "paused_at": now if over else None,
        }
        webhooks.change(connection, webhook.id, **values)
    return int(over)


def _pause(ctx: Context, webhook: Webhook, reason: str) -> None:
    with ctx.database.write() as connection:
        webhooks.change(connection, webhook.id, paused_at=ctx.now(), reason=reason)


def _claim(ctx: Context, webhook_id: str) -> Webhook | None:
    with ctx.database.write() as connection:
        return webhooks.claim(connection, webhook_id, ctx.now(), ctx.now() + LEASE)
