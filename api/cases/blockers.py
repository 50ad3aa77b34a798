"""Why a case cannot proceed: per step that somebody could act on, everything still unmet."""

from __future__ import annotations

from collections.abc import Iterator

from api.findings import Json, finding_json
from api.times import day
from engine.domain.schedule import Schedule
from engine.domain.standing import Standing
from engine.services.views import CaseView, StepView

_ACTIONABLE = (Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED)


def blockers_json(view: CaseView) -> list[Json]:
    """The open steps of a case with their findings; a step without any is ready.

    `earliest_completion` is the first date the law's order allows: that of the latest step it
    rests on. A step still locked names what it waits for.
    """
    return [_blocker(view, step) for step in _flat(view)]


def schedule_json(found: Schedule) -> Json:
    """When the case can be finished: by the law alone, and by the office's targets.

    `path` names the steps on which the expected date hangs, in order.
    """
    return {
        "earliest": day(found.earliest),
        "expected": day(found.expected),
        "provisional": found.provisional,
        "path": [
            {
                "step": leg.step.id,
                "name": leg.step.name,
                "village": leg.village or None,
                "start": day(leg.start),
                "finish": day(leg.finish),
            }
            for leg in found.path
        ],
    }


def open_steps(view: CaseView) -> list[StepView]:
    """The steps and village branches that somebody can act on now."""
    return [step for step in _flat(view) if step.state in _ACTIONABLE]


def _flat(view: CaseView) -> Iterator[StepView]:
    for step in view.steps:
        for branch in step.branches or (step,):
            if branch.state in _ACTIONABLE or branch.waiting_for:
                yield branch


def _blocker(view: CaseView, step: StepView) -> Json:
    role = view.procedure.roles.get(step.step.actor)
    return {
        "step": step.step.id,
        "name": step.step.name,
        "village": step.village.code if step.village else None,
        "village_name": step.village.name if step.village else None,
        "state": step.state.value,
        "actor": step.step.actor,
        "who": role.name if role else step.step.actor,
        "ready": step.state is not Standing.LOCKED and not step.findings,
        "waiting_for": list(step.waiting_for),
        "due_on": day(step.due_on),
        "due_legal": step.due_legal,
        "due_provisional": step.due_provisional,
        "earliest_completion": day(step.opened_on),
        "findings": [finding_json(f) for f in step.findings],
    }
