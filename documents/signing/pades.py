"""Signing here, with a certificate in a PKCS#12 file: PAdES B-B, or B-T with a timestamp."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import httpx
from asn1crypto import tsp
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from documents.signing.base import Task
from documents.signing.box import Picture, picture
from documents.signing.errors import SigningRefused, SigningUnavailable

LARGEST_CERTIFICATE = 256 * 1024
_DIGEST = "sha256"
_MAY_SIGN = {"digital_signature", "non_repudiation"}
_TIMESTAMP_SECONDS = 15
_REPLY = "application/timestamp-reply"


class HttpTimeStamper(TimeStamper):
    """A timestamp service by HTTP (RFC 3161), its certificate always checked."""

    def __init__(self, url: str) -> None:
        super().__init__(include_nonce=True)  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask for a token; raises TimestampRequestError."""
        headers = {"Content-Type": "application/timestamp-query"}
        try:
            async with httpx.AsyncClient(timeout=_TIMESTAMP_SECONDS, trust_env=False) as client:
                answer = await client.post(self._url, content=req.dump(), headers=headers)
                answer.raise_for_status()
        except httpx.HTTPError as error:
            message = "no answer from the timestamp service"
            raise TimestampRequestError(message) from error
        if answer.headers.get("Content-Type", "").partition(";")[0] != _REPLY:
            message = "not a timestamp reply"
            raise TimestampRequestError(message)
        return tsp.TimeStampResp.load(answer.content)


@dataclass(frozen=True, slots=True)
class Pkcs12:
    """A certificate with its key, opened by a passphrase that lives for this request only."""

    certificate: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    now: datetime
    timestamper: TimeStamper | None = None
    kind: str = "pades"

    def sign(self, task: Task) -> bytes:
        """The PDF with one more signature, appended: what was there stays byte for byte.

        Raises SigningRefused for a wrong passphrase or a certificate that may not sign now,
        SigningUnavailable when the timestamp service does not answer.
        """
        signer = _opened(self.certificate, self.passphrase)
        _must_serve(signer.signing_cert, self.now)
        name = f"TandaTangan{task.previous + 1}"
        writer = IncrementalPdfFileWriter(BytesIO(task.pdf))
        pdf_signer = PdfSigner(
            PdfSignatureMetadata(
                field_name=name,
                md_algorithm=_DIGEST,
                subfilter=SigSeedSubFilter.PADES,
                reason=task.reason or None,
                location=task.place or None,
            ),
            signer,
            timestamper=self.timestamper,
            stamp_style=_style(task),
            new_field_spec=_field(name, task),
        )
        try:
            signed = pdf_signer.sign_pdf(writer)
        except TimestampRequestError as error:
            message = "Layanan stempel waktu tidak menjawab. Naskah belum ditandatangani; ulangi."
            raise SigningUnavailable(message) from error
        except (PdfError, SigningError, ValueError) as error:
            message = "Naskah tidak dapat ditandatangani dengan sertifikat ini."
            raise SigningRefused(message) from error
        return bytes(signed.getvalue())


def _opened(certificate: bytes, passphrase: str) -> SimpleSigner:
    if len(certificate) > LARGEST_CERTIFICATE:
        message = "Berkas sertifikat terlalu besar; yang diminta berkas .p12 atau .pfx."
        raise SigningRefused(message, "certificate")
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(certificate, (), passphrase.encode())
    except ValueError:
        message = "Kata sandi sertifikat salah, atau berkasnya bukan PKCS#12 (.p12)."
        raise SigningRefused(message, "passphrase") from None
    if signer.signing_cert is None or signer.signing_key is None:
        message = "Berkas sertifikat tidak memuat kunci untuk menandatangani."
        raise SigningRefused(message, "certificate")
    return signer


def _must_serve(certificate: Certificate, now: datetime) -> None:
    if now > certificate.not_valid_after:
        message = f"Sertifikat sudah tidak berlaku sejak {_day(certificate.not_valid_after)}."
        raise SigningRefused(message, "certificate")
    if now < certificate.not_valid_before:
        message = f"Sertifikat baru berlaku mulai {_day(certificate.not_valid_before)}."
        raise SigningRefused(message, "certificate")
    usage = certificate.key_usage_value
    if usage is not None and not _MAY_SIGN & set(usage.native):
        message = "Sertifikat ini tidak dibuat untuk menandatangani."
        raise SigningRefused(message, "certificate")


def _day(at: datetime) -> str:
    from documents.locale import tanggal

    return tanggal(at.date())


def _style(task: Task) -> StaticStampStyle | None:
    if task.anchor is None:
        return None
    rule = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(0),
    )
    return StaticStampStyle(
        border_width=0, background=Picture(picture(task.words)), background_layout=rule
    )


def _field(name: str, task: Task) -> SigFieldSpec:
    if task.anchor is None:
        return SigFieldSpec(name)
    left, low, right, high = task.anchor.box
    return SigFieldSpec(
        name,
        on_page=task.anchor.page,
        box=(round(left), round(low), round(right), round(high)),
        readable_field_name=f"Tanda tangan elektronik {task.words.jabatan}".strip(),
    )
