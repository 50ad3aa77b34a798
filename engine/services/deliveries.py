"""What became of a document on its way to an office."""

from __future__ import annotations

from engine.domain.command import Actor
from engine.errors import NotFound
from engine.services.changing import SYSTEM, changing
from engine.services.context import Context
from engine.services.papers import must
from engine.store import papers
from engine.store.papers import Delivery, Document


def delivery_of(ctx: Context, delivery_id: str) -> tuple[Delivery, Document]:
    """A queued delivery and its document; raises NotFound."""
    with ctx.database.read() as connection:
        found = papers.delivery(connection, delivery_id)
        if found is None:
            message = f"Pengiriman {delivery_id} tidak ditemukan."
            raise NotFound(message)
        return found, must(papers.document(connection, found.document_id), found.document_id)


def note_sent(ctx: Context, delivery_id: str, address: str) -> None:
    """Record that the mail server took a delivery."""
    found, _ = delivery_of(ctx, delivery_id)
    with changing(ctx, Actor(SYSTEM, ()), found.document_id) as change:
        found = next(d for d in change.deliveries() if d.id == delivery_id)
        if found.sent_at is None:
            state = "sent" if found.acknowledged_at is None else found.state
            papers.update_delivery(
                change.connection, delivery_id, state=state, address=address, sent_at=ctx.now()
            )
            change.note("sent", more={"to": [found.role, found.area], "by": "surel"})


def note_in_portal(ctx: Context, delivery_id: str) -> None:
    """Record that the office has no mail address and finds the document in the web page."""
    with ctx.database.write() as connection:
        found = papers.delivery(connection, delivery_id, lock=True)
        if found is not None and found.state == "queued":
            papers.update_delivery(connection, delivery_id, state="portal")


def note_told(ctx: Context, delivery_id: str) -> None:
    """Record that an office was told what became of a document it holds."""
    with ctx.database.write() as connection:
        papers.update_delivery(connection, delivery_id, told_at=ctx.now())
