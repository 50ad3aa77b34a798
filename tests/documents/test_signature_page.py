"""A signature stands under its letter: on one page where the letter is short, never by itself."""

from dataclasses import replace

import pytest

from documents.model import Acara, Bagian
from tests.documents import parts, printed, samples_laporan, samples_surat
from tests.documents.samples import VERIFICATION

TYPICAL = replace(
    samples_surat.AUDIENSI,
    head=replace(samples_surat.AUDIENSI.head, hal="Permohonan Audiensi Kawasan Perdesaan"),
    dasar=(
        (
            "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana telah beberapa kali "
            "diubah, terakhir dengan Undang-Undang Nomor 3 Tahun 2024"
        ),
        (
            "Peraturan Menteri Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi Nomor 5 "
            "Tahun 2016 tentang Pembangunan Kawasan Perdesaan"
        ),
    ),
    pokok_bahasan=(
        "pembentukan tim koordinasi pembangunan kawasan perdesaan yang diketuai Sekda",
        "perencanaan kawasan perdesaan",
        "pendirian BUM Desa Bersama",
        "pemilihan lokasi kawasan perdesaan",
    ),
    usul_waktu=samples_surat.AUDIENSI.usul_waktu[:1],
    narahubung=(parts.orang("Kepala Bidang Kawasan Perdesaan", "telepon kantor"),),
    tembusan=(
        "Gubernur Kalimantan Selatan",
        "Bupati Tanah Laut",
        "Kepala Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Tanah Laut",
    ),
)


def lines_above_signature(pages: list[str], office: str) -> list[str]:
    """The lines of body on the page of the first signature, without its page number."""
    page = next(text for text in pages if "#ttd1#" in text)
    above = page.partition(office)[0]
    return [line for line in above.splitlines() if line.strip() and not line.strip().isdecimal()]


def test_a_typical_request_for_an_audience_is_signed_on_its_first_page() -> None:
    assert isinstance(TYPICAL.usul_waktu[0], Acara)
    first = printed.texts(printed.read(TYPICAL, demonstration=True, verification=VERIFICATION))[0]
    assert "#ttd1#" in first
    assert "NIP 1" in first
    assert "Kepala Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Tanah Laut." in first


@pytest.mark.parametrize("paragraphs", range(14, 30, 2))
def test_two_lines_of_body_stay_with_a_signature(paragraphs: int) -> None:
    note = replace(
        samples_surat.NOTA,
        bagian=(Bagian("Persoalan", tuple(f"Alinea {n}." for n in range(paragraphs))),),
    )
    report = replace(
        samples_laporan.LAPORAN_BERKALA,
        bagian=(Bagian("Capaian", tuple(f"Alinea {n}." for n in range(paragraphs))),),
    )
    for letter in (note, report):
        pages = [page.extract_text() for page in printed.read(letter).pages]
        office = "Dibuat di" if letter is report else "KEPALA DINAS"
        assert len(lines_above_signature(pages, office)) >= 2
