"""How each kind of document is handled and worded, read strictly from the TOML files here."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from documents.errors import UnknownDocument
from documents.strict import Strict, load, shipped

_HERE = "drafting"


class Unless(Strict):
    """What was recorded rules a kind of document out."""

    isian: str
    nilai: list[str | bool]
    alasan: str


class Reference(Strict):
    """An earlier step a document refers to, and how."""

    langkah: str
    kata: str


class There(Strict):
    """What a kind says otherwise in one of the steps it arises in."""

    penerbit: str = ""
    rujukan: list[Reference] = Field(default_factory=list)
    kata: dict[str, str] = Field(default_factory=dict)
    daftar: dict[str, list[str]] = Field(default_factory=dict)


class Rule(Strict):
    """One kind of document; the keys are explained in naskah.toml."""

    nomor: Literal["register", "dicatat", "tanpa"]
    penerbit: str
    langkah: list[str] = Field(default_factory=list)
    isian_nomor: str = "nomor"
    isian_tanggal: str = ""
    pada: dict[str, There] = Field(default_factory=dict)
    sebelum: bool = False
    atas_permintaan: bool = False
    setiap_langkah: bool = False
    atas_nama: str = ""
    seperti: str = ""
    melaporkan: list[str] = Field(default_factory=list)
    penerima: list[str] = Field(default_factory=list)
    tembusan: list[str] = Field(default_factory=list)
    kecuali: list[Unless] = Field(default_factory=list)
    rujukan: list[Reference] = Field(default_factory=list)
    periksa: list[str] = Field(default_factory=list)
    paraf: list[str] = Field(default_factory=list)
    wajib_paraf: bool = False
    kata: dict[str, str] = Field(default_factory=dict)
    daftar: dict[str, list[str]] = Field(default_factory=dict)

    @property
    def registered(self) -> bool:
        """Whether this system numbers it at signing."""
        return self.nomor == "register"

    def at(self, step: str) -> Rule:
        """The rule as it is in one step."""
        there = self.pada.get(step)
        if there is None:
            return self
        return self.model_copy(
            update={
                "penerbit": there.penerbit or self.penerbit,
                "rujukan": [*self.rujukan, *there.rujukan],
                "kata": {**self.kata, **there.kata},
                "daftar": {**self.daftar, **there.daftar},
            }
        )


class General(Strict):
    """Words that every kind shares."""

    nama: str
    format_nomor: str
    format_seri: dict[str, str]
    keamanan: str
    awalan_kawasan: str
    kata_jabatan: list[str]
    kosong: str
    anggapan: str
    kota: str
    belum_pasti: str
    bercatatan: str
    tidak_dicetak: str
    tidak_berlaku: str
    bukan_tanggal: str
    beda_jabatan: str
    beda_jabatan_perbaikan: str
    ejaan: str
    ejaan_perbaikan: str
    tanpa_mandat: str
    tanpa_mandat_perbaikan: str
    isian: dict[str, str]


class Kinds(Strict):
    """Everything of naskah.toml."""

    umum: General
    naskah: dict[str, Rule]


class Citing(Strict):
    """Everything of mengingat.toml."""

    jenis: list[str]
    peringkat_terendah: int
    tetap_dicetak: list[str]
    meragukan: list[str]
    tambahan: dict[str, list[str]]
    tanpa: dict[str, list[str]]


class Clause(Strict):
    """One ayat; the keys are explained in peraturan_bersama.toml."""

    isi: str = ""
    huruf: list[str] = Field(default_factory=list)
    isian: str = ""
    baris: str = ""
    kolom: list[str] = Field(default_factory=list)
    bila: str = ""


class Article(Strict):
    """One pasal, with the table that stands under it."""

    ayat: list[Clause]
    tabel: str = ""


class Chapter(Strict):
    """One chapter of a regulation."""

    judul: str
    materi: str = ""
    dasar: list[str] = Field(default_factory=list)
    pasal: list[Article]


class Chapters(Strict):
    """The chapters of one kind of regulation, or of its annex."""

    judul: str = ""
    bab: list[Chapter]


class Grid(Strict):
    """One table; the keys are explained in tabel.toml."""

    judul: str = ""
    isian: str
    kolom: dict[str, str]
    uang: list[str] = Field(default_factory=list)
    boleh_kosong: list[str] = Field(default_factory=list)
    jumlah: str = ""
    kata: dict[str, str] = Field(default_factory=dict)


class Grids(Strict):
    """Everything of tabel.toml."""

    tabel: dict[str, Grid]


def rule(kind: str) -> Rule:
    """How a kind is handled; raises UnknownDocument."""
    found = kinds().naskah.get(kind)
    if found is None:
        raise UnknownDocument(f"Tidak ada aturan penyusunan untuk naskah {kind!r}.")
    if not found.seperti:
        return found
    words = {**rule(found.seperti).kata, **found.kata}
    return found.model_copy(update={"kata": words})


@cache
def anywhere() -> tuple[str, ...]:
    """The kinds that may be asked for in any step of a case."""
    return tuple(name for name, held in kinds().naskah.items() if held.setiap_langkah)


@cache
def kinds() -> Kinds:
    """The rules of all kinds."""
    return load("naskah.toml", Kinds, shipped(_HERE, "naskah"))


@cache
def citing() -> Citing:
    """Which sources are cited."""
    return load("mengingat.toml", Citing, shipped(_HERE, "mengingat"))


@cache
def chapters(name: str = "peraturan_bersama") -> Chapters:
    """The chapters of a regulation, from the file of that name."""
    return load(name, Chapters, shipped(_HERE, f"{name}.toml"))


@cache
def grids() -> Grids:
    """The heads of every table."""
    return load("tabel.toml", Grids, shipped(_HERE, "tabel.toml"))
