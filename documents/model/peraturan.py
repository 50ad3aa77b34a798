"""The head of region's regulation that fixes a kawasan's plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.model.checks import filled, missing, require, some
from documents.model.kop import Kop
from documents.model.produk_hukum import Bab, Konsiderans, Penetapan
from documents.model.signatory import Signatory
from documents.model.tabel import Tabel


@dataclass(frozen=True, slots=True)
class PeraturanBupatiRpkp:
    """Peraturan Bupati on the plan of one kawasan, with its programmes in the annex.

    `penetapan.nomor` is the number without its year, which is `tahun`. Date and number of
    promulgation may be unknown when it is signed; the Sekda then writes them on the dots.
    """

    kop: Kop
    kabupaten: str
    kawasan: str
    tahun: int
    periode: str
    penetapan: Penetapan
    konsiderans: Konsiderans
    bab: tuple[Bab, ...]
    program: Tabel
    pengundang: Signatory
    tanggal_diundangkan: date | None = None
    nomor_berita_daerah: str = ""

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, kawasan=self.kawasan, periode=self.periode)
        some(bab=self.bab)
        materials = [bab.materi for bab in self.bab if bab.materi]
        require(len(set(materials)) == len(materials), "bab", "butir muatan berulang")

    @property
    def tentang(self) -> str:
        """What the regulation is about, for its head and its annexes."""
        return f"Rencana Pembangunan {self.kawasan} {self.periode}"

    @property
    def judul(self) -> str:
        """The regulation's full title."""
        return f"Peraturan {self.penetapan.pembentuk} tentang {self.tentang}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        p = self.penetapan
        return missing(nomor=p.nomor, tanggal=p.tanggal)
