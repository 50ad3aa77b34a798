"""What a guard answers, and what a refusal is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.domain.law import Citation


class FindingKind(StrEnum):
    """Why something cannot be done."""

    UNMET = "unmet"  # a hard guard
    WARNING = "warning"  # a soft guard: proceed with a written reason
    FORBIDDEN = "forbidden"  # this person may not
    INVALID = "invalid"  # the request itself is wrong
    ORDER = "order"  # not now: another step or state comes first


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, its legal basis, who can mend it, and how."""

    kind: FindingKind
    guard: str
    message: str
    step: str = ""
    village: str = ""
    field: str = ""
    basis: tuple[Citation, ...] = ()
    who: str = ""
    remedy: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that was not accepted, with every reason found."""

    findings: tuple[Finding, ...]
