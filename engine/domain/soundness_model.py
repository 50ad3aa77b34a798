"""The cases a procedure allows, reduced to what decides where they can go next.

Every move is a command given to `decide` itself; nothing of the rules is written twice. What an
office can always supply (fields, files of its own step) is taken as supplied; what only another
step, the villages or the passing of time can supply is left to `decide`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine.domain.budget import Clock
from engine.domain.calendar import Calendar
from engine.domain.case import CaseState, Cell, Evidence, Mark, Member
from engine.domain.command import Action, Actor, Command, Grant
from engine.domain.decide import decide
from engine.domain.evolve import evolve
from engine.domain.facts import Facts
from engine.domain.findings import Refusal
from engine.domain.procedure import Consent, Procedure, Scope, Step
from engine.domain.standing import Standing, keys, standing

NOW, _LONG_AGO = date(2000, 1, 3), date(1900, 1, 1)
_REGENCY = "00.00"
_EXPLORER = Actor("penelusur", (Grant("penelusur", "*"),))
_CALENDAR = Calendar()
NO = "\x00tidak"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that can happen: in words, and the state it leads to."""

    label: str
    after: CaseState


@dataclass(frozen=True)
class Model:
    """A procedure ready to be explored; `villages` is how many the case has."""

    procedure: Procedure
    villages: int
    leaves: frozenset[str]
    watched: frozenset[str]
    timers: tuple[tuple[Step, Clock], ...]

    @property
    def start(self) -> CaseState:
        """A freshly opened case."""
        codes = [f"{_REGENCY}.01.{2001 + n}" for n in range(self.villages)]
        members = {code: Member(NOW) for code in codes}
        return CaseState(id="-", regency=_REGENCY, opened_on=NOW, villages=members)

    def key(self, state: CaseState) -> Hashable:
        """What decides the future of a state; villages that stand alike are interchangeable."""
        shared = tuple(
            self._cell(step, state.cell(step.id))
            for step in self.procedure.steps
            if step.scope is Scope.CASE
        )
        return state.status, shared, tuple(sorted(map(repr, self._villages(state).values())))

    def moves(self, state: CaseState) -> Iterator[Move]:
        """Everything that can happen next; of villages that stand alike, to the first only."""
        if state.status.terminal:
            return
        first = self._representatives(state)
        for step, village in keys(self.procedure, state):
            if step.id in self.leaves or (village and village not in first):
                continue
            for label, command in self._commands(state, step, village, first):
                if (after := self._decided(state, command)) is not None:
                    yield Move(label, after)
        yield from self._lapses(state)

    def _commands(
        self, state: CaseState, step: Step, village: str, first: tuple[str, ...]
    ) -> Iterator[tuple[str, Command]]:
        where = standing(self.procedure, state, step, village)
        name = f"{step.id} [{_short(village)}]" if village else step.id
        base = Command(Action.SUBMIT, NOW, _EXPLORER, step.id, village, reason="penelusuran")
        if where in (Standing.OPEN, Standing.RETURNED):
            files = tuple(Evidence(e.id, "0" * 64, e.id) for e in step.evidence)
            for words, data in _answers(step):
                yield f"{name}{words}", replace(base, data=data, evidence=files)
            if step.waivable or step.optional:
                yield f"kesampingkan {name}", replace(base, action=Action.WAIVE)
        if where is Standing.DONE and self.procedure.validity is not None:
            yield f"mulai lagi {name}", replace(base, action=Action.START)
        for path in step.returns:
            per_village = self.procedure.by_id[path.to].scope is Scope.VILLAGE
            back = replace(base, action=Action.RETURN, to=path.to)
            for other in ((village,) if village else first) if per_village else (village,):
                target = f"{path.to} [{_short(other)}]" if per_village else path.to
                yield f"kembalikan dari {name} ke {target}", replace(back, village=other)

    def _decided(self, state: CaseState, command: Command) -> CaseState | None:
        facts = Facts(today=NOW, calendar=_CALENDAR)
        decision = decide(self.procedure, state, command, facts)
        if isinstance(decision, Refusal):
            return None
        for event in decision:
            state = evolve(state, event)
        return state

    def _lapses(self, state: CaseState) -> Iterator[Move]:
        """The time of a clock runs out: what it counts from happened long ago."""
        for step, clock in self.timers:
            cell = state.cell(clock.anchor)
            if cell.mark is Mark.DONE and cell.done_on == NOW:
                old = replace(cell, done_on=_LONG_AGO, occurred_on=_LONG_AGO)
                cells = {**state.cells, (clock.anchor, ""): old}
                label = f"jam {clock.id} ({step.id}) habis"
                yield Move(label, replace(state, cells=cells))

    def _villages(self, state: CaseState) -> dict[str, Hashable]:
        steps = [s for s in self.procedure.steps if s.scope is Scope.VILLAGE]
        return {
            village: tuple(self._cell(s, state.cell(s.id, village)) for s in steps)
            for village in state.active_villages()
        }

    def _representatives(self, state: CaseState) -> tuple[str, ...]:
        first: dict[Hashable, str] = {}
        for village, signature in self._villages(state).items():
            first.setdefault(signature, village)
        return tuple(first.values())

    def _cell(self, step: Step, cell: Cell) -> Hashable:
        settled = cell.settled
        answer = cell.data.get(step.consent.field) if step.consent and settled else None
        if step.id not in self.watched:
            return settled, answer
        kinds = tuple(sorted(e.kind for e in cell.evidence))
        old = settled and cell.done_on == _LONG_AGO
        return settled, answer, cell.mark is Mark.WAIVED, old, kinds


def _answers(step: Step) -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = [("", {})]
    for field in step.fields:
        values = (field.options[0].value, NO)
        found = [
            (f"{words} = {_said(step, field.name, value)}", {**data, field.name: value})
            for words, data in found
            for value in values
        ]
    return found


def _said(step: Step, name: str, value: str) -> str:
    if value != NO:
        return value
    consent: Consent | None = step.consent
    return "tidak setuju" if consent and consent.field == name else "lainnya"


def _short(village: str) -> str:
    return f"desa {int(village.rpartition('.')[2]) - 2000}"
