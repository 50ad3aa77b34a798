"""Documents as the pages list and show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.web import words
from api.web.contexts.common import (
    FindingView,
    Link,
    case_href,
    finding_views,
    paper_href,
    paper_name,
)
from engine.domain.command import Actor
from engine.domain.mandates import Answer
from engine.domain.signing_authority import signature_words
from engine.reference import regions
from engine.services.context import Context
from engine.services.mandates import register
from engine.services.offices import offices
from engine.services.records import Delivery, Document

_OTHERS = 3


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One document in a list."""

    link: Link
    kind: str
    number: str
    dated: date | None
    state: str
    state_name: str
    place: str
    updated: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """What became of a document at one office."""

    office: str
    sent: str
    opened: str
    acknowledged: str
    mine: bool


@dataclass(frozen=True, slots=True)
class PaperActions:
    """What a person may do with a document."""

    acknowledge: bool
    send_back: bool
    sign: bool
    redraft: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.acknowledge or self.send_back or self.sign or self.redraft


@dataclass(frozen=True, slots=True)
class SignerView:
    """Who may lawfully sign for an office today; why nobody may, and why not somebody else."""

    office: str
    who: str
    basis: str
    known: bool
    findings: tuple[FindingView, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperView:
    """The page of one document."""

    id: str
    title: str
    kind: str
    state: str
    state_name: str
    number: str
    dated: date | None
    signatory: str
    code: str
    verify_href: str
    reason: str
    case: Link
    step: Link
    place: str
    created: str
    updated: str
    file_href: str
    fingerprint: str
    deliveries: tuple[DeliveryRow, ...]
    actions: PaperActions
    numbered_elsewhere: bool
    checks: tuple[str, ...]
    signers: tuple[SignerView, ...]
    sign_date: str
    problem: str
    findings: tuple[FindingView, ...]
    typed_reason: str
    notice: str


def paper_row(paper: Document) -> PaperRow:
    """A document as a line of a list."""
    village = f"Desa {regions.name(paper.village)}" if paper.village else ""
    return PaperRow(
        link=Link(paper.title or paper_name(paper.kind), paper_href(paper.id)),
        kind=paper_name(paper.kind),
        number=paper.number,
        dated=paper.dated,
        state=paper.state,
        state_name=words.PAPERS.get(paper.state, paper.state),
        place=village or regions.name(paper.regency),
        updated=words.moment(paper.updated_at, paper.regency),
    )


def delivery_rows(
    ctx: Context, found: Sequence[Delivery], actor: Actor, regency: str
) -> tuple[DeliveryRow, ...]:
    """Deliveries with their times in the regency's zone."""
    named = offices(ctx, {(d.role, d.area) for d in found})

    def written(delivery: Delivery) -> DeliveryRow:
        times = (delivery.sent_at, delivery.opened_at, delivery.acknowledged_at)
        sent, opened, acknowledged = (words.moment(t, regency) if t else "" for t in times)
        office = named[delivery.role, delivery.area].name
        return DeliveryRow(office, sent, opened, acknowledged, receives(actor, delivery))

    return tuple(written(d) for d in found)


def receives(actor: Actor, delivery: Delivery) -> bool:
    """Whether the person belongs to the office a delivery goes to."""
    return any(g.role == delivery.role and g.covers(delivery.area) for g in actor.grants)


def signer_rows(ctx: Context, answers: Sequence[Answer]) -> tuple[SignerView, ...]:
    """Who signs a draft, by office, with the newest reasons why others do not."""
    known = register(ctx, [a.post for a in answers])
    named = offices(ctx, [(a.post.role, a.post.area) for a in answers])

    def written(answer: Answer) -> SignerView:
        held = answer.authority
        basis = (held.delegation or held.term).basis if held else None
        return SignerView(
            office=named[answer.post.role, answer.post.area].head,
            who=signature_words(known, held) if held else "",
            basis=f"{basis.name} Nomor {basis.number} tanggal {basis.dated}" if basis else "",
            known=answer.known,
            findings=finding_views(answer.findings, ctx.catalog.roles) if answer.known else (),
            others=tuple(f.message for f in answer.others[-_OTHERS:]),
        )

    return tuple(written(answer) for answer in answers)


def case_link(paper: Document) -> Link:
    """The case a document belongs to."""
    return Link(paper.case_id, case_href(paper.case_id))
