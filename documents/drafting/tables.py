"""Tables that several papers carry: villages, scores, programmes, people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from documents.drafting.blank import DOTS
from documents.drafting.record import Record
from documents.locale import bilangan
from documents.model import Tabel


def village_table(record: Record, title: str) -> Tabel:
    """The member villages with district and code, under the kind's own heads."""
    rows = tuple((v.kecamatan, v.nama, v.kode) for v in record.villages())
    return Tabel(record.listed("kolom_desa"), rows, judul=title)


def scores(record: Record, title: str) -> tuple[Tabel, ...]:
    """How a proposal was judged by each criterion; nothing where nobody judged."""
    rows = _picked(record.rows("kriteria"), ("kriteria", "penilaian", "skor"))
    return (Tabel(record.listed("kolom_nilai"), rows, judul=title, kanan=1),) if rows else ()


def programmes(record: Record, title: str) -> tuple[Tabel, Decimal | None]:
    """The newest matrix of programmes with its sum; the sum is None while an amount is unknown.

    The kind names its columns and their heads; the last is the amount.
    """
    columns = tuple(record.rule.daftar["isian"])
    rows = record.rows("program")
    heads = record.listed("kolom")
    if not rows:
        record.blank("program")
        return Tabel(heads, ((DOTS,) * len(columns),), judul=title, kanan=1), None
    amounts = [amount(row.get(columns[-1], "")) for row in rows]
    body = tuple(
        (*(row.get(name) or DOTS for name in columns[:-1]), _money(held, row.get(columns[-1], "")))
        for row, held in zip(rows, amounts, strict=True)
    )
    known = [each for each in amounts if each is not None]
    total = sum(known, Decimal(0)) if len(known) == len(amounts) else None
    closing = (record.say("jumlah"), *("" for _ in columns[2:]), _money(total, DOTS))
    return Tabel(heads, body, closing, title, kanan=1), total


def listed(
    rows: Iterable[Mapping[str, str]], columns: tuple[str, ...], heads: tuple[str, ...], title: str
) -> tuple[Tabel, ...]:
    """Some columns of recorded rows as a table; nothing where there are no rows."""
    body = _picked(rows, columns)
    return (Tabel(heads, body, judul=title),) if body else ()


def amount(text: str) -> Decimal | None:
    """An amount of rupiah as people write it ("500.000.000", "Rp500.000,00"), or None."""
    plain = text.strip().removeprefix("Rp").strip().replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


def _picked(
    rows: Iterable[Mapping[str, str]], columns: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.get(name) or DOTS for name in columns) for row in rows)


def _money(value: Decimal | None, otherwise: str) -> str:
    return bilangan(value, 2) if value is not None else otherwise or DOTS
