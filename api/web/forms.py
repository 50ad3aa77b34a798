"""A step's form, made from its fields and read back, in plain HTML inputs.

A scalar is sent as ``isian.NAME``, a list as several of them, and a table as
``isian.NAME.ROW.COLUMN``. What comes back is kept as typed: the engine cleans and judges it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.web.session import Posted
from documents.locale import bilangan
from engine.domain.facts import Place
from engine.domain.forms import is_empty
from engine.domain.guards import VOCABULARY, Param
from engine.domain.procedure import Field, Level, Step

PREFIX = "isian"
_ROW_KINDS = ("rows", "village_rows")
_LIST_KINDS = ("choices", "villages")
_BLANK_ROWS = 3
ADDED_ROWS = 5
_YES_NO = (("ya", "Ya"), ("tidak", "Tidak"))
_CELL = re.compile(rf"{PREFIX}\.(?P<field>[^.]+)\.(?P<row>\d{{1,4}})\.(?P<column>[^.]+)")


@dataclass(frozen=True, slots=True)
class OptionView:
    """A value that may be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """One input of a table."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row of a table; `village` is set where the rows are the member villages."""

    label: str
    village: str
    village_name: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong near an input, and the id of the finding that explains it."""

    anchor: str
    message: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of the form as it is drawn."""

    name: str
    id: str
    label: str
    kind: str
    help: str
    required: bool
    value: str
    options: tuple[OptionView, ...]
    columns: tuple[str, ...]
    rows: tuple[InputRow, ...]
    notes: tuple[Note, ...]

    @property
    def described_by(self) -> str:
        """Ids of the texts that explain the input, for assistive technology."""
        ids = [f"{self.id}-bantuan"] if self.help else []
        return " ".join(ids + [f"{self.id}-galat"] * bool(self.notes))


def posted_data(step: Step, posted: Posted) -> dict[str, object]:
    """Every field of the step as typed; a field left empty is sent as empty, to clear it."""
    tables = _tables(posted)
    data: dict[str, object] = {}
    for field in step.fields:
        name = f"{PREFIX}.{field.name}"
        if field.kind in _ROW_KINDS:
            data[field.name] = tables.get(field.name, [])
        elif field.kind in _LIST_KINDS:
            data[field.name] = list(posted.texts(name))
        else:
            data[field.name] = posted.text(name)
    return data


def _tables(posted: Posted) -> dict[str, list[dict[str, str]]]:
    found: dict[str, dict[int, dict[str, str]]] = {}
    for key, value in posted.form.multi_items():
        cell = _CELL.fullmatch(key)
        if cell and isinstance(value, str):
            rows = found.setdefault(cell["field"], {})
            rows.setdefault(int(cell["row"]), {})[cell["column"]] = value.strip()
    return {
        name: [row for _, row in sorted(rows.items()) if _said(row)]
        for name, rows in found.items()
    }


def _said(row: Mapping[str, str]) -> bool:
    return any(value for column, value in row.items() if column != "desa")


def field_views(
    step: Step,
    data: Mapping[str, object],
    villages: Sequence[Place],
    notes: Mapping[str, tuple[Note, ...]],
    longer: str = "",
) -> tuple[FieldView, ...]:
    """The step's fields with what they hold; the table named by `longer` gets more rows."""
    required = required_parts(step)
    return tuple(
        FieldView(
            name=f"{PREFIX}.{field.name}",
            id=f"{PREFIX}-{field.name}",
            label=field.label,
            kind=field.kind,
            help=field.help,
            required=field.name in required,
            value=_text(field, data.get(field.name)),
            options=_options(field, data.get(field.name), villages),
            columns=tuple(o.label for o in field.options) if field.kind in _ROW_KINDS else (),
            rows=_rows(field, data.get(field.name), villages, added=field.name == longer),
            notes=notes.get(field.name, ()),
        )
        for field in step.fields
    )


def guarded(
    step: Step, guard_id: str, data: Mapping[str, object], held: frozenset[str]
) -> tuple[str, ...]:
    """The fields and evidence kinds that a guard looks at and that could mend its finding."""
    guard = next((g for g in step.guards if g.id == guard_id), None)
    names: list[str] = []
    for param, kind in VOCABULARY[guard.use].params.items() if guard else ():
        value = guard.params.get(param) if guard else None
        listed = [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]
        if kind is Param.FIELD:
            names += listed
        elif kind is Param.FIELDS:
            names += [name for name in listed if is_empty(data.get(name))]
        elif kind is Param.EVIDENCE:
            names += [name for name in listed if name not in held]
    return tuple(names)


def required_parts(step: Step) -> frozenset[str]:
    """Fields and files without which the step is never accepted."""
    listed: list[object] = []
    for guard in step.guards:
        if guard.level is Level.HARD and not guard.when and guard.use in ("present", "evidence"):
            for value in guard.params.values():
                listed += value if isinstance(value, list | tuple) else [value]
    return frozenset(str(name) for name in listed)


def _text(field: Field, value: object) -> str:
    """A scalar as its input shows it."""
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if field.kind == "money" and isinstance(value, int):
        return bilangan(value)
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return str(value)


def _options(field: Field, value: object, villages: Sequence[Place]) -> tuple[OptionView, ...]:
    if field.kind in ("choice", "yes_no"):
        chosen = {_text(field, value)}
    else:
        chosen = {str(v) for v in value} if isinstance(value, list) else set()
    if field.kind in ("choice", "choices"):
        pairs = [(o.value, o.label) for o in field.options]
    elif field.kind == "yes_no":
        pairs = list(_YES_NO)
    elif field.kind == "villages":
        pairs = [(v.code, v.name) for v in villages]
    else:
        pairs = []
    return tuple(OptionView(v, label, v in chosen) for v, label in pairs)


def _rows(
    field: Field, value: object, villages: Sequence[Place], *, added: bool
) -> tuple[InputRow, ...]:
    held = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    if field.kind == "village_rows":
        by_village = {str(row.get("desa", "")): row for row in held}
        return tuple(
            _row(field, index, by_village.get(v.code, {}), v) for index, v in enumerate(villages)
        )
    if field.kind != "rows":
        return ()
    blank = _BLANK_ROWS + ADDED_ROWS * added
    rows: list[Mapping[str, object]] = [*held, *([{}] * blank)]
    return tuple(_row(field, index, row, None) for index, row in enumerate(rows))


def _row(field: Field, index: int, row: Mapping[str, object], village: Place | None) -> InputRow:
    base = f"{PREFIX}.{field.name}.{index}"
    cells = tuple(
        CellView(f"{base}.{o.value}", o.label, str(row.get(o.value, ""))) for o in field.options
    )
    if village is None:
        return InputRow(f"Baris {index + 1}", "", "", cells)
    return InputRow(f"{base}.desa", village.code, village.name, cells)
