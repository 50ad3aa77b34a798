"""The list of documents, and what anybody may learn from a verification code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.web import words
from api.web.contexts.common import (
    Link,
    finding_views,
    paper_href,
    step_href,
)
from api.web.contexts.papers import (
    PaperRow,
    PaperView,
    case_link,
    delivery_rows,
    history_rows,
    number_rows,
    paper_row,
    paraf_rows,
    signer_rows,
)
from api.web.contexts.verification import signature_line
from documents.drafting.rules import rule
from engine.domain.command import Actor
from engine.domain.findings import Finding
from engine.domain.mandates import Answer
from engine.errors import NotFound
from engine.services import access, outbox_admin, papers
from engine.services.context import Context
from engine.services.records import Document

_GROUP = 4


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The documents a person may read; what their office must still confirm comes first."""

    receiving: bool
    manages: bool
    waiting: tuple[PaperRow, ...]
    drafts: tuple[PaperRow, ...]
    others: tuple[PaperRow, ...]


def papers_page(ctx: Context, actor: Actor, found: Iterable[Document]) -> PapersPage:
    """The list for this person."""
    waiting, drafts, others = [], [], []
    for document in found:
        if document.state == papers.SIGNED and _unconfirmed(ctx, actor, document):
            waiting.append(paper_row(document))
        elif document.state in papers.UNSIGNED:
            drafts.append(paper_row(document))
        else:
            others.append(paper_row(document))
    held = {g.role for g in actor.grants if g.role in ctx.catalog.roles}
    receiving = any("acknowledge" in ctx.catalog.roles[role].may for role in held)
    manages = outbox_admin.manages_any(ctx, actor)
    return PapersPage(receiving, manages, tuple(waiting), tuple(drafts), tuple(others))


def paper_view(
    ctx: Context,
    actor: Actor,
    document: Document,
    *,
    sign_date: str,
    problem: str = "",
    findings: Sequence[Finding] = (),
    reason: str = "",
    notice: str = "",
) -> PaperView:
    """The page of a document this person may read."""
    from documents import service
    from documents.telling import tell

    row = paper_row(document)
    told = tell(ctx, actor, document)
    people = {account.username: account.name for account, _ in access.accounts(ctx)}
    return PaperView(
        id=document.id,
        title=row.link.label,
        kind=row.kind,
        state=document.state,
        state_name=row.state_name,
        number=document.number,
        dated=document.dated,
        signatory=document.signatory,
        code=_grouped(document.code) if document.state not in papers.UNSIGNED else "",
        verify_href=f"/verifikasi/{document.code}",
        reason=document.reason,
        case=case_link(document),
        step=Link("", step_href(document.case_id, document.step, document.village)),
        place=row.place,
        created=words.moment(document.created_at, document.regency),
        updated=row.updated,
        file_href=f"{paper_href(document.id)}/pdf",
        fingerprint=document.file_sha256,
        signed_fingerprint=document.signed_sha256,
        signature=signature_line(document),
        deliveries=delivery_rows(ctx, told.deliveries, actor, document.regency),
        actions=frozenset(told.actions),
        supersedes=_linked(ctx, actor, document.supersedes),
        superseded_by=_linked(ctx, actor, document.superseded_by),
        paraf=paraf_rows(ctx, document, people),
        numbers=number_rows(told.numbers),
        history=history_rows(ctx, told.history, people, document.regency),
        differences=told.differences,
        elsewhere=_elsewhere(ctx, document) if "record_number" in told.actions else "",
        signers=signer_rows(ctx, _signatories(ctx, document)),
        sign_date=sign_date,
        numbered_elsewhere=document.state == papers.DRAFT and not rule(document.kind).registered,
        checks=service.document_checks(document) if document.state == papers.DRAFT else (),
        problem=problem,
        findings=finding_views(findings, ctx.catalog.roles),
        typed_reason=reason,
        notice=notice,
    )


def _signatories(ctx: Context, document: Document) -> tuple[Answer, ...]:
    """Who may sign a draft today."""
    from documents import service

    return service.signatories(ctx, document, ctx.today(document.regency))


def _linked(ctx: Context, actor: Actor, document_id: str) -> Link | None:
    """Another document, where the reader may read it too."""
    if not document_id:
        return None
    try:
        return paper_row(papers.document(ctx, actor, document_id)).link
    except NotFound:
        return None


def _elsewhere(ctx: Context, document: Document) -> str:
    """The register that numbers the document instead of this system."""
    from documents.drafting.numbers import setting_of
    from documents.parties import issuing_office

    return setting_of(ctx, document.kind, issuing_office(ctx, document)).elsewhere


def _unconfirmed(ctx: Context, actor: Actor, document: Document) -> bool:
    return any(
        d.acknowledged_at is None and papers.receives(actor, d)
        for d in papers.deliveries(ctx, document.id)
    )


def _grouped(code: str) -> str:
    """A code in groups of four, as people read it aloud."""
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))
