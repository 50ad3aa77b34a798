"""The settings of appearance, read strictly from layout.toml.

An office passes the text of a file of its own; unknown keys, wrong types and values out of
range are refused, so that a mistyped setting never silently keeps the default.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from documents.strict import Strict, load, shipped

ProfileName = Literal["korespondensi", "produk_hukum"]
Certainty = Literal["verified", "secondary", "recalled", "practice"]
Millimetres = Annotated[int, Field(ge=0, le=500)]
Room = Annotated[int, Field(ge=15, le=80)]
Text = Annotated[str, Field(min_length=1, max_length=400)]


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


@cache
def load_layout(override: str = "") -> Layout:
    """Read layout.toml, with an office's own TOML text laid over it.

    Raises LayoutError naming every wrong key.
    """
    return load("layout.toml", Layout, (*shipped("", "layout"), override))
