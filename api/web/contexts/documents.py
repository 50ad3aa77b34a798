"""The list of documents, and what anybody may learn from a verification code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from api.web import words
from api.web.contexts.actions import powers
from api.web.contexts.common import (
    Link,
    finding_views,
    paper_href,
    paper_name,
    step_href,
)
from api.web.contexts.papers import (
    PaperActions,
    PaperRow,
    PaperView,
    case_link,
    delivery_rows,
    paper_row,
    receives,
    signer_rows,
)
from documents.drafting.rules import rule
from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.domain.findings import Finding
from engine.domain.mandates import Answer
from engine.reference import regions
from engine.reference.offices import area_of
from engine.services import papers
from engine.services.context import Context
from engine.services.records import Document

_GROUP = 4


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The documents a person may read; what their office must still confirm comes first."""

    receiving: bool
    waiting: tuple[PaperRow, ...]
    drafts: tuple[PaperRow, ...]
    others: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class VerifiedView:
    """A signed document as anybody may know it: no person, no content."""

    code: str
    known: bool
    valid: bool
    state: str
    kind: str
    number: str
    dated: date | None
    office: str
    fingerprint: str
    demonstration: bool


def papers_page(ctx: Context, actor: Actor, found: Iterable[Document]) -> PapersPage:
    """The list for this person."""
    waiting, drafts, others = [], [], []
    for document in found:
        if document.state == papers.SIGNED and _unconfirmed(ctx, actor, document):
            waiting.append(paper_row(document))
        elif document.state == papers.DRAFT:
            drafts.append(paper_row(document))
        else:
            others.append(paper_row(document))
    held = {g.role for g in actor.grants if g.role in ctx.catalog.roles}
    receiving = any("acknowledge" in ctx.catalog.roles[role].may for role in held)
    return PapersPage(receiving, tuple(waiting), tuple(drafts), tuple(others))


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

    row = paper_row(document)
    return PaperView(
        id=document.id,
        title=row.link.label,
        kind=row.kind,
        state=document.state,
        state_name=row.state_name,
        number=document.number,
        dated=document.dated,
        signatory=document.signatory,
        code=_grouped(document.code) if document.state != papers.DRAFT else "",
        verify_href=f"/verifikasi/{document.code}",
        reason=document.reason,
        case=case_link(document),
        step=Link("", step_href(document.case_id, document.step, document.village)),
        place=row.place,
        created=words.moment(document.created_at, document.regency),
        updated=row.updated,
        file_href=f"{paper_href(document.id)}/pdf",
        fingerprint=document.file_sha256,
        deliveries=delivery_rows(
            ctx, papers.deliveries(ctx, document.id), actor, document.regency
        ),
        actions=paper_actions(ctx, actor, document),
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


def paper_actions(ctx: Context, actor: Actor, document: Document) -> PaperActions:
    """What this person may try on a document; the services decide again."""
    may = powers(ctx, actor, document.regency)
    draft, signed = document.state == papers.DRAFT, document.state == papers.SIGNED
    return PaperActions(
        acknowledge=signed and "acknowledge" in may and _unconfirmed(ctx, actor, document),
        send_back=(draft or signed) and "return" in may,
        sign=draft and "documents" in may and _issues(ctx, actor, document),
        redraft=draft and "documents" in may,
    )


def _issues(ctx: Context, actor: Actor, document: Document) -> bool:
    """Whether the person acts for the office whose register numbers the document."""
    rules = rule(document.kind)
    if not rules.registered:
        return False
    area = area_of(rules.penerbit, document.village or document.regency)
    held = roles_over(ctx.catalog.procedures[0], actor, area)
    return any(r.id == rules.penerbit or rules.penerbit in r.acts_for for r in held)


def verified_view(code: str, document: Document | None) -> VerifiedView:
    """What a verification code stands for."""
    shown = _grouped(code)
    if document is None:
        return VerifiedView(
            shown,
            known=False,
            valid=False,
            state="",
            kind="",
            number="",
            dated=None,
            office="",
            fingerprint="",
            demonstration=False,
        )
    return VerifiedView(
        shown,
        known=True,
        valid=document.state == papers.SIGNED,
        state=words.PAPERS.get(document.state, document.state),
        kind=paper_name(document.kind),
        number=document.number,
        dated=document.dated,
        office=document.signatory or regions.name(document.regency),
        fingerprint=document.file_sha256,
        demonstration=document.demonstration,
    )


def _unconfirmed(ctx: Context, actor: Actor, document: Document) -> bool:
    return any(
        d.acknowledged_at is None and receives(actor, d)
        for d in papers.deliveries(ctx, document.id)
    )


def _grouped(code: str) -> str:
    """A code in groups of four, as people read it aloud."""
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))
