"""Issuing documents: kept as drafts, numbered, signed, sent on their way.

What a letter says and how it looks is the business of `documents`.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from engine.domain.command import Actor
from engine.errors import NotFound
from engine.services import register
from engine.services.changing import SYSTEM, Change, Request, changing
from engine.services.context import Context
from engine.services.files import PDF, keep
from engine.services.notices import DELIVER_TOPIC
from engine.services.papers import (
    DRAFT,
    NUMBERED,
    REVIEW,
    SIGNED,
    SUPERSEDED,
    must,
    refuse_unless,
    role_with,
)
from engine.services.register import Series
from engine.store import cases, outbox, papers
from engine.store.papers import Document

__all__ = ["DELIVER_TOPIC", "SYSTEM", "Series"]
RECORDING = "pencatatan"
_CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Draft:
    """What a drafted document is made of; `letter` is its frozen content as JSON.

    `prepared_by` are the persons behind the content, for four-eyes.
    """

    case_id: str
    kind: str
    step: str
    village: str
    title: str
    letter: Mapping[str, Any]
    template_version: str
    based_on_seq: int
    prepared_by: tuple[str, ...] = ()
    supersedes: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """An office a signed document goes to."""

    role: str
    area: str


@dataclass(frozen=True, slots=True)
class Signature:
    """How a document was signed.

    `sha256` is of the signed edition, which is kept beside the original; `columns` are written
    with it, `detail` is what the chain says of it.
    """

    kind: str = RECORDING
    sha256: str = ""
    columns: Mapping[str, Any] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)


def save_draft(ctx: Context, draft: Draft) -> Document:
    """Keep a draft's content; a later draft for the same place replaces an unsigned one.

    Where the words changed, whoever initialled it initialled others: the chain begins anew.
    Raises NotFound, and Refused where a numbered document waits for its signature.
    """
    now = ctx.now()
    with ctx.database.write() as connection:
        case = cases.load(connection, draft.case_id, lock=True)
        if case is None:
            message = f"Perkara {draft.case_id} tidak ditemukan."
            raise NotFound(message)
        held = papers.current_draft(
            connection, draft.case_id, draft.kind, draft.step, draft.village
        )
        content: dict[str, Any] = {
            "title": draft.title,
            "letter": dict(draft.letter),
            "template_version": draft.template_version,
            "based_on_seq": draft.based_on_seq,
            "updated_at": now,
            "prepared_by": sorted({*draft.prepared_by, *(held.prepared_by if held else ())}),
            "supersedes": draft.supersedes or (held.supersedes if held else ""),
            "reason": draft.reason or (held.reason if held else ""),
        }
        if held:
            document_id = held.id
            numbered = "Naskah ini sudah bernomor; kembalikan atau batalkan dahulu."
            refuse_unless(held.state != NUMBERED, held, numbered)
            if held.letter.get("isi") != draft.letter.get("isi"):
                content |= {"state": DRAFT, "paraf": []}
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
                    "paraf": [],
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


def reserve_number(
    ctx: Context, document_id: str, series: Series, dated: date, person: str = SYSTEM
) -> str:
    """The document's number: the one reserved before, or the next of the series.

    Raises Refused; see `engine.services.register.take`.
    """
    with ctx.database.write() as connection:
        return register.take(ctx, connection, series, document_id, dated, person).number


def fix(
    ctx: Context,
    actor: Actor,
    document_id: str,
    *,
    number: str,
    dated: date,
    signatory: str,
    letter: Mapping[str, Any],
    content: bytes,
) -> Document:
    """Make a draft the numbered document: number, date and printed file are fixed, unsigned.

    Repeating it with the same number changes nothing. Raises Refused for what is no draft.
    """
    stored = keep(ctx, actor.person, f"{document_id}.pdf", PDF, content)
    with changing(ctx, actor, document_id) as change:
        found = change.document
        if found.state in (NUMBERED, SIGNED) and found.number == number:
            return found
        ready = found.state in (DRAFT, REVIEW)
        refuse_unless(ready, found, "Naskah ini bukan rancangan lagi.")
        change.put(
            state=NUMBERED,
            number=number,
            dated=dated,
            signatory=signatory,
            letter=dict(letter),
            file_sha256=stored.sha256,
        )
        role = role_with(ctx, actor, found.regency, "documents")
        change.note(NUMBERED, on=dated, role=role, more={"signatory": signatory})
        return change.document


def complete(
    ctx: Context,
    actor: Actor,
    document_id: str,
    signature: Signature,
    recipients: tuple[Recipient, ...],
    request: Request | None = None,
) -> Document:
    """Make a numbered document the signed one: its number final, its deliveries queued.

    What it replaces gives way, and every office that holds the old one receives the new one with
    a notice. Repeating it changes nothing. Raises Refused for what is not numbered.
    """
    with changing(ctx, actor, document_id, request) as change:
        found = change.document
        if found.state == SIGNED:
            return found
        numbered = "Naskah ini belum bernomor, atau sudah tidak berlaku."
        refuse_unless(found.state == NUMBERED and found.dated, found, numbered)
        change.put(state=SIGNED, signed_by=actor.person, **signature.columns)
        register.settle(change.connection, document_id, found.dated or ctx.today(found.regency))
        more = {"signature": signature.kind, "signed_sha256": signature.sha256}
        change.note(
            SIGNED,
            on=found.dated,
            role=role_with(ctx, actor, found.regency, "documents"),
            more={"signatory": found.signatory, **more, **signature.detail},
        )
        notices = _replace(change)
        for recipient in dict.fromkeys((*recipients, *notices)):
            _queue_delivery(change, recipient, notices.get(recipient, ""))
        return change.document


def finalize(  # noqa: PLR0913 - what signing fixes
    ctx: Context,
    actor: Actor,
    document_id: str,
    *,
    number: str,
    dated: date,
    signatory: str,
    letter: Mapping[str, Any],
    content: bytes,
    recipients: tuple[Recipient, ...],
) -> Document:
    """Number and sign at once, where signing here only records what was signed on paper."""
    fix(
        ctx,
        actor,
        document_id,
        number=number,
        dated=dated,
        signatory=signatory,
        letter=letter,
        content=content,
    )
    return complete(ctx, actor, document_id, Signature(), recipients)


def _replace(change: Change) -> dict[Recipient, str]:
    """Let the earlier documents of the same place give way; who holds them, with a notice."""
    new, connection = change.document, change.connection
    notices: dict[Recipient, str] = {}
    for old in papers.predecessors(connection, new):
        reason = f"diganti oleh {new.number}"
        values: dict[str, Any] = {"superseded_by": new.id, "updated_at": change.ctx.now()}
        if old.state == SIGNED:
            values |= {"state": SUPERSEDED, "reason": reason}
        papers.update_document(connection, old.id, **values)
        change.note(SUPERSEDED, reason=reason, about=old, more={"by": new.id})
        papers.update_document(connection, new.id, supersedes=old.id)
        for held in papers.deliveries_of(connection, [old.id]):
            notice = f"Naskah ini menggantikan naskah Nomor {old.number}, yang tidak berlaku lagi."
            notices[Recipient(held.role, held.area)] = notice
    change.document = must(papers.document(connection, new.id), new.id)
    return notices


def _queue_delivery(change: Change, recipient: Recipient, notice: str) -> None:
    now = change.ctx.now()
    delivery_id = f"{change.document.id}:{recipient.role}:{recipient.area}"
    values = {
        "id": delivery_id,
        "document_id": change.document.id,
        "role": recipient.role,
        "area": recipient.area,
        "address": "",
        "state": "queued",
        "created_at": now,
        "acknowledged_by": "",
        "notice": notice,
    }
    if papers.put_delivery(change.connection, values):
        payload = {"delivery": delivery_id}
        outbox.put(change.connection, DELIVER_TOPIC, delivery_id, payload, now)


def _code(ctx: Context, document_id: str) -> str:
    """A verification code that cannot be guessed from the document's number."""
    mac = hmac.new(ctx.settings.verification_key(), document_id.encode(), sha256).digest()
    return b32encode(mac).decode()[:_CODE_LENGTH]
