"""What the printed file holds: paper, fonts, language, pages, marks."""

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest

from documents import pdf as pdf_module
from documents.catalogue import CATALOGUE
from documents.errors import MissingFont, RenderingFailed
from documents.html import render_html
from documents.layout import load_layout
from documents.pdf import to_pdf
from engine.definitions.catalog import shipped
from engine.pictures.bpmn import bpmn
from tests.documents import parts, printed, samples_resmi, samples_surat
from tests.documents.samples import SAMPLES, VERIFICATION

A4 = (210, 297)
F4 = (215, 330)
LETTERS = [name for name, kind in CATALOGUE.items() if kind.profile == "korespondensi"]


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_printed_document_is_complete(name: str) -> None:
    pdf = printed.read(SAMPLES[name], verification=VERIFICATION)
    pages = printed.texts(pdf)
    size = pdf.pages[0].mediabox
    paper = tuple(round(float(side) / 72 * 25.4) for side in (size.width, size.height))
    assert paper == (A4 if name in LETTERS else F4)
    family = "Liberation-Sans" if name in LETTERS else "TeX-Gyre-Bonum"
    assert {font.removesuffix("-Bold") for font in printed.fonts(pdf)} == {family}
    assert str(pdf.root_object["/Lang"]) == "id-ID"
    assert pdf.metadata is not None
    assert pdf.metadata.title == SAMPLES[name].judul
    assert "#ttd1#" in " ".join(pages)
    assert VERIFICATION.kode in " ".join(pages)
    assert all("Keaslian dokumen ini" in page for page in pages)


@pytest.mark.parametrize("name", CATALOGUE)
def test_pages_are_numbered_from_the_second(name: str) -> None:
    pages = [page.extract_text().split("\n") for page in printed.read(SAMPLES[name]).pages]
    assert "1" not in {line.strip() for line in pages[0]}
    for number, lines in enumerate(pages[1:], start=2):
        assert str(number) in {line.strip() for line in lines}


def test_every_signature_has_a_marker_of_its_own() -> None:
    text = " ".join(printed.texts(printed.read(samples_surat.USULAN)))
    found = [number for number in range(1, 12) if text.count(f"#ttd{number}#") == 1]
    assert found == list(range(1, 10))  # four village heads twice, and the camat


def test_a_draft_has_its_watermark_and_no_number_date_or_marker() -> None:
    letter = samples_surat.AUDIENSI
    text = " ".join(printed.texts(printed.read(letter, state="draft")))
    assert "RANCANGAN" in text
    assert "DEMONSTRASI" not in text
    assert "Nomor : (saat penandatanganan)" in text
    assert "Banjarbaru, (saat penandatanganan)" in text
    assert str(letter.head.nomor) not in text
    assert "#ttd" not in text


def test_a_demonstration_says_so_on_every_page() -> None:
    pages = printed.texts(printed.read(samples_surat.AUDIENSI, demonstration=True))
    assert all("DEMONSTRASI" in page and "data peragaan" in page for page in pages)
    assert not any("RANCANGAN" in page for page in pages)


def test_a_final_document_of_real_data_has_no_watermark() -> None:
    text = " ".join(printed.texts(printed.read(samples_surat.AUDIENSI)))
    assert "RANCANGAN" not in text
    assert "DEMONSTRASI" not in text


def test_the_electronic_footer_stands_only_on_electronic_documents() -> None:
    paper = printed.texts(printed.read(SAMPLES["nota-dinas"], verification=VERIFICATION))
    signed = replace(VERIFICATION, elektronik=True)
    electronic = printed.texts(printed.read(SAMPLES["nota-dinas"], verification=signed))
    assert "ditandatangani secara elektronik" not in paper[0]
    assert "ditandatangani secara elektronik" in electronic[0]


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_draft_has_as_many_pages_as_the_final(name: str) -> None:
    draft = printed.read(SAMPLES[name], state="draft")
    assert len(draft.pages) == len(printed.read(SAMPLES[name]).pages)


@pytest.mark.parametrize("items", range(1, 24, 2))
def test_a_signature_is_never_alone_on_its_page(items: int) -> None:
    letter = replace(
        samples_surat.AUDIENSI,
        pokok_bahasan=tuple(f"pokok bahasan nomor {n}" for n in range(items)),
        delegasi=(),
    )
    page = next(t for t in printed.texts(printed.read(letter)) if "#ttd1#" in t)
    assert "Demikian permohonan ini kami sampaikan" in page
    assert "Tembusan" in page


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from documents.html import render_html\n"
        "from documents.pdf import to_pdf\n"
        "from tests.documents.samples import SAMPLES, VERIFICATION\n"
        "for letter in SAMPLES.values():\n"
        "    html = render_html(letter, state='final', demonstration=True,"
        " verification=VERIFICATION)\n"
        "    print(hashlib.sha256(to_pdf(html)).hexdigest())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    here = [
        hashlib.sha256(
            to_pdf(
                render_html(letter, state="final", demonstration=True, verification=VERIFICATION)
            )
        ).hexdigest()
        for letter in reversed(SAMPLES.values())
    ]
    assert run.stdout.split() == here[::-1]


def test_a_procedure_drawn_in_the_same_process_changes_no_byte() -> None:
    html = render_html(
        SAMPLES["nota-dinas"], state="final", demonstration=True, verification=VERIFICATION
    )
    before = to_pdf(html)
    bpmn(shipped().latest("tkpkp-kabupaten"))
    assert to_pdf(html) == before


def test_a_missing_font_is_an_error_not_a_fallback() -> None:
    own = load_layout("[profil.korespondensi]\nhuruf = 'Huruf Yang Tidak Ada'")
    html = render_html(
        SAMPLES["nota-dinas"], state="draft", demonstration=False, verification=None, layout=own
    )
    with pytest.raises(MissingFont, match="Huruf Yang Tidak Ada"):
        to_pdf(html)


def test_a_character_the_font_lacks_is_an_error() -> None:
    letter = replace(samples_surat.NOTA, dari="Telaahan 漢字")
    html = render_html(letter, state="draft", demonstration=False, verification=None)
    with pytest.raises((MissingFont, RenderingFailed)):
        to_pdf(html)


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "https://a.example/x.png", "x.png"]
)
def test_nothing_outside_the_page_is_loaded(url: str) -> None:
    html = (
        f'<html lang="id"><title>x</title><meta name="huruf" content="-"><img src="{url}" alt="x">'
    )
    with pytest.raises(RenderingFailed, match=r"disallowed protocol|without a base"):
        to_pdf(html)


def test_a_warning_of_the_engine_is_an_error() -> None:
    with pytest.raises(RenderingFailed, match="colour"):
        to_pdf('<html lang="id"><title>x</title><style>p{colour:red}</style><p></p>')


def test_fonts_and_styles_are_read_once_per_process() -> None:
    to_pdf('<html lang="id"><title>x</title><p></p>')
    before = pdf_module._engine.cache_info()
    to_pdf('<html lang="id"><title>x</title><p></p>')
    after = pdf_module._engine.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)


def test_the_annex_of_villages_lists_every_code() -> None:
    pages = printed.texts(printed.read(samples_resmi.SK_KAWASAN))
    assert all(desa.kode in pages[-1] for desa in parts.DESA)
    assert "LAMPIRAN" in pages[-1]
    assert "84,20" in pages[-1]
