"""A procedure walked with a virtual clock: what would become of a case, and when.

The walk acts through the same `decide` as people do, with lawful data (`lawful`), two officials
who hold every role, and the time each step takes drawn from `Span`s. Chance comes in as a seeded
generator, so the same seed walks the same way. Nothing outside the arguments is read or changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from engine.domain.case import CaseState, Key
from engine.domain.command import Action, Actor, Command, Grant
from engine.domain.decide import decide
from engine.domain.evolve import evolve
from engine.domain.facts import Facts
from engine.domain.findings import Finding, Refusal
from engine.domain.lawful import data_for, evidence_for
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.spans import Span
from engine.domain.standing import Standing, complete, keys, members, opened_on, standing

MAX_ACTS = 2_000  # no shipped procedure needs a tenth of it; a walk beyond goes in circles
MAX_WAYS_BACK = 12
TRIES = 3
RETRY_AFTER = timedelta(days=7)
_REASON = "gladi"


class Outcome(StrEnum):
    """How a rehearsed case ended."""

    COMPLETED = "completed"
    CLOSED = "closed"  # a step ended the case before the last one
    STUCK = "stuck"  # nobody could go on, nor back
    CIRCLING = "circling"  # the acts ran out


@dataclass(frozen=True, slots=True)
class Chances:
    """How often a second person sends back, and how often a village says no; 0 to 1."""

    returned: float = 0.0
    dissent: float = 0.0


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One walk to its end. `finished` tells when each step was last settled."""

    outcome: Outcome
    started_on: date
    ended_on: date
    finished: Mapping[str, date]
    returned: tuple[str, ...]
    overridden: tuple[str, ...]
    stuck: tuple[Finding, ...]

    @property
    def days(self) -> int:
        """Calendar days from beginning to end."""
        return (self.ended_on - self.started_on).days


def people(procedure: Procedure) -> tuple[Actor, Actor]:
    """Two different persons who between them may do everything, anywhere."""
    grants = tuple(Grant(role, "*") for role in procedure.roles)
    return Actor("gladi.penyiap", grants), Actor("gladi.penyetuju", grants)


def rehearse(
    procedure: Procedure,
    state: CaseState,
    facts: Facts,
    spans: Mapping[str, Span],
    chances: Chances,
    chance: Random,
) -> Rehearsed:
    """Walk a case on from its state; `facts.today` is where the virtual clock begins."""
    return _Walk(procedure, state, facts, spans, chances, chance).run()


@dataclass(slots=True)
class _Walk:
    procedure: Procedure
    state: CaseState
    facts: Facts
    spans: Mapping[str, Span]
    chances: Chances
    chance: Random
    planned: dict[tuple[Key, date], date] = field(default_factory=dict)
    refused: dict[Key, tuple[Finding, ...]] = field(default_factory=dict)
    tries: dict[Key, int] = field(default_factory=dict)
    returned: list[str] = field(default_factory=list)
    overridden: list[str] = field(default_factory=list)
    ways_back: int = 0

    @property
    def day(self) -> date:
        return self.facts.today

    def run(self) -> Rehearsed:
        started, outcome = self.day, Outcome.CIRCLING
        for _ in range(MAX_ACTS):
            if complete(self.procedure, self.state):
                outcome = Outcome.COMPLETED
                break
            if self.state.status.terminal:
                outcome = Outcome.CLOSED
                break
            following = self._next()
            if following is not None:
                day, step, village = following
                self.facts = replace(self.facts, today=max(self.day, day))
                self._attempt(step, village)
            elif not self._go_back():
                outcome = Outcome.STUCK
                break
        return Rehearsed(
            outcome,
            started,
            self.day,
            self._finished(),
            tuple(self.returned),
            tuple(self.overridden),
            tuple(f for findings in self.refused.values() for f in findings),
        )

    def _next(self) -> tuple[date, Step, str] | None:
        """The step that comes up first, and when."""
        found = [
            (self._planned(step, village), step, village)
            for step, village in keys(self.procedure, self.state)
            if self._wanted(step, village)
        ]
        return min(found, key=lambda each: each[0], default=None)

    def _wanted(self, step: Step, village: str) -> bool:
        if step.optional or self.tries.get((step.id, village), 0) >= TRIES:
            return False
        where = standing(self.procedure, self.state, step, village)
        return where in (Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED)

    def _planned(self, step: Step, village: str) -> date:
        since = opened_on(self.procedure, self.state, step, village) or self.day
        key = ((step.id, village), since)
        if key not in self.planned:
            elapsed = max((self.day - since).days, 0)
            days = self.spans[step.id].draw(self.chance, elapsed)
            day = since + timedelta(days=days)
            self.planned[key] = self.facts.calendar.roll_to_working_day(day)
        again = self.tries.get(key[0], 0)
        return self.planned[key] + again * RETRY_AFTER

    def _attempt(self, step: Step, village: str) -> None:
        where = standing(self.procedure, self.state, step, village)
        if where is not Standing.SUBMITTED and not self._submit(step, village):
            return
        where = standing(self.procedure, self.state, step, village)
        if where is not Standing.SUBMITTED:
            return
        if self.chance.random() < self.chances.returned and self._act(
            Action.RETURN, step, village, person=1
        ):
            self.returned.append(step.id)
            return
        self._act(Action.APPROVE, step, village, person=1)

    def _submit(self, step: Step, village: str) -> bool:
        data = data_for(self.procedure, self.state, step, self.day)
        if step.consent is not None and self.chance.random() < self.chances.dissent:
            asked = step.field(step.consent.field)
            other = (
                [o.value for o in asked.options if o.value != step.consent.agree] if asked else []
            )
            if other:
                data[step.consent.field] = other[0]
        return self._act(Action.SUBMIT, step, village, data=data)

    def _act(
        self,
        action: Action,
        step: Step,
        village: str,
        *,
        person: int = 0,
        data: Mapping[str, object] | None = None,
        to: str = "",
    ) -> bool:
        """Take over what was decided; keep the findings of a refusal, to tell why it is stuck."""
        files = evidence_for(step) if action is Action.SUBMIT else ()
        actor = people(self.procedure)[person]
        command = Command(
            action, self.day, actor, step.id, village, data or {}, files, _REASON, to
        )
        decision = decide(self.procedure, self.state, command, self.facts)
        key = (step.id, village)
        if isinstance(decision, Refusal):
            if not to:
                self.tries[key] = self.tries.get(key, 0) + 1
                self.refused[key] = decision.findings
            return False
        for event in decision:
            self.state = evolve(self.state, event)
            self.overridden += event.overridden
        self.refused.pop(key, None)
        self.tries.pop(key, None)
        return True

    def _go_back(self) -> bool:
        """Nothing can go on: a return path the procedure knows, dissenting villages first."""
        if self.ways_back >= MAX_WAYS_BACK:
            return False
        for step in self.procedure.steps:
            for path in step.returns:
                for village in self._asked_again(self.procedure.by_id[path.to]):
                    if self._act(Action.RETURN, step, village, to=path.to):
                        self.ways_back += 1
                        self.returned.append(step.id)
                        self.tries.clear()
                        self.refused.clear()
                        return True
        return False

    def _asked_again(self, target: Step) -> tuple[str, ...]:
        if target.scope is Scope.CASE:
            return ("",)
        inside = members(self.procedure, self.state)
        return tuple(v for v in self.state.active_villages() if v not in inside)

    def _finished(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for (step, _village), cell in self.state.cells.items():
            if cell.settled_on is not None:
                found[step] = max(found.get(step, cell.settled_on), cell.settled_on)
        return found
