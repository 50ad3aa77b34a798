"""Messages that left by mail, and those that came back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256

from engine.domain.command import Actor
from engine.errors import NotFound
from engine.services.cases import areas_of
from engine.services.changing import SYSTEM, changing
from engine.services.context import Context
from engine.services.deliveries import delivery_of
from engine.services.notices import DELIVER_TOPIC
from engine.services.papers import SIGNED, has_power, must_issue, refuse_unless, role_with
from engine.services.papers import document as readable
from engine.store import mail, outbox, papers
from engine.store.mail import Mail
from engine.store.papers import Delivery, Document

__all__ = ["Mail"]
NAME_LENGTH = 32
_LONGEST_REASON = 200
_SHOWN = timedelta(days=90)


def name_of(message_id: str) -> str:
    """The name a message carries in its Message-ID: the same at every attempt."""
    return sha256(message_id.encode()).hexdigest()[:NAME_LENGTH]


def note_leaving(ctx: Context, message: Mail) -> None:
    """Keep a message's name before it is handed over, so that its return can be told apart."""
    with ctx.database.write() as connection:
        mail.put(connection, message)


def note_bounced(ctx: Context, names: Collection[str], reason: str) -> tuple[Mail, ...]:
    """Record that messages of ours came back; those not known to have come back before.

    A letter's delivery becomes bounced, unless its office has acknowledged it in the meantime.
    The reason is what a foreign server wrote: it is kept on one line, and short.
    """
    told = " ".join("".join(c for c in reason if c.isprintable() or c == "\n").split())
    with ctx.database.read() as connection:
        found = mail.find(connection, sorted(names))
    return tuple(each for each in found if _bounce(ctx, each, told[:_LONGEST_REASON]))


def bounced(ctx: Context, actor: Actor) -> list[Mail]:
    """What came back in the last three months, or still waits, from areas the actor may read."""
    with ctx.database.read() as connection:
        return mail.bounced(connection, areas_of(ctx, actor), ctx.now() - _SHOWN)


def returned_letters(ctx: Context, actor: Actor) -> list[tuple[Delivery, Document]]:
    """Letters in force whose last mail came back, for who issues documents there."""
    mails = [each for each in bounced(ctx, actor) if each.delivery_id]
    with ctx.database.read() as connection:
        found = [
            papers.delivery(connection, d) for d in dict.fromkeys(m.delivery_id for m in mails)
        ]
        back = [each for each in found if each is not None and each.state == "bounced"]
        documents = papers.some(connection, [each.document_id for each in back])
    pairs = [(each, documents[each.document_id]) for each in back]
    return [
        (each, of)
        for each, of in pairs
        if of.state == SIGNED and has_power(ctx, actor, of.regency, "documents")
    ]


def resend(ctx: Context, actor: Actor, delivery_id: str) -> None:
    """Send a letter that came back once more, as a new message to the office's address of now.

    Raises NotFound, Forbidden for who does not issue documents there, Refused where the letter
    did not come back or is no longer in force. Asking twice sends it once.
    """
    document = readable(ctx, actor, delivery_of(ctx, delivery_id)[1].id)
    must_issue(ctx, actor, document.regency)
    with changing(ctx, actor, document.id) as change:
        refuse_unless(change.document.state == SIGNED, change.document, "Naskah tidak berlaku.")
        (found,) = (d for d in change.deliveries() if d.id == delivery_id)
        refuse_unless(found.state == "bounced", change.document, "Surel ini tidak kembali.")
        round_ = mail.of_delivery(change.connection, delivery_id)
        papers.update_delivery(change.connection, delivery_id, state="queued")
        payload = {"delivery": delivery_id, "round": round_}
        key = f"{delivery_id}:ulang-{round_}"
        outbox.put(change.connection, DELIVER_TOPIC, key, payload, ctx.now())
        role = role_with(ctx, actor, document.regency, "documents")
        change.note("resent", role=role, more={"to": [found.role, found.area]})


def _bounce(ctx: Context, message: Mail, reason: str) -> bool:
    now = ctx.now()
    if not message.delivery_id:
        with ctx.database.write() as connection:
            return mail.bounce(connection, message.id, reason, now)
    try:
        _, document = delivery_of(ctx, message.delivery_id)
    except NotFound:
        return False
    with changing(ctx, Actor(SYSTEM, ()), document.id) as change:
        if not mail.bounce(change.connection, message.id, reason, now):
            return False
        (found,) = (d for d in change.deliveries() if d.id == message.delivery_id)
        state = "bounced" if found.acknowledged_at is None else found.state
        papers.update_delivery(
            change.connection,
            found.id,
            state=state,
            sent_at=None if found.acknowledged_at is None else found.sent_at,
            bounced_at=now,
            bounce_reason=reason,
        )
        change.note("bounced", more={"to": [found.role, found.area], "by": "surel"})
    return True
