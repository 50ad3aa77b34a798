"""Walk every state a procedure allows, and find those from which the end is out of reach."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from engine.domain.case import CaseState, CaseStatus
from engine.domain.procedure import Step
from engine.domain.soundness_model import Model
from engine.domain.standing import Standing, keys, standing

_SETTLED = frozenset({Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE})


@dataclass(slots=True)
class Place:
    """One explored state: how it was first reached, and what follows from it."""

    state: CaseState
    came: Hashable | None
    label: str
    next: list[Hashable] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Space:
    """All explored states, breadth first; `whole` is false where the limit cut it off."""

    model: Model
    places: dict[Hashable, Place]
    whole: bool

    def path(self, key: Hashable) -> tuple[str, ...]:
        """The shortest way to a state, in words."""
        labels: list[str] = []
        at: Hashable | None = key
        while at is not None:
            place = self.places[at]
            if place.label:
                labels.append(place.label)
            at = place.came
        return tuple(reversed(labels))

    def ended(self, state: CaseState) -> bool:
        """The case is closed, or nothing mandatory is left save steps that nothing waits for."""
        if state.status is CaseStatus.CLOSED:
            return True
        return not any(self.left(state))

    def left(self, state: CaseState) -> Iterator[tuple[Step, str]]:
        """The mandatory steps of a state that still stand between it and its end."""
        procedure = self.model.procedure
        for step, village in keys(procedure, state):
            if step.mandatory:
                where = standing(procedure, state, step, village)
                free = step.id in self.model.leaves and where is not Standing.LOCKED
                if where not in _SETTLED and not free:
                    yield step, village

    def stuck(self) -> list[Hashable]:
        """The states from which no sequence of moves reaches an end, nearest first."""
        alive = self._leading_to(k for k, place in self.places.items() if self.ended(place.state))
        return [key for key in self.places if key not in alive]

    def halted(self, key: Hashable) -> bool:
        """Whether nothing that can still happen leads anywhere else."""
        return all(after == key for after in self.places[key].next)

    def circling(self, stuck: list[Hashable]) -> list[Hashable]:
        """Of the stuck states those that do not even come to a halt."""
        halting = self._leading_to(key for key in stuck if self.halted(key))
        return [key for key in stuck if key not in halting]

    def _leading_to(self, targets: Iterable[Hashable]) -> set[Hashable]:
        before: dict[Hashable, list[Hashable]] = {key: [] for key in self.places}
        for key, place in self.places.items():
            for after in place.next:
                before[after].append(key)
        edge = list(targets)
        found = set(edge)
        while edge:
            for earlier in before[edge.pop()]:
                if earlier not in found:
                    found.add(earlier)
                    edge.append(earlier)
        return found

    def never(self) -> list[Step]:
        """The steps that no state lets anybody do."""
        procedure = self.model.procedure
        missing = {s.id for s in procedure.steps}
        for place in self.places.values():
            for step, village in keys(procedure, place.state):
                if step.id in missing and self._done(place.state, step, village):
                    missing.discard(step.id)
            if not missing:
                break
        return [s for s in procedure.steps if s.id in missing]

    def _done(self, state: CaseState, step: Step, village: str) -> bool:
        where = standing(self.model.procedure, state, step, village)
        if step.id in self.model.leaves:
            return where is not Standing.LOCKED
        return where in (Standing.DONE, Standing.WAIVED)


def explore(model: Model, limit: int) -> Space:
    """Every state, each by its shortest path; stops after `limit` states."""
    first = model.key(model.start)
    places = {first: Place(model.start, None, "")}
    edge = deque([first])
    while edge:
        key = edge.popleft()
        for move in model.moves(places[key].state):
            after = model.key(move.after)
            if after not in places:
                if len(places) >= limit:
                    return Space(model, places, whole=False)
                places[after] = Place(move.after, key, move.label)
                edge.append(after)
            places[key].next.append(after)
    return Space(model, places, whole=True)
