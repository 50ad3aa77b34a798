"""The first word of the next page at the foot of a page, and long annexes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader

from documents.html import render_html
from documents.layout import load_layout
from documents.model import Desa, Letter
from documents.pdf import to_pdf
from tests.documents import printed, samples_resmi, samples_surat, structure

ON = "[profil.produk_hukum]\nkata_penyambung = true"
OFF = "profil.korespondensi.kata_penyambung = false"
LONG = replace(
    samples_surat.AUDIENSI,
    uraian=tuple(f"Alinea ke-{n} memuat uraian yang panjang. " * 4 for n in range(1, 13)),
)
MANY = tuple(
    Desa(f"Desa {n}", f"63.01.01.{2000 + n}", "Takisung", Decimal(n)) for n in range(1, 201)
)


def read(letter: Letter, *overrides: str) -> PdfReader:
    html = render_html(
        letter,
        state="final",
        demonstration=False,
        verification=None,
        layout=load_layout(*overrides),
    )
    return PdfReader(BytesIO(to_pdf(html)))


def words(page: int, pdf: PdfReader) -> list[str]:
    return pdf.pages[page].extract_text().split()


def test_a_page_ends_with_the_first_word_of_the_next() -> None:
    pdf = read(LONG)
    announced = next(w for w in words(0, pdf) if w.endswith("…")).removesuffix("…")
    assert words(1, pdf)[:2] == ["2", announced] or words(1, pdf)[0] == announced


def test_the_mark_of_a_list_is_no_word() -> None:
    items = tuple(f"pokok bahasan yang ke-{n}" for n in range(60))
    pdf = read(replace(samples_surat.AUDIENSI, pokok_bahasan=items))
    announced = [w for w in words(0, pdf) if w.endswith("…")]
    assert announced == ["pokok…"]


def test_a_new_annex_is_not_announced() -> None:
    pdf = read(LONG)
    annex = next(n for n, text in enumerate(printed.texts(pdf)) if "DAFTAR DELEGASI" in text)
    assert not [w for w in words(annex - 1, pdf) if w.endswith("…")]


def test_an_office_may_do_without() -> None:
    with_words, without = read(LONG), read(LONG, OFF)
    assert "…" not in " ".join(printed.texts(without))
    assert len(with_words.pages) == len(without.pages)


def test_what_is_at_the_foot_moves_nothing() -> None:
    def body(pdf: PdfReader) -> list[str]:
        return [" ".join(w for w in t.split() if not w.endswith("…")) for t in printed.texts(pdf)]

    assert body(read(LONG)) == body(read(LONG, OFF))


def test_a_word_cannot_end_the_style_it_stands_in() -> None:
    hostile = "'}}body{display:none}"
    letter = replace(LONG, uraian=tuple(f"{hostile} kalimat berikut." * 6 for _ in range(40)))
    text = " ".join(printed.texts(read(letter)))
    assert text.count("display:none") > 200


def test_an_annex_of_two_hundred_rows_repeats_its_head_on_every_page() -> None:
    decree = replace(samples_resmi.SK_KAWASAN, desa=MANY)
    pdf = read(decree, ON)
    pages = [t for t in printed.texts(pdf) if "63.01.01." in t and "Kode Wilayah" in t]
    assert len(pages) >= 5
    assert all("Kode Wilayah Luas (km²)" in page for page in pages)
    assert sum(page.count("63.01.01.2") for page in pages) == len(MANY)
    heads = [node for node in structure.nodes(pdf) if node.kind == "TH"]
    assert len(heads) == 5 * len(pages)
    assert "Jumlah" in pages[-1]
    assert not [w for n in range(2, len(pdf.pages) - 1) for w in words(n, pdf) if w.endswith("…")]
