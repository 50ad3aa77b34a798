"""What the enterprise and its organs write: rules, work plan, capital, yearly report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.model.checks import filled, missing, require, some
from documents.model.laporan import Laporan
from documents.model.parts import Acara, Desa
from documents.model.signatory import Signatory
from documents.model.tabel import Tabel


@dataclass(frozen=True, slots=True)
class PesertaOrgan:
    """One who took part in a joint meeting of the organs."""

    nama: str
    organ: str
    kedudukan: str = ""

    def __post_init__(self) -> None:
        filled(nama=self.nama, organ=self.organ)


@dataclass(frozen=True, slots=True)
class BeritaAcaraRapatArt:
    """The organs agree on the household rules in a joint meeting; each organ signs."""

    kabupaten: str
    usaha: str
    acara: Acara
    pimpinan: str
    notulis: str
    peserta: tuple[PesertaOrgan, ...]
    pokok_bahasan: tuple[str, ...]
    isi: tuple[str, ...]
    penandatangan: tuple[Signatory, ...]
    nomor: str | None = None
    dasar: tuple[str, ...] = ()
    kesepakatan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(usaha=self.usaha, pimpinan=self.pimpinan, notulis=self.notulis)
        some(peserta=self.peserta, pokok_bahasan=self.pokok_bahasan, isi=self.isi)
        some(penandatangan=self.penandatangan)

    @property
    def judul(self) -> str:
        """The record's title with the enterprise."""
        return f"Berita Acara Rapat Anggaran Rumah Tangga {self.usaha}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor)


@dataclass(frozen=True, slots=True)
class RencanaProgramKerjaBumdesma:
    """The enterprise's work plan with its budget, reviewed by two organs, decided by the MAD.

    `disetujui` is None until the deliberation decided.
    """

    kabupaten: str
    usaha: str
    tahun: int
    sasaran: tuple[str, ...]
    program: Tabel
    jumlah_anggaran: Decimal | None
    telaah: tuple[str, ...]
    disetujui: bool | None
    tempat: str
    penandatangan: Signatory
    penelaah: tuple[Signatory, ...]
    dasar: tuple[str, ...] = ()
    catatan_telaah: tuple[str, ...] = ()
    nomor: str | None = None
    tanggal: date | None = None

    def __post_init__(self) -> None:
        filled(usaha=self.usaha, tempat=self.tempat)
        some(sasaran=self.sasaran, penelaah=self.penelaah)

    @property
    def judul(self) -> str:
        """The plan's title."""
        return f"Rencana Program Kerja {self.usaha} Tahun {self.tahun}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal, anggaran=self.jumlah_anggaran)


@dataclass(frozen=True, slots=True)
class BuktiPenyaluranModal:
    """A village hands its share of the capital over; the annex counts all villages' shares.

    `penandatangan`: who gives, then who takes.
    """

    kabupaten: str
    usaha: str
    desa: Desa
    hari: date
    tempat: str
    jumlah: Decimal | None
    bentuk: str
    keputusan: str
    rekapitulasi: Tabel
    penandatangan: tuple[Signatory, Signatory]
    rekening: str = ""
    barang: tuple[str, ...] = ()
    nomor: str | None = None

    def __post_init__(self) -> None:
        filled(usaha=self.usaha, tempat=self.tempat, bentuk=self.bentuk, keputusan=self.keputusan)
        require(self.jumlah is None or self.jumlah > 0, "jumlah", "harus lebih dari nol")

    @property
    def judul(self) -> str:
        """The receipt with its village."""
        return f"Bukti Penyaluran Modal Desa {self.desa.nama} kepada {self.usaha}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, jumlah=self.jumlah)


@dataclass(frozen=True, slots=True)
class LaporanTahunanBumdesma(Laporan):
    """The operators account for a book year to the deliberation of the villages."""

    def __post_init__(self) -> None:
        Laporan.__post_init__(self)
        some(lampiran=self.lampiran)
