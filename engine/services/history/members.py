"""The regency and the villages that a record names."""

from __future__ import annotations

import re

from engine.reference import columns, regions
from engine.services.history import places
from engine.services.history.problems import BadCellError
from engine.services.history.reader import Reader, label_of

_SPLIT = re.compile(r"\s*[;\n]\s*")


def _check_names(reader: Reader) -> None:
    """A row that gives both code and name must mean the same village by both."""
    named = dict(reader.record.lists.get("desa", []))
    for row, text in reader.record.lists.get("kode_desa", []):
        names, codes = _split(named.get(row, "")), _split(text)
        if names and len(names) != len(codes):
            reader.fail("kode_desa", f"Ada {len(codes)} kode untuk {len(names)} nama desa.", row)
            continue
        for name, code in zip(names, map(places.code, codes), strict=False):
            if code and not places.called(code, name):
                message = f"Kode {code} milik {regions.name(code)}, bukan “{name[:60]}”."
                reader.fail("kode_desa", message, row)


def _split(text: str) -> list[str]:
    return [item for item in _SPLIT.split(text.strip()) if item]


def _items(reader: Reader) -> list[tuple[str, int, str]]:
    """Each village named: its column, row and text; a row's code stands for its name."""
    lists = reader.record.lists
    coded = {row for row, _ in lists.get("kode_desa", [])}
    listed = [("kode_desa", *item) for item in lists.get("kode_desa", [])]
    listed += [("desa", *item) for item in lists.get("desa", []) if item[0] not in coded]
    return [(column, row, item) for column, row, text in listed for item in _split(text)]


def regency(reader: Reader) -> str:
    """The kawasan's regency: as told, else the one that all its village codes lie in."""
    text = reader.text("kabupaten")
    if text:
        try:
            code, note = places.regency(text)
        except BadCellError as error:
            reader.fail("kabupaten", error)
            return ""
        if note:
            reader.note("kabupaten", note)
        return code
    codes = {places.code(item)[:5] for _, _, item in _items(reader) if places.code(item)}
    if len(codes) == 1:
        return codes.pop()
    reader.fail("kabupaten", "Isi kode kabupaten; kode desa tidak menunjuk satu kabupaten.")
    return ""


def villages(reader: Reader, within: str) -> tuple[str, ...]:
    """The codes of its villages; each one that is in doubt is a problem."""
    found: dict[str, str] = {}
    items = _items(reader)
    _check_names(reader)
    if len(items) > columns.limits().villages:
        reader.fail("desa", f"Lebih dari {columns.limits().villages} desa.")
        return ()
    for column, row, item in items:
        try:
            named = places.village(item, within)
        except BadCellError as error:
            reader.fail(column, error, row)
            continue
        if named.note:
            reader.note(column, named.note, row)
            reader.remarks.append(f"Ejaan desa: {named.note}")
        if named.code in found:
            message = f"“{item}” desa yang sama dengan “{found[named.code]}”."
            reader.fail(column, message, row)
        found[named.code] = item
    if not items and not any(
        p.column in (label_of("desa"), label_of("kode_desa")) for p in reader.problems
    ):
        reader.fail("desa", "Sebutkan desa kawasan ini; perkara tidak dapat dibuka tanpa desa.")
    return tuple(sorted(found))
