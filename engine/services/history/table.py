"""A sheet as records: known columns by id, and the rows of one kawasan put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.errors import FieldProblem, InvalidInput
from engine.reference import columns
from engine.reference.columns import Column
from engine.services.history import cells
from engine.services.history.problems import BadCellError, Problem
from engine.services.history.sheet import Row

_LOOK_FOR_HEADER = 10
_MANY = ("villages",)  # kinds of which each row of a kawasan may bring its own


@dataclass
class Record:
    """What a file says of one kawasan: cells by column id, and where each was read."""

    rows: list[int]
    cells: dict[str, str]
    lists: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def row(self) -> int:
        """The first row."""
        return self.rows[0]


def records(rows: Iterable[tuple[int, Row]]) -> tuple[list[Record], list[Problem]]:
    """The kawasan of a sheet in order, and remarks on its header.

    Rows with the same name and regency are one kawasan with the villages of all of them; where
    they disagree on anything else, that is a problem. Raises InvalidInput without a header.
    """
    listed = list(rows)
    at, header, remarks = _header(listed)
    found: dict[tuple[str, str], Record] = {}
    for number, row in listed[at + 1 :]:
        record = _record(number, row, header)
        named = columns.plain(record.cells.get("nama", ""))
        key = (named or f"#{number}", columns.plain(record.cells.get("kabupaten", "")))
        if key in found:
            _join(found[key], record)
        else:
            found[key] = record
    return list(found.values()), remarks


def _header(rows: list[tuple[int, Row]]) -> tuple[int, Mapping[int, Column], list[Problem]]:
    known = columns.by_header()
    required = [c for c in columns.columns().values() if c.required]
    for at, (number, row) in enumerate(rows[:_LOOK_FOR_HEADER]):
        told = [columns.header(text) for text in row]
        header = {i: known[text] for i, text in enumerate(told) if text in known}
        if not all(column in header.values() for column in required):
            continue
        _refuse_twice(list(header.values()))
        strangers = [t for i, t in enumerate(row) if t and i not in header]
        message = "Kolom ini tidak dikenal dan tidak dibaca."
        return at, header, [Problem(number, t[:60], message, blocks=False) for t in strangers]
    message = f"Tidak ada baris judul dengan kolom “{required[0].label}”."
    raise InvalidInput(message, [FieldProblem("berkas", message)])


def _refuse_twice(header: list[Column]) -> None:
    twice = sorted({column.label for column in header if header.count(column) > 1})
    if twice:
        message = f"Kolom muncul dua kali: {', '.join(twice)}."
        raise InvalidInput(message, [FieldProblem("berkas", message)])


def _record(number: int, row: Row, header: Mapping[int, Column]) -> Record:
    record = Record([number], {})
    for index, column in header.items():
        text = row[index] if index < len(row) else ""
        if cells.absent(text):
            continue
        try:
            text = cells.checked(text)
        except BadCellError as error:
            record.problems.append(Problem(number, column.label, str(error)))
            continue
        if column.kind in _MANY:
            record.lists[column.id] = [(number, text)]
        else:
            record.cells[column.id] = text
    return record


def _join(first: Record, later: Record) -> None:
    first.rows += later.rows
    first.problems += later.problems
    for key, listed in later.lists.items():
        first.lists.setdefault(key, []).extend(listed)
    for key, text in later.cells.items():
        held = first.cells.setdefault(key, text)
        if columns.plain(held) != columns.plain(text):
            label = columns.columns()[key].label
            message = f"Berbeda dengan baris {first.row} untuk kawasan yang sama."
            first.problems.append(Problem(later.row, label, message))
