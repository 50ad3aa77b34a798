"""What a Word file for SRIKANDI holds, read back with python-docx."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from documents.catalogue import CATALOGUE
from documents.docx import letter_docx
from documents.docx_text import neutral
from documents.html import render_html
from documents.layout import load_layout
from documents.model import Kop, Letter, Picture
from tests.documents import parts, samples_surat
from tests.documents.samples import SAMPLES
from tests.documents.test_hostile import poisoned

JOINER = "\u2060"
ALL_NAMES = {"nomor_naskah", "tanggal_naskah", "ttd_pengirim", "nama_pengirim", "nip_pengirim"}
ENGINES = re.compile(r"\$\{|\{\{|\{%|\$[^{$]*>\{")
"""What template engines for Word files look for, in the text and across its tags."""


def opened(letter: Letter, *, demonstration: bool = False) -> Document:
    return docx.Document(BytesIO(letter_docx(letter, demonstration=demonstration)))


def lines(document: Document) -> list[str]:
    """Every paragraph with something in it, those of tables included."""
    found = ("".join(t.text or "" for t in p.iter(qn("w:t"), qn("w:tab"))) for p in _all(document))
    return [line.replace(JOINER, "") for line in found if line.strip()]


def _all(document: Document) -> Any:
    return document.element.body.iter(qn("w:p"))


def placeholders(document: Document) -> set[str]:
    return set(re.findall(r"\$\{(\w+)\}", "\n".join(raw(document))))


def raw(document: Document) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in _all(document)]


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_word_file_says_what_the_page_says(name: str) -> None:
    letter = SAMPLES[name]
    html = render_html(letter, state="draft", demonstration=False, verification=None)
    body = html[html.index("<body") :]
    said = " ".join(lines(opened(letter)))
    for word in set(re.findall(r">([A-Za-z][A-Za-z ,]{12,})<", body)):
        assert " ".join(word.split()) in said, word


@pytest.mark.parametrize("name", CATALOGUE)
def test_paper_margins_and_face_are_those_of_the_profile(name: str) -> None:
    layout = load_layout()
    profile = layout.profile(CATALOGUE[name].profile)
    document = opened(SAMPLES[name])
    section = document.sections[0]
    paper = layout.paper(profile)
    found = (section.page_width, section.page_height, section.left_margin)
    assert tuple(round(side.mm) for side in found if side is not None) == (
        paper.width,
        paper.height,
        profile.margin_kiri_mm,
    )
    faces = {"korespondensi": "Arial", "produk_hukum": "Bookman Old Style"}
    assert document.styles["Normal"].font.name == faces[CATALOGUE[name].profile]


def test_number_date_and_signature_are_placeholders() -> None:
    document = opened(samples_surat.AUDIENSI)
    assert placeholders(document) == ALL_NAMES
    said = lines(document)
    assert "Nomor:${nomor_naskah}Banjarbaru, ${tanggal_naskah}" in said
    assert "NIP ${nip_pengirim}" in said
    assert str(samples_surat.AUDIENSI.head.nomor) not in " ".join(said)


def test_several_who_sign_keep_their_blocks() -> None:
    document = opened(samples_surat.USULAN)
    assert placeholders(document) == {"nomor_naskah", "tanggal_naskah"}
    assert "KEPALA DESA TABANIO," in lines(document)


@pytest.mark.parametrize(
    "attack", ["${ttd_pengirim}", "{{ 7*7 }}", "{% raw %}", "$", "{nomor_naskah}", "<w:p/>"]
)
def test_typed_text_is_never_a_placeholder(attack: str) -> None:
    letter: Letter = poisoned(samples_surat.AUDIENSI, attack)
    written = letter_docx(letter, demonstration=False)
    with zipfile.ZipFile(BytesIO(written)) as archive:
        xml = archive.read("word/document.xml").decode()
    for name in ALL_NAMES:
        xml = xml.replace(f"${{{name}}}", "")
    assert not ENGINES.search(xml)
    document = docx.Document(BytesIO(written))
    assert attack in " ".join(lines(document))
    clean = "\n".join(raw(opened(samples_surat.AUDIENSI)))
    assert "\n".join(raw(document)).count("${") == clean.count("${")


def test_neutral_text_reads_the_same_and_holds_no_control_characters() -> None:
    assert neutral("a${b}").replace(JOINER, "") == "a${b}"
    assert neutral("a\x00b\x1fc") == "a\ufffdb\ufffdc"


def test_heads_of_tables_repeat_and_rows_stay_whole() -> None:
    document = opened(samples_surat.USULAN)
    table = next(t for t in document.tables if t._tbl.findall(".//" + qn("w:tblHeader")))
    head, *rest = table._tbl.tr_lst
    assert head.find(".//" + qn("w:tblHeader")) is not None
    assert all(r.find(".//" + qn("w:cantSplit")) is not None for r in (head, *rest))
    assert all(r.find(".//" + qn("w:tblHeader")) is None for r in rest)


def test_an_annex_begins_a_page_and_pages_are_numbered() -> None:
    document = opened(samples_surat.AUDIENSI)
    breaks = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [p.text.split("\t")[0] for p in breaks] == ["Lampiran"]
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_a_demonstration_says_so_on_every_page() -> None:
    section = opened(samples_surat.AUDIENSI, demonstration=True).sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert "data peragaan" in footer.paragraphs[0].text


def test_an_emblem_stands_in_the_letterhead() -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
    )
    kop: Kop = replace(parts.KOP_DINAS, gambar=Picture(pixel, "Lambang daerah"))
    document = opened(replace(samples_surat.AUDIENSI, kop=kop))
    assert len(document.tables[0]._tbl.findall(".//" + qn("w:drawing"))) == 1


def test_a_letterhead_is_closed_by_a_thick_and_a_thin_rule() -> None:
    (borders, *_) = opened(samples_surat.AUDIENSI).element.body.iter(qn("w:tblBorders"))
    closing = borders.find(qn("w:bottom"))
    assert closing is not None
    assert closing.get(qn("w:val")) == "thickThinSmallGap"


def test_the_properties_tell_a_registry_what_it_is() -> None:
    known = opened(samples_surat.AUDIENSI).core_properties
    assert known.subject == samples_surat.AUDIENSI.head.hal
    assert known.category == CATALOGUE["surat-permohonan-audiensi"].klasifikasi
    assert known.comments.startswith("Surat permohonan audiensi")
    assert (known.author, known.language) == ("", "id-ID")


def test_the_same_letter_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from documents.docx import letter_docx\n"
        "from tests.documents.samples import SAMPLES\n"
        "for letter in SAMPLES.values():\n"
        "    file = letter_docx(letter, demonstration=True)\n"
        "    print(hashlib.sha256(file).hexdigest())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    here = [letter_docx(letter, demonstration=True) for letter in reversed(SAMPLES.values())]
    assert run.stdout.split() == [hashlib.sha256(file).hexdigest() for file in reversed(here)]
