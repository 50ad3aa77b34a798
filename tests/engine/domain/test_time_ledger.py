"""Whose days: every elapsed day has exactly one holder, by a rule that can be read off."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.domain.command import Action
from engine.domain.procedure import Scope
from engine.domain.time_ledger import TimeLedger, time_ledger
from engine.reference import holidays
from engine.reference.holders import holders, names
from tests.engine.domain.test_walks import PROCEDURES, random_command
from tests.engine.worlds import START, VILLAGES, Run, procedure

CALENDAR = holidays.calendar()


def ledger(run: Run, today: date) -> TimeLedger:
    return time_ledger(run.procedure, run.events, CALENDAR, holders(), today)


def holder_on(found: TimeLedger, day: date) -> str:
    return next(s.held.holder for s in found.spans if s.first <= day <= s.last)


@given(st.data())
@settings(max_examples=60)
def test_the_days_add_up_exactly_to_the_elapsed_days(data: st.DataObject) -> None:
    run = Run(procedure(data.draw(st.sampled_from(PROCEDURES))))
    for _ in range(data.draw(st.integers(0, 12))):
        run.command(random_command(data, run))
        run.day += timedelta(days=data.draw(st.sampled_from([0, 1, 3, 9])))
    found = ledger(run, START + timedelta(days=data.draw(st.integers(0, 300))))
    days = [s.first + timedelta(days=n) for s in found.spans for n in range(s.days)]
    assert days == [found.opened_on + timedelta(days=n) for n in range(found.elapsed)]
    assert sum(found.by_holder.values()) == found.elapsed
    assert sum(sum(c.values()) for c in found.by_phase.values()) == found.elapsed
    assert found.by_holder.keys() <= names().keys()


def test_every_actor_of_every_procedure_counts_as_a_holder() -> None:
    actors = {step.actor for p in PROCEDURES for step in procedure(p).steps}
    assert actors <= holders().by_role.keys()
    assert set(holders().by_role.values()) <= names().keys()


def test_a_working_day_is_its_actors_and_a_weekend_nobodys() -> None:
    run = Run(procedure("kawasan-perdesaan"))
    found = ledger(run, START + timedelta(days=7))  # START is a Monday
    assert found.by_holder == {"regency": 5, "holiday": 2}
    assert holder_on(found, START) == "regency"


def test_the_day_of_an_act_belongs_to_whoever_comes_next() -> None:
    run = Run(procedure("kawasan-perdesaan"))
    run.day = START + timedelta(days=2)
    run.finish("inisiasi")
    found = ledger(run, START + timedelta(days=5))
    held = [s.held.step for s in found.spans]
    assert held[0] == "inisiasi"
    assert found.spans[0].last == START + timedelta(days=1)
    assert found.spans[1].first == START + timedelta(days=2)


def test_what_waits_for_the_sekdas_approval_is_held_by_the_sekda() -> None:
    run = Run(procedure("kawasan-perdesaan"))
    run.submit("inisiasi")
    found = ledger(run, START + timedelta(days=3))
    assert found.by_holder == {"sekda": 3}


def test_a_suspended_day_is_the_suspensions_also_on_a_weekend() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    run.do(Action.SUSPEND, "", reason="menunggu")
    run.day = START + timedelta(days=10)
    run.do(Action.RESUME, "", reason="lanjut")
    found = ledger(run, START + timedelta(days=12))
    assert found.by_holder["suspended"] == 10
    assert found.elapsed == 12


def test_a_case_that_ended_takes_no_more_days() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    run.day = START + timedelta(days=4)
    run.do(Action.CANCEL, "", reason="dibatalkan")
    assert ledger(run, START + timedelta(days=400)).elapsed == 4


def in_villages(days: dict[str, int]) -> Run:
    """A case with its first village step done, recorded in the given order of villages."""
    run = Run(procedure("kawasan-perdesaan"))
    for step in run.procedure.steps:
        if step.scope is Scope.VILLAGE:
            break
        run.finish(step.id)
    for village, day in days.items():
        run.day = START + timedelta(days=day)
        run.finish(step.id, village)
    return run


def test_of_several_villages_the_first_still_open_is_named() -> None:
    first, *others = VILLAGES
    found = ledger(in_villages({first: 1, others[0]: 2}), START + timedelta(days=4))
    assert [s.held.village for s in found.spans] == [first, others[0], others[1]]


def test_an_act_recorded_late_counts_from_its_legal_date() -> None:
    on = dict(zip(VILLAGES, (9, 1, 3, 2), strict=True))
    late = dict(sorted(on.items(), key=lambda item: -item[1]))
    today = START + timedelta(days=12)
    assert [*late] != [*on]
    assert ledger(in_villages(on), today).spans == ledger(in_villages(late), today).spans
