"""More time: an office gives it to its own targets, with a reason, and never to a limit of law."""

from __future__ import annotations

from datetime import date

import pytest

from engine.domain.clocks import deadlines
from engine.domain.command import Action
from engine.domain.evolve import replay
from engine.domain.findings import Refusal
from tests.engine.worlds import CITRA, FACTS, Run, procedure, refused

MORE = {"clock": "target", "more": 10}


def due(run: Run, step: str) -> date:
    found = run.procedure.by_id[step]
    return deadlines(run.procedure, run.state, found, "", FACTS.calendar)[0].day


def first(run: Run) -> str:
    return run.procedure.steps[0].id


def test_a_target_moves_by_what_was_given_and_adds_up() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    step = first(run)
    before = due(run, step)
    for _ in range(2):
        done = run.do(Action.EXTEND, step, data=MORE, reason="Sekda cuti")
        assert not isinstance(done, Refusal)
    assert due(run, step) == FACTS.calendar.add_working_days(before, 20).day
    assert replay(run.events) == run.state


def test_a_step_that_was_sent_back_starts_with_its_own_budget_again() -> None:
    run = Run(procedure("tkpkp-kabupaten")).until("penetapan-tkpkp")
    run.do(Action.START, "penetapan-tkpkp")
    run.do(Action.EXTEND, "penetapan-tkpkp", data=MORE, reason="menunggu")
    assert run.state.cell("penetapan-tkpkp").extended == {"target": 10}
    to = run.procedure.by_id["penetapan-tkpkp"].returns[0].to
    run.do(Action.RETURN, "penetapan-tkpkp", to=to, reason="rancangan keliru")
    assert run.state.cell("penetapan-tkpkp").extended == {}


def test_a_limit_of_law_is_not_the_office_s_to_move() -> None:
    p = procedure("bumdesma")
    step = next(s.id for s in p.steps for c in s.clocks if c.return_to)
    clock = next(c for c in p.by_id[step].clocks if c.return_to)
    run = Run(p).until(step)
    decision = run.do(Action.EXTEND, step, data={"clock": clock.id, "more": 5}, reason="minta")
    assert refused(decision) == ["batas-aturan"]
    assert isinstance(decision, Refusal)
    assert decision.findings[0].basis == clock.basis


@pytest.mark.parametrize(
    "data", [{}, {"clock": "lain", "more": 1}, {**MORE, "more": 0}, {**MORE, "more": "10"}]
)
def test_what_is_not_asked_rightly_is_told(data: dict[str, object]) -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    assert refused(run.do(Action.EXTEND, first(run), data=data, reason="alasan")) == ["isian"]


def test_a_reason_and_the_power_to_rest_a_case_are_needed() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    assert refused(run.do(Action.EXTEND, first(run), data=MORE)) == ["alasan"]
    assert refused(run.do(Action.EXTEND, first(run), data=MORE, reason="x", actor=CITRA)) == [
        "wewenang"
    ]


def test_what_is_done_or_locked_gets_no_more_time() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    locked = run.procedure.steps[1].id
    assert refused(run.do(Action.EXTEND, locked, data=MORE, reason="x")) == ["urutan-langkah"]
