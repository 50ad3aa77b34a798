"""From a document model to HTML."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from documents.catalogue import DocumentKind, kind_of
from documents.environment import environment
from documents.errors import IncompleteDocument, InvalidDocument
from documents.frame import Frame
from documents.layout import Layout, load_layout
from documents.model import Letter, Verification

State = Literal["draft", "final"]
STYLES = ("base.css", "korespondensi.css", "produk_hukum.css")


def render_html(
    letter: Letter,
    *,
    state: State,
    demonstration: bool,
    verification: Verification | None,
    layout: Layout | None = None,
) -> str:
    """Write a document as HTML, the same for the same arguments.

    A draft carries its watermark and placeholders instead of number and date, and no
    verification mark. A final document must be complete (IncompleteDocument names what is
    missing). Whatever the model holds is escaped. The page styles are not included; see
    `stylesheet`.
    """
    kind = kind_of(letter)
    if state == "draft" and verification is not None:
        raise InvalidDocument("Rancangan tidak diberi tanda verifikasi.")
    if state == "final" and (fields := letter.kekurangan()):
        raise IncompleteDocument(letter.judul, fields)
    frame = Frame(
        kind=kind,
        layout=layout or load_layout(),
        draft=state == "draft",
        demonstration=demonstration,
        verification=verification,
    )
    return _render(kind, letter, frame)


def _render(kind: DocumentKind, letter: Letter, frame: Frame) -> str:
    template = environment().get_template(kind.template)
    return template.render(surat=letter, bingkai=frame)


def stylesheet() -> str:
    """Give the page styles as one text, for a preview in a browser."""
    folder = files("documents").joinpath("styles")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in STYLES)
