"""Spellings an official document must not contain, each with what to write instead.

The forms are data (ejaan.toml). A name given by law keeps its own spelling, and so does what is
quoted: whatever stands between quotation marks is another's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from documents.strict import Strict, load, shipped

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


class Form(Strict):
    """A forbidden form and its remedy."""

    pola: str
    tulis: str
    persis: bool = False


class Spelling(Strict):
    """Everything of ejaan.toml."""

    nama_resmi: list[str]
    bentuk: list[Form]


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A forbidden form as it was found, and what to write instead."""

    found: str
    instead: str

    def __str__(self) -> str:
        return f"{self.found!r}: tulis {self.instead}"


def misspellings(text: str) -> tuple[Misspelling, ...]:
    """Every forbidden form in a text, in the order of the rules."""
    plain = _names().sub("", _QUOTED.sub("", text))
    return tuple(
        Misspelling(match.group(0).strip(), instead)
        for pattern, instead in _rules()
        for match in pattern.finditer(plain)
    )


def lint(text: str) -> list[str]:
    """Name every forbidden spelling in a text, with what to write instead; [] when clean."""
    return [str(found) for found in misspellings(text)]


@cache
def _spelling() -> Spelling:
    return load("ejaan.toml", Spelling, shipped("", "ejaan"))


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _spelling().nama_resmi)), re.IGNORECASE)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    flags = {True: re.NOFLAG, False: re.IGNORECASE}
    return tuple((re.compile(f.pola, flags[f.persis]), f.tulis) for f in _spelling().bentuk)
