"""What a model refuses, and what it counts."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from documents.catalogue import CATALOGUE, kind, kind_of
from documents.errors import EmblemNotAllowed, IncompleteDocument, InvalidDocument, UnknownDocument
from documents.html import render_html
from documents.model import (
    Authority,
    ButirKeputusan,
    Emblem,
    Kop,
    Letter,
    Office,
    Peserta,
    Picture,
    Signatory,
)
from tests.documents import parts, samples_resmi
from tests.documents.samples import SAMPLES, VERIFICATION

HEADS = [office for office in Office if office.is_head_of_region]


@pytest.mark.parametrize("office", HEADS)
def test_the_state_emblem_is_for_heads_of_region_and_deputies(office: Office) -> None:
    assert Kop(office, Emblem.NEGARA, ("Kop",)).jabatan


@pytest.mark.parametrize("office", [office for office in Office if office not in HEADS])
def test_the_state_emblem_is_refused_to_every_other_office(office: Office) -> None:
    with pytest.raises(EmblemNotAllowed, match="lambang negara"):
        Kop(office, Emblem.NEGARA, ("Kop",))


def test_heads_of_region_are_exactly_the_six() -> None:
    assert {office.value for office in HEADS} == {
        "gubernur",
        "wakil_gubernur",
        "bupati",
        "wakil_bupati",
        "wali_kota",
        "wakil_wali_kota",
    }


@pytest.mark.parametrize("data", [b"<svg/>", b"GIF89a", b"%PDF-", b""])
def test_only_png_jpeg_and_svg_are_pictures(data: bytes) -> None:
    with pytest.raises(InvalidDocument, match="PNG, JPEG, atau SVG"):
        Picture(data, "lambang")


@pytest.mark.parametrize("mode", [Authority.AN, Authority.UB])
def test_on_behalf_names_on_whose(mode: Authority) -> None:
    with pytest.raises(InvalidDocument, match="atas_nama"):
        Signatory("Sekretaris Daerah", parts.NAMA, Office.SEKDA, mode=mode)


def test_a_nip_has_eighteen_digits() -> None:
    with pytest.raises(InvalidDocument, match="nip"):
        replace(parts.CAMAT, nip="1234")


def test_a_meeting_ends_after_it_begins() -> None:
    with pytest.raises(InvalidDocument, match="selesai"):
        replace(parts.acara(), selesai=time(8))


def test_a_decision_without_mufakat_records_the_dissent() -> None:
    with pytest.raises(InvalidDocument, match="keberatan"):
        ButirKeputusan("isi", mufakat=False)


def test_a_village_that_does_not_agree_gives_its_reasons() -> None:
    with pytest.raises(InvalidDocument, match="alasan"):
        replace(samples_resmi.MUSDES, menyetujui=False)


def test_a_returned_proposal_gives_the_reasons() -> None:
    with pytest.raises(InvalidDocument, match="alasan"):
        replace(samples_resmi.KAJIAN, rekomendasi="dikembalikan")


def test_a_delegate_comes_from_a_listed_village() -> None:
    stranger = Peserta("(nama)", "L", "Pelaihari", "BPD")
    with pytest.raises(InvalidDocument, match="luar daftar"):
        replace(samples_resmi.MAD, peserta=(*samples_resmi.MAD.peserta, stranger))


def test_attendance_is_counted_per_village_and_gender_without_observers() -> None:
    mad = samples_resmi.MAD
    assert [(row.nama, row.laki_laki, row.perempuan) for row in mad.rekapitulasi] == [
        (desa.nama, 1, 2) for desa in parts.DESA
    ]
    assert (mad.hadir.jumlah, mad.peninjau) == (12, 1)


def test_the_total_area_is_unknown_while_one_village_is() -> None:
    decree = samples_resmi.SK_KAWASAN
    assert decree.luas_total == Decimal("84.20")
    unknown = replace(decree.desa[0], luas_km2=None)
    assert replace(decree, desa=(unknown, *decree.desa[1:])).luas_total is None


def test_the_chapters_name_the_items_they_cover() -> None:
    assert samples_resmi.PERBERSAMA.materi == set("abcdefgh")


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_complete_sample_lacks_nothing(name: str) -> None:
    assert SAMPLES[name].kekurangan() == ()


def unnumbered(letter: Letter) -> Letter:
    for part in ("head", "penetapan"):
        if hasattr(letter, part):
            return replace(letter, **{part: replace(getattr(letter, part), nomor=None)})  # type: ignore[type-var]
    if hasattr(letter, "pihak"):
        unsigned = tuple(replace(p, nomor=None) for p in letter.pihak)
        return replace(letter, pihak=unsigned, nomor_bersama=None)  # type: ignore[type-var]
    return replace(letter, nomor=None)  # type: ignore[type-var]


NUMBERED = [name for name, kind in CATALOGUE.items() if kind.series]


@pytest.mark.parametrize("name", NUMBERED)
def test_a_document_without_its_number_is_drafted_but_not_issued(name: str) -> None:
    letter = unnumbered(SAMPLES[name])
    assert render_html(letter, state="draft", demonstration=False, verification=None)
    with pytest.raises(IncompleteDocument, match="nomor"):
        render_html(letter, state="final", demonstration=False, verification=None)


def test_a_draft_bears_no_verification() -> None:
    letter = SAMPLES["nota-dinas"]
    with pytest.raises(InvalidDocument, match="verifikasi"):
        render_html(letter, state="draft", demonstration=False, verification=VERIFICATION)


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(UnknownDocument, match="surat-cinta"):
        kind("surat-cinta")
    with pytest.raises(UnknownDocument, match="Kop"):
        kind_of(parts.KOP_BUPATI)  # type: ignore[arg-type]
    assert kind("nota-dinas") is kind_of(SAMPLES["nota-dinas"])
