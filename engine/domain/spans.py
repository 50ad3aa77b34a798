"""How long steps take: as recorded, else as the office means them to take."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random
from statistics import median_low

from engine.domain.calendar import Calendar
from engine.domain.case import CaseState
from engine.domain.clocks import count
from engine.domain.procedure import Procedure, Step
from engine.domain.standing import keys, opened_on

ENOUGH = 3  # recorded times below this tell too little
_NARROW, _WIDE = 0.5, 1.5  # a target is met about so early, about so late
_REDRAWS = 20


class Basis(StrEnum):
    """What the length of a step rests on."""

    RECORDED = "recorded"
    TARGET = "target"
    ASSUMED = "assumed"  # the step has neither; the usual target of the procedure stands in


@dataclass(frozen=True, slots=True)
class Span:
    """Calendar days from when a step opens until it is settled: samples, or one target."""

    basis: Basis
    days: tuple[int, ...]

    def draw(self, chance: Random, elapsed: int = 0) -> int:
        """A length not below what has already elapsed.

        A step that has taken longer than every length known is expected on the next day.
        """
        if self.basis is Basis.RECORDED:
            longer = [days for days in self.days if days >= elapsed]
            return chance.choice(longer) if longer else elapsed + 1
        for _ in range(_REDRAWS):
            drawn = round(self.days[0] * chance.triangular(_NARROW, _WIDE, 1.0))
            if drawn >= elapsed:
                return drawn
        return elapsed + 1


def spans(
    procedure: Procedure, recorded: Mapping[str, Sequence[int]], calendar: Calendar, day: date
) -> dict[str, Span]:
    """The length of every step; targets are counted from `day`."""
    targets = {s.id: found for s in procedure.steps if (found := _target(s, calendar, day))}
    usual = median_low(targets.values()) if targets else 1
    lengths = {}
    for step in procedure.steps:
        known = tuple(sorted(recorded.get(step.id, ())))
        if len(known) >= ENOUGH:
            lengths[step.id] = Span(Basis.RECORDED, known)
        elif step.id in targets:
            lengths[step.id] = Span(Basis.TARGET, (targets[step.id],))
        else:
            lengths[step.id] = Span(Basis.ASSUMED, (usual,))
    return lengths


def taken(procedure: Procedure, state: CaseState) -> Iterable[tuple[str, int]]:
    """How many days each settled step of a case took; what was recorded as history is left out.

    History gives the dates of papers, not when an office began to work on them.
    """
    for step, village in keys(procedure, state):
        cell = state.cell(step.id, village)
        if cell.historical or not cell.settled or cell.settled_on is None:
            continue
        since = opened_on(procedure, state, step, village)
        if since is not None and since <= cell.settled_on:
            yield step.id, (cell.settled_on - since).days


def quantile(ordered: Sequence[date], share: float) -> date:
    """The date by which a share of the walks had ended; `ordered` is sorted and not empty."""
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def _target(step: Step, calendar: Calendar, day: date) -> int:
    """The office's own target for a step, else its legal limit, in calendar days; 0 if none."""
    clocks = [c for c in step.clocks if c.anchor == "opened" and c.value > 0 and not c.return_to]
    clocks.sort(key=lambda clock: clock.legal)
    return (count(clocks[0], day, calendar).day - day).days if clocks else 0
