"""What was recorded about a step, as one reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.web.words import day
from documents.locale import bilangan, rupiah, tanggal
from engine.domain.procedure import Field, Step
from engine.reference import regions


@dataclass(frozen=True, slots=True)
class ValueView:
    """A recorded field: a text, or a table."""

    label: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def value_views(step: Step, data: Mapping[str, object]) -> tuple[ValueView, ...]:
    """Every field that was filled in, in the procedure's order."""
    return tuple(_value(f, data[f.name]) for f in step.fields if f.name in data)


def _value(field: Field, value: object) -> ValueView:
    if field.kind not in ("rows", "village_rows"):
        return ValueView(field.label, _text(field, value), (), ())
    columns = [(o.value, o.label) for o in field.options]
    if field.kind == "village_rows":
        columns.insert(0, ("desa", "Desa"))
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    village = field.kind == "village_rows"
    cells = tuple(
        tuple(_cell(name, str(row.get(name, "")), village=village) for name, _ in columns)
        for row in rows
    )
    return ValueView(field.label, "", tuple(label for _, label in columns), cells)


def _cell(column: str, value: str, *, village: bool) -> str:
    return regions.name(value) if village and column == "desa" else value


def _text(field: Field, value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_word(field, str(item)) for item in value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, int):
        return rupiah(value) if field.kind == "money" else bilangan(value)
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return _word(field, str(value))


def _word(field: Field, value: str) -> str:
    """A text as people read it: a date written out, a village or an option by name."""
    if field.kind == "date":
        written = day(value)
        return tanggal(written) if written else value
    if field.kind == "villages":
        return regions.name(value)
    return next((o.label for o in field.options if o.value == value), value)
