"""The settings of appearance and classification, read strictly from their TOML files.

An office passes the text of a file of its own; unknown keys, wrong types and values out of
range are refused, so that a mistyped setting never silently keeps the default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from documents.errors import LayoutError

ProfileName = Literal["korespondensi", "produk_hukum"]
Certainty = Literal["verified", "secondary", "recalled", "practice"]
Millimetres = Annotated[int, Field(ge=0, le=500)]
Room = Annotated[int, Field(ge=15, le=80)]
Text = Annotated[str, Field(min_length=1, max_length=400)]


class Strict(BaseModel):
    """Frozen, and without room for a key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Profile(Strict):
    """Paper, type and room of one family of documents."""

    kertas: Text
    lebar_mm: Millimetres
    tinggi_mm: Millimetres
    margin_atas_mm: Millimetres
    margin_kanan_mm: Millimetres
    margin_bawah_mm: Millimetres
    margin_kiri_mm: Millimetres
    huruf: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]{0,60}$")]
    ukuran_pt: Annotated[int, Field(ge=8, le=16)]
    spasi: Annotated[float, Field(ge=1.0, le=2.0)]
    tampil_gelar: bool
    ruang_ttd_mm: Annotated[int, Field(ge=35, le=80)]
    ruang_ttd_kisi_mm: Room


class Profiles(Strict):
    """The two regimes: letters and legal products."""

    korespondensi: Profile
    produk_hukum: Profile


class LetterSettings(Strict):
    """Choices offices make differently in letters."""

    posisi_yth: Literal["kiri", "kanan"]
    kop_an: Literal["setda", "kepala_daerah"]
    tampil_nip: list[str]
    tanpa_gelar: list[Literal["Plt.", "Plh.", "Pj.", "Pjs."]]


class Marks(Strict):
    """Watermarks, and the words that stand where something is not yet known."""

    rancangan: Text
    demonstrasi: Text
    catatan_demonstrasi: Text
    nomor_belum_ada: Text
    tanggal_belum_ada: Text
    lambang_negara: Text
    lambang_daerah: Text
    warna: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Footer(Strict):
    """What stands at the foot of every page of an issued document."""

    teks: Text
    teks_tte: Text
    ukuran_pt: Annotated[int, Field(ge=6, le=10)]


class Sureness(Strict):
    """How sure a value is, and why."""

    tingkat: Certainty
    catatan: Text


class Layout(Strict):
    """Everything of layout.toml."""

    versi: Text
    profil: Profiles
    surat: LetterSettings
    tanda: Marks
    kaki: Footer
    kepastian: dict[str, Sureness]

    def profile(self, name: ProfileName) -> Profile:
        """Give the profile of that name."""
        return self.profil.korespondensi if name == "korespondensi" else self.profil.produk_hukum


class Code(Strict):
    """One classification code."""

    nama: Text
    kepastian: Certainty


class Filing(Strict):
    """Where a document is filed: its code and the series that numbers it."""

    kode: Text
    seri: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class Classification(Strict):
    """Everything of klasifikasi.toml."""

    versi: Text
    kode: dict[str, Code]
    dokumen: dict[str, Filing]

    @model_validator(mode="after")
    def _known_codes(self) -> Classification:
        for name, filing in self.dokumen.items():
            if filing.kode not in self.kode:
                raise ValueError(f"dokumen {name}: kode {filing.kode} tidak ada dalam daftar")
        return self


@cache
def load_layout(override: str = "") -> Layout:
    """Read layout.toml, with an office's own TOML text laid over it.

    Raises LayoutError naming every wrong key.
    """
    return _load("layout.toml", override, Layout)


@cache
def load_classification(override: str = "") -> Classification:
    """Read klasifikasi.toml, with an office's own TOML text laid over it."""
    return _load("klasifikasi.toml", override, Classification)


_Model = TypeVar("_Model", bound=Strict)


def _load(name: str, override: str, model: type[_Model]) -> _Model:
    text = files("documents").joinpath(name).read_text(encoding="utf-8")
    try:
        data = _merge(tomllib.loads(text), tomllib.loads(override))
        return model.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(name, [str(error)]) from error
    except ValidationError as error:
        messages = [
            f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}"
            for item in error.errors()
        ]
        raise LayoutError(name, messages) from error


def _merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = _merge(known, value)
        else:
            merged[key] = value
    return merged
