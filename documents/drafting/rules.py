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

    rujukan: list[Reference] = Field(default_factory=list)
    kata: dict[str, str] = Field(default_factory=dict)
    daftar: dict[str, list[str]] = Field(default_factory=dict)


class Rule(Strict):
    """One kind of document; the keys are explained in naskah.toml."""

    nomor: Literal["register", "dicatat"]
    penerbit: str
    langkah: list[str] = Field(default_factory=list)
    isian_nomor: str = "nomor"
    isian_tanggal: str = ""
    pada: dict[str, There] = Field(default_factory=dict)
    sebelum: bool = False
    melaporkan: list[str] = Field(default_factory=list)
    penerima: list[str] = Field(default_factory=list)
    tembusan: list[str] = Field(default_factory=list)
    kecuali: list[Unless] = Field(default_factory=list)
    rujukan: list[Reference] = Field(default_factory=list)
    periksa: list[str] = Field(default_factory=list)
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
                "rujukan": [*self.rujukan, *there.rujukan],
                "kata": {**self.kata, **there.kata},
                "daftar": {**self.daftar, **there.daftar},
            }
        )


class General(Strict):
    """Words that every kind shares."""

    nama: str
    format_nomor: str
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


class Chapter(Strict):
    """One chapter of a regulation."""

    judul: str
    materi: str = ""
    isian: str = ""
    pengantar: str = ""
    butir: list[str] = Field(default_factory=list)
    bila: str = ""
    kalimat: str = ""
    anggota: str = ""


class Chapters(Strict):
    """The chapters of one kind of regulation."""

    bab: list[Chapter]


def rule(kind: str) -> Rule:
    """How a kind is handled; raises UnknownDocument."""
    found = kinds().naskah.get(kind)
    if found is None:
        raise UnknownDocument(f"Tidak ada aturan penyusunan untuk naskah {kind!r}.")
    return found


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
