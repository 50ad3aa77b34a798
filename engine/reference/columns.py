"""The columns of an import, their accepted headers and where their facts go (`columns.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "columns.toml"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its id, what it is called, how its cells are read."""

    id: str
    label: str
    kind: str
    headers: tuple[str, ...] = ()
    required: bool = False
    values: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """Where the number, date and period of an instrument are recorded.

    `year` names a column that dates it when it has no date itself; `missing` the evidence that
    an import never brings.
    """

    name: str
    procedure: str
    step: str
    number: str
    date: str
    missing: tuple[str, ...]
    period: str = ""
    period_fields: tuple[str, ...] = ()
    year: str = ""
    name_field: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an import may be, and which years it may speak of."""

    bytes: int
    unpacked_bytes: int
    rows: int
    columns: int
    cell: int
    villages: int
    years: tuple[int, int]


def plain(text: str) -> str:
    """A header or word without case, punctuation and double spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@cache
def columns() -> Mapping[str, Column]:
    """Every column by its id, in the order of the example file."""
    return {entry["id"]: Column(**_tuples(entry)) for entry in _data()["column"]}


def header(text: str) -> str:
    """A header made plain, its abbreviations written out."""
    long: Mapping[str, str] = _data()["abbreviations"]
    return " ".join(long.get(word, word) for word in plain(text).split())


@cache
def by_header() -> Mapping[str, Column]:
    """Every accepted header, as `header` makes it, with its column."""
    return {
        header(written): column
        for column in columns().values()
        for written in (column.label, *column.headers)
    }


@cache
def instruments() -> tuple[Instrument, ...]:
    """The instruments that become recorded steps."""
    return tuple(Instrument(**_tuples(entry)) for entry in _data()["instrument"])


@cache
def procedure() -> str:
    """The procedure of which each kawasan becomes one case."""
    return str(_data()["kawasan"]["procedure"])


@cache
def limits() -> Limits:
    """How large an import may be."""
    return Limits(**_tuples(_data()["limits"]))


@cache
def absent() -> frozenset[str]:
    """Words that say there is nothing; a cell without a letter or digit says so too."""
    return frozenset({"", *(plain(word) for word in _data()["words"]["absent"])})


@cache
def village_prefixes() -> tuple[str, ...]:
    """Words before a village's name that are not part of it."""
    return tuple(_data()["words"]["village_prefixes"])


@cache
def spellings() -> tuple[tuple[str, str], ...]:
    """Letters that are written differently for the same sound."""
    return tuple((entry["written"], entry["read"]) for entry in _data()["spelling"])


@cache
def numerals() -> Mapping[str, str]:
    """Number words and Roman numerals, as digits."""
    return {word: str(value) for word, value in _data()["numerals"].items()}


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
