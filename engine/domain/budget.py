"""Budgets of time: what a clock counts, where it starts, and what its end does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.domain.law import Citation


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working-days"
    DAYS = "days"
    MONTHS = "months"


class Effect(StrEnum):
    """What happens when the budget of a clock is used up."""

    REMIND = "remind"  # the office's own target: people are told
    LATE = "late"  # a limit of law: recorded and reported as late, and nothing else
    EXPIRE = "expire"  # a result runs out: its step goes back, because the procedure says so


@dataclass(frozen=True, slots=True)
class Clock:
    """A budget of time for a step, counted from an anchor; never a stored date.

    `anchor` is ``opened`` or a step id; with `anchor_field` the date recorded in that field
    of the anchor step counts instead, and `year_end` moves the start to the end of its year.
    With `anchor_counted` the anchor is itself the first day; with `rolls` an end on a day
    without work moves to the next working day. A clock with `legal` false is the office's own
    target and is never shown as law.
    """

    id: str
    label: str
    anchor: str
    value: int
    unit: Unit
    legal: bool
    basis: tuple[Citation, ...]
    anchor_field: str = ""
    year_end: bool = False
    anchor_counted: bool = False
    rolls: bool = False
    return_to: str = ""

    @property
    def rests_when_suspended(self) -> bool:
        """An office may rest its own targets; a limit set by law runs on."""
        return not self.legal

    @property
    def extendable(self) -> bool:
        """An office may give itself more time, and nobody more than law gives."""
        return not self.legal

    @property
    def effect(self) -> Effect:
        """What the end of the budget does; only a clock with a way back changes a step."""
        if self.return_to:
            return Effect.EXPIRE
        return Effect.LATE if self.legal else Effect.REMIND
