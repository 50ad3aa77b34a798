"""`kawasan document sign` and `verify`: signing one, and telling whether a PDF is one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import REFUSED, AsJson, AsUser, acting, answer, reports, system
from engine.errors import InvalidInput

if TYPE_CHECKING:
    from documents.signing.verification import Verdict
    from engine.services.records import Document

STATES = {
    "signed": "berlaku",
    "withdrawn": "dicabut",
    "superseded": "diganti",
    "void": "batal",
}


@reports
def sign(  # noqa: PLR0913 - one parameter for each option
    document: Annotated[str, typer.Argument(metavar="NASKAH", help="Id naskah.")],
    *,
    user: AsUser,
    p12: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Tanda tangani dengan sertifikat ini."),
    ] = None,
    office: Annotated[
        bool, typer.Option("--office", help="Tanda tangani dengan sertifikat kantor.")
    ] = False,
    bsre: Annotated[bool, typer.Option("--bsre", help="Tanda tangani melalui BSrE.")] = False,
    upload: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Naskah yang sudah ditandatangani di tempat lain."
        ),
    ] = None,
    scan: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Pindaian naskah bertanda tangan tinta."),
    ] = None,
    room: Annotated[int, typer.Option(min=0, help="Ruang tanda tangan; 0: berikutnya.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Tanda tangani naskah bernomor. Kata sandi ditanyakan, atau dibaca dari masukan baku."""
    from documents.signing import ways
    from engine.services.signatures import SCANNED, UPLOADED

    chosen = {
        ways.P12: p12,
        ways.OFFICE_P12: office or None,
        ways.BSRE: bsre or None,
        UPLOADED: upload,
        SCANNED: scan,
    }
    given = [way for way, value in chosen.items() if value is not None]
    if len(given) != 1:
        message = "Pilih satu cara: --p12, --office, --bsre, --upload, atau --scan."
        raise InvalidInput(message)
    (way,) = given
    path = p12 or upload or scan
    secret = way in (ways.P12, ways.OFFICE_P12, ways.BSRE)
    form = ways.Form(
        way=way,
        file=path.read_bytes() if path else b"",
        nik=_asked("NIK") if way == ways.BSRE else "",
        passphrase=_asked("Kata sandi", hidden=True) if secret else "",
        room=room,
    )
    with system() as ctx:
        found = ways.sign(ctx, acting(ctx, user), document, form)
    _tell_signed(found, as_json=as_json)


@reports
def verify(
    code: Annotated[
        str, typer.Argument(metavar="KODE|BERKAS", help="Kode pada naskah, atau berkas PDF.")
    ],
    file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="PDF yang dicocokkan dengan kodenya."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Cari naskah menurut kodenya, atau periksa apakah sebuah PDF naskah yang diterbitkan."""
    from documents.signing.verification import verify_file
    from engine.services import papers

    alone = Path(code) if file is None and Path(code).is_file() else None
    with system() as ctx:
        found = None if alone else papers.by_code(ctx, code)
        path = alone or file
        verdict = verify_file(ctx, path.read_bytes(), found) if path else None
        document = verdict.document if verdict else found
    if as_json:
        answer(_verified(document, verdict))
    else:
        _tell_verified(document, verdict)
    if verdict is not None and not _good(verdict):
        raise typer.Exit(REFUSED)


def _asked(what: str, *, hidden: bool = False) -> str:
    """Ask at the terminal, unseen where it is secret; without one, read a line of input."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=hidden))
    return sys.stdin.readline().rstrip("\r\n")


def _tell_signed(found: Document, *, as_json: bool) -> None:
    if as_json:
        answer(
            {
                "id": found.id,
                "state": found.state,
                "signature": found.signature_kind,
                "sha256": found.file_sha256,
                "signed_sha256": found.signed_sha256,
                "signers": [each["signer"] for each in found.signatures],
            }
        )
        return
    waiting = " Masih menunggu penanda tangan lain." if found.state == "numbered" else ""
    typer.echo(f"{found.title}, nomor {found.number}: ditandatangani.{waiting}")


def _verified(document: Document | None, verdict: Verdict | None) -> dict[str, object]:
    body: dict[str, object] = {}
    if document is not None:
        body = {
            "id": document.id,
            "title": document.title,
            "number": document.number or None,
            "dated": document.dated.isoformat() if document.dated else None,
            "state": document.state,
            "sha256": document.file_sha256,
            "signed_sha256": document.signed_sha256 or None,
            "demonstration": document.demonstration,
        }
    if verdict is not None:
        body |= {
            "file_matches": _good(verdict),
            "match": verdict.match.value,
            "examination": verdict.examination.as_json(),
        }
    else:
        body |= {"file_matches": None}
    return body


def _tell_verified(document: Document | None, verdict: Verdict | None) -> None:
    if document is not None:
        typer.echo(f"{document.title}, nomor {document.number}, tanggal {document.dated}")
        typer.echo(f"Keadaan: {STATES.get(document.state, document.state)}")
    if verdict is None:
        return
    typer.echo(verdict.match.words)
    for text in (*verdict.examination.differences, *verdict.examination.hazards):
        typer.echo(f"  - {text}")
    for each in verdict.examination.signatures:
        standing = "sah" if each.holds else f"TIDAK sah ({each.problem})"
        typer.echo(f"Tanda tangan {each.signer or '?'}: {standing}; {each.trust.words}")


def _good(verdict: Verdict) -> bool:
    """Whether it is an issued edition, or grew out of one, and no signature in it is broken."""
    from documents.signing.verification import Match

    sound = all(each.holds for each in verdict.examination.signatures)
    return verdict.match is not Match.NONE and sound
