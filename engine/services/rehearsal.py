"""Rehearsing a procedure: synthetic cases, and real ones under another version. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from engine.definitions.catalog import PROCEDURE_FOLDER
from engine.definitions.law import load_law
from engine.definitions.procedures import load_procedure
from engine.definitions.roles import load_roles
from engine.domain.case import CaseState
from engine.domain.command import Action, Actor, Command, Opening
from engine.domain.comparison import Compared, compare
from engine.domain.evolve import evolve
from engine.domain.facts import Facts, Period
from engine.domain.findings import Finding, Refusal
from engine.domain.opening import open_case
from engine.domain.procedure import Procedure
from engine.domain.rehearsal import Chances, Outcome, Rehearsed, people, rehearse
from engine.domain.spans import Span, spans
from engine.errors import FieldProblem, InvalidInput, Refused
from engine.reference import holidays, regions
from engine.services.context import Context
from engine.services.facts import gather
from engine.services.forecast import dice, every_case, quantiles, reasons, recorded
from engine.store import cases

FEWEST_VILLAGES, MOST_VILLAGES = 2, 6
_REGENCY_KIND, _VILLAGE_KIND = "kabupaten", "desa"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What became of the synthetic cases. Dates are quantiles over those that were completed."""

    procedure: Procedure
    cases: int
    seed: int
    started_on: date
    outcomes: Mapping[Outcome, int]
    dates: Mapping[float, date]
    steps: Mapping[str, Mapping[float, date]]
    returned: Mapping[str, int]
    overridden: Mapping[str, int]
    stuck: tuple[tuple[Finding, int], ...]
    spans: Mapping[str, Span]
    chances: Chances


@dataclass(frozen=True, slots=True)
class Replayed:
    """Real cases under another version; only those that would differ."""

    old: str
    new: Procedure
    cases: int
    differing: Mapping[str, Compared]


def simulate(
    ctx: Context, actor: Actor, procedure: Procedure, number: int, seed: int, chances: Chances
) -> Rehearsal:
    """Walk synthetic cases from today to their end; the same seed gives the same report.

    They lie in real regencies and villages, chosen by the seed, so that what a guard asks about
    places is answered as it would be; what other procedures establish is taken as in force.
    """
    calendar, started = ctx.calendar(""), ctx.now().date()
    with ctx.database.read() as connection:
        known = recorded(ctx, connection, actor, procedure.id)
    lengths = spans(procedure, known, calendar, started)
    walks = []
    for each in range(number):
        chance = dice(seed, each)
        state, facts = _opened(procedure, started, each, chance)
        walks.append(rehearse(procedure, state, facts, lengths, chances, chance))
    done = [w for w in walks if w.outcome is Outcome.COMPLETED]
    return Rehearsal(
        procedure,
        number,
        seed,
        started,
        Counter(w.outcome for w in walks),
        quantiles([w.ended_on for w in done]),
        {s.id: _when(walks, s.id) for s in procedure.steps},
        Counter(step for w in walks for step in w.returned),
        Counter(guard for w in walks for guard in w.overridden),
        reasons(walks),
        lengths,
        chances,
    )


def replay_against(ctx: Context, actor: Actor, old: Procedure, file: Path) -> Replayed:
    """Put every real case of a procedure to the version in a file.

    Raises DefinitionError for a wrong file, InvalidInput for the file of another procedure.
    """
    law = load_law()
    new = load_procedure(file, law, load_roles(PROCEDURE_FOLDER / "roles.toml", law))
    if new.id != old.id:
        message = f"Berkas itu memuat prosedur {new.id}, bukan {old.id}."
        raise InvalidInput(message, [FieldProblem("against", message)])
    differing, number = {}, 0
    with ctx.database.read() as connection:
        for case in every_case(ctx, connection, actor, old.id):
            number += 1
            own = ctx.procedure_of(case)
            log = [recorded.event for recorded in cases.events(connection, case.id)]
            found = compare(own, new, log, gather(ctx, connection, own, case.state))
            if not found.same:
                differing[case.id] = found
    return Replayed(old.id, new, number, differing)


def _when(walks: list[Rehearsed], step: str) -> dict[float, date]:
    return quantiles([w.finished[step] for w in walks if step in w.finished])


def _opened(
    procedure: Procedure, day: date, number: int, chance: Random
) -> tuple[CaseState, Facts]:
    regency = chance.choice(_regencies())
    villages: tuple[str, ...] = ()
    if procedure.villages_required:
        near = chance.choice(_districts(regency))
        most = min(len(near), MOST_VILLAGES)
        villages = tuple(sorted(chance.sample(near, chance.randint(FEWEST_VILLAGES, most))))
    long_ago = (Period(day - timedelta(days=1)),)
    others = {
        str(guard.params["procedure"])
        for step in procedure.steps
        for guard in step.guards
        if "procedure" in guard.params
    }
    facts = Facts(
        today=day,
        calendar=holidays.calendar(),
        places=regions.places([regency, *villages]),
        validities=dict.fromkeys(others, long_ago),
    )
    opening = Opening(f"GLADI-{number + 1:05d}", regency, f"Gladi {number + 1}", villages)
    decision = open_case(
        procedure, opening, Command(Action.OPEN, day, people(procedure)[0]), facts
    )
    if isinstance(decision, Refusal):
        raise Refused(decision.findings)
    state = CaseState()
    for event in decision:
        state = evolve(state, event)
    return state, facts


@cache
def _regencies() -> tuple[str, ...]:
    """Regencies with at least one district of enough villages."""
    found = (p.code for p in regions.regencies("*") if p.kind == _REGENCY_KIND)
    return tuple(code for code in found if _districts(code))


@cache
def _districts(regency: str) -> tuple[tuple[str, ...], ...]:
    """The villages of each district that has enough of them."""
    listed = (
        tuple(v.code for v in regions.children(d.code) if v.kind == _VILLAGE_KIND)
        for d in regions.children(regency)
    )
    return tuple(villages for villages in listed if len(villages) >= FEWEST_VILLAGES)
