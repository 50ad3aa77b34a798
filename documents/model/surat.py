"""Letters in the correspondence profile: request, internal note, invitations, proposal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from documents.model.checks import filled, require, some
from documents.model.kop import Kop
from documents.model.parts import Acara, Bagian, Desa, Orang, SuratHead, jumlah_luas
from documents.model.signatory import Signatory


@dataclass(frozen=True, slots=True)
class SuratPermohonanAudiensi:
    """Kepala Dinas PMD Provinsi asks a regency's Sekda for an audience."""

    kop: Kop
    head: SuratHead
    kabupaten: str
    maksud: str
    pokok_bahasan: tuple[str, ...]
    usul_waktu: tuple[Acara, ...]
    penandatangan: Signatory
    dasar: tuple[str, ...] = ()
    uraian: tuple[str, ...] = ()
    delegasi: tuple[Orang, ...] = ()
    narahubung: tuple[Orang, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, maksud=self.maksud)
        some(pokok_bahasan=self.pokok_bahasan, usul_waktu=self.usul_waktu)

    @property
    def judul(self) -> str:
        """The letter's subject with its regency."""
        return f"{self.head.hal} {self.kabupaten}"

    @property
    def jumlah_lampiran(self) -> int:
        """One annex where a delegation is listed."""
        return int(bool(self.delegasi))

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class NotaDinas:
    """An internal note in lettered sections."""

    kop: Kop
    head: SuratHead
    dari: str
    bagian: tuple[Bagian, ...]
    penandatangan: Signatory
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(dari=self.dari)
        some(bagian=self.bagian)

    @property
    def judul(self) -> str:
        """The note's subject."""
        return f"Nota Dinas {self.head.hal}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class NotaDinasParaf:
    """An internal note that asks for coordination initials, with the sheet for them."""

    kop: Kop
    head: SuratHead
    dari: str
    pembuka: tuple[str, ...]
    judul_rancangan: str
    pemaraf: tuple[Orang, ...]
    penandatangan: Signatory
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(dari=self.dari, judul_rancangan=self.judul_rancangan)
        some(pemaraf=self.pemaraf)

    @property
    def judul(self) -> str:
        """The note's subject with the draft it is about."""
        return f"Nota Dinas {self.head.hal}: {self.judul_rancangan}"

    @property
    def jumlah_lampiran(self) -> int:
        """The sheet of initials."""
        return 1

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of a programme; `waktu` as it shall read ("09.00–09.15")."""

    waktu: str
    kegiatan: str
    pelaksana: str = ""


@dataclass(frozen=True, slots=True)
class UndanganRapatKoordinasi:
    """Sekda invites agencies and camat; the invited are listed in the annex."""

    kop: Kop
    head: SuratHead
    acara: Acara
    agenda: str
    tujuan: str
    undangan: tuple[str, ...]
    penandatangan: Signatory
    dasar: tuple[str, ...] = ()
    susunan_acara: tuple[AgendaItem, ...] = ()
    pakaian: str = ""
    catatan: str = ""
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(agenda=self.agenda, tujuan=self.tujuan)
        some(undangan=self.undangan)

    @property
    def judul(self) -> str:
        """The invitation's subject."""
        return self.head.hal

    @property
    def jumlah_lampiran(self) -> int:
        """The list of the invited, and the programme where there is one."""
        return 1 + int(bool(self.susunan_acara))

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class UndanganMusyawarahAntarDesa:
    """Villages are called to deliberate together, `mengenai` what."""

    kop: Kop
    head: SuratHead
    acara: Acara
    mengenai: str
    desa: tuple[Desa, ...]
    pokok_bahasan: tuple[str, ...]
    unsur: tuple[str, ...]
    penandatangan: Signatory
    dasar: tuple[str, ...] = ()
    utusan_per_desa: int | None = None
    catatan: str = ""
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(mengenai=self.mengenai)
        some(desa=self.desa, pokok_bahasan=self.pokok_bahasan, unsur=self.unsur)
        seats = self.utusan_per_desa is None or self.utusan_per_desa > 0
        require(seats, "utusan_per_desa", "harus lebih dari nol")

    @property
    def judul(self) -> str:
        """The invitation's subject."""
        return self.head.hal

    @property
    def jumlah_lampiran(self) -> int:
        """The list of villages."""
        return 1

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class SuratUsulanKawasan:
    """The village heads jointly propose a kawasan to the bupati, through the camat."""

    kop: Kop
    head: SuratHead
    kabupaten: str
    kawasan: str
    tema: str
    desa: tuple[Desa, ...]
    potensi: tuple[str, ...]
    berkas: tuple[str, ...]
    penandatangan: tuple[Signatory, ...]
    dasar: tuple[str, ...] = ()
    mengetahui: tuple[Signatory, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, kawasan=self.kawasan, tema=self.tema)
        some(desa=self.desa, potensi=self.potensi, penandatangan=self.penandatangan)

    @property
    def judul(self) -> str:
        """The proposal's subject."""
        return f"{self.head.hal}: {self.kawasan}"

    @property
    def luas_total(self) -> Decimal | None:
        """The area of all villages, or None while one is unknown."""
        return jumlah_luas(self.desa)

    @property
    def jumlah_lampiran(self) -> int:
        """The list of villages, then each file enclosed."""
        return 1 + len(self.berkas)

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()
