"""A case as JSON: pure functions, used by the API, the command line and the demonstration."""

from __future__ import annotations

from dataclasses import asdict

from api.findings import Json, citation_json
from api.times import day, day_begins, moment
from engine.domain.case import Evidence
from engine.domain.events import Recorded
from engine.domain.ledger import evidence_json
from engine.domain.procedure import Procedure
from engine.domain.standing import complete
from engine.reference import regions
from engine.services.records import Document, StoredCase
from engine.services.views import CaseView, StepView, VillageView


def case_json(view: CaseView) -> Json:
    """A whole case. Depends on the case and its papers alone, so that its ETag is true."""
    stored, procedure = view.stored, view.procedure
    return {
        **_head(stored, procedure),
        "villages": [_village(v) for v in view.villages],
        "complete": complete(procedure, stored.state),
        "steps": [step_json(step) for step in view.steps],
    }


def summary_json(stored: StoredCase, procedure: Procedure) -> Json:
    """A case as lists show it: everything but its steps, and where it stands now."""
    villages = stored.state.active_villages()
    return {
        **_head(stored, procedure),
        "villages": [{"code": code, "name": regions.name(code)} for code in villages],
        "current": dict(stored.headline) or None,
    }


def step_json(view: StepView) -> Json:
    """A step; a village step carries its branches, each with the village's code."""
    body = _standing(view)
    if view.village is None:
        body["basis"] = [citation_json(c) for c in view.step.basis]
    if view.branches:
        body["branches"] = [_standing(branch) for branch in view.branches]
    return body


def event_json(recorded: Recorded) -> Json:
    """One entry of the log: what happened and when, and when it was recorded, sealed."""
    event = recorded.event
    return {
        "case": recorded.case,
        "seq": recorded.seq,
        "type": event.type.value,
        "step": event.step or None,
        "village": event.village or None,
        "occurred_on": event.occurred_on.isoformat(),
        "recorded_at": moment(recorded.recorded_at),
        "actor": event.actor,
        "role": event.role,
        "act_of": event.act_of or None,
        "principal": event.principal or None,
        "reason": event.reason or None,
        "to": _key(*event.to) if event.to else None,
        "reopens": [_key(*key) for key in event.reopens],
        "overridden": list(event.overridden),
        "happened_on": event.happened_on.isoformat() if event.happened_on else None,
        "consequences": [asdict(c) for c in event.consequences],
        "data": dict(event.data),
        "evidence": [evidence_json(e) for e in event.evidence],
        "basis": list(event.basis),
        "previous_hash": recorded.previous_hash,
        "hash": recorded.hash,
    }


def document_ref_json(document: Document) -> Json:
    """A document as its case names it."""
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "state": document.state,
        "number": document.number or None,
        "dated": day(document.dated),
    }


def _head(stored: StoredCase, procedure: Procedure) -> Json:
    state = stored.state
    return {
        "id": stored.id,
        "number": stored.id,
        "title": state.title,
        "procedure": {"id": procedure.id, "version": procedure.version, "digest": stored.digest},
        "regency": {"code": state.regency, "name": regions.name(state.regency)},
        "phase": stored.phase,
        "phase_name": procedure.phase(stored.phase).name,
        "phase_since": day(stored.phase_since),
        "regency_state": stored.regency_state,
        "status": state.status.value,
        "opened_on": day(state.opened_on),
        "version": state.version,
        "updated_at": moment(stored.updated_at),
        "next_expected_change_at": day_begins(stored.next_change_on, state.regency),
        "demonstration": stored.demonstration,
        "parent": state.parent or None,
    }


def _village(view: VillageView) -> Json:
    return {
        "code": view.place.code,
        "name": view.place.name,
        "district": view.district,
        "consent": view.consent,
    }


def _standing(view: StepView) -> Json:
    cell = view.cell
    branches = view.branches or (view,)
    body: Json = {
        "id": view.step.id,
        "name": view.step.name,
        "phase": view.step.phase,
        "scope": view.step.scope.value,
        "state": view.state.value,
        "actor": view.step.actor,
        "opened_on": day(view.opened_on),
        "due_on": day(view.due_on),
        "due_legal": view.due_legal,
        "due_provisional": view.due_provisional,
        "due_label": view.due_label or None,
        "done_on": day(view.done_on),
        "historical": any(b.cell.historical for b in branches),
        "evidence_missing": any(b.cell.evidence_missing for b in branches),
        "waiting_for": list(view.waiting_for),
        "evidence": [_evidence(e) for b in branches for e in b.evidence],
        "documents": [document_ref_json(d) for d in view.documents],
        "data": dict(cell.data),
        "reason": cell.reason or None,
    }
    if view.village is not None:
        body["village"] = view.village.code
        body["village_name"] = view.village.name
    return body


def _evidence(evidence: Evidence) -> Json:
    return {**evidence_json(evidence), "missing": evidence.missing}


def _key(step: str, village: str) -> Json:
    return {"step": step, "village": village or None}
