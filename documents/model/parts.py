"""Parts several documents share. Money, dates and areas are values; the template writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal, Protocol

from documents.locale import Zone
from documents.model.checks import filled, missing, require, some


class Letter(Protocol):
    """What every document model offers besides its fields."""

    @property
    def judul(self) -> str:
        """The title of the file, as a reader or a search shows it."""
        ...

    def kekurangan(self) -> tuple[str, ...]:
        """Name the fields that must still be filled before it can be issued."""
        ...


@dataclass(frozen=True, slots=True)
class Verification:
    """Where an issued document can be checked: its code, address, and short chain code.

    `akar` is the short form of the newest daily root, empty while there is none. `elektronik`
    says that it is signed electronically, which the footer then declares.
    """

    kode: str
    url: str
    kode_rantai: str
    elektronik: bool = False
    akar: str = ""

    def __post_init__(self) -> None:
        filled(kode=self.kode, kode_rantai=self.kode_rantai)
        require(self.url.startswith(("https://", "http://")), "url", "harus alamat web")


@dataclass(frozen=True, slots=True)
class SuratHead:
    """Place, date, number block and addressee of a letter.

    `nomor` and `tanggal` are None until signing. `lampiran` is a text such as "1 (satu)
    berkas"; left empty, the template counts the annexes the letter has. `keamanan` is written
    behind `sifat` when it says more than ordinary. `yth` are jabatan; `melalui` those the letter
    passes through; `di` the city, without "di".
    """

    tempat: str
    hal: str
    yth: tuple[str, ...]
    nomor: str | None = None
    tanggal: date | None = None
    sifat: str = "Biasa"
    keamanan: str = ""
    lampiran: str = ""
    up: str = ""
    melalui: tuple[str, ...] = ()
    di: str = ""

    def __post_init__(self) -> None:
        filled(tempat=self.tempat, hal=self.hal, sifat=self.sifat)
        some(yth=self.yth)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal)


@dataclass(frozen=True, slots=True)
class Acara:
    """When and where something is held; without `selesai` it is open-ended."""

    hari: date
    mulai: time
    zona: Zone
    tempat: str
    selesai: time | None = None

    def __post_init__(self) -> None:
        filled(tempat=self.tempat)
        in_order = self.selesai is None or self.mulai < self.selesai
        require(in_order, "selesai", "harus sesudah waktu mulai")


@dataclass(frozen=True, slots=True)
class Desa:
    """A village with its Kemendagri code and its area where known."""

    nama: str
    kode: str
    kecamatan: str
    luas_km2: Decimal | None = None

    def __post_init__(self) -> None:
        filled(nama=self.nama, kode=self.kode, kecamatan=self.kecamatan)
        known = self.luas_km2 is None or self.luas_km2 > 0
        require(known, "luas_km2", "harus lebih dari nol")


@dataclass(frozen=True, slots=True)
class Orang:
    """A person by office; the name may be left out of a list of offices."""

    jabatan: str
    nama: str = ""
    keterangan: str = ""

    def __post_init__(self) -> None:
        filled(jabatan=self.jabatan)


@dataclass(frozen=True, slots=True)
class Butir:
    """A sentence with a list below it, as in a diktum or a section."""

    isi: str
    huruf: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bagian:
    """A headed section of running text: paragraphs, then numbered items."""

    judul: str
    alinea: tuple[str, ...] = ()
    butir: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(judul=self.judul)
        require(bool(self.alinea or self.butir), "bagian", "tidak boleh kosong")


@dataclass(frozen=True, slots=True)
class ButirKeputusan:
    """One decision of a deliberation, and whether it was reached by mufakat.

    `keberatan` records a dissent in the words of the minutes; a decision without mufakat
    must carry one, and None says that the way was not recorded.
    """

    isi: str
    mufakat: bool | None = True
    keberatan: str = ""

    def __post_init__(self) -> None:
        filled(isi=self.isi)
        reasoned = self.mufakat is not False or bool(self.keberatan)
        require(reasoned, "keberatan", "wajib bila tidak mufakat")


@dataclass(frozen=True, slots=True)
class Peserta:
    """One line of an attendance list."""

    nama: str
    jenis_kelamin: Literal["L", "P"]
    desa: str
    unsur: str
    kedudukan: Literal["utusan", "peninjau"] = "utusan"
    mandat: str = ""


@dataclass(frozen=True, slots=True)
class Rekap:
    """Attendance counted: of one village, one group, or all."""

    nama: str
    laki_laki: int
    perempuan: int

    def __post_init__(self) -> None:
        require(min(self.laki_laki, self.perempuan) >= 0, self.nama, "jumlah tidak boleh negatif")

    @property
    def jumlah(self) -> int:
        """Men and women together."""
        return self.laki_laki + self.perempuan


def total(rows: tuple[Rekap, ...]) -> Rekap:
    """Add up attendance."""
    return Rekap("Jumlah", sum(r.laki_laki for r in rows), sum(r.perempuan for r in rows))


def jumlah_luas(villages: tuple[Desa, ...]) -> Decimal | None:
    """Add the areas of villages; None while one of them is unknown."""
    known = [village.luas_km2 for village in villages if village.luas_km2 is not None]
    return sum(known, Decimal(0)) if len(known) == len(villages) else None
