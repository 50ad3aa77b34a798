"""What one village writes on the way to a joint enterprise: letters, a decision, a regulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.model.checks import filled, missing, require, some
from documents.model.kop import Kop
from documents.model.parts import Bagian, Desa, SuratHead
from documents.model.produk_hukum import Bab, Konsiderans, Penetapan
from documents.model.signatory import Signatory


@dataclass(frozen=True, slots=True)
class SuratPenawaranKerjaSama:
    """A village head offers the heads of other villages to work together, on stated terms."""

    kop: Kop
    head: SuratHead
    desa: Desa
    usaha: str
    pokok: tuple[Bagian, ...]
    penandatangan: Signatory
    dasar: tuple[str, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(usaha=self.usaha)
        some(pokok=self.pokok)

    @property
    def judul(self) -> str:
        """The letter's subject with the village that offers."""
        return f"{self.head.hal} Desa {self.desa.nama}"

    @property
    def jumlah_lampiran(self) -> int:
        """Nothing is enclosed."""
        return 0

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class SuratJawabanPenawaran:
    """A village head answers an offer: willing, or not and why, or with other terms."""

    kop: Kop
    head: SuratHead
    desa: Desa
    usaha: str
    penawaran: str
    bersedia: bool
    penandatangan: Signatory
    alasan: tuple[str, ...] = ()
    usul: tuple[str, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(usaha=self.usaha, penawaran=self.penawaran)
        require(self.bersedia or bool(self.alasan), "alasan", "wajib bila tidak bersedia")
        require(self.bersedia or not self.usul, "usul", "hanya bila bersedia")

    @property
    def judul(self) -> str:
        """The letter's subject with the village that answers."""
        return f"{self.head.hal} Desa {self.desa.nama}"

    @property
    def jumlah_lampiran(self) -> int:
        """Nothing is enclosed."""
        return 0

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class Utusan:
    """One whom a village sends to a deliberation, and whether with a vote."""

    nama: str
    jenis_kelamin: str
    unsur: str
    hak: str = ""

    def __post_init__(self) -> None:
        filled(nama=self.nama, jenis_kelamin=self.jenis_kelamin, unsur=self.unsur)


@dataclass(frozen=True, slots=True)
class KeputusanDelegasiDesa:
    """Keputusan Kepala Desa that names the village's delegates to a deliberation of villages."""

    kop: Kop
    penetapan: Penetapan
    konsiderans: Konsiderans
    desa: Desa
    musyawarah: str
    utusan: tuple[Utusan, ...]
    tugas: tuple[str, ...]
    masa: str
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(musyawarah=self.musyawarah, masa=self.masa)
        some(utusan=self.utusan, tugas=self.tugas)

    @property
    def tentang(self) -> str:
        """What the decision is about, for its head and its annex."""
        return f"Penetapan Delegasi Desa {self.desa.nama} dalam {self.musyawarah}"

    @property
    def judul(self) -> str:
        """The decision's full title."""
        return f"Keputusan {self.penetapan.pembentuk} tentang {self.tentang}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.penetapan.kekurangan()


@dataclass(frozen=True, slots=True)
class SuratKuasa:
    """Some empower one to act for them in one matter; `mengetahui` know of it."""

    kabupaten: str
    tempat: str
    pemberi: tuple[Signatory, ...]
    penerima: Signatory
    keperluan: str
    lingkup: tuple[str, ...]
    kop: Kop | None = None
    nomor: str | None = None
    tanggal: date | None = None
    berlaku: str = ""
    mengetahui: tuple[Signatory, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, tempat=self.tempat, keperluan=self.keperluan)
        some(pemberi=self.pemberi, lingkup=self.lingkup)

    @property
    def judul(self) -> str:
        """What the power is given for."""
        return f"Surat Kuasa {self.keperluan}"

    @property
    def penandatangan(self) -> tuple[Signatory, ...]:
        """Who gives, then who takes."""
        return (*self.pemberi, self.penerima)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal)


@dataclass(frozen=True, slots=True)
class PeraturanDesa:
    """A village's own regulation; the closing chapter on entry into force is the template's."""

    kop: Kop
    kabupaten: str
    desa: Desa
    tentang: str
    tahun: int
    konsiderans: Konsiderans
    bab: tuple[Bab, ...]
    bpd: str
    kepala_desa: Signatory
    sekretaris_desa: Signatory
    nomor: str | None = None
    tanggal: date | None = None
    tanggal_diundangkan: date | None = None

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, tentang=self.tentang, bpd=self.bpd)
        some(bab=self.bab)

    @property
    def judul(self) -> str:
        """The regulation's full title."""
        return f"Peraturan Desa {self.desa.nama} tentang {self.tentang}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal)
