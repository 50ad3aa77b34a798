"""One message a day to each person: what is due, late or stuck and was not told before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from engine.errors import FieldProblem, InvalidInput, NotFound, UnknownRegion
from engine.reference import ladder as ladders
from engine.reference import offices as usual
from engine.reference import regions
from engine.services import offices
from engine.services.context import Context
from engine.store import outbox, reminders
from engine.store.database import Connection
from engine.store.reminders import Recipient, Reminder

DIGEST_TOPIC = "digest.send"
CHANNEL = "saluran:"
NOBODY = ("", "", "")
_LOCK = 7007
Post = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told on one day."""

    id: str
    address: str
    day: date
    reminders: tuple[Reminder, ...]


def post_of(ctx: Context, actor: str, level: int, place: str) -> Post:
    """Who hears of a step's actor on a level of its chain: role, area, function; or NOBODY."""
    post = ladders.ladder(ctx.settings.ladder).post(actor, level)
    if post is None or post.role not in usual.roles():
        return NOBODY
    return post.role, usual.area_of(post.role, place), post.function


def plan(ctx: Context, today: date) -> int:
    """Promise one message to each person with something new; how many.

    Whoever had the day's message already hears the rest tomorrow. A post nobody can be reached
    at keeps its reminders on the web page.
    """
    promised = 0
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        together: dict[str, list[Post]] = {}
        for post in reminders.untold_posts(connection):
            reached = addresses_of(connection, post)
            if any(_planned(connection, address, today) for address in reached):
                continue
            reminders.tell(connection, post, today)
            for address in reached:
                together.setdefault(address, []).append(post)
        for address, posts in sorted(together.items()):
            payload = {"address": address, "day": today.isoformat(), "posts": posts}
            at = allowed_from(ctx, connection, posts[0][1])
            key = _key(address, today)
            promised += outbox.put(connection, DIGEST_TOPIC, key, payload, ctx.now(), at)
    return promised


def digest(ctx: Context, payload: dict[str, Any]) -> Digest:
    """What a promised message says now; what was settled meanwhile is left out."""
    day, address = date.fromisoformat(payload["day"]), str(payload["address"])
    with ctx.database.read() as connection:
        found = {
            each.key: each
            for role, area, function in payload["posts"]
            for each in reminders.told(connection, (role, area, function), day)
        }
    return Digest(f"ringkasan:{_key(address, day)}", address, day, tuple(found.values()))


def allowed_from(ctx: Context, connection: Connection, area: str) -> datetime:
    """The next moment at which a message may leave for an area: a working day, in its hours."""
    first, last = ladders.ladder(ctx.settings.ladder).hours
    zone = ZoneInfo(regions.zone(area))
    calendar = ctx.calendar(area, connection)
    here = ctx.now().astimezone(zone)
    if calendar.is_working_day(here.date()) and first <= here.hour < last:
        return ctx.now()
    day = here.date() if here.hour < first else here.date() + timedelta(days=1)
    day = calendar.roll_to_working_day(day)
    return datetime.combine(day, time(first), zone).astimezone(UTC)


def add_recipient(
    ctx: Context, role: str, area: str, function: str, name: str, address: str
) -> None:
    """Have somebody told what a function in an office is told; adding again changes nothing.

    Raises UnknownRegion where there is no such office, InvalidInput for an address that is
    neither e-mail nor a channel, or a function no ladder names.
    """
    usual.default(role, area)
    address = address.strip()
    plain = address.removeprefix(CHANNEL)
    mail = plain.count("@") == 1 and not any(c.isspace() or c in ",;<>" for c in plain)
    if not (mail or (plain != address and plain.isidentifier())):
        message = f"Alamat {address!r} bukan surel dan bukan {CHANNEL}nama."
        raise InvalidInput(message, [FieldProblem("address", message)])
    chains = ladders.ladder(ctx.settings.ladder).chains.values()
    known = sorted({post.function for chain in chains for post in chain if post.role == role})
    if function not in known:
        message = f"Fungsi pada kantor ini: {', '.join(known) or 'tidak ada'}."
        raise InvalidInput(message, [FieldProblem("function", message)])
    with ctx.database.write() as connection:
        reminders.put_recipient(
            connection,
            {
                "role": role,
                "area": area,
                "function": function,
                "name": name.strip(),
                "address": address,
            },
        )


def list_recipients(ctx: Context, area: str = "") -> list[Recipient]:
    """Who is told what, in an area or everywhere."""
    with ctx.database.read() as connection:
        return reminders.recipients(connection, area)


def remove_recipient(ctx: Context, recipient_id: int) -> None:
    """Tell somebody no more; raises NotFound."""
    with ctx.database.write() as connection:
        if not reminders.remove_recipient(connection, recipient_id):
            message = f"Penerima nomor {recipient_id} tidak ada."
            raise NotFound(message)


def addresses_of(connection: Connection, post: Post) -> list[str]:
    """Where a post is reached: its people, else its office's own mail."""
    people = [each.address for each in reminders.recipients_of(connection, post)]
    if people:
        return people
    role, area, _ = post
    try:
        mail = offices.on_record(connection, role, area).email
    except UnknownRegion:
        return []
    return [mail] if mail else []


def _planned(connection: Connection, address: str, day: date) -> bool:
    return outbox.known(connection, DIGEST_TOPIC, _key(address, day))


def _key(address: str, day: date) -> str:
    return f"{sha256(address.encode()).hexdigest()[:24]}:{day.isoformat()}"
