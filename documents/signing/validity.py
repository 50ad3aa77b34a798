"""Whether the signatures in a PDF hold, and to whom their certificates belong."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from documents.signing.examination import Signature, Trust
from documents.signing.reading import UNREADABLE

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import EmbeddedPdfSignature

_MOST_SIGNATURES = 100
_LONGEST_NAME = 200
_BROKEN = (*UNREADABLE, CMSExtractionError, SignatureValidationError)
_FURTHER_SIGNATURES = ModificationLevel.FORM_FILLING
_UNREAD = "tanda tangan tidak dapat dibaca"


def signatures(
    reader: PdfFileReader, roots: Sequence[Certificate], now: datetime
) -> tuple[Signature, ...]:
    """Every signature in signing order; one that cannot be read does not hold.

    Nothing is fetched. Without `roots` no certificate is called trusted or untrusted; with
    them, a certificate is judged as of the signing time, at the latest `now`.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        found = reader.embedded_regular_signatures[:_MOST_SIGNATURES]
    except _BROKEN:
        return (_unreadable(),)
    return tuple(_judge(each, roots, now) for each in found)


def _judge(
    embedded: EmbeddedPdfSignature, roots: Sequence[Certificate], now: datetime
) -> Signature:
    try:
        at = _moment(embedded)
        context = ValidationContext(
            trust_roots=list(roots), allow_fetching=False, moment=min(at or now, now)
        )
        status = validate_pdf_signature(embedded, context, context)
        return _signature(embedded, status, at, _trust(status, roots))
    except _BROKEN:
        return _unreadable()


def _signature(
    embedded: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    at: datetime | None,
    trust: Trust,
) -> Signature:
    stamp = status.timestamp_validity
    timestamped = stamp is not None and stamp.intact and stamp.valid
    certificate = embedded.signer_cert
    intact = status.intact and status.valid
    whole = _whole(status)
    return Signature(
        signer=_name(certificate.subject.native),
        issuer=_name(certificate.issuer.native),
        signed_at=stamp.timestamp if stamp is not None and timestamped else at,
        timestamped=timestamped,
        intact=intact,
        whole=whole,
        trust=trust,
        certificate=sha256(certificate.dump()).hexdigest(),
        problem=_problem(intact=intact, whole=whole),
    )


def _whole(status: PdfSignatureStatus) -> bool:
    """Whether the signature covers all that stood there, and only signatures followed."""
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    if status.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    level = status.modification_level
    return level is not None and level <= _FURTHER_SIGNATURES and bool(status.docmdp_ok)


def _problem(*, intact: bool, whole: bool) -> str:
    if not intact:
        return "isi yang ditandatangani sudah berubah"
    return "" if whole else "berkas diubah sesudah ditandatangani"


def _trust(status: PdfSignatureStatus, roots: Sequence[Certificate]) -> Trust:
    if not roots:
        return Trust.UNCHECKED
    return Trust.TRUSTED if status.trusted else Trust.UNTRUSTED


def _moment(embedded: EmbeddedPdfSignature) -> datetime | None:
    at = embedded.self_reported_timestamp
    if at is not None and at.tzinfo is None:
        return at.replace(tzinfo=UTC)
    return at


def _name(subject: dict[str, object]) -> str:
    """The common name as one line without control or direction characters."""
    value = subject.get("common_name") or subject.get("organization_name") or ""
    text = str(value[0] if isinstance(value, list) and value else value)
    kept = (c for c in text if not unicodedata.category(c).startswith("C"))
    return " ".join("".join(kept).split())[:_LONGEST_NAME]


def _unreadable() -> Signature:
    return Signature(
        signer="",
        issuer="",
        signed_at=None,
        timestamped=False,
        intact=False,
        whole=False,
        trust=Trust.UNCHECKED,
        certificate="",
        problem=_UNREAD,
    )
