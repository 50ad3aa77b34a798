"""The few checks models share; each raises InvalidDocument naming the field."""

from __future__ import annotations

from collections.abc import Sized

from documents.errors import InvalidDocument
from engine.errors import FieldProblem


def require(condition: bool, field: str, message: str) -> None:  # noqa: FBT001 (an assertion)
    """Raise InvalidDocument with `message` on `field` unless the condition holds."""
    if not condition:
        raise InvalidDocument(f"{field}: {message}", [FieldProblem(field, message)])


def filled(**values: str) -> None:
    """Demand that none of these texts is blank."""
    for field, value in values.items():
        require(bool(value.strip()), field, "wajib diisi")


def some(**values: Sized) -> None:
    """Demand that none of these lists is empty."""
    for field, value in values.items():
        require(len(value) > 0, field, "paling sedikit satu butir")


def missing(**values: object) -> tuple[str, ...]:
    """Name the fields whose value is None or blank."""
    return tuple(name for name, value in values.items() if value is None or value == "")
