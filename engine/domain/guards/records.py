"""Guards over what the office wrote down: fields, files, rows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from engine.domain.calendar import add_months
from engine.domain.guards.base import Ask, Param, Params, Rule, texts

SIMILAR = 0.85
_ACTING = re.compile(r"^(plt|plh|pjs|pj)\.?\s+", re.IGNORECASE)
_OF_REGION = re.compile(r"\s+(kabupaten|kota|provinsi)\s.*$")


def present(ask: Ask, given: Params) -> str | None:
    """All listed fields are filled in."""
    missing = [ask.label(name) for name in texts(given["fields"]) if not ask.filled(name)]
    return f"Belum diisi: {', '.join(missing)}." if missing else None


def evidence(ask: Ask, given: Params) -> str | None:
    """A file of each kind is attached."""
    held = {e.kind for e in ask.evidence}
    labels = {kind.id: kind.label for kind in ask.step.evidence}
    missing = [labels[kind] for kind in texts(given["kinds"]) if kind not in held]
    return f"Berkas belum dilampirkan: {', '.join(missing)}." if missing else None


def yes(ask: Ask, given: Params) -> str | None:
    """The answer is yes."""
    name = str(given["field"])
    value = ask.data.get(name)
    if value is True:
        return None
    return f"{ask.label(name)} {'belum dijawab' if value is None else 'dijawab tidak'}."


def one_of(ask: Ask, given: Params) -> str | None:
    """The answer is one of the values."""
    name = str(given["field"])
    if ask.data.get(name) in texts(given["values"]):
        return None
    return _complaint(ask, name, "belum memenuhi syarat")


def not_one_of(ask: Ask, given: Params) -> str | None:
    """The answer is none of the values."""
    name = str(given["field"])
    value = ask.data.get(name)
    chosen = value if isinstance(value, list) else [value]
    if not set(texts(given["values"])).intersection(str(item) for item in chosen):
        return None
    return _complaint(ask, name, "tidak sesuai ketentuan")


def includes_all(ask: Ask, given: Params) -> str | None:
    """Every option of a multiple choice is ticked."""
    name = str(given["field"])
    field = ask.step.field(name)
    value = ask.data.get(name)
    held = value if isinstance(value, list) else []
    missing = [o.label for o in field.options if o.value not in held] if field else []
    return f"{ask.label(name)} belum lengkap: {'; '.join(missing)}." if missing else None


def at_least(ask: Ask, given: Params) -> str | None:
    """A number is not below the value."""
    name, floor = str(given["field"]), given["value"]
    value = ask.data.get(name)
    if isinstance(value, int | float) and isinstance(floor, int) and value >= floor:
        return None
    return _complaint(ask, name, f"kurang dari {floor}")


def equals(ask: Ask, given: Params) -> str | None:
    """A field has exactly the value."""
    name = str(given["field"])
    if ask.data.get(name) == given["value"]:
        return None
    return _complaint(ask, name, f"seharusnya {given['value']}")


def begins_with(ask: Ask, given: Params) -> str | None:
    """A text begins with the words, whatever the capitals."""
    name, start = str(given["field"]), str(given["value"])
    if str(ask.data.get(name, "")).casefold().startswith(start.casefold()):
        return None
    return f"{ask.label(name)} harus diawali “{start}”."


def not_similar(ask: Ask, given: Params) -> str | None:
    """A name is not the same as, or close to, a name already known."""
    name = str(given["field"])
    value = str(ask.data.get(name, "")).casefold()
    close = _similar(value, ask.facts.known_names) if value else []
    return (
        f"{ask.label(name)} menyerupai nama yang sudah ada: {'; '.join(close)}." if close else None
    )


def similar_lengths(name: str) -> tuple[int, int]:
    """The shortest and the longest that a name similar to this one can be."""
    length, most = len(name.casefold()), (2 - SIMILAR) / SIMILAR
    return math.floor(length / most), math.ceil(length * most)


def _similar(value: str, names: Iterable[str]) -> list[str]:
    """The cheap upper bounds are asked first: most names differ in their letters already."""
    found, letters = [], SequenceMatcher(None, "", value)
    for name in names:
        known = name.casefold()
        letters.set_seq1(known)
        if letters.real_quick_ratio() < SIMILAR or letters.quick_ratio() < SIMILAR:
            continue
        if SequenceMatcher(None, value, known).ratio() >= SIMILAR:
            found.append(name)
    return found


def row_with(ask: Ask, given: Params) -> str | None:
    """At least one row matches."""
    name = str(given["field"])
    if any(_matches(row, given["match"]) for row in ask.rows(name)):
        return None
    return f"{ask.label(name)}: belum ada baris {_wanted(given['match'])}."


def one_row(ask: Ask, given: Params) -> str | None:
    """Exactly one row matches."""
    name = str(given["field"])
    found = sum(_matches(row, given["match"]) for row in ask.rows(name))
    if found == 1:
        return None
    return (
        f"{ask.label(name)}: harus tepat satu baris {_wanted(given['match'])}, tercatat {found}."
    )


def rows_with_each(ask: Ask, given: Params) -> str | None:
    """For each value some row's column contains it."""
    name, column = str(given["field"]), str(given["column"])
    held = [row.get(column, "").casefold() for row in ask.rows(name)]
    missing = [
        value
        for value in texts(given["values"])
        if not any(value.casefold() in cell for cell in held)
    ]
    return f"{ask.label(name)} belum memuat unsur: {', '.join(missing)}." if missing else None


def period_covers(ask: Ask, given: Params) -> str | None:
    """The step's date lies between two recorded dates."""
    start, end = ask.day(str(given["start"])), ask.day(str(given["end"]))
    if start and end and start <= ask.occurred_on <= end:
        return None
    names = f"{ask.label(str(given['start']))}–{ask.label(str(given['end']))}"
    if not (start and end):
        return f"{names} belum diisi."
    return f"Tanggal langkah ini berada di luar {names}."


def horizon(ask: Ask, given: Params) -> str | None:
    """The years from start to end are as many as the value, counted to the last day."""
    start, end, years = ask.day(str(given["start"])), ask.day(str(given["end"])), given["value"]
    if start and end and isinstance(years, int):
        full = add_months(start, 12 * years)
        if abs((full - end).days) <= 1:
            return None
    return f"Jangka waktu tidak {years} tahun penuh."


def _matches(row: Mapping[str, str], match: object) -> bool:
    return isinstance(match, Mapping) and all(
        _same_office(row.get(column, ""), str(value)) for column, value in match.items()
    )


def _same_office(cell: str, wanted: str) -> bool:
    """Equal words; a title may carry an acting prefix and the region it is of.

    "Plt. Sekretaris Daerah Kabupaten Tanah Laut" is a Sekretaris Daerah; "Wakil Ketua" is no
    Ketua, and an "Asisten Sekretaris Daerah" no Sekretaris Daerah.
    """
    held = _ACTING.sub("", cell.strip()).casefold()
    wanted = wanted.casefold()
    return held == wanted or _OF_REGION.sub("", held) == wanted


def _wanted(match: object) -> str:
    if not isinstance(match, Mapping):
        return ""
    return ", ".join(f"{column} “{value}”" for column, value in match.items())


def _complaint(ask: Ask, name: str, wrong: str) -> str:
    if not ask.filled(name):
        return f"{ask.label(name)} belum diisi."
    return f"{ask.label(name)} “{_shown(ask, name)}” {wrong}."


def _shown(ask: Ask, name: str) -> str:
    value = ask.data.get(name)
    field = ask.step.field(name)
    labels = {o.value: o.label for o in field.options} if field else {}
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    return labels.get(str(value), str(value))


_FIELD = {"field": Param.FIELD}

RECORD_RULES = {
    "present": Rule(present, {"fields": Param.FIELDS}),
    "evidence": Rule(evidence, {"kinds": Param.EVIDENCE}),
    "yes": Rule(yes, _FIELD),
    "one_of": Rule(one_of, {**_FIELD, "values": Param.VALUES}),
    "not_one_of": Rule(not_one_of, {**_FIELD, "values": Param.VALUES}),
    "includes_all": Rule(includes_all, _FIELD),
    "at_least": Rule(at_least, {**_FIELD, "value": Param.NUMBER}),
    "equals": Rule(equals, {**_FIELD, "value": Param.VALUE}),
    "begins_with": Rule(begins_with, {**_FIELD, "value": Param.VALUE}),
    "not_similar": Rule(not_similar, _FIELD),
    "row_with": Rule(row_with, {**_FIELD, "match": Param.MATCH}),
    "one_row": Rule(one_row, {**_FIELD, "match": Param.MATCH}),
    "rows_with_each": Rule(
        rows_with_each, {**_FIELD, "column": Param.COLUMN, "values": Param.VALUES}
    ),
    "period_covers": Rule(period_covers, {"start": Param.FIELD, "end": Param.FIELD}),
    "horizon": Rule(horizon, {"start": Param.FIELD, "end": Param.FIELD, "value": Param.NUMBER}),
}
