"""Dates, times, numbers and words as Indonesian official documents write them.

Pure functions; babel and num2words are used here and nowhere else. The conventions are EYD V
and the habits of tata naskah dinas: no leading zero in a date, a dot in a time, "Rp" without
a space, thousands by dot, decimals by comma.
"""

from __future__ import annotations

from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal
from num2words import num2words

from documents.ejaan import lint

__all__ = [
    "ZONES",
    "Zone",
    "angka_huruf",
    "angka_terbilang",
    "bilangan",
    "hari",
    "hari_tanggal",
    "huruf",
    "lint",
    "luas",
    "ordinal",
    "pukul",
    "rentang_pukul",
    "romawi",
    "rupiah",
    "rupiah_terbilang",
    "tanggal",
    "tanggal_terbilang",
    "terbilang",
]

Zone = Literal["WIB", "WITA", "WIT"]
ZONES: tuple[Zone, ...] = ("WIB", "WITA", "WIT")

_LOCALE = "id"
_MILLION = 1_000_000
_LIMIT = 10**15
_LETTERS = 26
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def tanggal(day: date) -> str:
    """Write a date in full: "25 Juli 2025"."""
    return str(format_date(day, "d MMMM y", locale=_LOCALE))


def hari(day: date) -> str:
    """Name the weekday: "Jumat"."""
    return str(format_date(day, "EEEE", locale=_LOCALE))


def hari_tanggal(day: date) -> str:
    """Write weekday and date: "Jumat, 25 Juli 2025"."""
    return f"{hari(day)}, {tanggal(day)}"


def tanggal_terbilang(day: date) -> str:
    """Write a date in words, as a berita acara opens with.

    "Jumat tanggal dua puluh lima bulan Juli tahun dua ribu dua puluh lima".
    """
    month = format_date(day, "MMMM", locale=_LOCALE)
    return f"{hari(day)} tanggal {terbilang(day.day)} bulan {month} tahun {terbilang(day.year)}"


def pukul(at: time, zone: Zone) -> str:
    """Write a time of day with its zone: "pukul 09.00 WITA"."""
    return f"pukul {at:%H.%M} {zone}"


def rentang_pukul(start: time, end: time | None, zone: Zone) -> str:
    """Write a span of time: "pukul 09.00 s.d. 11.30 WITA"; open-ended without an end."""
    if end is None:
        return f"pukul {start:%H.%M} {zone} s.d. selesai"
    return f"pukul {start:%H.%M} s.d. {end:%H.%M} {zone}"


def terbilang(number: int) -> str:
    """Spell a whole number from 0 to below one quadrillion in words.

    One thousand is "seribu" wherever it stands alone in its group, also after a million,
    where num2words says "satu ribu"; hence the split at the million.
    """
    if not 0 <= number < _LIMIT:
        raise ValueError(f"bilangan di luar jangkauan terbilang: {number}")
    millions, rest = divmod(number, _MILLION)
    if millions == 0:
        return _words(rest)
    head = _words(millions * _MILLION)
    return f"{head} {_words(rest)}" if rest else head


def _words(number: int) -> str:
    return str(num2words(number, lang=_LOCALE))


def angka_terbilang(number: int) -> str:
    """Write figures followed by words: "19 (sembilan belas)"."""
    return f"{bilangan(number)} ({terbilang(number)})"


def bilangan(number: int | Decimal, digits: int = 0) -> str:
    """Write a number with a dot for thousands and a comma for decimals: "1.234,50"."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(number, pattern, locale=_LOCALE))


def rupiah(amount: int | Decimal) -> str:
    """Write an amount of money as legal texts do: "Rp500.000.000,00"."""
    return f"Rp{bilangan(_sen(amount), 2)}"


def rupiah_terbilang(amount: int | Decimal) -> str:
    """Write an amount, then its words in brackets: "Rp5.000,00 (lima ribu rupiah)"."""
    exact = _sen(amount)
    whole = int(exact)
    cents = int((exact - whole) * 100)
    words = f"{terbilang(whole)} rupiah" + (f" {terbilang(cents)} sen" if cents else "")
    return f"{rupiah(amount)} ({words})"


def _sen(amount: int | Decimal) -> Decimal:
    value = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if value < 0:
        raise ValueError(f"jumlah uang tidak boleh negatif: {amount}")
    return value


def luas(area: Decimal, unit: Literal["km²", "ha"] = "km²") -> str:
    """Write an area with two decimals: "12,45 km²"."""
    return f"{bilangan(area, 2)} {unit}"


def romawi(number: int) -> str:
    """Write a number from 1 to 3999 in Roman numerals."""
    if not 1 <= number <= 3999:  # noqa: PLR2004 (the range of the notation)
        raise ValueError(f"tidak ada angka Romawi untuk {number}")
    parts: list[str] = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)


def ordinal(number: int) -> str:
    """Name a diktum: KESATU, KEDUA, ..., KELIMA BELAS."""
    if number < 1:
        raise ValueError(f"diktum dimulai dari KESATU, bukan {number}")
    return f"KE{terbilang(number).upper()}"


def huruf(number: int) -> str:
    """Give the list letter of a position: 1 is a, 26 is z, 27 is aa."""
    if number < 1:
        raise ValueError(f"huruf dimulai dari 1, bukan {number}")
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + rest) + letters
    return letters


def angka_huruf(count: int) -> str:
    """List the letters of the first `count` items: "huruf a, huruf b, dan huruf c"."""
    names = [f"huruf {huruf(n)}" for n in range(1, count + 1)]
    if len(names) <= 2:  # noqa: PLR2004 (two are joined without a comma)
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
