"""How an office numbers: its pattern, when it counts anew, who numbers instead of this system."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from engine.errors import FieldProblem, InvalidInput
from engine.reference import offices as usual
from engine.services.context import Context
from engine.services.register import DOTTED, LETTERED
from engine.store import numbers
from engine.store.numbers import SeriesSetting

TOKENS = frozenset({"kode", "urut", "unit", "bulan_romawi", "tahun", "keamanan"})
ALL = ""
"""The series name of a setting that holds for every series of the office."""
_WIDTHS = frozenset({"", "02d", "03d", "04d", "05d"})
_LONGEST = 100


def put_series(ctx: Context, setting: SeriesSetting) -> SeriesSetting:
    """Set how an office numbers one series, or all; what is left empty stays as usual.

    Raises UnknownRegion for a role or region without an office, InvalidInput naming each field.
    """
    usual.default(setting.role, setting.area)
    problems = [
        *(pattern_problems(setting.pattern, monthly=setting.monthly)),
        *(_insertion(setting.insertion)),
    ]
    if setting.monthly and not setting.pattern:
        message = "Urutan yang dimulai lagi setiap bulan memerlukan format dengan bulan."
        problems.append(FieldProblem("pattern", message))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    with ctx.database.write() as connection:
        numbers.put_setting(connection, setting)
    return setting


def series_setting(ctx: Context, role: str, area: str, series: str) -> SeriesSetting:
    """How an office numbers a series: its own setting, or that for all its series."""
    with ctx.database.read() as connection:
        found = numbers.settings(connection, role, area)
    return found.get(series) or found.get(ALL) or SeriesSetting(role, area, series)


def office_settings(ctx: Context, role: str, area: str) -> Mapping[str, SeriesSetting]:
    """Everything an office set about its numbers, by series."""
    with ctx.database.read() as connection:
        return numbers.settings(connection, role, area)


def pattern_problems(pattern: str, *, monthly: bool) -> list[FieldProblem]:
    """Everything wrong with a pattern; an empty one stands for the usual pattern.

    Without the year, and the month where counting starts anew with it, two documents would bear
    the same number.
    """
    if not pattern:
        return []
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        return [FieldProblem("pattern", f"Format nomor {pattern!r} tidak dapat dibaca.")]
    found = [name or "" for _, name, _, _ in parts]
    messages = [f"Format nomor tidak mengenal {{{name}}}." for name in found if name not in TOKENS]
    for _, name, spec, conversion in parts:
        if conversion or (spec or "") not in (_WIDTHS if name == "urut" else {""}):
            messages.append(f"Format nomor tidak mengenal bentuk {{{name}}} itu.")
    needed = ("urut", "tahun", *(("bulan_romawi",) if monthly else ()))
    missing = (name for name in needed if found.count(name) != 1)
    messages += [f"Format nomor harus memuat {{{name}}} satu kali." for name in missing]
    if len(pattern) > _LONGEST or not pattern.isprintable():
        messages.append("Format nomor terlalu panjang atau memuat tanda yang tidak tercetak.")
    return [FieldProblem("pattern", message) for message in messages]


def _insertion(style: str) -> list[FieldProblem]:
    if style in ("", DOTTED, LETTERED):
        return []
    message = f"Tanda sisipan ialah {DOTTED} atau {LETTERED}."
    return [FieldProblem("insertion", message)]
