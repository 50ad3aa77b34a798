"""What one edition of a document says otherwise than another, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from documents.drafting.blank import DOTS

_FIXED_LATER = frozenset({"nomor", "tanggal"})
_HEAD = "head."
"""Where a letter keeps its number, date and subject."""

_NONE = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, named by its path in the document, before and after."""

    field: str
    before: str
    after: str


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], *, draft: bool = False
) -> tuple[Difference, ...]:
    """Every field in which two contents of the same kind differ, in the order of the letter.

    A draft has no number and date of its own yet: those are not differences.
    """
    old, new = dict(_flat(before.get("isi", {}))), dict(_flat(after.get("isi", {})))
    paths = list(dict.fromkeys((*old, *new)))
    if draft:
        paths = [path for path in paths if path.removeprefix(_HEAD) not in _FIXED_LATER]
    return tuple(
        Difference(_label(path), old.get(path, _NONE), new.get(path, _NONE))
        for path in paths
        if old.get(path, _NONE) != new.get(path, _NONE)
    )


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _flat(item, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for place, item in enumerate(value, start=1):
            yield from _flat(item, f"{path}.{place}")
    elif isinstance(value, bool):
        yield path, "ya" if value else "tidak"
    elif value not in (None, "", DOTS):
        yield path, str(value)


def _label(path: str) -> str:
    """A path as people read it: "pokok_bahasan.2" becomes "Pokok bahasan 2"."""
    words = path.removeprefix(_HEAD).replace(".", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
