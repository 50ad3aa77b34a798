"""Documents from draft to issue: what the web page, the API and the flows call.

A kind is either numbered in this system's register when it is signed here, or its number was
given by whoever signed it and is recorded with its step (`documents/drafting/naskah.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from documents.drafting import archive, printing, recorded, signing
from documents.drafting.gathering import gather
from documents.drafting.registry import Drafted, NotFitting
from documents.drafting.registry import draft as build
from documents.drafting.rules import rule
from documents.drafting.source import MissingFact, Source
from documents.issue import (
    approve_insertion,
    ask_insertion,
    complete,
    number,
    print_final,
    record_number,
    sign,
    submit,
    void,
)
from documents.parties import recipients, system_actor
from engine.domain.case import Mark
from engine.domain.command import Actor
from engine.domain.mandates import Answer
from engine.errors import InvalidInput, Refused
from engine.services import issuing, papers
from engine.services.context import Context
from engine.services.files import clean_name, read_file
from engine.services.issuing import Signature
from engine.services.records import Document
from engine.services.views import CaseView, get_case

__all__ = [
    "approve_insertion",
    "ask_insertion",
    "complete",
    "content",
    "correct",
    "document_checks",
    "draft",
    "file_name",
    "number",
    "recipients",
    "record_number",
    "sign",
    "signatories",
    "submit",
    "system_actor",
    "void",
    "work_draft",
    "work_final",
]


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
    return _keep_draft(ctx, source, build(source), actor)


def correct(ctx: Context, actor: Actor, document_id: str, reason: str) -> Document:
    """Draft the successor of a document that was issued with a mistake (ralat).

    The old one stays in force until its successor is signed, and then gives way. Raises
    NotFound, Forbidden, InvalidInput without a reason, Refused where nothing is in force.
    """
    old = papers.document(ctx, actor, document_id)
    papers.must_issue(ctx, actor, old.regency)
    papers.refuse_unless(
        old.state == papers.SIGNED, old, "Hanya naskah yang berlaku yang diralat."
    )
    if not reason.strip():
        message = "Alasan ralat belum ditulis."
        raise InvalidInput(message)
    view = get_case(ctx, actor, old.case_id)
    source = gather(ctx, view, old.kind, old.step, old.village)
    return _keep_draft(ctx, source, build(source), actor, supersedes=old, reason=reason.strip())


def work_draft(ctx: Context, job: Job) -> None:
    """Keep the promise of a draft; the same promise again changes nothing.

    Nothing is drafted over a document in force or one being initialled or signed, nor where the
    kind does not fit the case, nor what only a person asks for and nobody has.
    """
    kind, step, village = (str(job.payload[name]) for name in ("kind", "step", "village"))
    view = get_case(ctx, system_actor(ctx), str(job.payload["case"]))
    if _in_force(view, kind, step, village) or _in_hand(view, kind, step, village):
        return
    held = _draft_at(view, kind, step, village)
    if held is None and rule(kind).atas_permintaan:
        return
    if held and held.file_sha256 and held.based_on_seq >= int(job.payload["seq"]):
        return
    source = gather(ctx, view, kind, step, village)
    drafted = _build_or_none(source)
    if drafted is not None:
        _keep_draft(ctx, source, drafted, system_actor(ctx))


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
    document = issuing.save_draft(ctx, _as_draft(source, drafted, ()))
    actor = system_actor(ctx)
    print_final(ctx, view, document, bound, actor)
    issuing.complete(ctx, actor, document.id, Signature(), recipients(kind, view))


def content(
    ctx: Context, actor: Actor, document_id: str, *, original: bool = False
) -> tuple[bytes, str]:
    """A document's PDF and a name for its file; a draft not printed yet is printed now.

    The signed edition where there is one; `original` asks for what it was printed as.
    """
    document = papers.document(ctx, actor, document_id)
    if not document.file_sha256:
        view = get_case(ctx, system_actor(ctx), document.case_id)
        source = gather(ctx, view, document.kind, document.step, document.village)
        document = _keep_draft(ctx, source, build(source), system_actor(ctx))
    digest = document.file_sha256 if original else document.issued_sha256
    return read_file(ctx, digest), file_name(document)


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


def _build_or_none(source: Source) -> Drafted | None:
    """The document, or None where there is none to write.

    Another form was chosen, or the step's decision is not on record; a later act on the step
    promises the document anew.
    """
    try:
        return build(source)
    except (NotFitting, MissingFact):
        return None


def _as_draft(source: Source, drafted: Drafted, prepared_by: Iterable[str]) -> issuing.Draft:
    return issuing.Draft(
        case_id=source.state.id,
        kind=source.kind,
        step=source.step.id,
        village=source.village,
        title=drafted.letter.judul,
        letter=archive.letter_json(drafted, final=False),
        template_version=archive.template_version(source.layout),
        based_on_seq=source.state.version,
        prepared_by=tuple({*source.cell.preparers, *prepared_by}),
    )


def _keep_draft(
    ctx: Context,
    source: Source,
    drafted: Drafted,
    actor: Actor,
    *,
    supersedes: Document | None = None,
    reason: str = "",
) -> Document:
    """Keep a draft and print it; who prepared it is whoever asked, and who recorded its facts."""
    people = () if actor.person == issuing.SYSTEM else actor.identities
    content = _as_draft(source, drafted, people)
    if supersedes is not None:
        content = replace(content, supersedes=supersedes.id, reason=reason)
    document = issuing.save_draft(ctx, content)
    pdf = printing.draft_pdf(
        drafted.letter, demonstration=source.demonstration, layout=source.layout
    )
    issuing.attach_file(ctx, document, pdf, actor.person)
    return papers.document(ctx, system_actor(ctx), document.id)


def _in_force(view: CaseView, kind: str, step: str, village: str) -> Document | None:
    return _at(view, kind, step, village, papers.SIGNED)


def _in_hand(view: CaseView, kind: str, step: str, village: str) -> Document | None:
    """The document of that place that offices are initialling or signing."""
    waiting = (papers.REVIEW, papers.NUMBERED)
    found = (_at(view, kind, step, village, state) for state in waiting)
    return next((document for document in found if document), None)


def _draft_at(view: CaseView, kind: str, step: str, village: str) -> Document | None:
    return _at(view, kind, step, village, papers.DRAFT)


def _at(view: CaseView, kind: str, step: str, village: str, state: str) -> Document | None:
    place = (kind, step, village, state)
    found = [d for d in view.documents if (d.kind, d.step, d.village, d.state) == place]
    return found[-1] if found else None
