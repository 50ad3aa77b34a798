"""How long steps take: records before targets, and never less than what has elapsed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.spans import ENOUGH, Basis, Span, quantile, spans, taken
from tests.engine.worlds import FACTS, START, Run, procedure

LENGTHS = st.lists(st.integers(0, 400), min_size=1, max_size=20).map(tuple)


@given(
    basis=st.sampled_from(list(Basis)),
    days=LENGTHS,
    elapsed=st.integers(0, 500),
    seed=st.integers(),
)
def test_a_drawn_length_is_never_below_what_has_elapsed(
    basis: Basis, days: tuple[int, ...], elapsed: int, seed: int
) -> None:
    assert Span(basis, days).draw(Random(seed), elapsed) >= elapsed


@given(days=LENGTHS, seed=st.integers())
def test_a_recorded_length_is_one_that_was_recorded(days: tuple[int, ...], seed: int) -> None:
    assert Span(Basis.RECORDED, days).draw(Random(seed)) in days


def test_a_step_later_than_any_before_is_expected_the_next_day() -> None:
    assert Span(Basis.RECORDED, (3, 5)).draw(Random(0), elapsed=9) == 10
    assert Span(Basis.TARGET, (4,)).draw(Random(0), elapsed=90) == 91


def test_enough_records_take_the_place_of_the_target() -> None:
    p = procedure("tkpkp-kabupaten")
    step = p.steps[0].id
    few = spans(p, {step: [9] * (ENOUGH - 1)}, FACTS.calendar, START)
    enough = spans(p, {step: [9, 2, 5]}, FACTS.calendar, START)
    assert few[step].basis is Basis.TARGET
    assert enough[step] == Span(Basis.RECORDED, (2, 5, 9))


def test_every_step_of_a_procedure_has_a_length_and_says_what_it_rests_on() -> None:
    for each in ("tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma"):
        p = procedure(each)
        found = spans(p, {}, FACTS.calendar, START)
        assert set(found) == {s.id for s in p.steps}
        assert all(span.days[0] > 0 for span in found.values())


def test_what_a_case_took_is_counted_from_when_each_step_opened_and_history_is_left_out() -> None:
    run = Run(procedure("tkpkp-kabupaten"))
    first, second = run.procedure.steps[0].id, run.procedure.steps[1].id
    run.day = START + timedelta(days=4)
    run.finish(first)
    run.day = START + timedelta(days=11)
    run.finish(second)
    assert dict(taken(run.procedure, run.state)) == {first: 4, second: 7}
    papers = {k: replace(cell, historical=k == (first, "")) for k, cell in run.state.cells.items()}
    assert dict(taken(run.procedure, replace(run.state, cells=papers))) == {second: 7}


def test_quantiles_are_dates_that_occurred() -> None:
    days = [START + timedelta(days=n) for n in range(10)]
    assert quantile(days, 0.1) == days[0]
    assert quantile(days, 0.5) == days[4]
    assert quantile(days, 0.9) == days[8]
    assert quantile([date(2026, 1, 1)], 0.1) == date(2026, 1, 1)
