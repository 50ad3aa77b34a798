"""Reading settings that come as TOML: strictly, and with an office's own text laid over ours.

Unknown keys, wrong types and values out of range are refused, so that a mistyped setting never
silently keeps the default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from documents.errors import LayoutError


class Strict(BaseModel):
    """Frozen, and without room for a key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


_Model = TypeVar("_Model", bound=Strict)


def load(name: str, model: type[_Model], texts: tuple[str, ...]) -> _Model:
    """Read TOML texts as one, each laid over those before it.

    Raises LayoutError naming every wrong key; `name` is how it calls the whole.
    """
    data: dict[str, Any] = {}
    try:
        for text in texts:
            data = merge(data, tomllib.loads(text))
        return model.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(name, [f"bukan TOML yang dapat dibaca: {error}"]) from error
    except ValidationError as error:
        messages = [
            f"{'.'.join(str(part) for part in item['loc'])}: {_said(item)}"
            for item in error.errors()
        ]
        raise LayoutError(name, messages) from error


_SAID = {
    "extra_forbidden": "tidak dikenal",
    "missing": "wajib diisi",
    "literal_error": "harus {expected}",
    "bool_type": "harus true atau false",
    "int_type": "harus bilangan bulat",
    "float_type": "harus bilangan",
    "string_type": "harus teks di dalam tanda kutip",
    "list_type": "harus daftar di dalam kurung siku",
    "greater_than_equal": "paling sedikit {ge}",
    "less_than_equal": "paling banyak {le}",
    "string_too_short": "paling sedikit {min_length} huruf",
    "string_too_long": "paling banyak {max_length} huruf",
    "string_pattern_mismatch": "bentuknya tidak sesuai",
    "too_short": "paling sedikit {min_length} butir",
    "too_long": "paling banyak {max_length} butir",
}


def _said(item: ErrorDetails) -> str:
    """What is wrong, in words an office understands."""
    known = _SAID.get(item["type"])
    if known is not None:
        return known.format_map(item.get("ctx", {})).replace(" or ", " atau ")
    return str(item.get("ctx", {}).get("error", item["msg"]))


def shipped(folder: str, beginning: str = "") -> tuple[str, ...]:
    """The texts of the TOML files in a folder of `documents`, by the beginning of their names."""
    found = files("documents").joinpath(folder).iterdir()
    return tuple(
        f.read_text(encoding="utf-8")
        for f in sorted(found, key=lambda each: each.name)
        if f.name.startswith(beginning) and f.name.endswith(".toml")
    )


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one table over another, table by table."""
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(known, value)
        else:
            merged[key] = value
    return merged
