"""Every kind of document Kawasan writes: its id, model, template, profile and filing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from documents.errors import UnknownDocument
from documents.layout import Filing, ProfileName, load_classification
from documents.model import (
    BeritaAcaraKajian,
    BeritaAcaraMusyawarahAntarDesa,
    BeritaAcaraMusyawarahDesa,
    KeputusanPenetapanKawasan,
    KeputusanTkpkp,
    Letter,
    NotaDinas,
    PeraturanBersamaKepalaDesa,
    SuratPermohonanAudiensi,
    SuratUsulanKawasan,
    UndanganMusyawarahAntarDesa,
    UndanganRapatKoordinasi,
)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    `klasifikasi` and `series` come from klasifikasi.toml. `draftable`: the system may write it
    from case data. `signatory_role`: the role whose mandate the signature block is derived
    from; None where many sign and each is named in the model.
    """

    id: str
    name: str
    model: type[Letter]
    template: str
    profile: ProfileName
    klasifikasi: str
    series: str
    draftable: bool
    signatory_role: str | None


_KORESPONDENSI: ProfileName = "korespondensi"
_PRODUK_HUKUM: ProfileName = "produk_hukum"
_Row = tuple[str, str, type[Letter], ProfileName, str | None]
_ROWS: tuple[_Row, ...] = (
    (
        "surat-permohonan-audiensi",
        "Surat permohonan audiensi",
        SuratPermohonanAudiensi,
        _KORESPONDENSI,
        "pmd-provinsi",
    ),
    ("nota-dinas", "Nota dinas", NotaDinas, _KORESPONDENSI, "pmd-kabupaten"),
    (
        "undangan-rapat-koordinasi",
        "Undangan rapat koordinasi",
        UndanganRapatKoordinasi,
        _KORESPONDENSI,
        "sekda",
    ),
    (
        "keputusan-tkpkp",
        "Keputusan Bupati tentang TKPKP Kabupaten",
        KeputusanTkpkp,
        _PRODUK_HUKUM,
        "bupati",
    ),
    (
        "berita-acara-musyawarah-desa",
        "Berita acara Musyawarah Desa",
        BeritaAcaraMusyawarahDesa,
        _KORESPONDENSI,
        None,
    ),
    (
        "undangan-musyawarah-antar-desa",
        "Undangan Musyawarah Antar Desa",
        UndanganMusyawarahAntarDesa,
        _KORESPONDENSI,
        "bkad",
    ),
    (
        "berita-acara-musyawarah-antar-desa",
        "Berita acara Musyawarah Antar Desa",
        BeritaAcaraMusyawarahAntarDesa,
        _KORESPONDENSI,
        None,
    ),
    (
        "surat-usulan-kawasan",
        "Surat usulan kawasan perdesaan",
        SuratUsulanKawasan,
        _KORESPONDENSI,
        None,
    ),
    (
        "berita-acara-kajian",
        "Berita acara kajian kesesuaian",
        BeritaAcaraKajian,
        _KORESPONDENSI,
        "sekda",
    ),
    (
        "keputusan-penetapan-kawasan",
        "Keputusan Bupati tentang penetapan kawasan perdesaan",
        KeputusanPenetapanKawasan,
        _PRODUK_HUKUM,
        "bupati",
    ),
    (
        "peraturan-bersama-kepala-desa",
        "Peraturan Bersama Kepala Desa",
        PeraturanBersamaKepalaDesa,
        _PRODUK_HUKUM,
        None,
    ),
)


def _kind(row: _Row, filing: Filing) -> DocumentKind:
    identity, name, model, profile, role = row
    return DocumentKind(
        id=identity,
        name=name,
        model=model,
        template=f"{identity}.html.j2",
        profile=profile,
        klasifikasi=filing.kode,
        series=filing.seri,
        draftable=True,
        signatory_role=role,
    )


def build_catalogue(override: str = "") -> Mapping[str, DocumentKind]:
    """Build the catalogue, with an office's own classification laid over the shipped one."""
    filings = load_classification(override).dokumen
    return MappingProxyType({row[0]: _kind(row, filings[row[0]]) for row in _ROWS})


CATALOGUE: Mapping[str, DocumentKind] = build_catalogue()
_BY_MODEL = {kind.model: kind for kind in CATALOGUE.values()}


def kind_of(letter: Letter) -> DocumentKind:
    """Find the kind of a document by its model; raises UnknownDocument."""
    kind = _BY_MODEL.get(type(letter))
    if kind is None:
        raise UnknownDocument(f"Tidak ada dokumen bermodel {type(letter).__name__}.")
    return kind


def kind(identity: str) -> DocumentKind:
    """Find a kind by its id; raises UnknownDocument."""
    found = CATALOGUE.get(identity)
    if found is None:
        raise UnknownDocument(f"Tidak ada dokumen {identity!r} dalam katalog.")
    return found
