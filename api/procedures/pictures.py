"""A procedure in the form a client asks for: JSON, a picture, or BPMN."""

from __future__ import annotations

from engine.domain.procedure import Scope
from engine.domain.standing import Standing
from engine.pictures.svg import Position
from engine.services.views import CaseView, StepView

SVG, BPMN, JSON = "image/svg+xml", "application/bpmn+xml", "application/json"
OFFERED = (JSON, SVG, BPMN)
_SETTLED = frozenset({Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE})


def position(view: CaseView) -> Position:
    """Where each step stands in a case, with how many villages are through where they differ."""
    return {step.step.id: (step.state, _through(step)) for step in view.steps}


def _through(step: StepView) -> str:
    if step.step.scope is not Scope.VILLAGE or not step.branches:
        return ""
    done = sum(branch.state in _SETTLED for branch in step.branches)
    return "" if done in (0, len(step.branches)) else f"{done}/{len(step.branches)} desa"
