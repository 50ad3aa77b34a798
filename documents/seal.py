"""What a final document carries so that it can be checked: its code, its case, its daily root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.model.parts import Verification
from engine.services import roots
from engine.services.context import Context
from engine.services.records import Document

_CHAIN = 8
_KEPT = "verifikasi"


@dataclass(frozen=True, slots=True)
class Seal:
    """The short codes printed on a document; empty where it was printed without."""

    chain: str = ""
    root: str = ""


def verification(ctx: Context, document: Document, head_hash: str) -> Verification:
    """Where and by what a document can be checked, as of its first final print.

    The case's chain and the newest daily root are bound to the document then: printing it again
    gives the same codes, and so the same bytes, however the case went on.
    """
    held = seal_of(document)
    return Verification(
        kode=document.code,
        url=f"{ctx.settings.base_url.rstrip('/')}/verifikasi/{document.code}",
        kode_rantai=held.chain or head_hash[:_CHAIN],
        akar=held.root if held.chain else roots.short_form(ctx),
    )


def with_seal(letter: Mapping[str, Any], printed: Verification) -> dict[str, Any]:
    """A document's content with the codes it was printed with."""
    return {**letter, _KEPT: {"rantai": printed.kode_rantai, "akar": printed.akar}}


def seal_of(document: Document) -> Seal:
    """The codes a document was printed with."""
    held = document.letter.get(_KEPT, {})
    return Seal(held.get("rantai", ""), held.get("akar", ""))
