"""Forms around the registration of a joint enterprise: its name, its entity, what to mend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.model.checks import filled, missing, require, some
from documents.model.kop import Kop
from documents.model.parts import Desa
from documents.model.signatory import Signatory


@dataclass(frozen=True, slots=True)
class FormulirNamaBumdesma:
    """The applicant asks that a name be approved, and declares what the form asks for.

    A declaration that is not given stays on the form, unticked.
    """

    kabupaten: str
    nama: str
    jenis: str
    desa: tuple[Desa, ...]
    alamat: str
    arti_nama: str
    tempat: str
    penandatangan: Signatory
    pernyataan: tuple[str, ...]
    diberikan: tuple[bool, ...]
    surel: str = ""
    kuasa: str = ""
    tanggal: date | None = None

    def __post_init__(self) -> None:
        filled(nama=self.nama, jenis=self.jenis, alamat=self.alamat, tempat=self.tempat)
        some(desa=self.desa, pernyataan=self.pernyataan)
        same = len(self.pernyataan) == len(self.diberikan)
        require(same, "diberikan", "satu jawaban untuk setiap pernyataan")

    @property
    def judul(self) -> str:
        """The form with the name applied for."""
        return f"Formulir Permohonan Nama {self.nama}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(tanggal=self.tanggal)


@dataclass(frozen=True, slots=True)
class Unggahan:
    """A file the registration wants: whether it is held, and the beginning of its hash."""

    nama: str
    ada: bool
    sidik: str = ""
    berkas: str = ""

    def __post_init__(self) -> None:
        filled(nama=self.nama)
        require(self.ada or not self.sidik, "sidik", "hanya bila berkas ada")


@dataclass(frozen=True, slots=True)
class FormulirPendaftaranBumdesma:
    """The applicant registers the enterprise: what the form asks, and the files with it."""

    kabupaten: str
    nomor_nama: str
    nama: str
    jenis: str
    desa: tuple[Desa, ...]
    alamat: str
    modal_awal: Decimal | None
    identitas: tuple[str, ...]
    bidang_usaha: tuple[str, ...]
    unggahan: tuple[Unggahan, ...]
    tempat: str
    penandatangan: Signatory
    tanggal: date | None = None

    def __post_init__(self) -> None:
        filled(nomor_nama=self.nomor_nama, nama=self.nama, jenis=self.jenis, alamat=self.alamat)
        some(desa=self.desa, identitas=self.identitas, bidang_usaha=self.bidang_usaha)
        some(unggahan=self.unggahan)

    @property
    def judul(self) -> str:
        """The form with the enterprise's name."""
        return f"Formulir Pendaftaran Badan Hukum {self.nama}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        held = tuple(f"unggahan {each.nama}" for each in self.unggahan if not each.ada)
        return (*missing(tanggal=self.tanggal, modal_awal=self.modal_awal), *held)


@dataclass(frozen=True, slots=True)
class Perbaikan:
    """One defect the ministry found: in which paper, and where it is mended."""

    tanggal: str
    dokumen: str
    kekurangan: str
    langkah: str
    pengajuan_kembali: str = ""

    def __post_init__(self) -> None:
        filled(dokumen=self.dokumen, kekurangan=self.kekurangan, langkah=self.langkah)


@dataclass(frozen=True, slots=True)
class CatatanPerbaikanBumdesma:
    """What the ministry sent back, for those who have to mend it."""

    kop: Kop
    nama: str
    nomor_nama: str
    penerima: str
    perbaikan: tuple[Perbaikan, ...]
    tempat: str
    penandatangan: Signatory
    catatan: tuple[str, ...] = ()
    nomor: str | None = None
    tanggal: date | None = None

    def __post_init__(self) -> None:
        filled(nama=self.nama, penerima=self.penerima, tempat=self.tempat)
        some(perbaikan=self.perbaikan)

    @property
    def judul(self) -> str:
        """The sheet with the enterprise's name."""
        return f"Catatan Perbaikan Pendaftaran {self.nama}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal)
