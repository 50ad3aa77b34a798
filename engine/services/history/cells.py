"""Reading single cells: numbers, dates, years, periods. Pure text in, values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from engine.reference import columns
from engine.services.history.problems import BadCellError

_MONTHS = (
    ("jan",),
    ("feb", "peb"),
    ("mar",),
    ("apr",),
    ("mei", "may"),
    ("jun",),
    ("jul",),
    ("agu", "agt", "ags", "aug"),
    ("sep",),
    ("okt", "oct"),
    ("nov", "nop"),
    ("des", "dec"),
)
_MONTH = {short: month for month, shorts in enumerate(_MONTHS, 1) for short in shorts}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WORDS = re.compile(r"(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{4})")
_SERIAL = re.compile(r"\d{5}")
_FIRST_SERIAL = date(1899, 12, 30)  # day 0 of spreadsheets, as they count since March 1900
_NUMBER_AND_DATE = re.compile(r"(.+?)[\s,;]+(?:tanggal|tgl\.?)\s+(.+)", re.IGNORECASE | re.DOTALL)
_YEAR_AT_END = re.compile(r"(?:\btahun\s+|/)\s*(\d{4})$", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})\s*(?:-|–|—|/|s\s*/\s*d|s\.?\s*d\.?|sampai(?: dengan)?)\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class When:
    """A date; where only the year is known, the last day of that year stands for it."""

    day: date
    exact: bool = True


def absent(text: str) -> bool:
    """Whether the cell says that there is nothing."""
    return columns.plain(text) in columns.absent()


def checked(text: str) -> str:
    """The text, unless it is too long or would be a formula in a spreadsheet."""
    if len(text) > columns.limits().cell:
        message = f"Isi sel terlalu panjang (paling banyak {columns.limits().cell} huruf)."
        raise BadCellError(message)
    if re.match(r"[=+@]|-\s*[^\d\s-]", text):
        message = "Isi sel tampak seperti rumus. Tempel sebagai teks atau nilai."
        raise BadCellError(message)
    return text


def year(text: str) -> int:
    """A year within the limits of an import."""
    first, last = columns.limits().years
    if re.fullmatch(r"[0-9]{4}", text) and first <= int(text) <= last:
        return int(text)
    message = f"{_short(text)} bukan tahun; tulis empat angka, misalnya 2019."
    raise BadCellError(message)


def when(text: str) -> When:
    """A date in the ways that offices and spreadsheets write it; a bare year is inexact."""
    lowered = text.strip().lower().replace("\n", " ")
    if re.fullmatch(r"[0-9]{4}", lowered):
        return When(date(year(lowered), 12, 31), exact=False)
    try:
        day = _day(lowered)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        message = f"{_short(text)} bukan tanggal; tulis misalnya 2019-03-12 atau 12 Maret 2019."
        raise BadCellError(message)
    year(f"{day.year:04d}")
    return When(day)


def number(text: str) -> tuple[str, str]:
    """An instrument's number, and the date where the cell names it as well."""
    single = " ".join(text.split())
    split = _NUMBER_AND_DATE.fullmatch(single)
    return (split[1], split[2]) if split else (single, "")


def year_in_number(text: str) -> When | None:
    """The year that an instrument's number ends with."""
    found = _YEAR_AT_END.search(text)
    if not found:
        return None
    first, last = columns.limits().years
    named = int(found[1])
    return When(date(named, 12, 31), exact=False) if first <= named <= last else None


def period(text: str) -> tuple[str, str]:
    """The first and last day of a period of whole years."""
    found = _PERIOD.fullmatch(text.strip().lower())
    if not found:
        message = f"{_short(text)} bukan periode; tulis misalnya 2021–2025."
        raise BadCellError(message)
    start, end = year(found[1]), year(found[2])
    if end < start:
        message = "Akhir periode mendahului awalnya."
        raise BadCellError(message)
    return date(start, 1, 1).isoformat(), date(end, 12, 31).isoformat()


def _day(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and found[2] in _MONTH:
        return date(int(found[3]), _MONTH[found[2]], int(found[1]))
    if _SERIAL.fullmatch(text):
        return _FIRST_SERIAL + timedelta(days=int(text))
    return None


def _short(text: str) -> str:
    single = " ".join(text.split())
    return f"“{single[:40]}…”" if len(single) > 40 else f"“{single}”"  # noqa: PLR2004 - a glance
