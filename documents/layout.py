"""The settings of appearance, read strictly from layout.toml.

A region lays its own TOML text over the shipped values, a regency over its province; unknown
keys, wrong types and values out of range are refused, so that a mistyped setting never silently
keeps the default.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from documents.strict import Strict, load, shipped

ProfileName = Literal["korespondensi", "produk_hukum"]
Certainty = Literal["verified", "secondary", "recalled", "practice"]
Millimetres = Annotated[int, Field(ge=0, le=500)]
Margin = Annotated[int, Field(ge=5, le=100)]
Side = Annotated[int, Field(ge=100, le=500)]
Room = Annotated[int, Field(ge=15, le=80)]
Points = Annotated[float, Field(ge=0.25, le=6)]
TypeSize = Annotated[int, Field(ge=6, le=30)]
Text = Annotated[str, Field(min_length=1, max_length=400)]
OptionalText = Annotated[str, Field(max_length=400)]
_HASH_LENGTH = 12


class Paper(NamedTuple):
    """The two sides of a sheet, upright."""

    width: int
    height: int


class Profile(Strict):
    """Paper, type and room of one family of documents."""

    kertas: Text
    margin_atas_mm: Margin
    margin_kanan_mm: Margin
    margin_bawah_mm: Margin
    margin_kiri_mm: Margin
    huruf: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]{0,60}$")]
    ukuran_pt: Annotated[int, Field(ge=8, le=16)]
    spasi: Annotated[float, Field(ge=1.0, le=2.0)]
    inden_mm: Annotated[float, Field(ge=0, le=30)]
    nomor_halaman: Literal["atas-tengah", "atas-kanan", "bawah-kanan", "tanpa"]
    kata_penyambung: bool
    tampil_gelar: bool
    tampil_nip: list[str]
    ruang_ttd_mm: Annotated[int, Field(ge=35, le=80)]
    ruang_ttd_kisi_mm: Room
    ulangi_ttd_lampiran: bool


class Profiles(Strict):
    """The two regimes: letters and legal products."""

    korespondensi: Profile
    produk_hukum: Profile


class Letterhead(Strict):
    """How a letterhead is set. `rasio` is the size of the region's line to the office's."""

    rasio: Annotated[list[Annotated[int, Field(ge=1, le=9)]], Field(min_length=2, max_length=2)]
    ukuran_kantor_pt: TypeSize
    ukuran_kantor_panjang_pt: TypeSize
    panjang_dari: Annotated[int, Field(ge=10, le=100)]
    kantor_tebal: bool
    baris_kantor_terbanyak: Annotated[int, Field(ge=1, le=6)]
    ukuran_jabatan_pt: TypeSize
    ukuran_alamat_pt: TypeSize
    tinggi_lambang_mm: Annotated[int, Field(ge=10, le=40)]
    garis_tebal_pt: Points
    garis_tipis_pt: Points
    urutan_garis: Literal["tebal-tipis", "tipis-tebal"]
    baris_provinsi: list[ProfileName]


class LetterSettings(Strict):
    """Choices offices make differently in letters."""

    posisi_yth: Literal["kiri", "kanan"]
    kepada_yth: bool
    awalan_di: bool
    tanpa_kota: OptionalText
    kop_an: Literal["setda", "kepala_daerah"]
    tanpa_gelar: list[Literal["Plt.", "Plh.", "Pj.", "Pjs."]]
    pemisah_sifat: Literal["/", ", ", " dan "]
    lampiran_nihil: OptionalText
    tembusan_yth: bool


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
    teks_tte_tambahan: OptionalText
    ukuran_pt: Annotated[int, Field(ge=6, le=10)]


class Sureness(Strict):
    """How sure a value is, and why."""

    tingkat: Certainty
    catatan: Text


class Layout(Strict):
    """Everything of layout.toml."""

    versi: Text
    kertas: dict[str, Annotated[list[Side], Field(min_length=2, max_length=2)]]
    profil: Profiles
    kop: Letterhead
    surat: LetterSettings
    tanda: Marks
    kaki: Footer
    kepastian: dict[str, Sureness]

    @model_validator(mode="after")
    def _possible(self) -> Layout:
        for name in ("korespondensi", "produk_hukum"):
            profile = self.profile(name)
            if profile.kertas not in self.kertas:
                known = ", ".join(self.kertas)
                message = f"profil.{name}: kertas {profile.kertas!r} tidak dikenal; ada {known}"
                raise ValueError(message)
        return self

    def profile(self, name: ProfileName) -> Profile:
        """Give the profile of that name."""
        return self.profil.korespondensi if name == "korespondensi" else self.profil.produk_hukum

    def paper(self, profile: Profile) -> Paper:
        """Give the sheet a profile is printed on, in millimetres."""
        return Paper(*self.kertas[profile.kertas])

    @property
    def sidik(self) -> str:
        """Twelve digits that change with any setting: the version a document was made with."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:_HASH_LENGTH]


@cache
def load_layout(*overrides: str) -> Layout:
    """Read layout.toml, with TOML texts of regions laid over it, the narrowest last.

    Raises LayoutError naming every wrong key.
    """
    return load("tata letak", Layout, (*shipped("", "layout"), *overrides))
