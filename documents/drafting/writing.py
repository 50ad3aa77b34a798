"""Bringing what offices type into the form a document wants."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal, InvalidOperation

_BULLET = re.compile(r"^\s*(?:[-•*–]|\d{1,2}[.)]|[a-z][.)])\s+")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_HECTARES = 100
_LARGEST = 10**15


def lines(text: str) -> tuple[str, ...]:
    """The items of a text of one item per line, without bullets and end marks."""
    found = (item(_BULLET.sub("", line)) for line in text.splitlines())
    return tuple(line for line in found if line)


def item(text: str) -> str:
    """A text as a list item: no end mark."""
    return " ".join(text.split()).rstrip(" .;,")


def clause(text: str) -> str:
    """A text as the middle of a sentence: small first letter, unless it may open a name.

    What is a single word, an abbreviation, or followed by another capital stays as written.
    """
    found = item(text)
    first, _, rest = found.partition(" ")
    opens_name = not rest or rest[0].isupper() or first != first.capitalize()
    return found if opens_name else first.lower() + found[len(first) :]


def sentence(text: str) -> str:
    """A text as a sentence: capital first letter, full stop at the end."""
    found = item(text)
    return f"{found[:1].upper()}{found[1:]}." if found else ""


def clock(text: str) -> time | None:
    """A time of day as people write it ("09.00", "9:00 WITA"), or None."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004


def count(value: object) -> int | None:
    """A number of people, or None."""
    text = str(value).strip() if value is not None else ""
    return int(text) if text.isdecimal() else None


def square_kilometres(hectares: object) -> Decimal | None:
    """An area recorded in hectares, in square kilometres; None when it is none."""
    if hectares is None or isinstance(hectares, bool):
        return None
    text = str(hectares).strip()
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        area = Decimal(text)
    except InvalidOperation:
        return None
    return area / _HECTARES if area.is_finite() and area > 0 else None


def amount(text: str) -> Decimal | None:
    """An amount of money as people write it ("40000000", "Rp40.000.000,00"), or None."""
    plain = text.strip().removeprefix("Rp").strip().removesuffix(",-")
    if "," in plain or _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < _LARGEST else None


def joined(names: tuple[str, ...]) -> str:
    """Names in a sentence: "A", "A dan B", "A, B, dan C"."""
    if len(names) < 3:  # noqa: PLR2004 (two are joined without a comma)
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
