"""Joint regulations of village heads on their cooperation body and their enterprise.

They read as any joint regulation does; each demands the content its own kind cannot go without.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.model.checks import require
from documents.model.produk_hukum import PeraturanBersamaKepalaDesa

_ARTICLES = frozenset("abcdefgh")
_HOUSEHOLD = frozenset("abcde")


@dataclass(frozen=True, slots=True)
class PeraturanBersamaBkad(PeraturanBersamaKepalaDesa):
    """Forms the villages' cooperation body."""


@dataclass(frozen=True, slots=True)
class PeraturanBersamaPendirian(PeraturanBersamaKepalaDesa):
    """Founds the enterprise: its founding, its articles as an annex, and each village's share."""

    def __post_init__(self) -> None:
        PeraturanBersamaKepalaDesa.__post_init__(self)
        require(self.materi == frozenset("abc"), "bab", "pendirian, anggaran dasar, modal")
        require(self.materi_lampiran == _ARTICLES, "lampiran", "isi anggaran dasar belum lengkap")


@dataclass(frozen=True, slots=True)
class PeraturanBersamaArt(PeraturanBersamaKepalaDesa):
    """Sets the enterprise's household rules, which are its annex."""

    def __post_init__(self) -> None:
        PeraturanBersamaKepalaDesa.__post_init__(self)
        complete = self.materi_lampiran == _HOUSEHOLD
        require(complete, "lampiran", "isi anggaran rumah tangga belum lengkap")
