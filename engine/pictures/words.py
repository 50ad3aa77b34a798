"""Text in pictures: how wide it is, and where its lines break."""

from __future__ import annotations

_NARROW, _WIDE = frozenset("fijlrtI.,:;'|()[]-/ "), frozenset("mwMWGOQ@%")
_FACTORS = (0.34, 0.56, 0.68, 0.86)


def width_of(text: str, size: float) -> float:
    """About how wide a line is in a common sans-serif; rather too wide than too narrow."""
    return size * sum(_factor(c) for c in text)


def wrapped(text: str, size: float, width: float, lines: int) -> list[str]:
    """The text in at most so many lines; what does not fit is cut and marked with an ellipsis."""
    found: list[str] = []
    for word in text.split():
        joined = f"{found[-1]} {word}" if found else word
        if found and width_of(joined, size) <= width:
            found[-1] = joined
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [_cut(line, size, width) for line in found]


def _cut(line: str, size: float, width: float) -> str:
    if width_of(line, size) <= width:
        return line
    while line and width_of(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _factor(char: str) -> float:
    narrow, usual, capital, wide = _FACTORS
    if char in _NARROW:
        return narrow
    if char in _WIDE:
        return wide
    return capital if char.isupper() else usual
