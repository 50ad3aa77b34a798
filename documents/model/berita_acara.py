"""Records of deliberation and study: village meeting, inter-village meeting, kajian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.model.checks import filled, missing, require, some
from documents.model.kop import Kop
from documents.model.parts import Acara, ButirKeputusan, Desa, Orang, Peserta, Rekap, total
from documents.model.signatory import Signatory
from documents.model.tabel import Tabel


@dataclass(frozen=True, slots=True)
class BeritaAcaraMusyawarahDesa:
    """What one village decided on taking part in a kawasan, or in founding an enterprise.

    `menyetujui` False needs `alasan`; `aset_desa` says whether village assets are used, with
    `uraian_aset`, and is None where that is not the question. Whether a women's group was
    present is a fact of its own, not a count.
    """

    kop: Kop
    desa: Desa
    kabupaten: str
    mengenai: str
    acara: Acara
    pimpinan: Orang
    sekretaris: Orang
    kehadiran: tuple[Rekap, ...]
    kelompok_perempuan: bool
    pokok_bahasan: tuple[str, ...]
    menyetujui: bool
    aset_desa: bool | None
    ketua_bpd: Signatory
    kepala_desa: Signatory
    wakil_masyarakat: tuple[Signatory, ...]
    nomor: str | None = None
    dasar: tuple[str, ...] = ()
    keputusan: tuple[ButirKeputusan, ...] = ()
    alasan: tuple[str, ...] = ()
    uraian_aset: str = ""
    utusan: tuple[Orang, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, mengenai=self.mengenai)
        some(
            kehadiran=self.kehadiran,
            pokok_bahasan=self.pokok_bahasan,
            wakil_masyarakat=self.wakil_masyarakat,
        )
        require(self.menyetujui or bool(self.alasan), "alasan", "wajib bila tidak menyetujui")
        described = bool(self.uraian_aset) or not self.aset_desa
        require(described, "uraian_aset", "wajib bila aset desa digunakan")

    @property
    def judul(self) -> str:
        """The record's title with its village."""
        return f"Berita Acara Musyawarah Desa {self.desa.nama}"

    @property
    def hadir(self) -> Rekap:
        """All who attended."""
        return total(self.kehadiran)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor)


@dataclass(frozen=True, slots=True)
class BeritaAcaraMusyawarahAntarDesa:
    """What the villages decided together, with the attendance list as its annex.

    `tabel` shows what the decisions set in figures or names.
    """

    kabupaten: str
    mengenai: str
    acara: Acara
    tujuan: str
    desa: tuple[Desa, ...]
    pimpinan: Signatory
    sekretaris: Signatory
    pokok_bahasan: tuple[str, ...]
    keputusan: tuple[ButirKeputusan, ...]
    peserta: tuple[Peserta, ...]
    kepala_desa: tuple[Signatory, ...]
    kop: Kop | None = None
    nomor: str | None = None
    dasar: tuple[str, ...] = ()
    tindak_lanjut: tuple[str, ...] = ()
    tabel: tuple[Tabel, ...] = ()
    mengetahui: tuple[Signatory, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, mengenai=self.mengenai, tujuan=self.tujuan)
        some(desa=self.desa, keputusan=self.keputusan, peserta=self.peserta)
        some(kepala_desa=self.kepala_desa, pokok_bahasan=self.pokok_bahasan)
        known = {village.nama for village in self.desa}
        strangers = sorted({p.desa for p in self.peserta if p.kedudukan == "utusan"} - known)
        require(not strangers, "peserta", f"utusan dari desa di luar daftar: {strangers}")

    @property
    def judul(self) -> str:
        """The record's title with its matter."""
        return f"Berita Acara Musyawarah Antar Desa {self.mengenai}"

    @property
    def rekapitulasi(self) -> tuple[Rekap, ...]:
        """Delegates counted per village and gender, in the order of the villages."""
        return tuple(
            Rekap(
                village.nama,
                self._count(village.nama, "L"),
                self._count(village.nama, "P"),
            )
            for village in self.desa
        )

    @property
    def hadir(self) -> Rekap:
        """All delegates."""
        return total(self.rekapitulasi)

    @property
    def peninjau(self) -> int:
        """How many attended without a mandate."""
        return sum(person.kedudukan == "peninjau" for person in self.peserta)

    @property
    def mufakat(self) -> bool:
        """Whether every decision was reached by mufakat."""
        return all(item.mufakat is not False for item in self.keputusan)

    def _count(self, village: str, gender: str) -> int:
        return sum(
            person.kedudukan == "utusan"
            and person.desa == village
            and person.jenis_kelamin == gender
            for person in self.peserta
        )

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor)


@dataclass(frozen=True, slots=True)
class Temuan:
    """A finding of the study on one aspect; `sesuai` None means it could not be judged."""

    aspek: str
    acuan: str
    uraian: str
    sesuai: bool | None

    def __post_init__(self) -> None:
        filled(aspek=self.aspek, acuan=self.acuan, uraian=self.uraian)


@dataclass(frozen=True, slots=True)
class BeritaAcaraKajian:
    """TKPKP records how a proposal fits the regency's plans, and what it recommends.

    A finding on RTRW and one on RPJMD are always there; a return or rejection carries its
    reasons.
    """

    kop: Kop
    kabupaten: str
    kawasan: str
    tema: str
    acara: Acara
    tim: str
    usulan: str
    desa: tuple[Desa, ...]
    temuan_rtrw: Temuan
    temuan_rpjmd: Temuan
    rekomendasi: Literal["direkomendasikan", "dikembalikan", "ditolak"]
    ketua: Signatory
    anggota: tuple[Orang, ...]
    nomor: str | None = None
    dasar: tuple[str, ...] = ()
    temuan_lain: tuple[Temuan, ...] = ()
    alasan: tuple[str, ...] = ()
    catatan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, kawasan=self.kawasan, tim=self.tim, usulan=self.usulan)
        some(desa=self.desa, anggota=self.anggota)
        reasoned = self.rekomendasi == "direkomendasikan" or bool(self.alasan)
        require(reasoned, "alasan", "wajib bila usulan dikembalikan atau ditolak")

    @property
    def judul(self) -> str:
        """The record's title with its kawasan."""
        return f"Berita Acara Kajian Usulan {self.kawasan}"

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        """All findings: RTRW, RPJMD, then the others."""
        return (self.temuan_rtrw, self.temuan_rpjmd, *self.temuan_lain)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor)
