"""The duties of a dossier: article, acts, powers, dates, lateness and evidence of each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from engine.domain.calendar import Calendar
from engine.domain.case import CaseState
from engine.domain.clocks import Deadline, deadlines
from engine.domain.law import Citation
from engine.domain.ledger import evidence_json
from engine.domain.procedure import Procedure, Step
from engine.domain.standing import Standing, keys, standing
from engine.reference import regions
from engine.store.audit import ChainRow
from engine.store.cases import StoredCase
from engine.store.papers import Document

Json = dict[str, Any]
_RUNNING = frozenset({Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Source:
    """What a dossier is made from."""

    stored: StoredCase
    procedure: Procedure
    rows: Sequence[ChainRow]
    documents: Sequence[Document]
    as_of: date
    calendar: Calendar

    @property
    def state(self) -> CaseState:
        """The case's state."""
        return self.stored.state


def duties(source: Source) -> list[Json]:
    """Every step and branch of the case, in the procedure's order."""
    each = keys(source.procedure, source.state)
    return [_duty(source, step, village) for step, village in each]


def summary(duties: Sequence[Json]) -> Json:
    """How many duties stand where, and how many deadlines were missed."""
    late = [(clock["legal"], duty) for duty in duties for clock in duty["clocks"] if clock["late"]]
    return {
        "duties": len(duties),
        "done": sum(d["state"] == Standing.DONE for d in duties),
        "open": sum(d["state"] in _RUNNING for d in duties),
        "waived": sum(d["state"] == Standing.WAIVED for d in duties),
        "late_by_law": sum(legal for legal, _ in late),
        "late_by_target": sum(not legal for legal, _ in late),
        "evidence_missing": sum(e["sha256"] is None for d in duties for e in d["evidence"]),
    }


def _duty(source: Source, step: Step, village: str) -> Json:
    procedure, state = source.procedure, source.state
    cell = state.cell(step.id, village)
    where = standing(procedure, state, step, village)
    labels = {kind.id: kind.label for kind in step.evidence}
    return {
        "step": step.id,
        "name": step.name,
        "phase": procedure.phase(step.phase).name,
        "village": village or None,
        "village_name": regions.name(village) if village else None,
        "mandatory": step.mandatory,
        "state": where.value,
        "responsible": {"role": step.actor, "name": _role(procedure, step.actor)},
        "basis": [_citation(c) for c in step.basis],
        "done_on": iso(cell.done_on),
        "settled_on": iso(cell.settled_on),
        "historical": cell.historical,
        "reason": cell.reason or None,
        "rounds": [iso(r.done_on) for r in cell.rounds],
        "clocks": [
            _clock(source, step, where, d, cell.done_on)
            for d in _due(source, step, village, where)
        ],
        "overridden": [
            {
                "guard": guard.id,
                "remedy": guard.remedy,
                "basis": [_citation(c) for c in guard.basis],
            }
            for guard in step.guards
            if guard.id in cell.overridden
        ],
        "evidence": [
            {**evidence_json(e), "label": labels.get(e.kind, e.kind)} for e in cell.evidence
        ],
        "acts": [_act(procedure, row) for row in source.rows if _about(row, step.id, village)],
        "documents": [d.id for d in source.documents if (d.step, d.village) == (step.id, village)],
    }


def _due(source: Source, step: Step, village: str, where: Standing) -> list[Deadline]:
    """The deadlines a step had to meet; not those that what it established runs under."""
    if where not in _RUNNING and where is not Standing.DONE:
        return []
    found = deadlines(source.procedure, source.state, step, village, source.calendar)
    return [d for d in found if d.clock.anchor != step.id or where is not Standing.DONE]


def _clock(
    source: Source, step: Step, where: Standing, deadline: Deadline, done_on: date | None
) -> Json:
    """A deadline met, missed or running; that of a recurring step is the next round's."""
    done = done_on if where is Standing.DONE and not step.recurring else None
    late = ((done or source.as_of) - deadline.day).days
    return {
        "id": deadline.clock.id,
        "label": deadline.clock.label,
        "legal": deadline.clock.legal,
        "basis": [_citation(c) for c in deadline.clock.basis],
        "start": iso(deadline.start),
        "due": iso(deadline.day),
        "provisional": deadline.due.provisional,
        "met_on": iso(done),
        "late": max(late, 0),
    }


def _about(row: ChainRow, step: str, village: str) -> bool:
    own = (row.body.get("step", ""), row.body.get("village", "")) == (step, village)
    return own or [step, village] in row.body.get("reopens", [])


def _act(procedure: Procedure, row: ChainRow) -> Json:
    body = row.body
    role = str(body.get("role", ""))
    act_of = str(body.get("act_of", ""))
    return {
        "seq": row.seq,
        "type": body.get("type"),
        "occurred_on": body.get("occurred_on"),
        "recorded_at": stamp(row),
        "person": body.get("actor"),
        "principal": body.get("principal"),
        "role": role,
        "role_name": _role(procedure, role),
        "act_of": act_of or None,
        "act_of_name": _role(procedure, act_of) if act_of else None,
        "reason": body.get("reason"),
    }


def _citation(citation: Citation) -> Json:
    return {
        "ref": citation.ref,
        "label": citation.label,
        "requires": citation.requires,
        "certainty": citation.certainty.value,
    }


def _role(procedure: Procedure, role: str) -> str:
    return procedure.roles[role].name if role in procedure.roles else role


def stamp(row: ChainRow) -> str:
    """When a row was recorded, in the form its seal covers."""
    return row.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")


def iso(day: date | None) -> str | None:
    """A date, or nothing."""
    return day.isoformat() if day else None
