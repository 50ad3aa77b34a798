"""A document's content as plain JSON, for the record: what was in the letter that was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from documents.drafting.blank import DOTS, UNKNOWN_DAY, UNKNOWN_TIME
from documents.drafting.registry import Drafted
from documents.html import stylesheet
from documents.layout import Layout
from engine.services.mandate_values import snapshot


def letter_json(drafted: Drafted, *, final: bool) -> dict[str, Any]:
    """The content of a document with what must be checked before it is signed.

    A final document has nothing missing, so only its checks on citations remain. Each mandate
    it was signed by is kept as it was on that day.
    """
    used = [snapshot(a) for a in drafted.answers if final and a.authority is not None]
    return {
        **({"mandates": used} if used else {}),
        "model": type(drafted.letter).__name__,
        "isi": _plain(drafted.letter),
        "checks": list(drafted.checks),
        "blanks": [] if final else [_plain(blank) for blank in drafted.blanks],
    }


def same_content(drafted: Drafted, kept: dict[str, Any]) -> bool:
    """Whether a draft kept on record says what would be drafted now."""
    return bool(_plain(drafted.letter) == kept.get("isi"))


def blanks_in(letter: dict[str, Any]) -> tuple[dict[str, str], ...]:
    """What nobody recorded yet, each with the step that yields it, as kept with a draft."""
    return tuple(letter.get("blanks", ()))


def checks_in(letter: dict[str, Any]) -> tuple[str, ...]:
    """What must be checked before signing, as kept with a document's content."""
    return tuple(letter.get("checks", ()))


def template_version(layout: Layout) -> str:
    """What a document was printed with: the version of the templates and of the layout."""
    return f"{_templates()}-{layout.sidik}"


@cache
def _templates() -> str:
    """Twelve digits that change with the templates or the styles."""
    seal = sha256(stylesheet().encode())
    folder = files("documents").joinpath("templates")
    for part in (folder, folder.joinpath("macros")):
        for path in sorted(part.iterdir(), key=lambda found: found.name):
            if path.name.endswith(".j2"):
                seal.update(path.read_bytes())
    return seal.hexdigest()[:12]


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(item) for item in value]
    return _scalar(value)


def _scalar(value: object) -> Any:
    if value == UNKNOWN_DAY or value is UNKNOWN_TIME:
        return DOTS
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"sha256:{sha256(value).hexdigest()}"
    return str(value) if isinstance(value, Decimal) else value
