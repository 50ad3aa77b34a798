"""From a procedure to the model of it that is walked: what is kept, and what is left out."""

from __future__ import annotations

from dataclasses import replace

from engine.domain.budget import Clock
from engine.domain.procedure import ConsentRule, Field, Level, Option, Procedure, Role, Scope, Step
from engine.domain.soundness_model import NO, Model

RELATIONAL = frozenset({"done_before", "evidence_on_file", "agreeing_at_least", "within_clock"})
"""Guards whose answer no office can supply while it does the guarded step itself."""


def build(procedure: Procedure, villages: int) -> Model:
    """The model of a procedure for a case of that many villages."""
    reduced = replace(procedure, steps=tuple(map(_reduced, procedure.steps)), roles=_roles())
    timers = _timers(reduced)
    watched = {str(g.params["step"]) for s in reduced.steps for g in s.guards}
    watched |= {s.id for s in reduced.steps if s.consent} | {c.anchor for _, c in timers}
    watched &= set(reduced.by_id)
    return Model(reduced, villages, _leaves(reduced, watched), frozenset(watched), timers)


def unconditional(model: Model, procedure: Procedure) -> Model | None:
    """The same model without the guards that apply only on some data; None if it has none."""
    conditional = {(s.id, g.id) for s in procedure.steps for g in s.guards if g.when}
    steps = tuple(
        replace(s, guards=tuple(g for g in s.guards if (s.id, g.id) not in conditional))
        for s in model.procedure.steps
    )
    if steps == model.procedure.steps:
        return None
    return replace(model, procedure=replace(model.procedure, steps=steps))


def left_out(model: Model, procedure: Procedure) -> tuple[str, ...]:
    """What of the procedure the model does not know, in words; then it proves less."""
    held = {(step.id, clock.id) for step, clock in model.timers}
    clocks = [
        f"jam {g.params['clock']} (dihitung dari isian atau dari terbukanya langkah)"
        for s in procedure.steps
        for g in s.guards
        if g.use == "within_clock"
        and g.level is Level.HARD
        and (str(g.params["step"]), str(g.params["clock"])) not in held
    ]
    ends = [f"penutupan pada {s.id}" for s in procedure.steps if _ends_elsewhere(s)]
    return (*clocks, *ends)


def _ends_elsewhere(step: Step) -> bool:
    return step.closes_when is not None and step.closes_when.step not in ("", step.id)


def village_counts(procedure: Procedure, bound: int) -> range:
    """How many villages the explored cases have: from as many as must agree to the bound."""
    if all(step.scope is Scope.CASE for step in procedure.steps):
        return range(1)
    counts = [
        consent.number
        for step in procedure.consent_steps
        if (consent := step.consent) and consent.rule is ConsentRule.AT_LEAST
    ]
    least = max([1, *counts])
    return range(least, max(bound, least) + 1)


def _reduced(step: Step) -> Step:
    """The step with only what can decide its order."""
    guards = tuple(g for g in step.guards if g.level is Level.HARD and g.use in RELATIONAL)
    fields: list[Field] = []
    if step.consent:
        fields.append(_field(step.consent.field, (step.consent.agree,)))
    closes = None if _ends_elsewhere(step) else step.closes_when
    if closes and not any(f.name == closes.field for f in fields):
        fields.append(_field(closes.field, closes.values))
    return replace(
        step,
        actor="penelusur",
        approval=False,
        fields=tuple(fields),
        guards=tuple(replace(g, when=()) for g in guards),
        closes_when=closes,
    )


def _field(name: str, values: tuple[object, ...]) -> Field:
    options = (*(Option(str(v), str(v)) for v in values), Option(NO, NO))
    return Field(name, name, "choice", options=options)


def _timers(procedure: Procedure) -> tuple[tuple[Step, Clock], ...]:
    guards = [g for s in procedure.steps for g in s.guards if g.use == "within_clock"]
    named = {(str(g.params["step"]), str(g.params["clock"])) for g in guards}
    return tuple(
        (step, clock)
        for step in procedure.steps
        for clock in step.clocks
        if ((step.id, clock.id) in named or clock.return_to) and _datable(procedure, clock)
    )


def _datable(procedure: Procedure, clock: Clock) -> bool:
    anchor = procedure.step(clock.anchor)
    return anchor is not None and anchor.scope is Scope.CASE and not clock.anchor_field


def _leaves(procedure: Procedure, watched: set[str]) -> frozenset[str]:
    """Steps that change nothing for any other: they can wait until the end of a path."""
    targets = {p.to for s in procedure.steps for p in s.returns}
    return frozenset(
        s.id
        for s in procedure.steps
        if not (
            procedure.dependents[s.id]
            or s.id in watched | targets
            or s.returns
            or s.guards
            or s.closes_when
        )
    )


def _roles() -> dict[str, Role]:
    everything = frozenset({"return", "waive", "override"})
    actor = frozenset({"penelusur"})
    return {"penelusur": Role("penelusur", "Penelusur", actor, actor, everything)}
