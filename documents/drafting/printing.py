"""From a built document to PDF bytes: a draft with dots, or the numbered and dated original."""

from __future__ import annotations

from documents.drafting.blank import blank_out
from documents.html import render_html
from documents.layout import Layout
from documents.model import Letter, Signatory, Verification
from documents.pdf import to_pdf


def draft_pdf(letter: Letter, *, demonstration: bool, layout: Layout) -> bytes:
    """A draft: watermark, placeholders, dots for what is not known."""
    html = render_html(
        letter, state="draft", demonstration=demonstration, verification=None, layout=layout
    )
    return to_pdf(blank_out(html))


def final_pdf(
    letter: Letter, verification: Verification, *, demonstration: bool, layout: Layout
) -> bytes:
    """The document as issued, with the address where it can be checked."""
    html = render_html(
        letter,
        state="final",
        demonstration=demonstration,
        verification=verification,
        layout=layout,
    )
    return to_pdf(html)


def signatory_of(letter: Letter) -> str:
    """The offices that sign, as the record names them."""
    for path in ("penetapan", "penandatangan", "ketua", "kepala_desa", "pihak"):
        held = getattr(letter, path, None)
        if held is not None:
            return "; ".join(dict.fromkeys(_office(each) for each in _each(held)))
    return ""


def _each(held: object) -> tuple[object, ...]:
    return held if isinstance(held, tuple) else (held,)


def _office(held: object) -> str:
    """Of a signatory, or of the part of a document that holds one."""
    for path in ("penandatangan", "kepala_desa"):
        held = getattr(held, path, held)
    if not isinstance(held, Signatory):
        return ""
    acting = held.mode.value if held.mode.value in ("Plt.", "Plh.", "Pj.", "Pjs.") else ""
    return f"{acting} {held.jabatan}".strip()
