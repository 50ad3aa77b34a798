"""From a draft to an issued document: initialled, numbered, printed, signed, cancelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from documents import seal
from documents.drafting import archive, numbers, printing, signing
from documents.drafting.gathering import gather
from documents.drafting.registry import draft as build
from documents.drafting.rules import rule
from documents.drafting.source import Source
from documents.parties import chain, issuer, recipients
from engine.domain.command import Actor
from engine.errors import Forbidden, Refused
from engine.services import issuing, lifecycle, papers, register, register_insertion
from engine.services.changing import Request
from engine.services.context import Context
from engine.services.issuing import Signature
from engine.services.offices import Office
from engine.services.records import Document, Number
from engine.services.register import Outside
from engine.services.views import CaseView, get_case


@dataclass(frozen=True)
class Matter:
    """A document with the case it belongs to, and the office that issues it."""

    document: Document
    view: CaseView
    source: Source
    office: Office


def submit(
    ctx: Context, actor: Actor, document_id: str, request: Request | None = None
) -> Document:
    """Hand a draft to the offices that must initial it; raises what `lifecycle.submit` does."""
    found = papers.document(ctx, actor, document_id)
    return lifecycle.submit(ctx, actor, document_id, chain(found), request)


def number(ctx: Context, actor: Actor, document_id: str, dated: date) -> Document:
    """Number a draft in its register, date it, and print it unsigned.

    The number is fixed before the document is printed; a crash in between leaves it reserved
    for this document, and numbering again takes the same one. Raises NotFound, Forbidden, and
    Refused with every reason against it.
    """
    matter = _issuable(ctx, actor, document_id)
    held = matter.document
    if held.state in (papers.NUMBERED, papers.SIGNED) and held.dated == dated:
        return held
    draft = held.state in (papers.DRAFT, papers.REVIEW)
    papers.refuse_unless(draft, held, "Naskah ini bukan rancangan lagi.")
    _lawful(ctx, matter, dated)
    series = numbers.series_of(ctx, held.kind, matter.office, dated)
    person = "/".join(sorted(actor.identities))
    given = issuing.reserve_number(ctx, held.id, series, dated, person)
    return print_final(ctx, matter.view, held, _bound(matter, given, dated), actor)


def complete(
    ctx: Context,
    actor: Actor,
    document_id: str,
    signature: Signature,
    request: Request | None = None,
) -> Document:
    """Issue a numbered document as signed; raises NotFound, Forbidden, Refused."""
    matter = _issuable(ctx, actor, document_id)
    sent_to = recipients(matter.document.kind, matter.view)
    return issuing.complete(ctx, actor, document_id, signature, sent_to, request)


def signable(ctx: Context, actor: Actor, document_id: str) -> Matter:
    """A document that the person's office may sign, by whoever lawfully held office on its date.

    Raises NotFound, Forbidden, and Refused for what is not numbered or no longer in force, and
    where the register of mandates now speaks against who signs.
    """
    matter = _issuable(ctx, actor, document_id)
    held = matter.document
    fixed = held.state in (papers.NUMBERED, papers.SIGNED) and held.dated is not None
    message = "Naskah ini belum bernomor, atau sudah tidak berlaku."
    papers.refuse_unless(fixed, held, message)
    if findings := build(replace(matter.source, signing_on=held.dated)).refusals:
        raise Refused(findings)
    return matter


def sign(
    ctx: Context,
    actor: Actor,
    document_id: str,
    dated: date,
    request: Request | None = None,
) -> Document:
    """Issue a draft where signing here only records what was signed on paper.

    Numbers it and completes it at once; signing again takes the same number.
    """
    number(ctx, actor, document_id, dated)
    return complete(ctx, actor, document_id, Signature(), request)


def record_number(
    ctx: Context,
    actor: Actor,
    document_id: str,
    outside: Outside,
    request: Request | None = None,
) -> Document:
    """Issue a draft under the number that the office's other register gave it.

    Raises what `sign` raises, and Refused where the office numbers here.
    """
    matter = _issuable(ctx, actor, document_id)
    _lawful(ctx, matter, outside.dated)
    series = numbers.series_of(ctx, matter.document.kind, matter.office, outside.dated)
    person = "/".join(sorted(actor.identities))
    given = register.take_outside(ctx, series, document_id, outside, person).number
    bound = _bound(matter, given, outside.dated)
    print_final(ctx, matter.view, matter.document, bound, actor)
    return complete(ctx, actor, document_id, Signature(), request)


def void(
    ctx: Context, actor: Actor, document_id: str, reason: str, request: Request | None = None
) -> Document:
    """Cancel a document and its number; only the office that issues it may.

    Raises NotFound, Forbidden, InvalidInput without a reason, Refused.
    """
    _issuable(ctx, actor, document_id)
    return lifecycle.void(ctx, actor, document_id, reason, request)


def ask_insertion(
    ctx: Context, actor: Actor, document_id: str, dated: date, reason: str
) -> Number:
    """Ask that a draft be numbered for a past day; raises what `register.insert` raises."""
    matter = _issuable(ctx, actor, document_id)
    series = numbers.series_of(ctx, matter.document.kind, matter.office, dated)
    return register_insertion.ask_insertion(ctx, actor, document_id, series, dated, reason)


def approve_insertion(ctx: Context, actor: Actor, document_id: str) -> Number:
    """Let an insertion stand, as another person of the issuing office."""
    _issuable(ctx, actor, document_id)
    return register_insertion.approve_insertion(ctx, actor, document_id)


def print_final(
    ctx: Context,
    view: CaseView,
    document: Document,
    source: Source,
    actor: Actor,
) -> Document:
    """Fix a document's number and date, and keep its printed form."""
    if source.number is None or source.dated is None:
        message = "a final document has a number and a date"
        raise ValueError(message)
    drafted = build(source)
    verification = seal.verification(ctx, document, view.stored.head_hash)
    pdf = printing.final_pdf(
        drafted.letter,
        verification,
        demonstration=source.demonstration,
        layout=source.layout,
    )
    return issuing.fix(
        ctx,
        actor,
        document.id,
        number=source.number,
        dated=source.dated,
        signatory=printing.signatory_of(drafted.letter),
        letter=seal.with_seal(archive.letter_json(drafted, final=True), verification),
        content=pdf,
    )


def paraf_required(ctx: Context, document: Document, office: Office) -> bool:
    """Whether nothing is numbered before its chain has initialled it."""
    rules = rule(document.kind)
    return bool(rules.paraf) and (
        rules.wajib_paraf or numbers.setting_of(ctx, document.kind, office).paraf_required
    )


def _issuable(ctx: Context, actor: Actor, document_id: str) -> Matter:
    """The document for somebody who may issue it; raises NotFound, Forbidden."""
    found = papers.document(ctx, actor, document_id)
    papers.must_issue(ctx, actor, found.regency)
    view = get_case(ctx, actor, found.case_id)
    source = gather(ctx, view, found.kind, found.step, found.village)
    office = issuer(source)
    if rule(found.kind).registered:
        signing.must_be_issuer(source, actor, office)
    elif not papers.has_power(ctx, actor, found.regency, "return"):
        message = "Anda tidak berwenang atas naskah yang dinomori kantor lain."
        raise Forbidden(message)
    return Matter(found, view, source, office)


def _lawful(ctx: Context, matter: Matter, dated: date) -> None:
    """Raises Refused with every reason why the document cannot be numbered as of a day."""
    source, held = matter.source, matter.document
    same_form = held.template_version == archive.template_version(source.layout)
    reviewed = same_form and archive.same_content(build(source), held.letter)
    on_that_day = build(replace(source, signing_on=dated))
    findings = signing.against(source, on_that_day, dated, reviewed=reviewed)
    if not lifecycle.initialled(held) and (
        held.state == papers.REVIEW or paraf_required(ctx, held, matter.office)
    ):
        findings.append(signing.not_initialled(source))
    if findings:
        raise Refused(findings)


def _bound(matter: Matter, given: str, dated: date) -> Source:
    return replace(matter.source, number=given, dated=dated)
