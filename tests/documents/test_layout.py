"""Settings are read strictly, and an office may lay its own over them."""

import pytest

from documents.catalogue import CATALOGUE, build_catalogue, load_classification
from documents.errors import LayoutError
from documents.html import render_html
from documents.layout import load_layout
from tests.documents.samples import SAMPLES


def test_an_office_changes_one_setting_and_keeps_the_rest() -> None:
    own = load_layout("[profil.korespondensi]\nkertas = 'F4'\nlebar_mm = 215\ntinggi_mm = 330")
    assert own.profile("korespondensi").tinggi_mm == 330
    assert own.profile("korespondensi").huruf == "Liberation Sans"
    letter = SAMPLES["nota-dinas"]
    html = render_html(letter, state="draft", demonstration=False, verification=None, layout=own)
    assert "size:215mm 330mm" in html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[profil.korespondensi]\nhurup = 'Arial'", "hurup"),
        ('[profil.korespondensi]\nhuruf = "x\';} body{"', "huruf"),
        ("[profil.korespondensi]\nruang_ttd_mm = 10", "ruang_ttd_mm"),
        ("[profil.korespondensi]\nspasi = 'satu'", "spasi"),
        ("[tanda]\nwarna = 'red'", "warna"),
        ("ini bukan toml", "toml"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(LayoutError, match=f"(?i){message}|expected"):
        load_layout(text)


def test_every_note_of_certainty_is_about_a_setting_that_exists() -> None:
    layout = load_layout()
    for key in layout.kepastian:
        value: object = layout
        for part in key.split("."):
            value = getattr(value, part)
        assert value is not None


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


def test_the_addressee_may_stand_at_right() -> None:
    own = load_layout("[surat]\nposisi_yth = 'kanan'")
    letter = SAMPLES["surat-permohonan-audiensi"]
    html = render_html(letter, state="draft", demonstration=False, verification=None, layout=own)
    assert 'class="alamat kanan"' in html
