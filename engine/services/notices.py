"""Telling an office what became of a document it holds: once per notice."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from engine.store import outbox, papers
from engine.store.database import Connection
from engine.store.papers import Delivery, Document

DELIVER_TOPIC = "delivery.send"


def tell_holders(
    connection: Connection, document: Document, what: str, reason: str, now: datetime
) -> None:
    """Promise a notice to every office that was sent the document, or has opened it."""
    notice = f"Naskah Nomor {document.number} {what}: {reason.strip()}"
    for each in papers.deliveries_of(connection, [document.id]):
        if each.sent_at or each.opened_at or each.state == "portal":
            _tell(connection, each, notice, now)


def _tell(connection: Connection, delivery: Delivery, notice: str, now: datetime) -> None:
    papers.update_delivery(connection, delivery.id, notice=notice, told_at=None)
    key = f"{delivery.id}:{sha256(notice.encode()).hexdigest()[:16]}"
    payload = {"delivery": delivery.id, "notice": True}
    outbox.put(connection, DELIVER_TOPIC, key, payload, now)
