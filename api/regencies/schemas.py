"""A regency as JSON: one state, since when, what blocks it, what comes next."""

from __future__ import annotations

from typing import Any

from api.findings import Json
from api.times import day
from engine.services.views import RegencyView


def regency_json(view: RegencyView) -> Json:
    """A regency of the overview with its cases; `headline` is its leading case's open step."""
    headline: dict[str, Any] = dict(view.headline)
    return {
        "code": view.place.code,
        "name": view.place.name,
        "province": {"code": view.province.code, "name": view.province.name},
        "state": view.state,
        "since": day(view.since),
        "blocked_by": list(headline.get("blockers") or ()),
        "next": headline.get("next") or None,
        "headline": headline or None,
        "leading": view.leading or None,
        "bumdesma": view.enterprise or None,
        "cases": [
            {
                "id": case.id,
                "title": case.state.title,
                "procedure": case.procedure_id,
                "phase": case.phase,
                "status": case.state.status.value,
                "demonstration": case.demonstration,
            }
            for case in view.cases
        ],
    }
