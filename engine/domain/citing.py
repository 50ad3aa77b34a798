"""Where a version of a procedure rests on a legal source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.domain.law import Citation
from engine.domain.procedure import Procedure, Step


@dataclass(frozen=True, slots=True)
class Use:
    """One place that cites a source. `part` says what kind of place, `id` which one.

    Parts are phase, step, guard, clock, consent, transition and record (a rule of keeping
    records, which applies to every step); `step` is empty for what belongs to no single step.
    """

    part: str
    step: str
    id: str
    articles: tuple[str, ...]


def uses(procedure: Procedure, source: str) -> tuple[Use, ...]:
    """Every place of the version that cites the source, in the procedure's order."""
    found = []
    for part, step, name, basis in _places(procedure):
        articles = tuple(c.article for c in basis if c.source == source)
        if articles:
            found.append(Use(part, step, name, articles))
    return tuple(found)


def sources(procedure: Procedure) -> frozenset[str]:
    """Every source the version cites anywhere."""
    return frozenset(c.source for *_, basis in _places(procedure) for c in basis)


def revoked(procedure: Procedure) -> Mapping[str, date]:
    """The cited sources that are known, or reported, to end, and when."""
    cited = (c for *_, basis in _places(procedure) for c in basis)
    return {c.source: c.until for c in cited if c.until is not None}


def _places(
    procedure: Procedure,
) -> Iterator[tuple[str, str, str, tuple[Citation, ...]]]:
    for phase in procedure.phases:
        yield "phase", "", phase.id, phase.basis
    for step in procedure.steps:
        yield from _of_step(step)
    for transition in procedure.transitions:
        yield "transition", transition.step, transition.rule.value, transition.basis
    for rule, citation in procedure.record_rules.items():
        yield "record", "", rule, (citation,)


def _of_step(step: Step) -> Iterator[tuple[str, str, str, tuple[Citation, ...]]]:
    yield "step", step.id, step.id, step.basis
    for guard in step.guards:
        yield "guard", step.id, guard.id, guard.basis
    for clock in step.clocks:
        yield "clock", step.id, clock.id, clock.basis
    if step.consent:
        yield "consent", step.id, step.consent.field, step.consent.basis
