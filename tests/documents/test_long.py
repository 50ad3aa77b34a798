"""Long lists and long names stay on the paper."""

from dataclasses import replace
from decimal import Decimal

import pytest

from documents.model import Desa, Letter, Peserta, PihakDesa
from tests.documents import parts, printed, samples_resmi, samples_surat

LONG = "N" * 120
VILLAGES = tuple(
    Desa(LONG if n == 7 else f"Contoh {n}", f"63.01.01.2{n:03}", "Takisung", Decimal(10))
    for n in range(1, 20)
)
HEADS = tuple(parts.kepala_desa(village) for village in VILLAGES)
CASES: dict[str, Letter] = {
    "usulan": replace(samples_surat.USULAN, desa=VILLAGES, penandatangan=HEADS),
    "undangan": replace(
        samples_surat.UNDANGAN_MAD,
        desa=VILLAGES,
        head=parts.head("Undangan", *(head.jabatan for head in HEADS)),
    ),
    "penetapan": replace(samples_resmi.SK_KAWASAN, desa=VILLAGES),
    "musyawarah": replace(
        samples_resmi.MAD,
        desa=VILLAGES,
        kepala_desa=HEADS,
        peserta=tuple(Peserta(LONG, "P", v.nama, "BPD", mandat="SK") for v in VILLAGES),
    ),
    "bersama": replace(
        samples_resmi.PERBERSAMA,
        pihak=tuple(
            PihakDesa(v, parts.kepala_desa(v), parts.sekretaris_desa(v), "1") for v in VILLAGES
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nineteen_villages_are_all_there_and_on_the_paper(name: str) -> None:
    pdf = printed.read(CASES[name])
    text = " ".join(printed.texts(pdf)).casefold()
    assert all(v.nama.casefold() in text for v in VILLAGES if v.nama != LONG)
    for page in pdf.pages:
        margin = float(page.mediabox.width) - 20 / 25.4 * 72
        assert max(printed.right_edges(page)) <= margin


def test_a_long_name_wraps_inside_its_column() -> None:
    pages = printed.read(CASES["penetapan"]).pages
    annex = next(page for page in pages if "63.01.01.2007" in page.extract_text())
    pieces = [line for line in annex.extract_text().split("\n") if "NNNN" in line]
    assert sum(line.count("N") for line in pieces) >= 120
    assert max(line.count("N") for line in pieces) < 25


def test_the_head_of_a_table_repeats_on_its_next_page() -> None:
    many = tuple(replace(parts.DESA[0], kode=f"63.01.01.2{n:03}") for n in range(60))
    decree = replace(samples_resmi.SK_KAWASAN, desa=many)
    pages = [text for text in printed.texts(printed.read(decree)) if "63.01.01.2" in text]
    assert len(pages) > 1
    assert all("Kode Wilayah" in page for page in pages)
    last = pages[-1]
    assert "63.01.01.2059" in last
    assert "Jumlah" in last
