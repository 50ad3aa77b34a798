"""ETags of cases, and the headers that name a version."""

from __future__ import annotations

import re

from engine.errors import FieldProblem, InvalidInput

_IF_MATCH = re.compile(r'(?:"(\d{1,9})(?:\.\d{1,9})?"|(\d{1,9}))')


def etag(tag: str) -> str:
    """The strong ETag of a case from its tag, ``version.papers``."""
    return f'"{tag}"'


def unchanged(if_none_match: str | None, tag: str) -> bool:
    """Whether If-None-Match names the present tag; a weak form names it as well (RFC 9110)."""
    if not if_none_match:
        return False
    named = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return etag(tag) in named or "*" in named


def seen_version(if_match: str | None) -> int | None:
    """The case version that If-Match names: ``"7.3"``, ``"7"`` or ``7``; None without one.

    Raises InvalidInput for any other form. A weak ETag is refused: it does not say which exact
    version was seen.
    """
    if if_match is None or not if_match.strip():
        return None
    found = _IF_MATCH.fullmatch(if_match.strip())
    if found is None:
        message = 'If-Match harus menyebut satu ETag kuat dari perkara ini, misalnya "7.3".'
        raise InvalidInput(message, [FieldProblem("If-Match", message)])
    return int(found.group(1) or found.group(2))
