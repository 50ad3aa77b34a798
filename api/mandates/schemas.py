"""Mandates as JSON: what is on record, and the answer to "who may lawfully sign?"."""

from __future__ import annotations

from api.findings import Json, finding_json
from engine.domain.mandates import Answer, Delegation, Register, Term
from engine.domain.signing_authority import signature_words
from engine.services.mandate_values import delegation_values, snapshot, term_values


def mandate_json(mandate: Term | Delegation, *, whole: bool) -> Json:
    """A term or a delegation; the official's NIP only for who keeps the register (`whole`)."""
    if isinstance(mandate, Delegation):
        return {"kind": "delegation", **delegation_values(mandate)}
    return {"kind": "term", **_seen(term_values(mandate), whole=whole)}


def answer_json(found: Answer, known: Register, *, whole: bool) -> Json:
    """Who may sign, by what, with what must be heeded; or every reason why nobody may."""
    held = found.authority
    mandate = dict(snapshot(found)) if held else None
    if mandate is not None:
        mandate["term"] = _seen(mandate["term"], whole=whole)
    return {
        "date": found.on.isoformat(),
        "office": {"role": found.post.role, "area": found.post.area},
        "act": found.act or None,
        "known": found.known,
        "signatory": signature_words(known, held) if held else None,
        "mandate": mandate,
        "findings": [finding_json(f) for f in found.findings],
        "others": [finding_json(f) for f in found.others],
    }


def _seen(term: Json, *, whole: bool) -> Json:
    official = term["official"]
    if whole or not isinstance(official, dict):
        return term
    return {**term, "official": {**official, "nip": ""}}
