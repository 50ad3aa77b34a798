"""A CSV or XLSX file as rows of harmless text, within limits.

Nothing is computed and nothing is fetched: a formula stays the text of a formula, for the reader
of cells to refuse.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from engine.errors import FileNotAccepted, FileTooLarge
from engine.reference import columns

Row = tuple[str, ...]
T = TypeVar("T")
_SEPARATORS = (";", ",", "\t")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SPARE = 20  # rows above the header, and empty ones
_UNREADABLE = "Berkas ini tidak dapat dibaca sebagai CSV atau XLSX. Simpan ulang sebagai .xlsx."


def read(content: bytes, headers: Collection[str] = ()) -> Iterator[tuple[int, Row]]:
    """Every row that holds something, with its number as a spreadsheet shows it.

    `headers` (those of an import of history unless given) tell how a CSV is separated.
    Raises FileTooLarge beyond the limits, FileNotAccepted for anything that is neither format.
    """
    limits = columns.limits()
    if len(content) > limits.bytes:
        message = f"Berkas melebihi {limits.bytes // 1_000_000} MB."
        raise FileTooLarge(message)
    rows = _workbook(content) if content[:4] == b"PK\x03\x04" else _text(content, headers)
    filled = 0
    for number, row in enumerate(rows, start=1):
        if not any(row):
            continue
        filled += 1
        if filled > limits.rows + 1:
            message = f"Berkas melebihi {limits.rows} baris. Bagilah menjadi beberapa berkas."
            raise FileTooLarge(message)
        if len(row) > limits.columns and any(row[limits.columns :]):
            message = f"Baris {number} melebihi {limits.columns} kolom."
            raise FileTooLarge(message)
        yield number, row[: limits.columns]


def harmless(value: str) -> str:
    """Text without control and invisible characters; line ends stay."""
    kept = "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") else " "
        for c in value
    )
    return re.sub(r"[^\S\n]+", " ", kept).strip()


def _text(content: bytes, headers: Collection[str]) -> list[Row]:
    text = _decoded(content)
    if "\x00" in text:
        raise FileNotAccepted(_UNREADABLE)
    told = re.match(r"sep=(.)\r?\n", text)
    separator = (
        told[1] if told else max(_SEPARATORS, key=lambda s: _known_headers(text, s, headers))
    )
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = [tuple(harmless(cell) for cell in row) for row in _bounded(lines)]
    except (csv.Error, TypeError, ValueError) as error:
        raise FileNotAccepted(_UNREADABLE) from error
    return [(), *rows[1:]] if told else rows


def _decoded(content: bytes) -> str:
    encodings = [name for mark, name in _MARKS if content.startswith(mark)]
    for encoding in encodings or ["utf-8", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileNotAccepted(_UNREADABLE)


def _known_headers(text: str, separator: str, headers: Collection[str]) -> int:
    """How many headers of the first lines are known when they are split at the separator."""
    known = headers or columns.by_header()
    first = text[:20_000].splitlines()[:_SPARE]
    cells = (cell for line in first for cell in line.split(separator))
    return sum(columns.header(cell) in known for cell in cells)


def _workbook(content: bytes) -> list[Row]:
    _check_archive(content)
    import openpyxl

    limits = columns.limits()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            found = book.worksheets[0].iter_rows(max_col=limits.columns + 1, values_only=True)
            return [tuple(_cell(value) for value in row) for row in _bounded(found)]
        except FileTooLarge:
            raise
        except Exception as error:  # whatever a hostile workbook makes the library raise
            raise FileNotAccepted(_UNREADABLE) from error


def _check_archive(content: bytes) -> None:
    """No more than its due when unpacked, and no entity declarations."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            fits = unpacked <= columns.limits().unpacked_bytes
            starts = [archive.read(name)[:2000] for name in archive.namelist() if fits]
    except Exception as error:  # whatever a hostile archive makes the library raise
        raise FileNotAccepted(_UNREADABLE) from error
    if not fits:
        message = "Isi berkas XLSX terlalu besar."
        raise FileTooLarge(message)
    if any(b"<!DOCTYPE" in start.upper() for start in starts):
        raise FileNotAccepted(_UNREADABLE)


def _bounded(rows: Iterable[T]) -> Iterator[T]:
    """The rows, as long as there are not absurdly many, empty ones included."""
    most = columns.limits().rows * 2 + _SPARE
    for number, row in enumerate(rows):
        if number >= most:
            message = f"Berkas melebihi {most} baris, termasuk baris kosong."
            raise FileTooLarge(message)
        yield row


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return harmless(str(value))
