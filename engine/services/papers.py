"""Documents on record, as those read them who may."""

from __future__ import annotations

from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.domain.findings import Finding, FindingKind
from engine.errors import Forbidden, NotFound, Refused
from engine.services import trail
from engine.services.cases import areas_of, may_see
from engine.services.context import Context
from engine.store import numbers, papers
from engine.store.numbers import Number
from engine.store.papers import Delivery, Document

DRAFT, REVIEW, NUMBERED, SIGNED, WITHDRAWN, SUPERSEDED, VOID = (
    "draft",
    "review",
    "numbered",
    "signed",
    "withdrawn",
    "superseded",
    "void",
)
UNSIGNED = (DRAFT, REVIEW, NUMBERED)
"""What is still being made: for those who make documents, and those who initial it."""


def documents_of(ctx: Context, actor: Actor, case_id: str) -> list[Document]:
    """A case's documents that the actor may read."""
    with ctx.database.read() as connection:
        found = papers.documents_of(connection, case_id)
    return [d for d in found if may_read(ctx, actor, d)]


def recent_documents(ctx: Context, actor: Actor, limit: int = 200) -> list[Document]:
    """The newest documents of the actor's areas that the actor may read."""
    states = (*UNSIGNED, SIGNED, WITHDRAWN, SUPERSEDED, VOID)
    with ctx.database.read() as connection:
        found = papers.documents_within(connection, areas_of(ctx, actor), states, limit)
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
    """A document by its verification code, for anybody; raises NotFound.

    What was never signed has nothing to verify; a numbered paper that was cancelled has.
    """
    with ctx.database.read() as connection:
        found = papers.document_by_code(connection, code.strip().upper())
    if found is None or found.state in UNSIGNED or not found.number:
        message = "Kode verifikasi ini tidak dikenal."
        raise NotFound(message)
    return found


def successor(ctx: Context, found: Document) -> Document | None:
    """The document that took another's place, as anybody may know it."""
    with ctx.database.read() as connection:
        return papers.document(connection, found.superseded_by) if found.superseded_by else None


def deliveries(ctx: Context, document_id: str) -> list[Delivery]:
    """Where a document was sent, and what became of it."""
    with ctx.database.read() as connection:
        return papers.deliveries_of(connection, [document_id])


def numbers_of(ctx: Context, document_id: str) -> list[Number]:
    """Every number a document holds or held, oldest first."""
    with ctx.database.read() as connection:
        return numbers.of_document(connection, document_id)


def history(ctx: Context, found: Document) -> list[trail.Recorded]:
    """What the case's chain says about a document, oldest first."""
    with ctx.database.read() as connection:
        return trail.of_document(connection, found)


def may_read(ctx: Context, actor: Actor, found: Document) -> bool:
    """What is being made is for its makers; what is issued, for all who see the case."""
    unsigned = found.state in UNSIGNED or (found.state == VOID and not found.number)
    if not unsigned:
        return may_see(ctx, actor, found.regency)
    if has_power(ctx, actor, found.regency, "documents"):
        return True
    return any(holds(actor, each["role"], each["area"]) for each in found.paraf)


def must_issue(ctx: Context, actor: Actor, regency: str) -> None:
    """Raises Forbidden unless the actor may draft and sign documents there."""
    if not has_power(ctx, actor, regency, "documents"):
        message = "Anda tidak berwenang membuat naskah di kabupaten ini."
        raise Forbidden(message)


def receives(actor: Actor, delivery: Delivery) -> bool:
    """Whether the person belongs to the office a delivery goes to."""
    return holds(actor, delivery.role, delivery.area)


def holds(actor: Actor, role: str, area: str) -> bool:
    """Whether the person has that very role over the area."""
    return any(g.role == role and g.covers(area) for g in actor.grants)


def has_power(ctx: Context, actor: Actor, regency: str, power: str) -> bool:
    """Whether any role of the person over the regency has a power."""
    return bool(role_with(ctx, actor, regency, power))


def role_with(ctx: Context, actor: Actor, regency: str, power: str) -> str:
    """The first role of the person over the regency that has a power; empty without one."""
    anyone = ctx.catalog.procedures[0]
    return next((r.id for r in roles_over(anyone, actor, regency) if power in r.may), "")


def refuse_unless(holding: object, found: Document, message: str) -> None:
    """Raises Refused about a document that is in the wrong state for what is asked."""
    if not holding:
        raise Refused([Finding(FindingKind.ORDER, "naskah", message, step=found.step)])


def must(found: Document | None, document_id: str) -> Document:
    """The document; raises NotFound when there is none."""
    if found is None:
        message = f"Naskah {document_id} tidak ditemukan."
        raise NotFound(message)
    return found
