"""What another version of a procedure would have answered to what really happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engine.domain.case import CaseState, Key
from engine.domain.command import Action, Actor, Command, Grant
from engine.domain.decide import decide
from engine.domain.events import Event, EventType
from engine.domain.evolve import evolve
from engine.domain.facts import Facts
from engine.domain.findings import Finding, Refusal
from engine.domain.procedure import Procedure
from engine.domain.standing import Standing, complete, keys, standing

_ASKED = {
    EventType.STARTED: Action.START,
    EventType.SUBMITTED: Action.SUBMIT,
    EventType.COMPLETED: Action.SUBMIT,
    EventType.APPROVED: Action.APPROVE,
    EventType.RETURNED: Action.RETURN,
    EventType.WAIVED: Action.WAIVE,
    EventType.WITHDRAWN: Action.WITHDRAW,
    EventType.RECORDED: Action.RECORD,
}
_ACTIONABLE = frozenset({Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED})
ACCEPTED, REFUSED = "accepted", "refused"


@dataclass(frozen=True, slots=True)
class Difference:
    """An event on which the versions differ; `findings` are those of whichever refuses."""

    seq: int
    event: Event
    old: str
    new: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A case under two versions: every differing answer, and where it would stand."""

    differences: tuple[Difference, ...]
    complete_old: bool
    complete_new: bool
    open_old: tuple[Key, ...]
    open_new: tuple[Key, ...]

    @property
    def same(self) -> bool:
        """Whether nothing would have turned out otherwise."""
        return (
            not self.differences
            and self.complete_old == self.complete_new
            and self.open_old == self.open_new
        )


def compare(old: Procedure, new: Procedure, log: Iterable[Event], facts: Facts) -> Compared:
    """Put every act of a real case to both versions, on the state that it really met.

    Each act is judged on its own date, with the world's other facts as they are now; they are
    the same for both versions, so a difference comes from the versions alone.
    """
    state, found = CaseState(), []
    for seq, event in enumerate(log, start=1):
        if event.type in _ASKED:
            difference = _difference(old, new, state, seq, event, facts)
            found += [difference] if difference else []
        state = evolve(state, event)
    return Compared(
        tuple(found),
        complete(old, state),
        complete(new, state),
        _open(old, state),
        _open(new, state),
    )


def _difference(
    old: Procedure, new: Procedure, state: CaseState, seq: int, event: Event, facts: Facts
) -> Difference | None:
    before, after = (_answer(p, state, event, facts) for p in (old, new))
    if _told(before) == _told(after):
        return None
    refusal = after if isinstance(after, Refusal) else before
    findings = refusal.findings if isinstance(refusal, Refusal) else ()
    return Difference(seq, event, _word(before), _word(after), findings)


def _answer(
    procedure: Procedure, state: CaseState, event: Event, facts: Facts
) -> Sequence[Event] | Refusal:
    grants = tuple(Grant(role, "*") for role in procedure.roles)
    own = () if event.role not in procedure.roles else (Grant(event.role, "*"),)
    command = Command(
        _ASKED[event.type],
        event.occurred_on,
        Actor(event.actor, own + grants, event.principal),
        event.step,
        event.village,
        event.data,
        event.evidence,
        event.reason or "gladi",
        event.to[0] if event.to and event.type is EventType.RETURNED else "",
    )
    return decide(procedure, state, command, replace(facts, today=event.occurred_on))


def _told(answer: Sequence[Event] | Refusal) -> tuple[str, ...]:
    if isinstance(answer, Refusal):
        return (REFUSED, *sorted(f.guard for f in answer.findings))
    return (ACCEPTED, *(event.type.value for event in answer))


def _word(answer: Sequence[Event] | Refusal) -> str:
    return REFUSED if isinstance(answer, Refusal) else ACCEPTED


def _open(procedure: Procedure, state: CaseState) -> tuple[Key, ...]:
    if state.status.terminal:
        return ()
    return tuple(
        (step.id, village)
        for step, village in keys(procedure, state)
        if standing(procedure, state, step, village) in _ACTIONABLE and not step.optional
    )
