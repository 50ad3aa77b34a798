"""The ways of signing that an office has, and what each asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.parties import issuing_office
from documents.signing import act, setup
from documents.signing.base import Signer
from documents.signing.errors import SigningRefused
from documents.signing.esign import Esign
from documents.signing.manual import Uploaded
from documents.signing.pades import Pkcs12
from engine.domain.command import Actor
from engine.errors import FieldProblem, InvalidInput
from engine.services import papers
from engine.services.changing import Request, answered
from engine.services.context import Context
from engine.services.records import Document
from engine.services.signatures import SCANNED, UPLOADED

P12, OFFICE_P12, BSRE = "p12", "p12-kantor", "bsre"


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody gives in order to sign; lives for one request, and shows nothing of it."""

    way: str
    file: bytes = field(default=b"", repr=False)
    passphrase: str = field(default="", repr=False)
    nik: str = field(default="", repr=False)
    totp: str = field(default="", repr=False)
    room: int = 0


def ways(ctx: Context, document: Document) -> tuple[str, ...]:
    """The ways open to whoever signs a document: two need nothing to be set up."""
    found = [UPLOADED, P12]
    if setup.certificate_of(ctx.settings, issuing_office(ctx, document)) is not None:
        found.append(OFFICE_P12)
    if ctx.settings.esign_url:
        found.append(BSRE)
    return (*found, SCANNED)


def sign(
    ctx: Context, actor: Actor, document_id: str, form: Form, request: Request | None = None
) -> Document:
    """Sign a document the way somebody chose; the same request again changes nothing.

    Raises InvalidInput, StaleVersion, IdempotencyMismatch, and what `act.sign` raises.
    """
    if request is not None and answered(ctx, actor, request):
        return papers.document(ctx, actor, document_id)
    if form.way == SCANNED:
        return act.scan(ctx, actor, document_id, _file(form), request)
    found = papers.document(ctx, actor, document_id)
    signer = _signer(ctx, found, form)
    return act.sign(ctx, actor, document_id, signer, room=form.room, request=request)


def _signer(ctx: Context, document: Document, form: Form) -> Signer:
    if form.way == UPLOADED:
        return Uploaded(_file(form))
    if form.way == BSRE:
        return Esign(setup.esign(ctx.settings), form.nik, form.passphrase, form.totp)
    if form.way == P12:
        return _pkcs12(ctx, _file(form), form.passphrase)
    if form.way == OFFICE_P12:
        held = setup.certificate_of(ctx.settings, issuing_office(ctx, document))
        if held is None:
            message = "Kantor ini tidak menyimpan sertifikat pada sistem; unggah berkas .p12."
            raise SigningRefused(message, "way")
        return _pkcs12(ctx, held, form.passphrase)
    message = "Cara menandatangani ini tidak dikenal."
    raise InvalidInput(message, [FieldProblem("way", message)])


def _pkcs12(ctx: Context, certificate: bytes, passphrase: str) -> Pkcs12:
    return Pkcs12(certificate, passphrase, ctx.now(), setup.timestamper(ctx.settings))


def _file(form: Form) -> bytes:
    if not form.file:
        message = "Berkas belum dipilih."
        raise InvalidInput(message, [FieldProblem("file", message)])
    return form.file
