"""What anybody may learn from a verification code, or about a PDF they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api.web import words
from api.web.contexts.common import paper_name
from documents.locale import tanggal
from documents.seal import seal_of
from documents.signing.signers import signatories
from documents.signing.verification import Match, Verdict
from engine.reference import regions
from engine.services import papers, roots
from engine.services.context import Context
from engine.services.records import Document

_GROUP = 4
SIGNATURES = {
    "pades": "Ditandatangani secara elektronik dengan sertifikat",
    "bsre": "Ditandatangani secara elektronik melalui BSrE",
    "unggah": "Ditandatangani secara elektronik di luar sistem ini",
    "pindaian": "Ditandatangani dengan tinta; yang disimpan pindaiannya",
}


@dataclass(frozen=True, slots=True)
class SignerRow:
    """One signature found in a PDF."""

    name: str
    issuer: str
    at: str
    timestamped: bool
    holds: bool
    problem: str
    trust: str


@dataclass(frozen=True, slots=True)
class FileView:
    """What was found about a PDF that somebody uploaded."""

    good: bool
    answer: str
    fingerprint: str
    differences: tuple[str, ...]
    hazards: tuple[str, ...]
    signers: tuple[SignerRow, ...]


@dataclass(frozen=True, slots=True)
class VerifiedView:
    """A document as anybody may know it: what its own paper shows, and whether it still counts."""

    code: str
    known: bool = False
    valid: bool = False
    state: str = ""
    kind: str = ""
    number: str = ""
    dated: date | None = None
    office: str = ""
    names: tuple[str, ...] = ()
    signature: str = ""
    fingerprint: str = ""
    signed_fingerprint: str = ""
    chain: str = ""
    root: str = ""
    root_held: bool = False
    successor: str = ""
    demonstration: bool = False
    problem: str = ""
    file: FileView | None = None


def verified_view(
    ctx: Context,
    code: str,
    document: Document | None,
    *,
    problem: str = "",
    verdict: Verdict | None = None,
) -> VerifiedView:
    """What a verification code stands for, and what an uploaded PDF was found to be."""
    found = _file(verdict, document) if verdict else None
    if document is None:
        return VerifiedView(_grouped(code), problem=problem, file=found)
    who, seal = signatories(document), seal_of(document)
    return VerifiedView(
        code=_grouped(document.code),
        known=True,
        valid=document.state == papers.SIGNED,
        state=words.PAPERS.get(document.state, document.state),
        kind=paper_name(document.kind),
        number=document.number,
        dated=document.dated,
        office=document.signatory or regions.name(document.regency),
        names=tuple(dict.fromkeys(s.nama_bergelar for s in who)),
        signature=signature_line(document),
        fingerprint=document.file_sha256,
        signed_fingerprint=document.signed_sha256,
        chain=seal.chain,
        root=seal.root,
        root_held=roots.held(ctx, seal.root),
        successor=_successor(ctx, document),
        demonstration=document.demonstration,
        problem=problem,
        file=found,
    )


def verified_json(view: VerifiedView) -> dict[str, Any]:
    """The same for a program."""
    body: dict[str, Any] = {
        "code": view.code.replace(" ", ""),
        "known": view.known,
        "in_force": view.valid,
        "state": view.state or None,
        "kind": view.kind or None,
        "number": view.number or None,
        "dated": view.dated.isoformat() if view.dated else None,
        "office": view.office or None,
        "names": list(view.names),
        "signature": view.signature or None,
        "sha256": view.fingerprint or None,
        "signed_sha256": view.signed_fingerprint or None,
        "chain": view.chain or None,
        "root": view.root or None,
        "root_on_record": view.root_held if view.root else None,
        "successor": view.successor or None,
        "demonstration": view.demonstration,
    }
    return body | ({"detail": view.problem} if view.problem else {})


def _file(verdict: Verdict, document: Document | None) -> FileView:
    found = verdict.examination
    region = document.regency if document else ""
    issued = verdict.match is not Match.NONE
    broken = [s for s in found.signatures if not s.holds]
    return FileView(
        good=issued and not broken,
        answer=verdict.match.words,
        fingerprint=verdict.sha256,
        differences=found.differences,
        hazards=found.hazards,
        signers=tuple(
            SignerRow(
                name=s.signer,
                issuer=s.issuer,
                at=_at(s.signed_at, region),
                timestamped=s.timestamped,
                holds=s.holds,
                problem=s.problem,
                trust=s.trust.words,
            )
            for s in found.signatures
        ),
    )


def signature_line(document: Document) -> str:
    """How a document was signed, and when that was recorded; empty for what has no edition."""
    what = SIGNATURES.get(document.signature_kind, "")
    if document.signed_at is None:
        return what
    return f"{what}, {words.moment(document.signed_at, document.regency)}"


def _successor(ctx: Context, document: Document) -> str:
    new = papers.successor(ctx, document)
    if new is None or not new.number or new.dated is None:
        return ""
    return f"Nomor {new.number} tanggal {tanggal(new.dated)}"


def _at(moment: datetime | None, region: str) -> str:
    if moment is None:
        return "waktu tidak tercantum"
    return words.moment(moment, region) if region else f"{moment:%d-%m-%Y %H.%M} UTC"


def _grouped(code: str) -> str:
    """A code in groups of four, as people read it aloud."""
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))
