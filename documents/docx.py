"""A draft as a Word file for SRIKANDI, from the same page that is printed as PDF.

Number, date and signature are placeholders that SRIKANDI fills. A document in force has no
Word file: what was signed is not edited.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markupsafe import Markup
from pydantic import Field

from documents.catalogue import kind_of
from documents.docx_flow import Flow, Room
from documents.docx_page import About, describe, fill_footer, new_document, number_pages
from documents.docx_text import PLACEHOLDER, Look
from documents.drafting.blank import blank_out
from documents.html import render_html
from documents.layout import Layout, Paper, Profile, load_layout
from documents.model import Letter
from documents.pdf import styled
from documents.strict import Strict, load, shipped
from documents.zipped import zip_bytes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MM = 96 / 25.4


class Names(Strict):
    """What SRIKANDI calls its placeholders."""

    nomor: str = Field(pattern=r"^[a-z0-9_]+$")
    tanggal: str = Field(pattern=r"^[a-z0-9_]+$")
    ttd: str = Field(pattern=r"^[a-z0-9_]+$")
    nama: str = Field(pattern=r"^[a-z0-9_]+$")
    nip: str = Field(pattern=r"^[a-z0-9_]+$")


class Srikandi(Strict):
    """Everything of srikandi.toml."""

    isian: Names
    huruf: Mapping[str, str]
    kepastian: Mapping[str, str]


@cache
def srikandi() -> Srikandi:
    """The settings of the Word files."""
    return load("srikandi.toml", Srikandi, shipped(".", "srikandi"))


def letter_docx(letter: Letter, *, demonstration: bool, layout: Layout | None = None) -> bytes:
    """A draft as a Word file: the same letter gives the same bytes.

    Typed text reads as it was typed, and none of it is a placeholder or a template. Where one
    person signs, the name and the NIP are placeholders too; where several do, SRIKANDI has no
    names for them, and their blocks are left as they are.
    """
    kind, own = kind_of(letter), layout or load_layout()
    html = render_html(
        letter,
        state="draft",
        demonstration=demonstration,
        verification=None,
        layout=_with_placeholders(own),
    )
    root, styles = styled(blank_out(html))
    page = next(root.iter("body"))
    _sign(page, srikandi().isian)
    profile = own.profile(kind.profile)
    paper = own.paper(profile)
    body = Look.of(styles(page))
    document = new_document(profile, paper, _face(profile))
    Flow(document, styles, body).blocks(page, Room(_width(profile, paper)))
    number_pages(document, profile.nomor_halaman)
    fill_footer(document, [*_running(page, styles)], styles, body)
    describe(document, _about(letter, kind.name, kind.klasifikasi))
    written = BytesIO()
    document.save(written)
    return _repacked(written)


def _with_placeholders(layout: Layout) -> Layout:
    """The layout whose words for what is unknown are elements, which no typed text can be."""
    names = srikandi().isian
    marks = {
        "nomor_belum_ada": _placeholder(names.nomor),
        "tanggal_belum_ada": _placeholder(names.tanggal),
        "rancangan": " ",
    }
    return layout.model_copy(update={"tanda": layout.tanda.model_copy(update=marks)})


def _placeholder(name: str) -> Markup:
    return Markup(f'<span {PLACEHOLDER}="{{}}"></span>').format(name)  # noqa: S704 (escaped)


def _sign(page: Element, names: Names) -> None:
    """Put the placeholders of the one who signs; repeated in an annex, it is still one."""
    blocks = [e for e in page.iter("div") if "ttd" in e.get("class", "").split()]
    signed = [block for each in blocks if (block := _parts(each))]
    if len({block.who for block in signed}) != 1:
        return
    for _, room, name, below in signed:
        _replace(room, "", names.ttd)
        _replace(name, "", names.nama)
        for line in below:
            if "".join(line.itertext()).startswith("NIP"):
                _replace(line, "NIP ", names.nip)


class _Block(NamedTuple):
    """Of a signature block: who signs, the room, the name under it, the lines under the name."""

    who: str
    room: Element
    name: Element
    below: list[Element]


def _parts(block: Element) -> _Block | None:
    lines = list(block.iter("p"))
    at = next((n for n, p in enumerate(lines) if "ruang-ttd" in p.get("class", "")), None)
    if not at or at + 1 >= len(lines):
        return None
    who = "".join((*lines[at - 1].itertext(), *lines[at + 1].itertext()))
    return _Block(who, lines[at], lines[at + 1], lines[at + 2 :])


def _replace(element: Element, before: str, name: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = before
    element.set(PLACEHOLDER, name)


def _running(page: Element, styles: Any) -> Iterator[Element]:
    """The lines that the page repeats at its foot."""
    for element in page:
        if isinstance(styles(element)["position"], tuple):
            yield from element


def _face(profile: Profile) -> str:
    return srikandi().huruf.get(profile.huruf, profile.huruf)


def _width(profile: Profile, paper: Paper) -> float:
    return (paper.width - profile.margin_kiri_mm - profile.margin_kanan_mm) * _MM


def _about(letter: Letter, kind: str, classification: str) -> About:
    head = getattr(letter, "head", letter)
    subject = str(getattr(head, "hal", "") or letter.judul)
    return About(letter.judul, subject, f"{kind}: {subject}", classification)


def _repacked(written: BytesIO) -> bytes:
    """The same parts without the time of writing, the content types first as readers like it."""
    with zipfile.ZipFile(written) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zip_bytes(parts, compressed=True)
