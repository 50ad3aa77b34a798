"""The letterhead, and who may put which emblem over it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum

from documents.errors import EmblemNotAllowed, InvalidDocument
from documents.model.checks import filled, require, some
from documents.vector import RefusedPicture, cleaned
from engine.errors import FieldProblem

_MAX_IMAGE = 2_000_000
_SVG = "image/svg+xml"
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"<svg ", _SVG),
)


class Office(StrEnum):
    """The kinds of office that sign; decides emblem, titles and NIP."""

    GUBERNUR = "gubernur"
    WAKIL_GUBERNUR = "wakil_gubernur"
    BUPATI = "bupati"
    WAKIL_BUPATI = "wakil_bupati"
    WALI_KOTA = "wali_kota"
    WAKIL_WALI_KOTA = "wakil_wali_kota"
    SEKDA = "sekda"
    PERANGKAT_DAERAH = "perangkat_daerah"
    CAMAT = "camat"
    DESA = "desa"
    LEMBAGA = "lembaga"

    @property
    def is_head_of_region(self) -> bool:
        """Whether it is a head of region or the deputy of one."""
        return self in _HEADS_OF_REGION


_HEADS_OF_REGION = frozenset(
    {
        Office.GUBERNUR,
        Office.WAKIL_GUBERNUR,
        Office.BUPATI,
        Office.WAKIL_BUPATI,
        Office.WALI_KOTA,
        Office.WAKIL_WALI_KOTA,
    }
)


class Emblem(StrEnum):
    """What stands at the head: the state's emblem, the region's, or none."""

    NEGARA = "lambang_negara"
    DAERAH = "lambang_daerah"
    TANPA = "tanpa"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image (PNG, JPEG or harmless SVG) with its text alternative."""

    data: bytes
    alt: str

    def __post_init__(self) -> None:
        filled(alt=self.alt)
        require(len(self.data) <= _MAX_IMAGE, "gambar", "paling besar 2 MB")
        require(bool(self.media_type), "gambar", "hanya PNG, JPEG, atau SVG")
        if self.media_type == _SVG:
            self._require_harmless()

    def _require_harmless(self) -> None:
        try:
            cleaned(self.data, text=True)
        except RefusedPicture as error:
            raise InvalidDocument(str(error), [FieldProblem("gambar", str(error))]) from error

    @property
    def media_type(self) -> str:
        """The type its first bytes show; empty when it is none of the three."""
        return next((kind for magic, kind in _MAGIC if self.data.startswith(magic)), "")

    @property
    def uri(self) -> str:
        """The image as a data: address, the only kind the PDF engine may load."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Kop:
    """A letterhead.

    `baris` are the lines in capitals from the top (government, then office; for a head of
    region its own title); `alamat` the small lines. `gambar` is the office's own copy of its
    emblem; without it a ruled reserve is drawn. The state emblem is refused to every office
    but a head of region or deputy (Law on Flag, Language and Emblem, see engine/law).
    """

    pejabat: Office
    lambang: Emblem
    baris: tuple[str, ...]
    alamat: tuple[str, ...] = ()
    gambar: Picture | None = None

    def __post_init__(self) -> None:
        some(baris=self.baris)
        if self.lambang is Emblem.NEGARA and not self.pejabat.is_head_of_region:
            message = "lambang negara hanya untuk kop kepala daerah atau wakilnya"
            raise EmblemNotAllowed(message, [FieldProblem("kop.lambang", message)])
        if self.gambar is not None and self.lambang is Emblem.TANPA:
            message = "gambar lambang diberikan, tetapi kop dinyatakan tanpa lambang"
            raise InvalidDocument(message, [FieldProblem("kop.gambar", message)])

    @property
    def jabatan(self) -> bool:
        """Whether it is a kop jabatan (emblem above, centred) and not one of an agency."""
        return self.pejabat.is_head_of_region
