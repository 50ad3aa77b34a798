"""Signature blocks: authority, titles, NIP, by profile and office."""

from dataclasses import replace

from documents.layout import load_layout
from documents.model import Authority, Signatory
from documents.signature import SignatureLines, signature_lines
from tests.documents import parts

LAYOUT = load_layout()


def letter(signatory: Signatory) -> SignatureLines:
    return signature_lines(signatory, "korespondensi", LAYOUT)


def test_the_head_of_an_agency_shows_titles_rank_and_nip() -> None:
    lines = letter(parts.KADIS)
    assert lines.nama == "Dr. (nama pejabat), M.Si."
    assert lines.bawah == ("Pembina Utama Madya (IV/d)", "NIP 111111111111111111")


def test_a_legal_product_shows_the_bare_name() -> None:
    lines = signature_lines(parts.BUPATI, "produk_hukum", LAYOUT)
    assert lines == SignatureLines(("BUPATI TANAH LAUT,",), "(nama pejabat)", ())


def test_on_behalf_stacks_two_lines() -> None:
    assert letter(parts.SEKDA_AN).atas == ("a.n. BUPATI TANAH LAUT", "SEKRETARIS DAERAH,")


def test_for_the_attention_stacks_four_lines() -> None:
    assert letter(parts.ASISTEN_UB).atas == (
        "a.n. BUPATI TANAH LAUT",
        "SEKRETARIS DAERAH",
        "u.b.",
        "ASISTEN PEMERINTAHAN DAN KESEJAHTERAAN RAKYAT,",
    )


def test_an_acting_office_keeps_its_mark_in_lower_case() -> None:
    acting = replace(parts.CAMAT, mode=Authority.PLT)
    assert letter(acting).atas == ("Plt. CAMAT TAKISUNG,",)
    written = replace(parts.SEKDA_AN, jabatan="Plh. Sekretaris Daerah")
    assert letter(written).atas[1] == "Plh. SEKRETARIS DAERAH,"


def test_an_acting_head_of_region_or_sekda_shows_no_titles() -> None:
    sekda = replace(parts.SEKDA, gelar_depan="Drs.", nip="1" * 18, pangkat="Pembina (IV/a)")
    assert letter(sekda).nama == "Drs. (nama pejabat)"
    assert letter(sekda).bawah == ()
    assert letter(replace(sekda, mode=Authority.PJ)).nama == "(nama pejabat)"
    assert letter(replace(parts.BUPATI, mode=Authority.PJ)).nama == "(nama pejabat)"


def test_an_office_may_show_the_nip_of_its_sekda() -> None:
    own = load_layout('[profil.korespondensi]\ntampil_nip = ["sekda"]')
    sekda = replace(parts.SEKDA, nip="1" * 18)
    assert signature_lines(sekda, "korespondensi", own).bawah == ("NIP 111111111111111111",)
    assert signature_lines(parts.KADIS, "korespondensi", own).bawah == ()
