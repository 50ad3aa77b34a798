"""What differs between two versions of a procedure, named by what a reviewer would look up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.findings import Json
from api.procedures.schemas import procedure_json
from engine.domain.law import Citation
from engine.domain.procedure import Procedure

_KEYS = {
    "phases": "id",
    "steps": "id",
    "fields": "name",
    "evidence": "id",
    "options": "value",
    "guards": "id",
    "clocks": "id",
    "returns": "to",
    "basis": "label",
}
_WORDS = {
    "phases": "tahap",
    "steps": "langkah",
    "fields": "isian",
    "evidence": "bukti",
    "options": "pilihan",
    "guards": "penjaga",
    "clocks": "jam",
    "returns": "jalan kembali",
    "basis": "dasar hukum",
    "parameters": "parameter",
    "consent": "kesepakatan desa",
}
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_ALWAYS_DIFFERENT = frozenset({"version", "digest"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `place` names each level, as in steps/kajian, clocks/target."""

    kind: str
    place: tuple[tuple[str, str], ...]
    attribute: str
    old: object
    new: object

    @property
    def what(self) -> str:
        """The kind of thing that differs."""
        return self.place[-1][0] if self.place else "procedure"

    @property
    def text(self) -> str:
        """The difference in one line."""
        where = " · ".join(f"{_WORDS.get(kind, kind)} {name}".strip() for kind, name in self.place)
        line = f"{_SIGNS[self.kind]} {where or 'prosedur'}"
        if self.kind == "changed":
            attribute = f" · {self.attribute}" if self.attribute else ""
            return f"{line}{attribute}: {_shown(self.old)} → {_shown(self.new)}"
        named = _name(self.new if self.kind == "added" else self.old)
        return f"{line}: {named}" if named else line


def changes(old: Procedure, new: Procedure) -> tuple[Change, ...]:
    """Every difference, in the order of the newer version; nothing where only layout differs."""
    return tuple(_compare(_full(old), _full(new), ()))


def diff_json(old: Procedure, new: Procedure) -> Json:
    """All differences, and besides them the articles that are newly or no longer cited."""
    return {
        "old": {"id": old.id, "version": old.version, "digest": old.digest},
        "new": {"id": new.id, "version": new.version, "digest": new.digest},
        "changes": [
            {
                "kind": change.kind,
                "what": change.what,
                "place": [{"kind": kind, "id": name} for kind, name in change.place],
                "attribute": change.attribute,
                "old": change.old,
                "new": change.new,
                "text": change.text,
            }
            for change in changes(old, new)
        ],
        "law": {
            "added": sorted(_cited(new) - _cited(old)),
            "removed": sorted(_cited(old) - _cited(new)),
        },
    }


def _full(procedure: Procedure) -> Json:
    validity = procedure.validity
    full = procedure_json(procedure)
    full["validity"] = {"step": validity.step, "until": validity.until_field} if validity else None
    return {key: value for key, value in full.items() if key not in _ALWAYS_DIFFERENT}


def _compare(old: Json, new: Json, place: tuple[tuple[str, str], ...]) -> Iterator[Change]:
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if key in _KEYS and isinstance(before, list) and isinstance(after, list):
            yield from _lists(key, before, after, place)
        elif key == "parameters" and isinstance(before, dict) and isinstance(after, dict):
            yield from _parameters(before, after, place)
        elif key == "consent" and isinstance(before, dict) and isinstance(after, dict):
            yield from _compare(before, after, (*place, (key, "")))
        else:
            yield Change("changed", place, key, before, after)


def _lists(
    key: str, old: list[Json], new: list[Json], place: tuple[tuple[str, str], ...]
) -> Iterator[Change]:
    before = {str(item[_KEYS[key]]): item for item in old}
    after = {str(item[_KEYS[key]]): item for item in new}
    for name, item in after.items():
        here = (*place, (key, name))
        if name not in before:
            yield Change("added", here, "", None, item)
        else:
            yield from _compare(before[name], item, here)
    for name, item in before.items():
        if name not in after:
            yield Change("removed", (*place, (key, name)), "", item, None)
    kept = [name for name in before if name in after]
    if kept != [name for name in after if name in before]:
        yield Change("changed", place, f"urutan {_WORDS[key]}", list(before), list(after))


def _parameters(old: Json, new: Json, place: tuple[tuple[str, str], ...]) -> Iterator[Change]:
    for name in dict.fromkeys((*new, *old)):
        here = (*place, ("parameters", name))
        if name not in old:
            yield Change("added", here, "", None, new[name])
        elif name not in new:
            yield Change("removed", here, "", old[name], None)
        elif old[name] != new[name]:
            yield Change("changed", here, "", old[name], new[name])


def _cited(procedure: Procedure) -> set[str]:
    found: set[Citation] = {c for phase in procedure.phases for c in phase.basis}
    for step in procedure.steps:
        found.update(step.basis)
        found.update(step.consent.basis if step.consent else ())
        found.update(c for guard in step.guards for c in guard.basis)
        found.update(c for clock in step.clocks for c in clock.basis)
    return {c.ref for c in found}


def _name(value: object) -> str:
    if isinstance(value, dict):
        known = (value.get(k) for k in ("name", "label", "use", "to"))
        return next((str(v) for v in known if v), "")
    return _shown(value)


def _shown(value: object) -> str:
    if value in (None, "", [], ()):
        return "(kosong)"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list | tuple):
        return ", ".join(_name(v) or _shown(v) for v in value)
    if isinstance(value, dict):
        return ", ".join(f"{k} {_shown(v)}" for k, v in value.items())
    return str(value)
