"""Neutral parts of the samples: real villages of Tanah Laut, officials by office only."""

from datetime import date, time
from decimal import Decimal

from documents.model import (
    Acara,
    Authority,
    Desa,
    Emblem,
    Konsiderans,
    Kop,
    Office,
    Orang,
    Signatory,
    SuratHead,
)

NAMA = "(nama pejabat)"
KABUPATEN = "Kabupaten Tanah Laut"
KAWASAN = "Kawasan Perdesaan Pesisir Takisung"
TEMA = "minawisata pesisir"
TANGGAL = date(2025, 7, 25)

DESA = (
    Desa("Tabanio", "63.01.01.2002", "Takisung", Decimal("22.10")),
    Desa("Kuala Tambangan", "63.01.01.2003", "Takisung", Decimal("31.45")),
    Desa("Takisung", "63.01.01.2004", "Takisung", Decimal("18.20")),
    Desa("Pagatan Besar", "63.01.01.2008", "Takisung", Decimal("12.45")),
)

KOP_DINAS = Kop(
    pejabat=Office.PERANGKAT_DAERAH,
    lambang=Emblem.DAERAH,
    baris=(
        "Pemerintah Provinsi Kalimantan Selatan",
        "Dinas Pemberdayaan Masyarakat dan Desa",
    ),
    alamat=("Jalan (nama jalan), Banjarbaru (kode pos)", "Telepon (nomor); laman (alamat laman)"),
)
KOP_DPMD_KABUPATEN = Kop(
    pejabat=Office.PERANGKAT_DAERAH,
    lambang=Emblem.DAERAH,
    baris=("Pemerintah Kabupaten Tanah Laut", "Dinas Pemberdayaan Masyarakat dan Desa"),
    alamat=("Jalan (nama jalan), Pelaihari (kode pos)",),
)
KOP_SETDA = Kop(
    pejabat=Office.SEKDA,
    lambang=Emblem.DAERAH,
    baris=("Pemerintah Kabupaten Tanah Laut", "Sekretariat Daerah"),
    alamat=("Jalan (nama jalan), Pelaihari (kode pos)",),
)
KOP_BUPATI = Kop(Office.BUPATI, Emblem.NEGARA, ("Bupati Tanah Laut",))
KOP_DESA = Kop(
    pejabat=Office.DESA,
    lambang=Emblem.DAERAH,
    baris=("Pemerintah Kabupaten Tanah Laut", "Kecamatan Takisung", "Desa Tabanio"),
    alamat=("Jalan (nama jalan), Desa Tabanio (kode pos)",),
)
KOP_BKAD = Kop(
    pejabat=Office.LEMBAGA,
    lambang=Emblem.TANPA,
    baris=("Badan Kerja Sama Antardesa", "Kecamatan Takisung"),
    alamat=("Sekretariat: Kantor Desa Takisung",),
)

KADIS = Signatory(
    jabatan="Kepala Dinas Pemberdayaan Masyarakat dan Desa Provinsi Kalimantan Selatan",
    nama=NAMA,
    pejabat=Office.PERANGKAT_DAERAH,
    gelar_depan="Dr.",
    gelar_belakang="M.Si.",
    pangkat="Pembina Utama Madya (IV/d)",
    nip="1" * 18,
)
KADIS_KABUPATEN = Signatory(
    jabatan="Kepala Dinas Pemberdayaan Masyarakat dan Desa",
    nama=NAMA,
    pejabat=Office.PERANGKAT_DAERAH,
    pangkat="Pembina Utama Muda (IV/c)",
    nip="1" * 18,
)
SEKDA = Signatory("Sekretaris Daerah", NAMA, Office.SEKDA)
SEKDA_AN = Signatory(
    "Sekretaris Daerah", NAMA, Office.SEKDA, mode=Authority.AN, atas_nama="Bupati Tanah Laut"
)
ASISTEN_UB = Signatory(
    "Asisten Pemerintahan dan Kesejahteraan Rakyat",
    NAMA,
    Office.PERANGKAT_DAERAH,
    pangkat="Pembina Utama Muda (IV/c)",
    nip="1" * 18,
    mode=Authority.UB,
    atas_nama="Bupati Tanah Laut",
    melalui="Sekretaris Daerah",
)
BUPATI = Signatory("Bupati Tanah Laut", NAMA, Office.BUPATI, gelar_depan="H.")
CAMAT = Signatory("Camat Takisung", NAMA, Office.CAMAT, pangkat="Pembina (IV/a)", nip="1" * 18)
KETUA_BKAD = Signatory("Ketua Badan Kerja Sama Antardesa", NAMA, Office.LEMBAGA)


def kepala_desa(village: Desa) -> Signatory:
    """The head of a village as a signatory."""
    return Signatory(f"Kepala Desa {village.nama}", NAMA, Office.DESA)


def sekretaris_desa(village: Desa) -> Signatory:
    """The secretary of a village as a signatory."""
    return Signatory(f"Sekretaris Desa {village.nama}", NAMA, Office.DESA)


def acara(place: str = "Aula Kantor Camat Takisung") -> Acara:
    """A meeting of a morning."""
    return Acara(date(2025, 7, 30), time(9), "WITA", place, time(11, 30))


def head(hal: str, *yth: str, tempat: str = "Pelaihari", di: str = "") -> SuratHead:
    """The head of a sample letter, already numbered and dated."""
    return SuratHead(
        tempat=tempat,
        hal=hal,
        yth=yth,
        nomor="400.10.3.4/001/CONTOH/2025",
        tanggal=TANGGAL,
        di=di,
    )


def orang(jabatan: str, keterangan: str = "") -> Orang:
    """An official by office."""
    return Orang(jabatan, NAMA, keterangan)


UU_DESA = (
    "Undang-Undang Nomor 6 Tahun 2014 tentang Desa (Lembaran Negara Republik Indonesia Tahun "
    "2014 Nomor 7, Tambahan Lembaran Negara Republik Indonesia Nomor 5495)"
)
UU_PEMDA = (
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik "
    "Indonesia Tahun 2014 Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587)"
)
KONSIDERANS = Konsiderans(
    menimbang=(
        (
            "dalam rangka mempercepat dan meningkatkan kualitas pelayanan, pembangunan, dan "
            "pemberdayaan masyarakat desa melalui pendekatan pembangunan partisipatif, perlu "
            "dilaksanakan pembangunan kawasan perdesaan"
        ),
        (
            "pembangunan kawasan perdesaan memerlukan keterpaduan program antarperangkat daerah "
            "dan antardesa"
        ),
    ),
    mengingat=(UU_DESA, UU_PEMDA),
)
