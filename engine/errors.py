"""Every error Kawasan raises on purpose, as one tree.

KawasanError
├── InvalidInput            what was sent cannot be understood; names each field
│   ├── UnknownRegion       no such region code, or not of the level asked for
│   ├── FileTooLarge        an upload over the limit
│   └── FileNotAccepted     an upload whose content is not what it must be
├── Refused                 understood, but the procedure does not allow it; carries findings
├── Forbidden               the person may not do this
├── Unauthenticated         nobody is logged in, or the key is unknown
├── NotFound                nothing of that name within the person's area
├── Conflict                the world moved on
│   ├── StaleVersion        the case has a newer version than the one named
│   ├── PreconditionMissing a change must name the version it saw
│   └── IdempotencyMismatch the same key came with another request
├── DefinitionError         law or procedure data is wrong; names file and line
└── NotReady                a part this needs is not running or not configured

None of them knows HTTP: `api/problems.py` holds the one table that does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.domain.findings import Finding


class KawasanError(Exception):
    """The root; `str()` is a sentence in Indonesian a user can act on."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with one field of what was sent."""

    field: str
    message: str


class InvalidInput(KawasanError):
    """What was sent cannot be understood; `problems` names each field."""

    def __init__(self, message: str, problems: Sequence[FieldProblem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class UnknownRegion(InvalidInput):
    """No such region code, or not of the level asked for."""


class FileTooLarge(InvalidInput):
    """The upload is over the limit."""


class FileNotAccepted(InvalidInput):
    """The upload's content is not of an accepted kind."""


class Refused(KawasanError):
    """The procedure does not allow it now; `findings` say why, with their legal basis."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f.message for f in findings))
        self.findings = tuple(findings)


class Forbidden(KawasanError):
    """The person may not do this; `findings` may say who may."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class Unauthenticated(KawasanError):
    """Nobody is logged in, or the key is unknown."""


class NotFound(KawasanError):
    """Nothing of that name within the person's area."""


class Conflict(KawasanError):
    """The world moved on since the caller looked."""


class StaleVersion(Conflict):
    """The case has a newer version than the one the command named."""

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(
            f"Perkara ini sudah berubah: Anda melihat versi {seen}, sekarang versi {current}. "
            "Muat ulang halaman, periksa perubahannya, lalu ulangi."
        )
        self.seen = seen
        self.current = current


class PreconditionMissing(Conflict):
    """A change must name the version it saw."""


class IdempotencyMismatch(Conflict):
    """The idempotency key was already used for a different request."""


@dataclass(frozen=True, slots=True)
class DefinitionProblem:
    """One mistake in law or procedure data, and where it stands."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DefinitionError(KawasanError):
    """Law or procedure data is wrong; every problem names its file and line."""

    def __init__(self, problems: Sequence[DefinitionProblem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = tuple(problems)


class NotReady(KawasanError):
    """A part this needs is not running or not configured."""
