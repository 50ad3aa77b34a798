"""A table inside a document: what capital, organs, programmes and accounts are shown in."""

from __future__ import annotations

from dataclasses import dataclass

from documents.model.checks import filled, require, some


@dataclass(frozen=True, slots=True)
class Tabel:
    """Rows under heads, numbered by the template; `jumlah` is the closing row, where there is one.

    `kanan` counts the columns at the right end that hold amounts.
    """

    kolom: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    jumlah: tuple[str, ...] = ()
    judul: str = ""
    kanan: int = 0

    def __post_init__(self) -> None:
        some(kolom=self.kolom, baris=self.baris)
        for head in self.kolom:
            filled(kolom=head)
        widths = {len(row) for row in (*self.baris, *((self.jumlah,) if self.jumlah else ()))}
        require(widths == {len(self.kolom)}, "baris", "banyak isian tidak sama dengan kolom")
        require(0 <= self.kanan < len(self.kolom), "kanan", "lebih banyak daripada kolom")
