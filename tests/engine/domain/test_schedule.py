"""The remaining way: which steps decide when a case can be finished."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.domain.clocks import deadlines
from engine.domain.schedule import schedule
from tests.engine.worlds import FACTS, START, VILLAGES, Run, procedure

CALENDAR = FACTS.calendar


@pytest.mark.parametrize("procedure_id", ["tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma"])
def test_the_path_runs_along_prerequisites_to_the_expected_end(procedure_id: str) -> None:
    run = Run(procedure(procedure_id))
    found = schedule(run.procedure, run.state, CALENDAR, START)
    assert found.path[-1].finish == found.expected
    for earlier, later in zip(found.path, found.path[1:], strict=False):
        assert earlier.step.id in later.step.after
        assert earlier.finish <= later.finish


def test_the_team_takes_the_sum_of_its_targets() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    found = schedule(run.procedure, run.state, CALENDAR, START)
    assert [leg.step.id for leg in found.path] == [s.id for s in run.procedure.steps]
    day = START
    for step in run.procedure.steps:
        target = next(c for c in step.clocks if not c.legal and c.anchor == "opened")
        day = CALENDAR.add_working_days(day, target.value).day
    assert found.expected == day


def test_the_slowest_village_decides() -> None:
    run = Run(procedure("kawasan-perdesaan"), VILLAGES[:2]).until("musyawarah-desa")
    run.finish("musyawarah-desa", VILLAGES[0])
    found = schedule(run.procedure, run.state, CALENDAR, START)
    assert (found.path[0].step.id, found.path[0].village) == ("musyawarah-desa", VILLAGES[1])


def test_what_is_late_is_expected_today_at_the_earliest() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    today = START + timedelta(days=400)
    found = schedule(run.procedure, run.state, CALENDAR, today)
    assert found.path[0].finish == CALENDAR.roll_to_working_day(today)


def test_the_law_alone_asks_for_no_waiting() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    found = schedule(run.procedure, run.state, CALENDAR, date(2025, 8, 2))
    assert found.earliest == date(2025, 8, 4)  # a Monday


def test_a_finished_case_has_no_way_left() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    for step in run.procedure.steps:
        run.finish(step.id)
    assert schedule(run.procedure, run.state, CALENDAR, START).path == ()


def test_a_step_that_is_due_years_ahead_is_expected_then() -> None:
    run = Run(procedure("kawasan-perdesaan")).until("penetapan-rpkp")
    run.finish("penetapan-rpkp", periode_awal="2026-01-01", periode_akhir="2030-12-31")
    found = schedule(run.procedure, run.state, CALENDAR, START)
    step = run.procedure.by_id["evaluasi-akhir"]
    due = deadlines(run.procedure, run.state, step, "", CALENDAR)[0].day
    assert found.expected == due > START + timedelta(days=365)
