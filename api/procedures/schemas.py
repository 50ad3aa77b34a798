"""A procedure as JSON: what must be done, by whom, on what basis, within which time."""

from __future__ import annotations

from api.findings import Json, citation_json
from engine.domain.budget import Clock
from engine.domain.citing import revoked
from engine.domain.procedure import Condition, Consent, Field, Guard, Phase, Procedure, Step


def procedure_ref_json(procedure: Procedure) -> Json:
    """A procedure in one line."""
    return {
        "id": procedure.id,
        "version": procedure.version,
        "digest": procedure.digest,
        "name": procedure.name,
        "subject": procedure.subject,
        "description": procedure.description,
        "steps": len(procedure.steps),
        "revoked": [
            {"source": source, "until": until.isoformat()}
            for source, until in revoked(procedure).items()
        ],
    }


def procedure_json(procedure: Procedure) -> Json:
    """One version in full; `digest` pins exactly this content."""
    return {
        **procedure_ref_json(procedure),
        "prefix": procedure.prefix,
        "villages_required": procedure.villages_required,
        "one_per_regency": procedure.one_per_regency,
        "opens_from": _opens_from(procedure),
        "parameters": dict(procedure.parameters),
        "phases": [_phase(p) for p in procedure.phases],
        "steps": [_step(procedure, s) for s in procedure.steps],
    }


def _opens_from(procedure: Procedure) -> Json | None:
    if procedure.opens_from is None:
        return None
    return dict(zip(("procedure", "step"), procedure.opens_from, strict=True))


def _phase(phase: Phase) -> Json:
    return {
        "id": phase.id,
        "name": phase.name,
        "regency_state": phase.regency_state,
        "basis": [citation_json(c) for c in phase.basis],
    }


def _step(procedure: Procedure, step: Step) -> Json:
    role = procedure.roles.get(step.actor)
    return {
        "id": step.id,
        "name": step.name,
        "phase": step.phase,
        "scope": step.scope.value,
        "actor": step.actor,
        "actor_name": role.name if role else step.actor,
        "after": list(step.after),
        "approval": step.approval,
        "optional": step.optional,
        "waivable": step.waivable,
        "recurring": step.recurring,
        "basis": [citation_json(c) for c in step.basis],
        "instruments": list(step.instruments),
        "documents": list(step.documents),
        "fields": [_field(f) for f in step.fields],
        "evidence": [{"id": e.id, "label": e.label} for e in step.evidence],
        "guards": [_guard(g) for g in step.guards],
        "clocks": [_clock(c) for c in step.clocks],
        "returns": [{"to": r.to, "reopens": r.reopens.value} for r in step.returns],
        "consent": _consent(step.consent) if step.consent else None,
        "closes_when": _condition(step.closes_when) if step.closes_when else None,
    }


def _field(field: Field) -> Json:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "help": field.help,
        "options": [{"value": o.value, "label": o.label} for o in field.options],
    }


def _guard(guard: Guard) -> Json:
    return {
        "id": guard.id,
        "use": guard.use,
        "level": guard.level.value,
        "params": dict(guard.params),
        "when": [_condition(c) for c in guard.when],
        "basis": [citation_json(c) for c in guard.basis],
        "who": guard.who,
        "remedy": guard.remedy,
        "document": guard.document,
        "override_by": list(guard.override_by),
    }


def _clock(clock: Clock) -> Json:
    return {
        "id": clock.id,
        "label": clock.label,
        "anchor": clock.anchor,
        "anchor_field": clock.anchor_field,
        "year_end": clock.year_end,
        "return_to": clock.return_to,
        "value": clock.value,
        "unit": clock.unit.value,
        "legal": clock.legal,
        "basis": [citation_json(c) for c in clock.basis],
    }


def _consent(consent: Consent) -> Json:
    return {
        "field": consent.field,
        "agree": consent.agree,
        "rule": consent.rule.value,
        "number": consent.number,
        "basis": [citation_json(c) for c in consent.basis],
    }


def _condition(condition: Condition) -> Json:
    return {
        "step": condition.step,
        "field": condition.field,
        "values": list(condition.values),
    }
