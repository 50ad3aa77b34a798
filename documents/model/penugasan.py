"""Papers that send people and papers on their way: assignment, disposition, covering letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.model.checks import filled, missing, require, some
from documents.model.kop import Kop
from documents.model.parts import SuratHead
from documents.model.signatory import Signatory
from documents.model.tabel import Tabel


@dataclass(frozen=True, slots=True)
class Petugas:
    """Who is sent, by name or by office; rank and NIP where the register has them."""

    nama: str
    jabatan: str
    pangkat: str = ""
    nip: str = ""

    def __post_init__(self) -> None:
        filled(nama=self.nama, jabatan=self.jabatan)


@dataclass(frozen=True, slots=True)
class SuratTugas:
    """An office sends its people to do something, somewhere, from one day to another."""

    kop: Kop
    tempat: str
    dasar: tuple[str, ...]
    petugas: tuple[Petugas, ...]
    untuk: tuple[str, ...]
    lokasi: str
    mulai: date
    selesai: date
    penandatangan: Signatory
    nomor: str | None = None
    tanggal: date | None = None
    biaya: str = ""
    jadwal: Tabel | None = None
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(tempat=self.tempat, lokasi=self.lokasi)
        some(dasar=self.dasar, petugas=self.petugas, untuk=self.untuk)
        require(self.mulai <= self.selesai, "selesai", "tidak boleh mendahului hari mulai")

    @property
    def judul(self) -> str:
        """The assignment's title with its place."""
        return f"Surat Tugas ke {self.lokasi}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal)


@dataclass(frozen=True, slots=True)
class LembarDisposisi:
    """What a superior wants done with a letter that came in; it never leaves the letter.

    `sifat` and `harap` are boxes to tick, those of `sifat_dipilih` and `harap_dipilih` ticked.
    """

    kop: Kop
    surat_dari: str
    nomor_surat: str
    tanggal_surat: date
    hal: str
    diterima: date
    nomor_agenda: str
    sifat: tuple[str, ...]
    diteruskan: tuple[str, ...]
    harap: tuple[str, ...]
    penandatangan: Signatory
    sifat_dipilih: str = ""
    harap_dipilih: tuple[str, ...] = ()
    catatan: str = ""

    def __post_init__(self) -> None:
        filled(surat_dari=self.surat_dari, hal=self.hal, nomor_agenda=self.nomor_agenda)
        some(sifat=self.sifat, diteruskan=self.diteruskan, harap=self.harap)
        require(self.sifat_dipilih in ("", *self.sifat), "sifat_dipilih", "tidak ada pada lembar")
        known = set(self.harap_dipilih) <= set(self.harap)
        require(known, "harap_dipilih", "tidak ada pada lembar")

    @property
    def judul(self) -> str:
        """The sheet's title with the letter it belongs to."""
        return f"Lembar Disposisi {self.hal}"

    def kekurangan(self) -> tuple[str, ...]:
        """Nothing is bound at signing: the agenda number is recorded on receipt."""
        return ()


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One line of what is sent: what it is, how many, a remark."""

    jenis: str
    banyak: str
    keterangan: str = ""

    def __post_init__(self) -> None:
        filled(jenis=self.jenis, banyak=self.banyak)


@dataclass(frozen=True, slots=True)
class SuratPengantar:
    """A covering letter with its list of what is sent; the receiver signs and returns a copy."""

    kop: Kop
    head: SuratHead
    kiriman: tuple[Kiriman, ...]
    penerima: str
    penandatangan: Signatory

    def __post_init__(self) -> None:
        filled(penerima=self.penerima)
        some(kiriman=self.kiriman)

    @property
    def judul(self) -> str:
        """The letter's subject."""
        return f"Surat Pengantar {self.head.hal}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()
