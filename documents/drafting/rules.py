"""How each kind of document is handled and worded, read strictly from the TOML files here."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from documents.errors import LayoutError, UnknownDocument
from documents.layout import Strict


class Unless(Strict):
    """What was recorded rules a kind of document out."""

    isian: str
    nilai: list[str]
    alasan: str


class Reference(Strict):
    """An earlier step a document refers to, and how."""

    langkah: str
    kata: str


class Rule(Strict):
    """One kind of document; the keys are explained in naskah.toml."""

    nomor: Literal["register", "dicatat"]
    penerbit: str
    langkah: list[str] = Field(default_factory=list)
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
    """One chapter of a joint regulation."""

    judul: str
    materi: str = ""
    isian: str = ""
    pengantar: str = ""
    butir: list[str] = Field(default_factory=list)
    bila: str = ""
    kalimat: str = ""
    anggota: str = ""


class Chapters(Strict):
    """Everything of peraturan_bersama.toml."""

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
    return _load("naskah.toml", Kinds)


@cache
def citing() -> Citing:
    """Which sources are cited."""
    return _load("mengingat.toml", Citing)


@cache
def chapters() -> Chapters:
    """The chapters of a joint regulation."""
    return _load("peraturan_bersama.toml", Chapters)


_Model = TypeVar("_Model", bound=Strict)


def _load(name: str, model: type[_Model]) -> _Model:
    text = files("documents.drafting").joinpath(name).read_text(encoding="utf-8")
    try:
        return model.model_validate(tomllib.loads(text))
    except ValidationError as error:
        messages = [
            f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}"
            for item in error.errors()
        ]
        raise LayoutError(name, messages) from error
