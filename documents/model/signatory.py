"""Who signs, and by what authority."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from documents.model.checks import filled, require
from documents.model.kop import Office


class Authority(StrEnum):
    """How the signatory holds the office signed for."""

    LANGSUNG = "langsung"
    AN = "a.n."
    UB = "u.b."
    PLT = "Plt."
    PLH = "Plh."
    PJ = "Pj."
    PJS = "Pjs."


@dataclass(frozen=True, slots=True)
class Signatory:
    """One signature.

    `jabatan` is the office of whoever signs ("Sekretaris Daerah"); capitals are the template's
    business. With a.n. and u.b., `atas_nama` is the office on whose behalf ("Bupati Tanah
    Laut"); with u.b., `melalui` is the office between ("Sekretaris Daerah"). Plt., Plh., Pj.
    and Pjs. stand before the office held for the time being; one who signs a.n. while holding
    an office so writes it into `jabatan` ("Plt. Sekretaris Daerah").
    """

    jabatan: str
    nama: str
    pejabat: Office
    gelar_depan: str = ""
    gelar_belakang: str = ""
    pangkat: str = ""
    nip: str = ""
    mode: Authority = Authority.LANGSUNG
    atas_nama: str = ""
    melalui: str = ""

    def __post_init__(self) -> None:
        filled(jabatan=self.jabatan, nama=self.nama)
        on_behalf = self.mode in {Authority.AN, Authority.UB}
        require(on_behalf == bool(self.atas_nama), "atas_nama", "diisi hanya untuk a.n. dan u.b.")
        through = self.mode is Authority.UB
        require(through == bool(self.melalui), "melalui", "diisi hanya untuk u.b.")
        plain = self.nip.isascii() and self.nip.isdigit() and len(self.nip) == 18  # noqa: PLR2004
        require(not self.nip or plain, "nip", "18 angka tanpa spasi")

    @property
    def nama_bergelar(self) -> str:
        """The name with its titles: "Drs. H. Ahmad, M.Si."."""
        front = f"{self.gelar_depan} {self.nama}".strip()
        return f"{front}, {self.gelar_belakang}" if self.gelar_belakang else front
