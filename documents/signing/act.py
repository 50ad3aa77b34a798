"""Signing a numbered document, whichever way: made or brought, examined, kept, issued.

Whatever a way hands back passes the same examination. When anything fails the document stays
numbered, and signing can be tried again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from documents import issue
from documents.issue import Matter
from documents.signing.anchors import anchors
from documents.signing.apart import examine
from documents.signing.base import Signer, Task
from documents.signing.errors import NotSigned, NotTheDocument, PdfNotAccepted
from documents.signing.examination import Examination, Nearness, Signature
from documents.signing.setup import roots
from documents.signing.signers import is_another, place_of, signatories, words_of
from engine.domain.command import Actor
from engine.errors import Conflict, FileTooLarge
from engine.services import papers, signatures
from engine.services.changing import Request
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.records import Document
from engine.services.signatures import SCANNED, Edition


@dataclass(frozen=True, slots=True)
class _Signed:
    """A signed PDF that passed, and the signatures in it."""

    edition: Edition
    count: int


def sign(
    ctx: Context,
    actor: Actor,
    document_id: str,
    signer: Signer,
    *,
    room: int = 0,
    request: Request | None = None,
) -> Document:
    """Sign a document and, once everyone has, issue it; `room` counts from 1, 0 is the next.

    Raises NotFound, Forbidden, Refused, what the signer raises, NotTheDocument, NotSigned,
    PdfNotAccepted, FileTooLarge, and Conflict when somebody else signed meanwhile.
    """
    matter = issue.signable(ctx, actor, document_id)
    signed = _signed(ctx, matter, signer, room)
    needed = max(1, len(signatories(matter.document)))
    if matter.document.state == papers.NUMBERED and signed.count >= needed:
        return _issue(ctx, actor, matter.document, signed.edition, request)
    return _add(ctx, actor, matter.document, signed.edition, request)


def scan(
    ctx: Context, actor: Actor, document_id: str, content: bytes, request: Request | None = None
) -> Document:
    """Keep a scan of the paper that was signed by hand, and issue the document.

    A scan is kept as it is, and nothing is claimed about it. Raises as `sign`.
    """
    matter = issue.signable(ctx, actor, document_id)
    _must_fit(ctx, content)
    found = examine(content, now=ctx.now())
    if found.hazards:
        message = f"Pindaian tidak diterima: memuat {', '.join(found.hazards)}."
        raise PdfNotAccepted(message)
    edition = Edition(SCANNED, content)
    if matter.document.state == papers.NUMBERED:
        return _issue(ctx, actor, matter.document, edition, request)
    return _add(ctx, actor, matter.document, edition, request)


def _signed(ctx: Context, matter: Matter, signer: Signer, room: int) -> _Signed:
    document = matter.document
    original = read_file(ctx, document.file_sha256)
    electronic = document.signed_sha256 and document.signature_kind != SCANNED
    current = read_file(ctx, document.signed_sha256) if electronic else original
    content = signer.sign(_task(ctx, matter, current, room))
    _must_fit(ctx, content)
    found = examine(content, original, now=ctx.now(), roots=roots(ctx.settings))
    _must_be_signed(document, found)
    edition = Edition(
        signer.kind,
        content,
        proof=found.nearness.proves,
        signatures=tuple(_json(each) for each in found.signatures),
    )
    return _Signed(edition, len(found.signatures))


def _task(ctx: Context, matter: Matter, current: bytes, room: int) -> Task:
    document = matter.document
    who, rooms = signatories(document), anchors(current)
    nth = room - 1 if room else len(document.signatures)
    words = words_of(document, who, len(rooms), nth, matter.source.layout)
    address = f"{ctx.settings.base_url.rstrip('/')}/verifikasi/{document.code}"
    return Task(
        pdf=current,
        words=words.at(address),
        anchor=place_of(rooms, who, nth),
        reason=f"Naskah Nomor {document.number}",
        place=matter.office.city,
        previous=len(document.signatures),
    )


def _must_be_signed(document: Document, found: Examination) -> None:
    """Raises NotTheDocument or NotSigned unless it is the document, newly and soundly signed."""
    if found.nearness is Nearness.DIFFERENT or found.hazards:
        added = [f"ditambahkan {each}" for each in found.hazards]
        raise NotTheDocument([*found.differences, *added])
    if not found.signatures:
        message = "Berkas ini naskah yang benar, tetapi belum ditandatangani secara elektronik."
        raise NotSigned(message)
    for each in found.signatures:
        if not each.holds:
            message = f"Tanda tangan {each.signer or 'di dalamnya'} tidak sah: {each.problem}."
            raise NotSigned(message)
    before = [each["certificate"] for each in document.signatures]
    now = [each.certificate for each in found.signatures]
    if now[: len(before)] != before:
        message = (
            "Tanda tangan yang sudah ada hilang dari berkas ini; tanda tangani edisi terakhir."
        )
        raise NotSigned(message)
    if len(now) == len(before):
        message = "Tidak ada tanda tangan baru pada berkas ini."
        raise NotSigned(message)
    _must_be_theirs(document, found.signatures[len(before) :])


def _must_be_theirs(document: Document, new: tuple[Signature, ...]) -> None:
    who = signatories(document)
    for each in new:
        if is_another(each.signer, who):
            names = ", ".join(dict.fromkeys(s.nama for s in who))
            message = f"Sertifikat ini atas nama {each.signer}, bukan penanda tangan ({names})."
            raise NotSigned(message)


def _issue(
    ctx: Context, actor: Actor, document: Document, edition: Edition, request: Request | None
) -> Document:
    signature = signatures.store(ctx, actor, document, edition)
    done = issue.complete(ctx, actor, document.id, signature, request)
    if done.signed_sha256 != edition.sha256:
        message = "Naskah ini baru saja ditandatangani orang lain. Muat ulang halaman."
        raise Conflict(message)
    return done


def _add(
    ctx: Context, actor: Actor, document: Document, edition: Edition, request: Request | None
) -> Document:
    signature = signatures.store(ctx, actor, document, edition)
    return signatures.add(ctx, actor, document, signature, request)


def _must_fit(ctx: Context, content: bytes) -> None:
    if len(content) > ctx.settings.upload_limit:
        message = f"Berkas lebih besar dari batas {ctx.settings.upload_limit_mb} MB."
        raise FileTooLarge(message)


def _json(found: Signature) -> dict[str, Any]:
    at = found.signed_at.isoformat() if found.signed_at else None
    return {**asdict(found), "signed_at": at}
