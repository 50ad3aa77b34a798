"""What a return or a renewal opens again: no more than rests on its target."""

from __future__ import annotations

from engine.domain.case import CaseState, Key, Mark
from engine.domain.procedure import Procedure, Reopens, Scope, Step


def reopened(
    procedure: Procedure,
    state: CaseState,
    target: Key,
    mode: Reopens = Reopens.DEPENDENTS,
    origin: str = "",
) -> tuple[Key, ...]:
    """Every recorded cell that the return invalidates, the target first.

    With `Reopens.PATH` only what lies between the target and `origin` reopens.
    A village's branch takes along its own later branches and the shared steps that rest on them,
    never another village's branch.
    """
    step_id, village = target
    affected = procedure.dependents[step_id]
    if mode is Reopens.PATH:
        affected = frozenset(
            s for s in affected if s == origin or origin in procedure.dependents[s]
        )
    found = [target]
    for step in procedure.steps:
        if step.id in affected:
            found += [key for key in _keys(state, step, village) if _touched(state, key)]
    return tuple(found)


def _keys(state: CaseState, step: Step, village: str) -> list[Key]:
    if step.scope is Scope.CASE:
        return [(step.id, "")]
    if village:
        return [(step.id, village)]
    return [(step.id, v) for v in state.active_villages()]


def _touched(state: CaseState, key: Key) -> bool:
    return state.cell(*key).mark is not Mark.NONE
