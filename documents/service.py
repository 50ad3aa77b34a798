"""Documents from draft to issue: what the web page, the API and the flows call.

A kind is either numbered in this system's register when it is signed here, or its number was
given by whoever signed it and is recorded with its step (`documents/drafting/naskah.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from documents.drafting import archive, numbers, printing, recorded, signing
from documents.drafting.gathering import gather
from documents.drafting.registry import Drafted, NotFitting
from documents.drafting.registry import draft as build
from documents.drafting.rules import rule
from documents.drafting.source import MissingFact, Source
from documents.model import Verification
from engine.domain.case import CaseState, Mark
from engine.domain.command import Actor, Grant
from engine.domain.mandates import Answer
from engine.domain.standing import members
from engine.errors import Refused
from engine.reference import offices as usual
from engine.reference import regions
from engine.services import issuing, papers
from engine.services.context import Context
from engine.services.files import clean_name, read_file
from engine.services.issuing import Recipient
from engine.services.offices import Office
from engine.services.records import Document
from engine.services.views import CaseView, get_case

SYSTEM = "sistem"
"""Who made what no person asked for: drafts and finals promised by the record."""


class Job(Protocol):
    """Promised work, as `engine.services.jobs` hands it out."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """What to do."""
        ...


def draft(
    ctx: Context, actor: Actor, case_id: str, kind: str, step: str, village: str = ""
) -> Document:
    """Write the draft of a step's document anew from what is on record.

    Raises NotFound, Forbidden, InvalidInput (a wrong kind, or a decision nobody recorded),
    Refused while the step is locked.
    """
    view = get_case(ctx, actor, case_id)
    papers.must_issue(ctx, actor, view.state.regency)
    source = gather(ctx, view, kind, step, village)
    if findings := signing.locked(source):
        raise Refused(findings)
    return _keep_draft(ctx, source, build(source), actor.person)


def sign(ctx: Context, actor: Actor, document_id: str, dated: date) -> Document:
    """Issue a draft: number it in its register, date it, print it, send it on its way.

    The number is fixed before the document is printed; a crash in between leaves it reserved
    for this document, and signing again takes the same one. Raises NotFound, Forbidden, and
    Refused with every reason against it.
    """
    document = papers.document(ctx, actor, document_id)
    papers.must_issue(ctx, actor, document.regency)
    view = get_case(ctx, actor, document.case_id)
    source = gather(ctx, view, document.kind, document.step, document.village)
    issuer = _issuer(source)
    if rule(document.kind).registered:
        signing.must_be_issuer(source, actor, issuer)
    drafted = build(source)
    reviewed = archive.same_content(drafted, document.letter)
    on_that_day = build(replace(source, signing_on=dated))
    if findings := signing.against(source, on_that_day, dated, reviewed=reviewed):
        raise Refused(findings)
    number = issuing.reserve_number(ctx, document.id, numbers.series(document.kind, issuer, dated))
    bound = replace(source, number=number, dated=dated)
    return _finalize(ctx, view, document, bound, build(bound), actor.person)


def work_draft(ctx: Context, job: Job) -> None:
    """Keep the promise of a draft; the same promise again changes nothing.

    Nothing is drafted over a document in force, nor where the kind does not fit the case.
    """
    kind, step, village = (str(job.payload[name]) for name in ("kind", "step", "village"))
    view = get_case(ctx, system_actor(ctx), str(job.payload["case"]))
    if _in_force(view, kind, step, village):
        return
    held = _draft_at(view, kind, step, village)
    if held and held.file_sha256 and held.based_on_seq >= int(job.payload["seq"]):
        return
    source = gather(ctx, view, kind, step, village)
    drafted = _build_or_none(source)
    if drafted is not None:
        _keep_draft(ctx, source, drafted, SYSTEM)


def work_final(ctx: Context, job: Job) -> None:
    """Keep the promise of a document whose step is done; repeating it changes nothing.

    A kind whose number the step records becomes final with that number and its date. It
    stays a draft while something in it is missing or the register of mandates speaks against
    who signed it, and so does every kind this system numbers.
    """
    kind, step, village = (str(job.payload[name]) for name in ("kind", "step", "village"))
    rules = rule(kind)
    if rules.registered or step not in rules.langkah:
        work_draft(ctx, job)
        return
    view = get_case(ctx, system_actor(ctx), str(job.payload["case"]))
    source = gather(ctx, view, kind, step, village)
    if source.cell.mark is not Mark.DONE or _in_force(view, kind, step, village):
        return
    bound = replace(source, number=recorded.number(source), dated=recorded.day(source))
    drafted = _build_or_none(bound)
    if drafted is None:
        return
    if drafted.blanks or drafted.refusals or drafted.letter.kekurangan():
        work_draft(ctx, job)
        return
    document = issuing.save_draft(ctx, _as_draft(source, drafted))
    _finalize(ctx, view, document, bound, drafted, SYSTEM)


def content(ctx: Context, actor: Actor, document_id: str) -> tuple[bytes, str]:
    """A document's PDF and a name for its file; a draft not printed yet is printed now."""
    document = papers.document(ctx, actor, document_id)
    if not document.file_sha256:
        view = get_case(ctx, system_actor(ctx), document.case_id)
        source = gather(ctx, view, document.kind, document.step, document.village)
        document = _keep_draft(ctx, source, build(source), actor.person)
    return read_file(ctx, document.file_sha256), file_name(document)


def signatories(ctx: Context, document: Document, on: date) -> tuple[Answer, ...]:
    """Who may lawfully sign a draft on a day, or why nobody may; empty when it is no draft."""
    if document.state != papers.DRAFT:
        return ()
    view = get_case(ctx, system_actor(ctx), document.case_id)
    source = gather(ctx, view, document.kind, document.step, document.village)
    drafted = _build_or_none(replace(source, signing_on=on))
    return drafted.answers if drafted else ()


def file_name(document: Document) -> str:
    """A file name that says what it is: kind, number or "rancangan", and the document's id."""
    mark = document.number or "rancangan"
    plain = re.sub(r"[^0-9A-Za-z.]+", "-", mark).strip("-")
    return clean_name(f"{document.kind}_{plain}_{document.id}.pdf")


def document_checks(document: Document) -> tuple[str, ...]:
    """What Bagian Hukum must check about a document before it is signed."""
    return archive.checks_in(document.letter)


def recipients(kind: str, view: CaseView) -> tuple[Recipient, ...]:
    """The offices a signed document of a case goes to."""
    state = view.state
    villages = members(view.procedure, state)
    found = [
        Recipient(role, area)
        for role in rule(kind).penerima
        for area in _areas(role, state, villages)
    ]
    return tuple(dict.fromkeys(found))


def system_actor(ctx: Context) -> Actor:
    """The system itself, with any role that may read and make documents, everywhere."""
    able = (r.id for r in ctx.catalog.roles.values() if {"read", "documents"} <= r.may)
    return Actor(SYSTEM, (Grant(next(able), "*"),))


def _areas(role: str, state: CaseState, villages: tuple[str, ...]) -> tuple[str, ...]:
    level = usual.level(role)
    if level == "desa":
        return villages
    if level == "kecamatan":
        return tuple(dict.fromkeys(regions.parent(code) for code in villages))
    return (usual.area_of(role, state.regency),)


def _issuer(source: Source) -> Office:
    role = rule(source.kind).penerbit
    return source.office(role, usual.area_of(role, source.village or source.state.regency))


def _build_or_none(source: Source) -> Drafted | None:
    """The document, or None where there is none to write.

    Another form was chosen, or the step's decision is not on record; a later act on the step
    promises the document anew.
    """
    try:
        return build(source)
    except (NotFitting, MissingFact):
        return None


def _as_draft(source: Source, drafted: Drafted) -> issuing.Draft:
    return issuing.Draft(
        case_id=source.state.id,
        kind=source.kind,
        step=source.step.id,
        village=source.village,
        title=drafted.letter.judul,
        letter=archive.letter_json(drafted, final=False),
        template_version=archive.template_version(),
        based_on_seq=source.state.version,
    )


def _keep_draft(ctx: Context, source: Source, drafted: Drafted, person: str) -> Document:
    document = issuing.save_draft(ctx, _as_draft(source, drafted))
    pdf = printing.draft_pdf(drafted.letter, demonstration=source.demonstration)
    issuing.attach_file(ctx, document, pdf, person)
    return papers.document(ctx, system_actor(ctx), document.id)


def _finalize(
    ctx: Context,
    view: CaseView,
    document: Document,
    source: Source,
    drafted: Drafted,
    person: str,
) -> Document:
    if source.number is None or source.dated is None:
        message = "a final document has a number and a date"
        raise ValueError(message)
    verification = Verification(
        kode=document.code,
        url=f"{ctx.settings.base_url.rstrip('/')}/verifikasi/{document.code}",
        kode_rantai=view.stored.head_hash[:8],
    )
    pdf = printing.final_pdf(drafted.letter, verification, demonstration=source.demonstration)
    return issuing.finalize(
        ctx,
        document.id,
        number=source.number,
        dated=source.dated,
        signatory=printing.signatory_of(drafted.letter),
        letter=archive.letter_json(drafted, final=True),
        content=pdf,
        person=person,
        recipients=recipients(document.kind, view),
    )


def _in_force(view: CaseView, kind: str, step: str, village: str) -> Document | None:
    return _at(view, kind, step, village, papers.SIGNED)


def _draft_at(view: CaseView, kind: str, step: str, village: str) -> Document | None:
    return _at(view, kind, step, village, papers.DRAFT)


def _at(view: CaseView, kind: str, step: str, village: str, state: str) -> Document | None:
    place = (kind, step, village, state)
    found = [d for d in view.documents if (d.kind, d.step, d.village, d.state) == place]
    return found[-1] if found else None
