"""What a PDF somebody holds is: an edition of a document on record, grown out of one, or not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from documents.signing.apart import examine
from documents.signing.examination import Examination, Nearness
from documents.signing.setup import roots
from engine.services import signatures
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.papers import UNSIGNED
from engine.services.records import Document


class Match(StrEnum):
    """How a PDF relates to what is on record."""

    SIGNED = "edisi_bertanda_tangan"
    ORIGINAL = "edisi_asli"
    GROWN = "berdasarkan"
    SAME_PAGES = "isi_sama"
    NONE = "tidak_cocok"

    @property
    def words(self) -> str:
        """The same for a reader."""
        return _WORDS[self]


_WORDS = {
    Match.SIGNED: "Sama bita demi bita dengan edisi bertanda tangan yang diterbitkan.",
    Match.ORIGINAL: "Sama bita demi bita dengan edisi asli yang diterbitkan.",
    Match.GROWN: (
        "Bukan berkas yang diterbitkan, tetapi pembaruan bertahap atas berkas itu; "
        "isi halamannya sama."
    ),
    Match.SAME_PAGES: "Bukan berkas yang diterbitkan, tetapi isi halamannya sama.",
    Match.NONE: "Bukan naskah yang diterbitkan.",
}
_NEAR = {
    Nearness.IDENTICAL: Match.ORIGINAL,
    Nearness.EXTENDED: Match.GROWN,
    Nearness.SAME_PAGES: Match.SAME_PAGES,
    Nearness.DIFFERENT: Match.NONE,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about a PDF; `document` is the one it was held against, if any."""

    match: Match
    sha256: str
    document: Document | None
    examination: Examination


def verify_file(ctx: Context, content: bytes, expected: Document | None = None) -> Verdict:
    """Hold a PDF against the record: the document that is expected, or whichever it belongs to.

    Nothing is kept of the file. Raises PdfNotAccepted for what cannot be examined.
    """
    digest = sha256(content).hexdigest()
    document = expected or _known(ctx, content)
    original = read_file(ctx, document.file_sha256) if document else None
    found = examine(content, original, now=ctx.now(), roots=roots(ctx.settings))
    match = Match.NONE
    if document is not None:
        match = Match.SIGNED if digest == document.signed_sha256 else _NEAR[found.nearness]
        if match in (Match.GROWN, Match.SAME_PAGES) and found.hazards:
            match = Match.NONE
    return Verdict(match, digest, document, found)


def _known(ctx: Context, content: bytes) -> Document | None:
    """The document a PDF belongs to, among those that anybody may verify."""
    found = signatures.of_file(ctx, content)
    if found is None or found.state in UNSIGNED or not found.number:
        return None
    return found
