"""Dates in messages as Indonesians write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date


def tanggal(day: date) -> str:
    """A date in full: "25 Juli 2025"."""
    return str(format_date(day, "d MMMM y", locale="id"))
