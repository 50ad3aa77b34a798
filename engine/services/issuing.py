"""Issuing documents: kept as drafts, numbered, made final, sent on their way.

What a letter says and how it looks is the business of `documents`.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from engine.errors import NotFound
from engine.services.context import Context
from engine.services.files import PDF, keep
from engine.services.papers import DRAFT, SIGNED, must, refuse_unless
from engine.store import cases, outbox, papers
from engine.store.database import Connection
from engine.store.papers import Delivery, Document

DELIVER_TOPIC = "delivery.send"
_NUMBER_LOCK = 7003
_CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Draft:
    """What a drafted document is made of; `letter` is its frozen content as JSON."""

    case_id: str
    kind: str
    step: str
    village: str
    title: str
    letter: Mapping[str, Any]
    template_version: str
    based_on_seq: int


@dataclass(frozen=True, slots=True)
class Series:
    """A register of numbers: whose, which kind, which year, and how a serial is written."""

    unit: str
    series: str
    year: int
    write: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Recipient:
    """An office a signed document goes to."""

    role: str
    area: str


def save_draft(ctx: Context, draft: Draft) -> Document:
    """Keep a draft's content; a later draft for the same place replaces an unsigned one."""
    now = ctx.now()
    with ctx.database.write() as connection:
        case = cases.load(connection, draft.case_id, lock=True)
        if case is None:
            message = f"Perkara {draft.case_id} tidak ditemukan."
            raise NotFound(message)
        held = papers.current_draft(
            connection, draft.case_id, draft.kind, draft.step, draft.village
        )
        content = {
            "title": draft.title,
            "letter": dict(draft.letter),
            "template_version": draft.template_version,
            "based_on_seq": draft.based_on_seq,
            "updated_at": now,
        }
        if held:
            document_id = held.id
            papers.update_document(connection, document_id, **content)
        else:
            serial = papers.count_documents(connection, draft.case_id) + 1
            document_id = f"{draft.case_id}-N{serial:03d}"
            papers.insert_document(
                connection,
                {
                    **content,
                    "id": document_id,
                    "case_id": draft.case_id,
                    "regency": case.state.regency,
                    "kind": draft.kind,
                    "step": draft.step,
                    "village": draft.village,
                    "state": DRAFT,
                    "code": _code(ctx, document_id),
                    "demonstration": case.demonstration,
                    "created_at": now,
                },
            )
        cases.touch_papers(connection, draft.case_id, now)
        return must(papers.document(connection, document_id), document_id)


def attach_file(ctx: Context, document: Document, content: bytes, person: str) -> None:
    """Keep the rendered PDF of a draft."""
    stored = keep(ctx, person, f"{document.id}.pdf", PDF, content)
    with ctx.database.write() as connection:
        current = papers.document(connection, document.id, lock=True)
        if current is not None and current.version == document.version:
            papers.update_document(connection, document.id, file_sha256=stored.sha256)


def reserve_number(ctx: Context, document_id: str, series: Series) -> str:
    """The document's number: the one reserved before, or the next of the series.

    Gapless: serials follow each other without reuse, and a reserved one waits for its document.
    """
    with ctx.database.write() as connection:
        if held := papers.number_of(connection, document_id):
            return held
        ctx.database.serialize(connection, _NUMBER_LOCK)
        serial = papers.last_serial(connection, series.unit, series.series, series.year) + 1
        number = series.write(serial)
        papers.insert_number(
            connection,
            {
                "document_id": document_id,
                "unit": series.unit,
                "series": series.series,
                "year": series.year,
                "serial": serial,
                "number": number,
                "state": "reserved",
                "reason": "",
                "reserved_at": ctx.now(),
            },
        )
        return number


def finalize(  # noqa: PLR0913 - what signing fixes
    ctx: Context,
    document_id: str,
    *,
    number: str,
    dated: date,
    signatory: str,
    letter: Mapping[str, Any],
    content: bytes,
    person: str,
    recipients: tuple[Recipient, ...],
) -> Document:
    """Make a draft the signed document: number and date fixed, file kept, deliveries queued.

    Repeating it with the same number changes nothing.
    """
    stored = keep(ctx, person, f"{document_id}.pdf", PDF, content)
    now = ctx.now()
    with ctx.database.write() as connection:
        document = must(papers.document(connection, document_id, lock=True), document_id)
        if document.state == SIGNED and document.number == number:
            return document
        refuse_unless(document.state == DRAFT, document, "Naskah ini bukan rancangan lagi.")
        papers.update_document(
            connection,
            document_id,
            state=SIGNED,
            number=number,
            dated=dated,
            signatory=signatory,
            letter=dict(letter),
            file_sha256=stored.sha256,
            signed_by=person,
            updated_at=now,
        )
        papers.set_number_state(connection, document_id, "final")
        papers.supersede(connection, document_id, number, now)
        for recipient in recipients:
            _queue_delivery(ctx, connection, document, recipient)
        cases.touch_papers(connection, document.case_id, now)
        return must(papers.document(connection, document_id), document_id)


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
    with ctx.database.write() as connection:
        found = papers.delivery(connection, delivery_id, lock=True)
        if found is not None and found.sent_at is None:
            state = "sent" if found.acknowledged_at is None else found.state
            papers.update_delivery(
                connection, delivery_id, state=state, address=address, sent_at=ctx.now()
            )


def note_in_portal(ctx: Context, delivery_id: str) -> None:
    """Record that the office has no mail address and finds the document in the web page."""
    with ctx.database.write() as connection:
        found = papers.delivery(connection, delivery_id, lock=True)
        if found is not None and found.state == "queued":
            papers.update_delivery(connection, delivery_id, state="portal")


def _queue_delivery(
    ctx: Context, connection: Connection, found: Document, recipient: Recipient
) -> None:
    delivery_id = f"{found.id}:{recipient.role}:{recipient.area}"
    values = {
        "id": delivery_id,
        "document_id": found.id,
        "role": recipient.role,
        "area": recipient.area,
        "address": "",
        "state": "queued",
        "created_at": ctx.now(),
        "acknowledged_by": "",
    }
    if papers.put_delivery(connection, values):
        outbox.put(connection, DELIVER_TOPIC, delivery_id, {"delivery": delivery_id}, ctx.now())


def _code(ctx: Context, document_id: str) -> str:
    """A verification code that cannot be guessed from the document's number."""
    mac = hmac.new(ctx.settings.verification_key(), document_id.encode(), sha256).digest()
    return b32encode(mac).decode()[:_CODE_LENGTH]
