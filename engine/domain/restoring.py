"""How a step stood, written into an event, so that a later state can take it up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.domain.case import CaseState, Cell, Key, Mark

# What reopening a step changes (`evolve`); the rest of the cell outlives it.
_DATES = ("done_on", "settled_on", "reopened_on")


def restored(key: Key, cell: Cell) -> Mapping[str, object]:
    """What of a cell a reopening forgets, as plain values; empty parts are left out."""
    dates = {name: getattr(cell, name) for name in _DATES}
    values: dict[str, object] = {
        "step": key[0],
        "village": key[1],
        "mark": cell.mark.value,
        "reason": cell.reason,
        "overridden": sorted(cell.overridden),
        "correcting": cell.correcting,
        **{name: day.isoformat() for name, day in dates.items() if day},
    }
    return {name: value for name, value in values.items() if value}


def restore(state: CaseState, values: object) -> CaseState:
    """The state with the cells as `restored` wrote them down."""
    listed = values if isinstance(values, list | tuple) else ()
    cells = dict(state.cells)
    for item in listed:
        key: Key = (str(item["step"]), str(item.get("village", "")))
        cells[key] = _as_written(state.cell(*key), item)
    return replace(state, cells=cells)


def _as_written(cell: Cell, item: Mapping[str, object]) -> Cell:
    return replace(
        cell,
        mark=Mark(str(item["mark"])),
        done_on=_day(item, "done_on"),
        settled_on=_day(item, "settled_on"),
        reopened_on=_day(item, "reopened_on"),
        reason=str(item.get("reason", "")),
        overridden=_names(item.get("overridden")),
        correcting=bool(item.get("correcting")),
    )


def _day(item: Mapping[str, object], name: str) -> date | None:
    return date.fromisoformat(str(item[name])) if name in item else None


def _names(value: object) -> frozenset[str]:
    return frozenset(str(v) for v in value) if isinstance(value, list | tuple) else frozenset()
