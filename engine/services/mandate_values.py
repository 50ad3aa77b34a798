"""Mandates as plain values: for JSON answers, and frozen into what they were used for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.domain.mandates import Answer, Delegation, Term


def snapshot(answer: Answer) -> Mapping[str, Any]:
    """A used mandate as plain values, for the record of what it was used for."""
    if answer.authority is None:
        message = "nobody may: there is no mandate to keep"
        raise ValueError(message)
    term, given = answer.authority.term, answer.authority.delegation
    return {
        "office": {"role": answer.post.role, "area": answer.post.area},
        "act": answer.act,
        "on": answer.on.isoformat(),
        "term": term_values(term),
        "delegation": delegation_values(given) if given else None,
        "cautions": [finding.message for finding in answer.findings],
    }


def term_values(term: Term) -> dict[str, Any]:
    """A term as plain values."""
    official = term.official
    return {
        **_shared(term),
        "office": {"role": term.post.role, "area": term.post.area},
        "holding": term.holding.value,
        "official": {
            "name": official.name,
            "front": official.front,
            "back": official.back,
            "rank": official.rank,
            "nip": official.nip,
        },
    }


def delegation_values(given: Delegation) -> dict[str, Any]:
    """A delegation as plain values."""
    through = given.through
    return {
        **_shared(given),
        "mode": given.mode.value,
        "giver": {"role": given.giver.role, "area": given.giver.area},
        "through": {"role": through.role, "area": through.area} if through else None,
        "taker": {"role": given.taker.role, "area": given.taker.area},
    }


def _shared(mandate: Term | Delegation) -> dict[str, Any]:
    spell, basis = mandate.spell, mandate.basis
    return {
        "id": mandate.id,
        "from": spell.start.isoformat(),
        "until": spell.end.isoformat() if spell.end else None,
        "basis": {"name": basis.name, "number": basis.number, "date": basis.dated.isoformat()},
        "scope": sorted(mandate.scope),
    }
