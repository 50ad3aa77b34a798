"""Reports: of a meeting, of the study of a proposal, of a period. One form for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from documents.model.checks import filled, missing, require, some
from documents.model.kop import Kop
from documents.model.parts import Bagian, SuratHead
from documents.model.signatory import Signatory
from documents.model.tabel import Tabel


@dataclass(frozen=True, slots=True)
class Laporan:
    """A report in lettered sections, with its tables in an annex.

    `head.hal` is what the report is about; `head.yth` who receives it.
    """

    kop: Kop
    head: SuratHead
    bagian: tuple[Bagian, ...]
    penandatangan: Signatory
    lampiran: tuple[Tabel, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        some(bagian=self.bagian)

    @property
    def judul(self) -> str:
        """The report's title."""
        return f"Laporan {self.head.hal}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class LaporanHasilRapat(Laporan):
    """The chair of a coordination meeting reports its outcome to the Sekda."""


@dataclass(frozen=True, slots=True)
class LaporanKajian(Laporan):
    """The coordination team reports its study of a proposal to the head of region."""

    def __post_init__(self) -> None:
        Laporan.__post_init__(self)
        some(lampiran=self.lampiran)


@dataclass(frozen=True, slots=True)
class LaporanBerkala(Laporan):
    """The regency's Dinas PMD reports a period: achieved, hindered, advised."""


@dataclass(frozen=True, slots=True)
class TelaahanStaf:
    """Staff advice on one question, from the question itself to what is advised.

    `data_per` says as of when the facts were taken; `pilihan` are the courses considered.
    """

    kop: Kop
    head: SuratHead
    dari: str
    data_per: str
    persoalan: tuple[str, ...]
    praanggapan: tuple[str, ...]
    fakta: tuple[str, ...]
    analisis: tuple[str, ...]
    simpulan: tuple[str, ...]
    saran: tuple[str, ...]
    penandatangan: Signatory
    pilihan: tuple[str, ...] = ()
    lampiran: tuple[Tabel, ...] = ()

    def __post_init__(self) -> None:
        filled(dari=self.dari, data_per=self.data_per)
        for name in ("persoalan", "praanggapan", "fakta", "analisis", "simpulan", "saran"):
            require(len(getattr(self, name)) > 0, name, "paling sedikit satu butir")

    @property
    def judul(self) -> str:
        """The advice's subject."""
        return f"Telaahan Staf {self.head.hal}"

    @property
    def jumlah_lampiran(self) -> int:
        """One for each table."""
        return len(self.lampiran)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.head.nomor, tanggal=self.head.tanggal)
