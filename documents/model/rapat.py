"""Papers of a meeting: who came, and what was said and settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.model.checks import filled, require, some
from documents.model.kop import Kop
from documents.model.parts import Acara, Orang, Rekap
from documents.model.signatory import Signatory

Gender = Literal["L", "P", ""]
_UNKNOWN: Gender = ""


@dataclass(frozen=True, slots=True)
class Hadirin:
    """One line of an attendance list; the gender is empty where nobody wrote it down."""

    nama: str
    jabatan: str
    instansi: str = ""
    jenis_kelamin: Gender = _UNKNOWN

    def __post_init__(self) -> None:
        filled(nama=self.nama)


@dataclass(frozen=True, slots=True)
class DaftarHadir:
    """Who attended, each with room to sign; `kosong` lines stand ready for names to come.

    `asal` heads the column of institutions or villages.
    """

    kop: Kop
    acara: Acara
    agenda: str
    asal: str
    penandatangan: Signatory
    hadirin: tuple[Hadirin, ...] = ()
    kosong: int = 0

    def __post_init__(self) -> None:
        filled(agenda=self.agenda, asal=self.asal)
        require(bool(self.hadirin) or self.kosong > 0, "hadirin", "paling sedikit satu baris")
        require(self.kosong >= 0, "kosong", "tidak boleh negatif")

    @property
    def judul(self) -> str:
        """The list's title with its meeting."""
        return f"Daftar Hadir {self.agenda}"

    @property
    def rekapitulasi(self) -> tuple[Rekap, ...]:
        """Counted by institution and gender, in the order of the list."""
        places = dict.fromkeys(person.instansi for person in self.hadirin if person.instansi)
        return tuple(Rekap(p, self._count(p, "L"), self._count(p, "P")) for p in places)

    @property
    def terhitung(self) -> bool:
        """Whether every line says institution and gender, so that the counts are complete."""
        return bool(self.hadirin) and all(p.instansi and p.jenis_kelamin for p in self.hadirin)

    @property
    def jumlah(self) -> Rekap:
        """All who are on the list and whose gender is known."""
        women = sum(person.jenis_kelamin == "P" for person in self.hadirin)
        men = sum(person.jenis_kelamin == "L" for person in self.hadirin)
        return Rekap("Jumlah", men, women)

    def _count(self, place: str, gender: str) -> int:
        return sum(p.instansi == place and p.jenis_kelamin == gender for p in self.hadirin)

    def kekurangan(self) -> tuple[str, ...]:
        """Nothing is bound at signing: the list bears no number."""
        return ()


@dataclass(frozen=True, slots=True)
class TindakLanjut:
    """What is to be done next, by whom, by when."""

    kegiatan: str
    pelaksana: str
    waktu: str

    def __post_init__(self) -> None:
        filled(kegiatan=self.kegiatan)


@dataclass(frozen=True, slots=True)
class Notula:
    """What was discussed and settled in a meeting, signed by its chair and its minute-taker."""

    kop: Kop
    rapat: str
    acara: Acara
    agenda: tuple[str, ...]
    pembahasan: tuple[str, ...]
    kesimpulan: tuple[str, ...]
    pimpinan: Signatory
    notulis: Signatory
    undangan: str = ""
    peserta: tuple[Orang, ...] = ()
    jumlah_peserta: int | None = None
    tindak_lanjut: tuple[TindakLanjut, ...] = ()

    def __post_init__(self) -> None:
        filled(rapat=self.rapat)
        some(agenda=self.agenda, pembahasan=self.pembahasan, kesimpulan=self.kesimpulan)
        counted = self.jumlah_peserta is None or self.jumlah_peserta > 0
        require(counted, "jumlah_peserta", "harus lebih dari nol")

    @property
    def judul(self) -> str:
        """The minutes' title with their meeting."""
        return f"Notula {self.rapat}"

    def kekurangan(self) -> tuple[str, ...]:
        """Nothing is bound at signing: minutes bear no number."""
        return ()
