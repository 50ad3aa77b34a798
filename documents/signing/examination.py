"""What an examination of a PDF finds: how near it is to an original, and its signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Nearness(StrEnum):
    """How a PDF relates to an original, from the strongest to none."""

    IDENTICAL = "identik"
    EXTENDED = "bertahap"
    SAME_PAGES = "isi"
    DIFFERENT = "berbeda"

    @property
    def proves(self) -> str:
        """What has been proved, in words."""
        return _PROVES[self]


_PROVES = {
    Nearness.IDENTICAL: "sama bita demi bita",
    Nearness.EXTENDED: "bita demi bita (pembaruan bertahap)",
    Nearness.SAME_PAGES: "isi halaman sama",
    Nearness.DIFFERENT: "bukan naskah yang sama",
}


class Trust(StrEnum):
    """Whether the signer's certificate leads to a trusted provider."""

    UNCHECKED = "tidak_diperiksa"
    TRUSTED = "dipercaya"
    UNTRUSTED = "tidak_dipercaya"

    @property
    def words(self) -> str:
        """The same for a reader."""
        return _TRUST[self]


_TRUST = {
    Trust.UNCHECKED: "tidak diperiksa terhadap PSrE",
    Trust.TRUSTED: "bersambung ke PSrE yang dipercaya",
    Trust.UNTRUSTED: "tidak bersambung ke PSrE yang dipercaya",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature found in a PDF.

    `intact`: what it covers is unchanged and the mathematics hold. `whole`: it covers the whole
    document as it then was, and nothing but further signatures came after.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    timestamped: bool
    intact: bool
    whole: bool
    trust: Trust
    certificate: str
    problem: str = ""

    @property
    def holds(self) -> bool:
        """Whether the signature vouches for the whole document as it stands."""
        return self.intact and self.whole


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a PDF; `hazards` are parts a letter has no use for."""

    pages: int
    nearness: Nearness
    differences: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it is signed and every signature holds."""
        return bool(self.signatures) and all(s.holds for s in self.signatures)

    def as_json(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        body = asdict(self)
        for item in body["signatures"]:
            item["signed_at"] = item["signed_at"].isoformat() if item["signed_at"] else None
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Examination:
        """Read back what `as_json` wrote; raises KeyError, TypeError, ValueError otherwise."""
        return cls(
            pages=int(body["pages"]),
            nearness=Nearness(body["nearness"]),
            differences=tuple(map(str, body["differences"])),
            hazards=tuple(map(str, body["hazards"])),
            signatures=tuple(map(_signature, body["signatures"])),
        )


def _signature(item: Mapping[str, Any]) -> Signature:
    at = item["signed_at"]
    moment = datetime.fromisoformat(at) if at else None
    return Signature(**{**item, "signed_at": moment, "trust": Trust(item["trust"])})
