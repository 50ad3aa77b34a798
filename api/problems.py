"""The one table from errors to HTTP, and the RFC 9457 form of every error.

An idempotency key reused for another request is 422 rather than 409: the request can never
succeed as it stands, and waiting or reloading does not help (draft-ietf-httpapi-idempotency-key).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from api.findings import Json, finding_json
from engine.errors import (
    Conflict,
    DefinitionError,
    FileNotAccepted,
    FileTooLarge,
    Forbidden,
    IdempotencyMismatch,
    InvalidInput,
    KawasanError,
    NotFound,
    NotReady,
    PreconditionMissing,
    Refused,
    StaleVersion,
    Unauthenticated,
    UnknownRegion,
)

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:kawasan:masalah:"


@dataclass(frozen=True, slots=True)
class Fault:
    """How an error looks from outside: its HTTP status, its type and its title."""

    status: int
    slug: str
    title: str

    @property
    def type(self) -> str:
        """The problem type as a URI."""
        return _TYPE + self.slug


TABLE: Mapping[type[KawasanError], Fault] = MappingProxyType(
    {
        KawasanError: Fault(500, "kesalahan-sistem", "Kesalahan di dalam sistem"),
        InvalidInput: Fault(422, "isian-tidak-sah", "Isian tidak sah"),
        UnknownRegion: Fault(422, "wilayah-tidak-dikenal", "Wilayah tidak dikenal"),
        FileTooLarge: Fault(413, "berkas-terlalu-besar", "Berkas terlalu besar"),
        FileNotAccepted: Fault(415, "berkas-tidak-diterima", "Berkas tidak diterima"),
        Refused: Fault(409, "ditolak-prosedur", "Belum dapat dilakukan menurut prosedur"),
        Forbidden: Fault(403, "tidak-berwenang", "Tidak berwenang"),
        Unauthenticated: Fault(401, "belum-dikenal", "Perlu masuk atau kunci yang sah"),
        NotFound: Fault(404, "tidak-ditemukan", "Tidak ditemukan"),
        Conflict: Fault(409, "berbenturan", "Berbenturan dengan perubahan lain"),
        StaleVersion: Fault(412, "versi-usang", "Perkara sudah berubah"),
        PreconditionMissing: Fault(428, "versi-belum-disebut", "Versi belum disebut"),
        IdempotencyMismatch: Fault(422, "kunci-terpakai", "Kunci idempotensi sudah terpakai"),
        DefinitionError: Fault(422, "definisi-keliru", "Berkas hukum atau prosedur keliru"),
        NotReady: Fault(503, "belum-siap", "Bagian yang diperlukan belum siap"),
    }
)

# Errors of the documents package that mean to a client what their parent means. By name, so
# that the table does not load the package.
LIKE_THEIR_PARENT: frozenset[str] = frozenset(
    {
        "documents.drafting.registry.NotFitting",
        "documents.drafting.source.MissingFact",
        "documents.errors.EmblemNotAllowed",
        "documents.errors.IncompleteDocument",
        "documents.errors.InvalidDocument",
        "documents.errors.LayoutError",
        "documents.errors.MissingFont",
        "documents.errors.RenderingFailed",
        "documents.errors.UnknownDocument",
        "documents.signing.errors.NotSigned",
        "documents.signing.errors.NotTheDocument",
        "documents.signing.errors.PdfNotAccepted",
        "documents.signing.errors.SigningRefused",
        "documents.signing.errors.SigningUnavailable",
    }
)

# What the HTTP layer itself may answer, where no error of ours was raised.
PROTOCOL: Mapping[int, Fault] = MappingProxyType(
    {
        400: Fault(400, "permintaan-rusak", "Permintaan tidak dapat dibaca"),
        404: TABLE[NotFound],
        405: Fault(405, "metode-tidak-diizinkan", "Metode tidak diizinkan"),
        413: Fault(413, "permintaan-terlalu-besar", "Permintaan terlalu besar"),
        429: Fault(429, "terlalu-sering", "Terlalu banyak percobaan"),
        500: TABLE[KawasanError],
    }
)


def fault_of(error: Exception) -> Fault:
    """The row for an error: its own or its nearest parent's; what is not ours is a 500."""
    for kind in type(error).__mro__:
        if issubclass(kind, KawasanError) and kind in TABLE:
            return TABLE[kind]
    return TABLE[KawasanError]


def protocol_fault(status: int) -> Fault:
    """The fault for a bare HTTP status."""
    known = PROTOCOL.get(status)
    return known or Fault(status, f"http-{status}", "Permintaan tidak dapat dipenuhi")


def problem(fault: Fault, detail: str, errors: Mapping[str, str] | None = None) -> Json:
    """A problem document; `errors` maps fields to what is wrong with them."""
    body: Json = {
        "type": fault.type,
        "title": fault.title,
        "status": fault.status,
        "detail": detail,
        "findings": [],
    }
    if errors:
        body["errors"] = [{"field": f, "message": m} for f, m in errors.items()]
    return body


def problem_json(error: Exception) -> Json:
    """An error as a problem document: findings, fields and versions where it carries them.

    The text of an error that is not ours is kept from the client; it is in the server's log.
    """
    if not isinstance(error, KawasanError):
        return problem(TABLE[KawasanError], "Terjadi kesalahan di dalam sistem. Coba lagi nanti.")
    body = problem(fault_of(error), str(error))
    if isinstance(error, Refused | Forbidden):
        body["findings"] = [finding_json(f) for f in error.findings]
    if isinstance(error, InvalidInput) and error.problems:
        body["errors"] = [{"field": p.field, "message": p.message} for p in error.problems]
    if isinstance(error, DefinitionError):
        body["problems"] = [
            {"file": p.file, "line": p.line, "message": p.message} for p in error.problems
        ]
    if isinstance(error, StaleVersion):
        body["seen_version"] = error.seen
        body["current_version"] = error.current
    return body
