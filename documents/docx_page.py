"""The sheet of a Word file: paper, margins, body type, page numbers, footer, properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from documents.docx_text import Line, Look, Styles, set_face, xml
from documents.layout import Paper, Profile

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (Word keeps no zone; the file has no clock)
_LANGUAGE = "id-ID"
_NUMBERED = {
    "atas-tengah": ("header", WD_ALIGN_PARAGRAPH.CENTER),
    "atas-kanan": ("header", WD_ALIGN_PARAGRAPH.RIGHT),
    "bawah-kanan": ("footer", WD_ALIGN_PARAGRAPH.RIGHT),
}


@dataclass(frozen=True, slots=True)
class About:
    """What a registry asks about a file."""

    title: str
    subject: str
    summary: str
    classification: str


def new_document(profile: Profile, paper: Paper, face: str) -> Document:
    """An empty file with the paper, margins and body type of a profile."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.top_margin = Mm(profile.margin_atas_mm)
    section.right_margin = Mm(profile.margin_kanan_mm)
    section.bottom_margin = Mm(profile.margin_bawah_mm)
    section.left_margin = Mm(profile.margin_kiri_mm)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.size = Pt(profile.ukuran_pt)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    set_face(normal, face)
    _speak(document)
    return document


def number_pages(document: Document, place: str) -> None:
    """The page number where the layout wants it, from the second page on."""
    if place not in _NUMBERED:
        return
    section, (part, alignment) = document.sections[0], _NUMBERED[place]
    story = section.header if part == "header" else section.footer
    paragraph = story.add_paragraph() if part == "footer" else story.paragraphs[0]
    paragraph.alignment = alignment
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        mark = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            mark.text = text
        else:
            mark.set(qn("w:fldCharType"), kind)
        xml(run).append(mark)


def fill_footer(document: Document, lines: Sequence[Element], styles: Styles, body: Look) -> None:
    """The same lines at the foot of every page."""
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        for number, element in enumerate(lines):
            paragraph = _line_of(footer, number)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            Line(paragraph, styles, body, 0.0, []).block(element)


def describe(document: Document, about: About) -> None:
    """The properties of the file; they name neither a person nor a time."""
    known = document.core_properties
    known.title, known.subject = about.title[:255], about.subject[:255]
    known.comments, known.category = about.summary[:255], about.classification[:255]
    known.author = known.last_modified_by = known.keywords = ""
    known.created = known.modified = _EPOCH
    known.language, known.revision = _LANGUAGE, 1


def _line_of(footer: _Footer, number: int) -> Paragraph:
    return footer.paragraphs[0] if number == 0 else footer.add_paragraph()


def _speak(document: Document) -> None:
    """Indonesian, for the spelling checker and for screen readers."""
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), _LANGUAGE)
