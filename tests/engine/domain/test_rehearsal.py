"""Rehearsals of the shipped procedures: they end, they repeat, and chance costs what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from statistics import median

import pytest

from engine.domain.case import CaseState
from engine.domain.evolve import replay
from engine.domain.procedure import Guard, Level, Procedure, Scope
from engine.domain.rehearsal import Chances, Outcome, Rehearsed, rehearse
from engine.domain.spans import spans
from tests.engine.worlds import FACTS, START, VILLAGES, opened, procedure

PROCEDURES = ("tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma")
WORLD = replace(FACTS, today=START)
CALM = Chances()


def begun(p: Procedure, count: int = 3) -> CaseState:
    return replay(opened(p, VILLAGES[:count]))


def walk(p: Procedure, seed: int = 0, chances: Chances = CALM, count: int = 3) -> Rehearsed:
    lengths = spans(p, {}, WORLD.calendar, START)
    return rehearse(p, begun(p, count), WORLD, lengths, chances, Random(seed))


@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_without_mishaps_a_case_is_completed_with_every_mandatory_step(procedure_id: str) -> None:
    p = procedure(procedure_id)
    found = walk(p)
    assert (found.outcome, found.stuck) == (Outcome.COMPLETED, ())
    assert {s.id for s in p.steps if s.mandatory} <= set(found.finished)
    assert found.started_on == START < found.ended_on
    assert found.days == (found.ended_on - START).days


@pytest.mark.parametrize("procedure_id", ["tkpkp-kabupaten", "kawasan-perdesaan"])
def test_no_step_is_settled_before_what_it_rests_on(procedure_id: str) -> None:
    p = procedure(procedure_id)
    found = walk(p)
    assert found.returned == ()  # what is done again is settled later than what rested on it
    for step in p.steps:
        for before in step.after:
            if {step.id, before} <= found.finished.keys():
                assert found.finished[before] <= found.finished[step.id]


@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_the_same_seed_walks_the_same_way_and_another_does_not(procedure_id: str) -> None:
    p = procedure(procedure_id)
    mishaps = Chances(returned=0.2, dissent=0.2)
    assert walk(p, 7, mishaps) == walk(p, 7, mishaps)
    assert len({walk(p, seed, mishaps).ended_on for seed in range(10)}) > 1


def test_steps_are_settled_on_working_days_only() -> None:
    found = walk(procedure("kawasan-perdesaan"))
    assert all(WORLD.calendar.is_working_day(day) for day in found.finished.values())


def test_being_sent_back_takes_time() -> None:
    p = procedure("tkpkp-kabupaten")
    smooth = [walk(p, seed).days for seed in range(20)]
    rough = [walk(p, seed, Chances(returned=0.5)) for seed in range(20)]
    assert median(r.days for r in rough) > median(smooth)
    assert any(r.returned for r in rough)


def test_villages_that_always_say_no_leave_a_case_stuck_after_asking_again() -> None:
    found = walk(procedure("kawasan-perdesaan"), 1, Chances(dissent=1.0))
    assert found.outcome is Outcome.STUCK
    assert "penetapan" not in found.finished
    assert found.returned


def test_a_demand_nobody_can_meet_is_told_with_its_reason() -> None:
    p = procedure("tkpkp-kabupaten")
    last = p.steps[-1]
    impossible = Guard(
        "mustahil", "in_one_regency", Level.HARD, {}, last.basis, "siapa", "tidak ada"
    )
    wanted = replace(impossible, use="active_on", params={"procedure": "tidak-ada"})
    strict = replace(p, steps=(*p.steps[:-1], replace(last, guards=(*last.guards, wanted))))
    found = walk(strict)
    assert found.outcome is Outcome.STUCK
    assert {(f.step, f.guard) for f in found.stuck} == {(last.id, "mustahil")}
    assert last.id not in found.finished
    assert set(found.finished) == {s.id for s in p.steps[:-1] if s.mandatory}


def test_what_is_walked_on_stays_as_it_was() -> None:
    p = procedure("kawasan-perdesaan")
    state, same = begun(p), begun(p)
    lengths = spans(p, {}, WORLD.calendar, START)
    rehearse(p, state, WORLD, lengths, Chances(0.3, 0.3), Random(3))
    assert state == same
    assert WORLD.today == START


def test_more_villages_never_finish_a_village_step_before_the_case_may_go_on() -> None:
    p = procedure("kawasan-perdesaan")
    per_village = [s.id for s in p.steps if s.scope is Scope.VILLAGE and s.mandatory]
    found = walk(p, 2, count=4)
    assert per_village
    for step in p.steps:
        for before in set(step.after) & set(per_village):
            assert found.finished[before] <= found.finished.get(step.id, date.max)
