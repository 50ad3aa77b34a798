"""What an event leaves no longer standing: invariant 5, nothing issued silently stays valid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.domain.case import CaseState, Key
from engine.domain.events import Event, EventType
from engine.domain.evolve import evolve


class Effect(StrEnum):
    """What became of a step."""

    REOPENED = "reopened"  # to be done again
    CORRECTED = "corrected"  # done, with other facts than its documents were made of
    DOUBTED = "doubted"  # done, but what it rests on was corrected and no longer fits


@dataclass(frozen=True, slots=True)
class Undone:
    """Steps that no longer stand as they did; with `ends`, what was issued for them is void.

    Otherwise it stays in force until its successor is issued: a decree is not undone because a
    village joins, a term is renewed, a number is corrected or the rules of procedure change, nor
    an invitation because the record of the meeting is taken back to be mended.
    """

    steps: tuple[tuple[Key, Effect], ...] = ()
    ends: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        """The steps and branches concerned."""
        return tuple(key for key, _ in self.steps)


def undone(before: CaseState, events: Sequence[Event]) -> tuple[Undone, ...]:
    """What the events of one command leave no longer standing, in their order."""
    found, state = [], before
    for position, event in enumerate(events):
        one = _undone(state, event)
        if one.steps:
            found.append(one)
        if position + 1 < len(events):
            state = evolve(state, event)
    return tuple(found)


def opened_again(keys: Iterable[Key], *, ends: bool) -> Undone:
    """Steps that are to be done again."""
    return Undone(tuple((key, Effect.REOPENED) for key in keys), ends)


def _undone(state: CaseState, event: Event) -> Undone:
    own: Key = (event.step, event.village)
    if event.type is EventType.OPENED or event.type is EventType.SUBMITTED:
        return Undone()
    cell = state.cell(*own)
    if event.type in (EventType.APPROVED, EventType.COMPLETED):
        return _corrected(event, own) if cell.correcting else Undone()
    if event.type is EventType.WITHDRAWN:
        return opened_again((own,) if cell.done_on is None else (), ends=False)
    if event.type is EventType.RETURNED:
        refused = cell.correcting and event.to == own  # the old record stands, and its papers
        return opened_again(() if refused else event.reopens, ends=True)
    return opened_again(event.reopens, ends=False)


def _corrected(event: Event, own: Key) -> Undone:
    doubted = dict.fromkeys((c.step, c.village) for c in event.consequences)
    return Undone(((own, Effect.CORRECTED), *((key, Effect.DOUBTED) for key in doubted)))
