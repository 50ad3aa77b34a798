"""The register of law as people ask it: what is in force on a date, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.domain.citing import Use, sources, uses
from engine.domain.command import Actor
from engine.domain.law import LegalSource
from engine.domain.procedure import Procedure
from engine.errors import NotFound
from engine.services.cases import areas_of
from engine.services.context import Context
from engine.store import followers

CASES_NAMED = 1_000


@dataclass(frozen=True, slots=True)
class Resting:
    """A version of a procedure that rests on the source, and the open cases that follow it."""

    procedure: Procedure
    uses: tuple[Use, ...]
    open_cases: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A source on a date and everything in the actor's sight that cites it.

    `cases` names at most `CASES_NAMED` of the open ones; `open_cases` counts them all.
    """

    source: LegalSource
    on: date
    procedures: tuple[Resting, ...]
    cases: tuple[str, ...]

    @property
    def in_force(self) -> bool:
        """Whether the source applies on the date."""
        return self.source.in_force(self.on)

    @property
    def open_cases(self) -> int:
        """How many open cases rest on it."""
        return sum(resting.open_cases for resting in self.procedures)


def citing(ctx: Context, actor: Actor, source_id: str, on: date) -> Cited:
    """Everything that cites one source; raises NotFound for one the register does not hold."""
    if source_id not in ctx.catalog.law.sources:
        message = f"Sumber hukum {source_id!r} tidak dikenal."
        raise NotFound(message)
    return _citing(ctx, actor, [source_id], on, named=CASES_NAMED)[0]


def register(ctx: Context, actor: Actor, on: date) -> list[Cited]:
    """Every source by rank, then year; cases are counted, not named."""
    found = ctx.catalog.law.sources.values()
    ranked = sorted(found, key=lambda s: (s.rank, s.year, s.id))
    return _citing(ctx, actor, [source.id for source in ranked], on, named=0)


def _citing(ctx: Context, actor: Actor, wanted: list[str], on: date, *, named: int) -> list[Cited]:
    versions = [p for _, p in sorted(ctx.catalog.versions.items())]
    cited = {(p.id, p.version): sources(p) for p in versions}
    areas = areas_of(ctx, actor)
    found = []
    with ctx.database.read() as connection:
        counts = followers.counted(connection, areas)
        for source_id in wanted:
            resting = tuple(
                Resting(p, uses(p, source_id), counts.get((p.id, p.version), 0))
                for p in versions
                if source_id in cited[p.id, p.version]
            )
            followed = [(r.procedure.id, r.procedure.version) for r in resting if r.open_cases]
            names = (
                followers.named(connection, areas, followed, named) if named and followed else ()
            )
            source = ctx.catalog.law.sources[source_id]
            found.append(Cited(source, on, resting, names))
    return found
