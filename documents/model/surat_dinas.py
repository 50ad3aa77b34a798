"""Letters between governments and to villages: support, inventory, programmes, publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.model.checks import filled, missing, some
from documents.model.kop import Kop
from documents.model.parts import Acara, Desa, Orang, SuratHead
from documents.model.signatory import Signatory
from documents.model.tabel import Tabel


@dataclass(frozen=True, slots=True)
class SuratPermintaanDukungan:
    """The province, on behalf of the governor, asks a regency's head to support formation."""

    kop: Kop
    head: SuratHead
    kabupaten: str
    maksud: str
    dukungan: tuple[str, ...]
    penandatangan: Signatory
    dasar: tuple[str, ...] = ()
    calon_lokasi: tuple[str, ...] = ()
    narahubung: tuple[Orang, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(kabupaten=self.kabupaten, maksud=self.maksud)
        some(dukungan=self.dukungan)

    @property
    def judul(self) -> str:
        """The letter's subject with its regency."""
        return f"{self.head.hal} {self.kabupaten}"

    @property
    def jumlah_lampiran(self) -> int:
        """The list of candidate places, where there is one."""
        return int(bool(self.calon_lokasi))

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class SuratPermintaanInventarisasi:
    """A village is asked for the data its inventory must hold, on the form enclosed."""

    kop: Kop
    head: SuratHead
    kawasan: str
    desa: Desa
    data_diminta: tuple[str, ...]
    tenggat: date
    formulir: Tabel
    penandatangan: Signatory
    dasar: tuple[str, ...] = ()
    narahubung: tuple[Orang, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(kawasan=self.kawasan)
        some(data_diminta=self.data_diminta)

    @property
    def judul(self) -> str:
        """The letter's subject with its village."""
        return f"{self.head.hal} Desa {self.desa.nama}"

    @property
    def jumlah_lampiran(self) -> int:
        """The form to fill in."""
        return 1

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class UndanganMusyawarahDesa:
    """A village's council calls its people to decide on taking part in something."""

    kop: Kop
    head: SuratHead
    desa: Desa
    mengenai: str
    acara: Acara
    pokok_bahasan: tuple[str, ...]
    unsur: tuple[str, ...]
    penandatangan: Signatory
    dasar: tuple[str, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(mengenai=self.mengenai)
        some(pokok_bahasan=self.pokok_bahasan, unsur=self.unsur)

    @property
    def judul(self) -> str:
        """The invitation's subject with its village."""
        return f"{self.head.hal} {self.desa.nama}"

    @property
    def jumlah_lampiran(self) -> int:
        """The list of those invited."""
        return 1

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class SuratUsulProgram:
    """The head of region proposes programmes of a kawasan's plan to the governor.

    `program` is the matrix in the annex; `pagu` the sum asked for, in words and figures by the
    template, None while nobody counted it.
    """

    kop: Kop
    head: SuratHead
    kawasan: str
    penetapan: str
    rencana: str
    program: Tabel
    penandatangan: Signatory
    pagu: int | None = None
    dasar: tuple[str, ...] = ()
    tembusan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        filled(kawasan=self.kawasan, penetapan=self.penetapan, rencana=self.rencana)

    @property
    def judul(self) -> str:
        """The proposal's subject with its kawasan."""
        return f"{self.head.hal}: {self.kawasan}"

    @property
    def jumlah_lampiran(self) -> int:
        """The matrix of programmes."""
        return 1

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return self.head.kekurangan()


@dataclass(frozen=True, slots=True)
class PengumumanPenetapan:
    """The public is told what was designated, and where the decree can be read."""

    kop: Kop
    tempat: str
    kabupaten: str
    kawasan: str
    tema: str
    keputusan: str
    desa: tuple[Desa, ...]
    salinan: str
    layanan: tuple[str, ...]
    penandatangan: Signatory
    nomor: str | None = None
    tanggal: date | None = None

    def __post_init__(self) -> None:
        filled(tempat=self.tempat, kabupaten=self.kabupaten, kawasan=self.kawasan)
        filled(tema=self.tema, keputusan=self.keputusan, salinan=self.salinan)
        some(desa=self.desa, layanan=self.layanan)

    @property
    def judul(self) -> str:
        """The announcement's title with its kawasan."""
        return f"Pengumuman Penetapan {self.kawasan}"

    def kekurangan(self) -> tuple[str, ...]:
        """Name what signing still has to bind."""
        return missing(nomor=self.nomor, tanggal=self.tanggal)
