"""Documents as the pages list and show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api.web import words
from api.web.contexts.common import (
    FindingView,
    Link,
    case_href,
    finding_views,
    paper_href,
    paper_name,
    role_name,
)
from documents.differences import Difference
from engine.domain.command import Actor
from engine.domain.events import Recorded
from engine.domain.mandates import Answer
from engine.domain.signing_authority import signature_words
from engine.reference import regions
from engine.services.context import Context
from engine.services.mandates import register
from engine.services.offices import offices
from engine.services.papers import receives
from engine.services.records import Delivery, Document, Number
from engine.services.register import FINAL

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
    notice: str
    mine: bool
    returned: str


@dataclass(frozen=True, slots=True)
class ParafRow:
    """One office of the paraf chain; `by` is empty until it has initialled."""

    office: str
    by: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number the document holds or held."""

    number: str
    state: str
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that became of the document."""

    label: str
    on: date
    recorded: str
    person: str
    role: str
    reason: str


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
    signed_fingerprint: str
    signature: str
    deliveries: tuple[DeliveryRow, ...]
    actions: frozenset[str]
    supersedes: Link | None
    superseded_by: Link | None
    paraf: tuple[ParafRow, ...]
    numbers: tuple[NumberRow, ...]
    history: tuple[HistoryRow, ...]
    differences: tuple[Difference, ...]
    elsewhere: str
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
        mine = receives(actor, delivery)
        back = words.moment(delivery.bounced_at, regency) if delivery.bounced_at else ""
        returned = f"Surel kembali {back}: {delivery.bounce_reason}" if back else ""
        return DeliveryRow(office, sent, opened, acknowledged, delivery.notice, mine, returned)

    return tuple(written(d) for d in found)


def paraf_rows(ctx: Context, paper: Document, people: Mapping[str, str]) -> tuple[ParafRow, ...]:
    """The chain of a document with who initialled it, and when where the regency lies."""

    def written(link: Mapping[str, Any]) -> ParafRow:
        at = datetime.fromisoformat(link["at"]) if link["at"] else None
        return ParafRow(
            office=role_name(link["role"], ctx.catalog.roles),
            by=", a.n. ".join(people.get(person, person) for person in link["by"]),
            at=words.moment(at, paper.regency) if at else "",
            note=link["note"],
        )

    return tuple(written(link) for link in paper.paraf)


def number_rows(found: Sequence[Number]) -> tuple[NumberRow, ...]:
    """The numbers a document holds or held, but for the plain one that stands on it."""
    return tuple(
        NumberRow(n.number, words.NUMBER_STATES.get(n.state, n.state), n.reason, n.url)
        for n in found
        if n.state != FINAL or n.reason or n.url
    )


def history_rows(
    ctx: Context, found: Sequence[Recorded], people: Mapping[str, str], regency: str
) -> tuple[HistoryRow, ...]:
    """What became of a document, the newest first."""
    return tuple(
        HistoryRow(
            label=words.PAPER_EVENTS.get(str(r.event.data["state"]), str(r.event.data["state"])),
            on=r.event.occurred_on,
            recorded=words.moment(r.recorded_at, regency),
            person=people.get(r.event.actor, r.event.actor),
            role=role_name(r.event.role, ctx.catalog.roles),
            reason=r.event.reason,
        )
        for r in reversed(found)
    )


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
