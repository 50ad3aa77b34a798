"""The page on which a signatory signs a numbered document."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.contexts.common import FindingView, Link, finding_views, paper_href
from documents.signing.setup import timestamper
from documents.signing.signers import signatories
from documents.signing.ways import BSRE, OFFICE_P12, P12, ways
from engine.errors import Forbidden, KawasanError, Refused
from engine.services.context import Context
from engine.services.records import Document
from engine.services.signatures import SCANNED, UPLOADED

_LABELS = {
    UPLOADED: "Unggah naskah yang sudah ditandatangani di tempat lain",
    P12: "Tanda tangani dengan berkas sertifikat (.p12)",
    OFFICE_P12: "Tanda tangani dengan sertifikat kantor",
    BSRE: "Tanda tangani melalui BSrE",
    SCANNED: "Simpan pindaian naskah yang ditandatangani dengan tinta",
}


@dataclass(frozen=True, slots=True)
class WayView:
    """One way of signing, and which fields it asks for."""

    id: str
    label: str
    file: str = ""
    passphrase: str = ""
    nik: bool = False
    totp: bool = False


@dataclass(frozen=True, slots=True)
class SigningView:
    """What is signed, by whom, and how."""

    paper: Link
    number: str
    original_href: str
    signatories: tuple[str, ...]
    done: tuple[str, ...]
    ways: tuple[WayView, ...]
    timestamped: bool
    problem: str
    findings: tuple[FindingView, ...]
    chosen: str


def signing_view(
    ctx: Context, document: Document, error: KawasanError | None = None, chosen: str = ""
) -> SigningView:
    """The page; nothing that was entrusted to the form is shown again."""
    carried = error.findings if isinstance(error, Refused | Forbidden) else ()
    return SigningView(
        paper=Link(document.title, paper_href(document.id)),
        number=document.number,
        original_href=f"{paper_href(document.id)}/pdf?edisi=asli",
        signatories=tuple(f"{s.jabatan}: {s.nama_bergelar}" for s in signatories(document)),
        done=tuple(str(each["signer"]) for each in document.signatures),
        ways=tuple(_way(ctx, way) for way in ways(ctx, document)),
        timestamped=timestamper(ctx.settings) is not None,
        problem=str(error) if error else "",
        findings=finding_views(carried, ctx.catalog.roles),
        chosen=chosen,
    )


def _way(ctx: Context, way: str) -> WayView:
    label = _LABELS[way]
    if way == BSRE:
        newer = ctx.settings.esign_version != 1
        return WayView(way, label, passphrase="Passphrase BSrE", nik=True, totp=newer)  # noqa: S106
    if way == P12:
        return WayView(way, label, "Berkas sertifikat", "Kata sandi sertifikat")
    if way == OFFICE_P12:
        return WayView(way, label, passphrase="Kata sandi sertifikat")  # noqa: S106
    return WayView(way, label, "Berkas PDF")
