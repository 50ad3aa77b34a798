"""Tables under heads from data: capital by village, organs, programmes, accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from documents.drafting import writing
from documents.drafting.blank import DOTS
from documents.drafting.record import Record
from documents.drafting.rules import Grid, grids
from documents.locale import bilangan
from documents.model import Tabel

Row = Mapping[str, str]
Maker = Callable[[Record], Tabel]
_PERCENT = 100


def table(record: Record, name: str, rows: tuple[Row, ...] | None = None) -> Tabel:
    """The rows of a field under the heads of a grid; amounts are added up where all are known."""
    grid = grids().tabel[name]
    held = record.rows(grid.isian) if rows is None else rows
    lines = tuple(_line(record, grid, row) for row in held)
    if not lines:
        lines = (tuple(record.blank(grid.isian) for _ in grid.kolom),)
    return Tabel(
        kolom=tuple(grid.kolom.values()),
        baris=lines,
        jumlah=_sum(grid, held),
        judul=grid.judul,
        kanan=len(grid.uang),
    )


def capital(record: Record) -> Tabel:
    """Each founding village's share of the capital and that of the people, with the sum."""
    grid = grids().tabel["modal"]
    recorded = {row.get("desa", ""): row for row in record.rows(grid.isian)}
    rows: list[Row] = []
    for code in record.source.members:
        row = recorded.get(code, {})
        name = grid.kata["desa"].format(desa=record.source.places[code].name)
        form = writing.item(row.get("bentuk", ""))
        rows.append({"pemilik": name, "bentuk": form, "jumlah": row.get("jumlah", "")})
    community = record.source.latest("modal_masyarakat")
    if community:
        own = {"pemilik": grid.kata["masyarakat"], "bentuk": grid.kata["uang"]}
        rows.append({**own, "jumlah": str(community)})
    return table(record, "modal", _shares(rows))


def _shares(rows: list[Row]) -> tuple[Row, ...]:
    """The rows with the percentage of each, once every amount is known."""
    amounts = [writing.amount(row["jumlah"]) for row in rows]
    known = [each for each in amounts if each is not None]
    total = sum(known, Decimal(0))
    if len(known) < len(rows) or not total:
        return tuple({**row, "persen": ""} for row in rows)
    return tuple(
        {**row, "persen": bilangan(amount / total * _PERCENT, 2)}
        for row, amount in zip(rows, known, strict=True)
    )


def _line(record: Record, grid: Grid, row: Row) -> tuple[str, ...]:
    return tuple(_cell(record, grid, row, name) for name in grid.kolom)


def _cell(record: Record, grid: Grid, row: Row, name: str) -> str:
    text = " ".join(row.get(name, "").split())
    if name in grid.uang:
        amount = writing.amount(text)
        return record.blank(grid.isian) if amount is None else bilangan(amount, 2)
    if text:
        return text
    return "" if name in grid.boleh_kosong else record.blank(grid.isian)


def _sum(grid: Grid, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The closing row: a word, then the sum of each column of money, dots while one is unknown."""
    if not grid.jumlah or not rows:
        return ()
    sums = {name: [writing.amount(row.get(name, "")) for row in rows] for name in grid.uang}
    cells = []
    for number, name in enumerate(grid.kolom):
        known = [each for each in sums.get(name, ()) if each is not None]
        complete = name in sums and len(known) == len(rows)
        filler = grid.jumlah if number == 0 else DOTS if name in sums else ""
        cells.append(bilangan(sum(known, Decimal(0)), 2) if complete else filler)
    return tuple(cells)


NAMED: Mapping[str, Maker] = MappingProxyType(
    {"modal": capital, "organ": partial(table, name="organ")}
)
