"""Settings are read strictly, and an office may lay its own over them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from documents.catalogue import CATALOGUE, build_catalogue, load_classification
from documents.errors import InvalidDocument, LayoutError
from documents.html import render_html
from documents.layout import load_layout
from documents.model import Letter
from tests.documents import samples_surat
from tests.documents.samples import SAMPLES


def html_with(letter: Letter, *overrides: str) -> str:
    own = load_layout(*overrides)
    return render_html(letter, state="draft", demonstration=False, verification=None, layout=own)


def test_an_office_changes_one_setting_and_keeps_the_rest() -> None:
    own = load_layout("[profil.korespondensi]\nkertas = 'F4-210'")
    letters = own.profile("korespondensi")
    assert own.paper(letters) == (210, 330)
    assert letters.huruf == "Liberation Sans"
    assert own.sidik != load_layout().sidik
    html = html_with(SAMPLES["nota-dinas"], "[profil.korespondensi]\nkertas = 'F4'")
    assert "size:215mm 330mm" in html


def test_the_narrower_region_has_the_last_word() -> None:
    province = "[surat]\nposisi_yth = 'kanan'\nawalan_di = true"
    own = load_layout(province, "[surat]\nposisi_yth = 'kiri'")
    assert (own.surat.posisi_yth, own.surat.awalan_di) == ("kiri", True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[profil.korespondensi]\nhurup = 'Arial'", "hurup"),
        ('[profil.korespondensi]\nhuruf = "x\';} body{"', "huruf"),
        ("[profil.korespondensi]\nruang_ttd_mm = 10", "ruang_ttd_mm"),
        ("[profil.korespondensi]\nspasi = 'satu'", "spasi"),
        ("[tanda]\nwarna = 'red'", "warna"),
        ("[profil.korespondensi]\nkertas = 'folio'", "folio.*ada A4, F4"),
        ("[kertas]\nA4 = [210]", "kertas"),
        ("[kop]\nrasio = [3, 0]", "rasio"),
        ("[kop]\nbaris_provinsi = ['surat']", "baris_provinsi"),
        ("ini bukan toml", "toml"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(LayoutError, match=f"(?i){message}|expected"):
        load_layout(text)


def leaves(table: dict[str, Any], path: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}"


def test_every_setting_of_form_says_how_sure_it_is_and_no_other() -> None:
    layout = load_layout()
    table = layout.model_dump()
    form = {name: table[name] for name in ("profil", "kop", "surat", "kaki")}
    assert set(leaves(form)) == set(layout.kepastian)


def test_every_document_is_classified_and_an_office_may_reclassify() -> None:
    assert set(load_classification().dokumen) == set(CATALOGUE)
    own = build_catalogue(
        "[kode.'000.1.5']\nnama = 'Rapat pimpinan'\nkepastian = 'secondary'\n"
        "[dokumen.undangan-rapat-koordinasi]\nkode = '000.1.5'"
    )
    assert own["undangan-rapat-koordinasi"].klasifikasi == "000.1.5"
    assert own["nota-dinas"] == CATALOGUE["nota-dinas"]


def test_a_code_outside_the_list_is_refused() -> None:
    with pytest.raises(LayoutError, match=r"999"):
        load_classification("[dokumen.nota-dinas]\nkode = '999'")


LETTER = replace(
    samples_surat.AUDIENSI, head=replace(samples_surat.AUDIENSI.head, keamanan="Terbatas")
)
HEAD_WITHOUT_CITY = replace(LETTER, head=replace(LETTER.head, di=""))


@pytest.mark.parametrize(
    ("letter", "setting", "usual", "own"),
    [
        (LETTER, "surat.posisi_yth = 'kanan'", 'class="alamat kiri"', 'class="alamat kanan"'),
        (LETTER, "surat.kepada_yth = true", ">Yth.<", ">Kepada Yth.<"),
        (LETTER, "surat.awalan_di = true", ">Pelaihari<", ">di Pelaihari<"),
        (LETTER, "surat.pemisah_sifat = ' dan '", "Segera/Terbatas", "Segera dan Terbatas"),
        (LETTER, "kop.rasio = [1, 2]", "kop-pemda{font-size:13.5pt}", "kop-pemda{font-size:9pt}"),
        (
            LETTER,
            "kop.urutan_garis = 'tipis-tebal'",
            "::after{border-bottom-width:2.25pt",
            "::after{border-bottom-width:0.75pt",
        ),
        (LETTER, "kop.panjang_dari = 100", " kop-panjang", 'kop-perangkat"'),
        (LETTER, "profil.korespondensi.inden_mm = 10", "text-indent:12.5mm", "text-indent:10mm"),
        (
            LETTER,
            "profil.korespondensi.nomor_halaman = 'atas-kanan'",
            "@top-center{",
            "@top-right{",
        ),
        (LETTER, "profil.korespondensi.margin_kiri_mm = 25", "25mm 30mm;", "25mm 25mm;"),
    ],
)
def test_an_office_has_its_own_way(letter: Letter, setting: str, usual: str, own: str) -> None:
    assert usual in html_with(letter)
    changed = html_with(letter, setting)
    assert own in changed
    assert usual not in changed


def test_di_tempat_stands_only_where_an_office_wants_it_and_no_city_is_known() -> None:
    assert "di Tempat" not in html_with(HEAD_WITHOUT_CITY)
    assert "di Tempat" in html_with(HEAD_WITHOUT_CITY, "surat.tanpa_kota = 'di Tempat'")
    assert "di Tempat" not in html_with(LETTER, "surat.tanpa_kota = 'di Tempat'")


def test_the_row_of_annexes_is_left_out_or_says_that_there_are_none() -> None:
    alone = replace(samples_surat.AUDIENSI, delegasi=())
    assert ">Lampiran<" not in html_with(alone)
    assert '>Lampiran</span><span class="titik">:</span>-<' in html_with(
        alone, "surat.lampiran_nihil = '-'"
    )


def test_the_signature_under_an_annex_may_be_left_out() -> None:
    twice = html_with(samples_surat.AUDIENSI).count('class="ttd')
    once = html_with(samples_surat.AUDIENSI, "profil.korespondensi.ulangi_ttd_lampiran = false")
    assert twice == once.count('class="ttd') + 1


def test_an_office_name_of_too_many_lines_is_refused() -> None:
    kop = replace(samples_surat.AUDIENSI.kop, baris=("Pemerintah", "a\nb\nc\nd"))
    with pytest.raises(InvalidDocument, match="paling banyak 3 baris"):
        html_with(replace(samples_surat.AUDIENSI, kop=kop))
