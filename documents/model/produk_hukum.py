"""Legal products: their parts, the designation of a kawasan, the joint regulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.model.checks import filled, missing, require, some
from documents.model.kop import Kop, Picture
from documents.model.parts import Butir, Desa, jumlah_luas
from documents.model.signatory import Signatory
from documents.model.tabel import Tabel


@dataclass(frozen=True, slots=True)
class Konsiderans:
    """The preamble. Each line is the caller's, from the register of legal sources.

    `menimbang` without its opening "bahwa" and without closing marks; `mengingat` and
    `memperhatikan` as citations without closing marks. The template adds both.
    """

    menimbang: tuple[str, ...]
    mengingat: tuple[str, ...]
    memperhatikan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        some(menimbang=self.menimbang, mengingat=self.mengingat)


@dataclass(frozen=True, slots=True)
class Penetapan:
    """Number, place, date and signature of a Keputusan."""

    pembentuk: str
    tempat: str
    penandatangan: Signatory
    nomor: str | None = None
    tanggal: date | None = None

    def __post_init__(self) -> None:
        filled(pembentuk=self.pembentuk, tempat=self.tempat)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal)


@dataclass(frozen=True, slots=True)
class Anggota:
    """One seat in a team: its role, the office that fills it, its unit."""

    kedudukan: str
    jabatan: str
    unsur: str = ""

    def __post_init__(self) -> None:
        filled(kedudukan=self.kedudukan, jabatan=self.jabatan)


@dataclass(frozen=True, slots=True)
class Peta:
    """The delineation map as a picture, with the scale and source it must name."""

    gambar: Picture
    skala: str
    sumber: str

    def __post_init__(self) -> None:
        filled(skala=self.skala, sumber=self.sumber)


@dataclass(frozen=True, slots=True)
class KeputusanPenetapanKawasan:
    """Keputusan Bupati that fixes where a kawasan perdesaan lies."""

    kop: Kop
    penetapan: Penetapan
    konsiderans: Konsiderans
    kabupaten: str
    kawasan: str
    tema: str
    desa: tuple[Desa, ...]
    pelaksana: str
    pendanaan: str
    peta: Peta | None = None
    dikta_tambahan: tuple[Butir, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, kawasan=self.kawasan, tema=self.tema)
        filled(pelaksana=self.pelaksana, pendanaan=self.pendanaan)
        some(desa=self.desa)
        codes = [village.kode for village in self.desa]
        require(len(set(codes)) == len(codes), "desa", "kode wilayah berulang")

    @property
    def tentang(self) -> str:
        """What the decision is about, for its head and its annexes."""
        return f"Penetapan Lokasi {self.kawasan} di {self.kabupaten}"

    @property
    def judul(self) -> str:
        """The decision's full title."""
        return f"Keputusan {self.penetapan.pembentuk} tentang {self.tentang}"

    @property
    def kecamatan(self) -> tuple[str, ...]:
        """The kecamatan the villages lie in, each once, in order."""
        return tuple(dict.fromkeys(village.kecamatan for village in self.desa))

    @property
    def luas_total(self) -> Decimal | None:
        """The area of all villages, or None while one is unknown."""
        return jumlah_luas(self.desa)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.penetapan.kekurangan()


@dataclass(frozen=True, slots=True)
class Ayat:
    """One ayat: a sentence, with lettered items below it."""

    isi: str
    huruf: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(isi=self.isi)


@dataclass(frozen=True, slots=True)
class Pasal:
    """One pasal; ayat are numbered only where there are two or more. A table stands at its end."""

    ayat: tuple[Ayat, ...]
    tabel: Tabel | None = None

    def __post_init__(self) -> None:
        some(ayat=self.ayat)


@dataclass(frozen=True, slots=True)
class Bab:
    """A chapter. `materi` names the minimum item of content it covers ("a" to "h")."""

    judul: str
    pasal: tuple[Pasal, ...]
    materi: str = ""

    def __post_init__(self) -> None:
        filled(judul=self.judul)
        some(pasal=self.pasal)

    @property
    def banyak_pasal(self) -> int:
        """How many pasal it holds."""
        return len(self.pasal)


@dataclass(frozen=True, slots=True)
class Lampiran:
    """Chapters that a regulation sets as its annex, such as articles of association."""

    judul: str
    bab: tuple[Bab, ...]

    def __post_init__(self) -> None:
        filled(judul=self.judul)
        some(bab=self.bab)


@dataclass(frozen=True, slots=True)
class PihakDesa:
    """A village that is party: its head, its secretary who promulgates, its own number.

    Date and number of promulgation may still be unknown when it is signed; the secretary then
    writes them on the dotted lines.
    """

    desa: Desa
    kepala_desa: Signatory
    sekretaris_desa: Signatory
    nomor: str | None = None
    tanggal_diundangkan: date | None = None
    nomor_berita_desa: str = ""


@dataclass(frozen=True, slots=True)
class PeraturanBersamaKepalaDesa:
    """Joint regulation of village heads, with one number per village or one shared.

    `bab` holds the content; the closing chapter on entry into force is the template's.
    """

    kabupaten: str
    tentang: str
    tahun: int
    tempat: str
    pihak: tuple[PihakDesa, ...]
    konsiderans: Konsiderans
    bab: tuple[Bab, ...]
    nomor_bersama: str | None = None
    nomor_per_desa: bool = True
    tanggal: date | None = None
    lampiran: Lampiran | None = None

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, tentang=self.tentang, tempat=self.tempat)
        some(bab=self.bab)
        require(len(self.pihak) > 1, "pihak", "paling sedikit dua desa")
        for part in (self.bab, self.lampiran.bab if self.lampiran else ()):
            materials = [bab.materi for bab in part if bab.materi]
            require(len(set(materials)) == len(materials), "bab", "butir muatan berulang")

    @property
    def judul(self) -> str:
        """The regulation's full title."""
        return f"Peraturan Bersama Kepala Desa tentang {self.tentang}"

    @property
    def materi(self) -> frozenset[str]:
        """The minimum items of content the chapters cover."""
        return frozenset(bab.materi for bab in self.bab if bab.materi)

    @property
    def materi_lampiran(self) -> frozenset[str]:
        """The minimum items of content the annex covers."""
        chapters = self.lampiran.bab if self.lampiran else ()
        return frozenset(bab.materi for bab in chapters if bab.materi)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        dates = missing(tanggal=self.tanggal)
        if not self.nomor_per_desa:
            return (*missing(nomor_bersama=self.nomor_bersama), *dates)
        numbers = tuple(f"nomor {p.desa.nama}" for p in self.pihak if not p.nomor)
        return (*numbers, *dates)
