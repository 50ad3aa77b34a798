"""Calendars to subscribe to: of a person, or of all visits to a region, behind a secret."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from engine.domain.command import Actor
from engine.domain.visits import Visit
from engine.errors import NotFound
from engine.services.cases import may_see
from engine.services.context import Context
from engine.services.stand_ins import actor_of
from engine.store import access, visits
from engine.store.visits import Feed

_BACK, _AHEAD = timedelta(days=90), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a feed shows: whose, of which region, and its visits."""

    username: str
    area: str
    visits: tuple[Visit, ...]


def open_feed(ctx: Context, actor: Actor, area: str = "") -> str:
    """The secret of a new calendar: the person's own visits, or those to a region they see.

    The secret is given once and kept only as a hash; an earlier one of the same calendar stops
    working. Raises NotFound for a region out of sight.
    """
    if area and not may_see(ctx, actor, area):
        message = f"Wilayah {area} tidak ditemukan."
        raise NotFound(message)
    token = secrets.token_urlsafe(32)
    with ctx.database.write() as connection:
        visits.revoke_feeds(connection, actor.person, area, ctx.now())
        visits.put_feed(connection, Feed(_hash(token), actor.person, area, ctx.now(), None))
    return token


def revoke_feed(ctx: Context, actor: Actor, area: str = "") -> int:
    """Close a person's calendar of a region, or their own; how many were open."""
    with ctx.database.write() as connection:
        return visits.revoke_feeds(connection, actor.person, area, ctx.now())


def subscription(ctx: Context, token: str) -> Subscription:
    """What a calendar shows now.

    Raises NotFound for a secret nobody was given, one that was revoked, and one whose owner is
    no longer active or no longer sees the region.
    """
    unknown = NotFound("Kalender ini tidak ada atau sudah dicabut.")
    with ctx.database.read() as connection:
        feed = visits.feed(connection, _hash(token))
        account = access.account(connection, feed.username) if feed else None
        if feed is None or account is None or not account.active:
            raise unknown
        actor = actor_of(ctx, connection, feed.username)
        today = ctx.now().date()
        found = visits.between(connection, [feed.area or "*"], today - _BACK, today + _AHEAD)
    if feed.area and not may_see(ctx, actor, feed.area):
        raise unknown
    shown = [
        v
        for v in found
        if may_see(ctx, actor, v.regency) and (feed.area or feed.username in v.people)
    ]
    return Subscription(feed.username, feed.area, tuple(shown))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
