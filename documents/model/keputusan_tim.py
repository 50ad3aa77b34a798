"""Decrees that form a team: one form, whoever decides and whatever the team is called."""

from __future__ import annotations

from dataclasses import dataclass

from documents.model.checks import filled, some
from documents.model.kop import Kop
from documents.model.parts import Butir
from documents.model.produk_hukum import Anggota, Konsiderans, Penetapan


@dataclass(frozen=True, slots=True)
class KeputusanTim:
    """A decree that forms a team.

    `tim` is its name; `masa` the words behind it, "" for an open term; `bertanggung_jawab` the
    office it answers to.
    """

    kop: Kop
    penetapan: Penetapan
    konsiderans: Konsiderans
    tim: str
    masa: str
    susunan: tuple[Anggota, ...]
    tugas: tuple[str, ...]
    sekretariat: str
    bertanggung_jawab: str
    pendanaan: str
    dikta_tambahan: tuple[Butir, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(tim=self.tim, sekretariat=self.sekretariat, pendanaan=self.pendanaan)
        filled(bertanggung_jawab=self.bertanggung_jawab)
        some(susunan=self.susunan, tugas=self.tugas)

    @property
    def tentang(self) -> str:
        """What the decision is about, for its head and its annexes."""
        return f"Pembentukan {self.tim}{' ' if self.masa else ''}{self.masa}"

    @property
    def judul(self) -> str:
        """The decision's full title."""
        return f"Keputusan {self.penetapan.pembentuk} tentang {self.tentang}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.penetapan.kekurangan()


@dataclass(frozen=True, slots=True)
class KeputusanTkpkp(KeputusanTim):
    """The head of region forms the regency's coordination team."""


@dataclass(frozen=True, slots=True)
class KeputusanTkpkpKawasan(KeputusanTim):
    """The head of region forms the team that runs one kawasan."""


@dataclass(frozen=True, slots=True)
class KeputusanTimKerja(KeputusanTim):
    """The Sekda forms a working team of officers."""
