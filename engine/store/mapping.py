"""Case state and events to JSON and back; the one file that knows both shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from engine.domain.case import (
    CaseState,
    CaseStatus,
    Cell,
    Completion,
    Evidence,
    Mark,
    Member,
    Suspension,
)
from engine.domain.events import Consequence, Event, EventType
from engine.domain.ledger import event_json, evidence_json

Json = dict[str, Any]


def state_to_json(state: CaseState) -> Json:
    """A case state as plain JSON."""
    return {
        "id": state.id,
        "regency": state.regency,
        "title": state.title,
        "status": state.status.value,
        "version": state.version,
        "opened_on": _iso(state.opened_on),
        "parent": state.parent,
        "villages": {
            code: [_iso(m.joined_on), _iso(m.left_on)] for code, m in state.villages.items()
        },
        "cells": [[*key, _cell_to_json(cell)] for key, cell in state.cells.items()],
        "historical": state.historical,
        "suspensions": [[_iso(s.start), _iso(s.end)] for s in state.suspensions],
    }


def state_from_json(body: Mapping[str, Any]) -> CaseState:
    """The state that `state_to_json` wrote."""
    return CaseState(
        id=body["id"],
        regency=body["regency"],
        title=body["title"],
        status=CaseStatus(body["status"]),
        version=body["version"],
        opened_on=_date(body["opened_on"]),
        parent=body["parent"],
        villages={
            code: Member(date.fromisoformat(joined), _date(left))
            for code, (joined, left) in body["villages"].items()
        },
        cells={(step, village): _cell_from_json(cell) for step, village, cell in body["cells"]},
        historical=body["historical"],
        suspensions=tuple(
            Suspension(date.fromisoformat(start), _date(end)) for start, end in body["suspensions"]
        ),
    )


def event_to_json(event: Event) -> Json:
    """An event as the log keeps it."""
    return event_json(event)


def event_from_json(body: Mapping[str, Any]) -> Event:
    """The event that `event_to_json` wrote."""
    to = body.get("to")
    return Event(
        type=EventType(body["type"]),
        occurred_on=date.fromisoformat(body["occurred_on"]),
        actor=body["actor"],
        role=body.get("role", ""),
        act_of=body.get("act_of", ""),
        principal=body.get("principal", ""),
        step=body.get("step", ""),
        village=body.get("village", ""),
        data=body.get("data", {}),
        evidence=tuple(_evidence(e) for e in body.get("evidence", ())),
        reason=body.get("reason", ""),
        to=(to[0], to[1]) if to else None,
        reopens=tuple((step, village) for step, village in body.get("reopens", ())),
        overridden=tuple(body.get("overridden", ())),
        basis=tuple(body.get("basis", ())),
        happened_on=_date(body.get("happened_on")),
        consequences=tuple(Consequence(*parts) for parts in body.get("consequences", ())),
    )


def _cell_to_json(cell: Cell) -> Json:
    """Only what was filled in: an empty part reads as its default."""
    body: Json = {"mark": cell.mark.value}
    for name, written in _WRITTEN:
        value = getattr(cell, name)
        if value:
            body[name] = written(value) if written else value
    if cell.rounds:
        body["rounds"] = [_round_to_json(done, cell) for done in cell.rounds]
    return body


def _cell_from_json(body: Mapping[str, Any]) -> Cell:
    given = dict(body)
    for name, read in _READ:
        if name in given:
            given[name] = read(given[name])
    if "rounds" in given:
        given["rounds"] = tuple(_round_from_json(parts, given) for parts in given["rounds"])
    return Cell(**given)


def _round_to_json(done: Completion, cell: Cell) -> list[Any]:
    """A round; of one that says what its cell says, as the last mostly does, only the number."""
    own = (done.done_on, done.settled_on, done.data, done.evidence)
    if own == (cell.done_on, cell.settled_on, cell.data, cell.evidence):
        return [done.seq]
    files = [evidence_json(e) for e in done.evidence]
    return [_iso(done.done_on), _iso(done.settled_on), done.seq, dict(done.data), files]


def _round_from_json(parts: Sequence[Any], cell: Mapping[str, Any]) -> Completion:
    if len(parts) == 1:
        data, files = cell.get("data", {}), cell.get("evidence", ())
        return Completion(cell["done_on"], cell["settled_on"], parts[0], data, files)
    done_on, settled_on, seq, data, files = parts
    return Completion(_day(done_on), _day(settled_on), seq, data, _files(files))


def _evidence(body: Mapping[str, Any]) -> Evidence:
    return Evidence(body["kind"], body["sha256"], body["name"], body["media_type"], body["size"])


def _files(listed: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(_evidence(body) for body in listed)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


_day = date.fromisoformat
_DATES = ("occurred_on", "done_on", "settled_on", "reopened_on")
_WRITTEN: tuple[tuple[str, Callable[[Any], Any] | None], ...] = (
    *((name, date.isoformat) for name in _DATES),
    *((name, None) for name in ("seq", "reason", "historical", "correcting")),
    *((name, sorted) for name in ("preparers", "overridden")),
    ("data", dict),
    ("extended", dict),
    ("evidence", lambda files: [evidence_json(e) for e in files]),
)
_READ: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("mark", {mark.value: mark for mark in Mark}.__getitem__),
    *((name, _day) for name in _DATES),
    *((name, frozenset) for name in ("preparers", "overridden")),
    ("evidence", _files),
)
