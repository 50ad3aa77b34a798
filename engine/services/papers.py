"""Documents on record, as those read them who may: received, acknowledged, returned."""

from __future__ import annotations

from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.domain.findings import Finding, FindingKind
from engine.errors import Forbidden, InvalidInput, NotFound, Refused
from engine.services.cases import areas_of, may_see
from engine.services.context import Context
from engine.store import cases, papers
from engine.store.papers import Delivery, Document

DRAFT, SIGNED, WITHDRAWN, SUPERSEDED, VOID = (
    "draft",
    "signed",
    "withdrawn",
    "superseded",
    "void",
)


def documents_of(ctx: Context, actor: Actor, case_id: str) -> list[Document]:
    """A case's documents that the actor may read."""
    with ctx.database.read() as connection:
        found = papers.documents_of(connection, case_id)
    return [d for d in found if may_read(ctx, actor, d)]


def recent_documents(ctx: Context, actor: Actor, limit: int = 200) -> list[Document]:
    """The newest documents of the actor's areas that the actor may read."""
    with ctx.database.read() as connection:
        found = papers.documents_within(
            connection, areas_of(ctx, actor), (DRAFT, SIGNED, WITHDRAWN, SUPERSEDED), limit
        )
    return [d for d in found if may_read(ctx, actor, d)]


def document(ctx: Context, actor: Actor, document_id: str) -> Document:
    """One document; raises NotFound for whatever the actor may not read."""
    with ctx.database.read() as connection:
        found = papers.document(connection, document_id)
    if found is None or not may_read(ctx, actor, found):
        message = f"Naskah {document_id} tidak ditemukan."
        raise NotFound(message)
    return found


def by_code(ctx: Context, code: str) -> Document:
    """A signed document by its verification code, for anybody; raises NotFound."""
    with ctx.database.read() as connection:
        found = papers.document_by_code(connection, code.strip().upper())
    if found is None or found.state == DRAFT:
        message = "Kode verifikasi ini tidak dikenal."
        raise NotFound(message)
    return found


def deliveries(ctx: Context, document_id: str) -> list[Delivery]:
    """Where a document was sent, and what became of it."""
    with ctx.database.read() as connection:
        return papers.deliveries_of(connection, [document_id])


def open_delivery(ctx: Context, actor: Actor, document_id: str) -> None:
    """Note that the receiving office has opened the document; only the first time counts."""
    now = ctx.now()
    with ctx.database.write() as connection:
        for each in papers.deliveries_of(connection, [document_id]):
            if each.opened_at is None and _receives(actor, each):
                papers.update_delivery(connection, each.id, opened_at=now)


def acknowledge(ctx: Context, actor: Actor, document_id: str) -> Document:
    """The receiving office confirms receipt; raises Forbidden for anybody else.

    Acknowledging again changes nothing: the first receipt stands.
    """
    found = document(ctx, actor, document_id)
    now = ctx.now()
    with ctx.database.write() as connection:
        mine = [d for d in papers.deliveries_of(connection, [document_id]) if _receives(actor, d)]
        if not mine or not _has_power(ctx, actor, found.regency, "acknowledge"):
            message = "Hanya kantor penerima yang dapat menyatakan terima."
            raise Forbidden(message)
        fresh = [each for each in mine if each.acknowledged_at is None]
        for each in fresh:
            papers.update_delivery(
                connection,
                each.id,
                state="acknowledged",
                opened_at=each.opened_at or now,
                acknowledged_at=now,
                acknowledged_by=actor.person,
            )
        if fresh:
            cases.touch_papers(connection, found.case_id, now)
    return document(ctx, actor, document_id)


def send_back(ctx: Context, actor: Actor, document_id: str, reason: str) -> Document:
    """The receiving office, or whoever issues documents, returns one with a reason.

    A draft keeps the note; a signed document stops being valid.
    """
    found = document(ctx, actor, document_id)
    if not reason.strip():
        message = "Alasan pengembalian belum ditulis."
        raise InvalidInput(message)
    now = ctx.now()
    with ctx.database.write() as connection:
        if not _has_power(ctx, actor, found.regency, "return"):
            message = "Anda tidak berwenang mengembalikan naskah."
            raise Forbidden(message)
        current = must(papers.document(connection, document_id, lock=True), document_id)
        refuse_unless(current.state in (DRAFT, SIGNED), current, "Naskah ini sudah tidak berlaku.")
        state = WITHDRAWN if current.state == SIGNED else DRAFT
        papers.update_document(
            connection, document_id, state=state, reason=reason.strip(), updated_at=now
        )
        cases.touch_papers(connection, found.case_id, now)
    return document(ctx, actor, document_id)


def may_read(ctx: Context, actor: Actor, found: Document) -> bool:
    """Drafts are for those who make documents; what is issued, for all who see the case."""
    if found.state == DRAFT:
        return _has_power(ctx, actor, found.regency, "documents")
    return may_see(ctx, actor, found.regency)


def must_issue(ctx: Context, actor: Actor, regency: str) -> None:
    """Raises Forbidden unless the actor may draft and sign documents there."""
    if not _has_power(ctx, actor, regency, "documents"):
        message = "Anda tidak berwenang membuat naskah di kabupaten ini."
        raise Forbidden(message)


def _receives(actor: Actor, delivery: Delivery) -> bool:
    return any(g.role == delivery.role and g.covers(delivery.area) for g in actor.grants)


def _has_power(ctx: Context, actor: Actor, regency: str, power: str) -> bool:
    anyone = ctx.catalog.procedures[0]
    return any(power in role.may for role in roles_over(anyone, actor, regency))


def refuse_unless(holds: object, found: Document, message: str) -> None:
    """Raises Refused about a document that is in the wrong state for what is asked."""
    if not holds:
        raise Refused([Finding(FindingKind.ORDER, "naskah", message, step=found.step)])


def must(found: Document | None, document_id: str) -> Document:
    """The document; raises NotFound when there is none."""
    if found is None:
        message = f"Naskah {document_id} tidak ditemukan."
        raise NotFound(message)
    return found
