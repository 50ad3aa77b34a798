"""Which rungs of a ladder have been reached: whom a deadline or a silence is told to, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.domain.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Rung:
    """One message of a ladder: when, to which level of the chain, and what it says."""

    id: str
    when: int
    level: int
    kind: str


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody in an office: the office's role and the function there."""

    role: str
    function: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs before and after a deadline, those of silence, and who stands on each level."""

    rungs: tuple[Rung, ...]
    idle: tuple[Rung, ...]
    again_every: int
    again_level: int
    hours: tuple[int, int]
    chains: Mapping[str, tuple[Post, ...]]

    @property
    def earliest(self) -> int:
        """How many working days before a deadline the first rung lies."""
        return -min((rung.when for rung in self.rungs), default=0)

    @property
    def silence(self) -> int:
        """After how many days without activity the first rung of silence lies."""
        return min((rung.when for rung in self.idle), default=0)

    def post(self, actor: str, level: int) -> Post | None:
        """Who stands on a level over the actor of a step; None beyond the end of the chain."""
        chain = self.chains.get(actor, ())
        return chain[level - 1] if level <= len(chain) else None

    def reached(self, due: date, today: date, calendar: Calendar) -> tuple[Rung, ...]:
        """The rungs to climb on a day: for each level the last one reached, and none before it.

        So after an outage every level hears once of what it missed, and of no rung before.
        """
        if today < due:
            passed = -calendar.working_days_between(today, due)
        else:
            passed = calendar.working_days_between(due, today)
        return _highest((*self.rungs, *self._repeated(passed)), passed)

    def silent(self, since: date, today: date) -> tuple[Rung, ...]:
        """The rungs of a step on which nothing has happened since a day."""
        return _highest(self.idle, (today - since).days)

    def _repeated(self, passed: int) -> Iterable[Rung]:
        last = max(self.rungs, key=lambda rung: rung.when)
        times = (passed - last.when) // self.again_every
        if times > 0:
            when = last.when + times * self.again_every
            yield Rung(f"lagi-{times}", when, self.again_level, last.kind)


def _highest(rungs: Iterable[Rung], passed: int) -> tuple[Rung, ...]:
    found: dict[int, Rung] = {}
    for rung in rungs:
        held = found.get(rung.level)
        if rung.when <= passed and (held is None or rung.when > held.when):
            found[rung.level] = rung
    return tuple(found[level] for level in sorted(found))
