"""A procedure in the form a client asks for: JSON, a picture, or BPMN."""

from __future__ import annotations

from engine.domain.procedure import Scope
from engine.domain.standing import Standing
from engine.pictures.svg import Position
from engine.services.views import CaseView, StepView

SVG, BPMN, JSON = "image/svg+xml", "application/bpmn+xml", "application/json"
_OFFERED = (JSON, SVG, BPMN)
_SETTLED = frozenset({Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE})


def preferred(accept: str) -> str:
    """The form that an Accept header likes best; JSON where it names none of ours."""
    weights = dict(_parsed(part) for part in accept.split(",") if part.strip())
    anything = weights.get("*/*", 0.0)

    def liking(form: str) -> float:
        family = weights.get(f"{form.partition('/')[0]}/*", anything)
        return weights.get(form, family)

    best = max(_OFFERED, key=liking)  # of equals the first
    return best if liking(best) > 0 else JSON


def position(view: CaseView) -> Position:
    """Where each step stands in a case, with how many villages are through where they differ."""
    return {step.step.id: (step.state, _through(step)) for step in view.steps}


def _parsed(part: str) -> tuple[str, float]:
    form, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "q":
            try:
                return form, float(value)
            except ValueError:
                return form, 0.0
    return form, 1.0


def _through(step: StepView) -> str:
    if step.step.scope is not Scope.VILLAGE or not step.branches:
        return ""
    done = sum(branch.state in _SETTLED for branch in step.branches)
    return "" if done in (0, len(step.branches)) else f"{done}/{len(step.branches)} desa"
