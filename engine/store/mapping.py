"""Case state and events to JSON and back; the one file that knows both shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    full: Json = {
        "mark": cell.mark.value,
        "occurred_on": _iso(cell.occurred_on),
        "done_on": _iso(cell.done_on),
        "settled_on": _iso(cell.settled_on),
        "reopened_on": _iso(cell.reopened_on),
        "seq": cell.seq,
        "data": dict(cell.data),
        "evidence": [evidence_json(e) for e in cell.evidence],
        "preparers": sorted(cell.preparers),
        "reason": cell.reason,
        "overridden": sorted(cell.overridden),
        "historical": cell.historical,
        "correcting": cell.correcting,
        "rounds": [_round_to_json(done) for done in cell.rounds],
    }
    return {key: value for key, value in full.items() if value not in (None, "", [], {}, False)}


def _cell_from_json(body: Mapping[str, Any]) -> Cell:
    return Cell(
        mark=Mark(body["mark"]),
        occurred_on=_date(body.get("occurred_on")),
        done_on=_date(body.get("done_on")),
        settled_on=_date(body.get("settled_on")),
        reopened_on=_date(body.get("reopened_on")),
        seq=body.get("seq", 0),
        data=body.get("data", {}),
        evidence=tuple(_evidence(e) for e in body.get("evidence", ())),
        preparers=frozenset(body.get("preparers", ())),
        reason=body.get("reason", ""),
        overridden=frozenset(body.get("overridden", ())),
        historical=body.get("historical", False),
        correcting=body.get("correcting", False),
        rounds=tuple(_round_from_json(done) for done in body.get("rounds", ())),
    )


def _round_to_json(done: Completion) -> list[Any]:
    files = [evidence_json(e) for e in done.evidence]
    return [_iso(done.done_on), _iso(done.settled_on), done.seq, dict(done.data), files]


def _round_from_json(parts: Sequence[Any]) -> Completion:
    done_on, settled_on, seq, data, files = parts
    return Completion(
        date.fromisoformat(done_on),
        date.fromisoformat(settled_on),
        seq,
        data,
        tuple(_evidence(e) for e in files),
    )


def _evidence(body: Mapping[str, Any]) -> Evidence:
    return Evidence(body["kind"], body["sha256"], body["name"], body["media_type"], body["size"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
