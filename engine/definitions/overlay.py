"""A version that states only what differs from another: a regency's Perda or Perbup, a new law."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Table = dict[str, Any]
_KEYED = {"step": "id", "phase": "id", "transition": "step"}


def extended(over: Table, folders: Sequence[Path]) -> Table:
    """The whole table: the extended version, with what `over` states laid over it.

    Raises LookupError where that version is in none of the folders. What a version says of its
    own dates, regency and transitions is never inherited.
    """
    named = over.get("extends", "")
    if not named:
        return over
    base = extended(_find(str(named), folders), folders)
    own = ("effective_to", "regency", "transition")
    merged = {key: value for key, value in base.items() if key not in own}
    for key, value in over.items():
        if key in _KEYED and isinstance(value, list):
            merged[key] = _laid_over(merged.get(key, []), value, _KEYED[key])
        elif key == "parameters":
            merged[key] = {**merged.get(key, {}), **value}
        else:
            merged[key] = value
    return merged


def _find(named: str, folders: Sequence[Path]) -> Table:
    procedure_id, _, version = named.partition("@")
    for folder in folders:
        path = folder / procedure_id / f"{version}.toml"
        if path.is_file():
            return tomllib.loads(path.read_text(encoding="utf-8"))
    message = f"versi yang diperluas tidak ditemukan: {named}"
    raise LookupError(message)


def _laid_over(base: list[Table], over: list[Table], key: str) -> list[Table]:
    changed = {row.get(key): row for row in over}
    kept = [changed.pop(row.get(key), row) for row in base]
    return kept + list(changed.values())
