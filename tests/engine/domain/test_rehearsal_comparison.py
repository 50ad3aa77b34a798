"""Real events put to another version: only what the version changes is told."""

from __future__ import annotations

from dataclasses import replace

from engine.domain.comparison import ACCEPTED, REFUSED, compare
from engine.domain.procedure import Guard, Level, Procedure
from tests.engine.worlds import FACTS, Run, procedure


def walked(p: Procedure, until: str = "") -> Run:
    return Run(p, ()).until(until)


def with_guard(p: Procedure, step: str, guard: Guard) -> Procedure:
    steps = (replace(s, guards=(*s.guards, guard)) if s.id == step else s for s in p.steps)
    return replace(p, version="9.0.0", steps=tuple(steps))


def demand(p: Procedure, step: str) -> Guard:
    basis = p.by_id[step].basis
    given = {"procedure": "tidak-ada"}
    return Guard("baru", "active_on", Level.HARD, given, basis, "siapa", "penuhi")


def test_a_version_that_changes_nothing_differs_in_nothing() -> None:
    p = procedure("tkpkp-kabupaten")
    run = walked(p)
    found = compare(p, replace(p, version="9.0.0"), run.events, FACTS)
    assert found.same
    assert found.complete_old
    assert found.complete_new


def test_a_stricter_version_refuses_where_it_is_stricter_and_says_why() -> None:
    p = procedure("tkpkp-kabupaten")
    step = p.steps[2].id
    run = walked(p)
    found = compare(p, with_guard(p, step, demand(p, step)), run.events, FACTS)
    assert not found.same
    assert {d.event.step for d in found.differences} == {step}
    for difference in found.differences:
        assert (difference.old, difference.new) == (ACCEPTED, REFUSED)
        assert "baru" in {f.guard for f in difference.findings}
        assert run.events[difference.seq - 1] == difference.event


def test_a_looser_version_differs_in_nothing_that_was_accepted() -> None:
    p = procedure("tkpkp-kabupaten")
    loose = replace(p, version="9.0.0", steps=tuple(replace(s, guards=()) for s in p.steps))
    assert compare(p, loose, walked(p).events, FACTS).differences == ()


def test_an_added_step_leaves_a_completed_case_incomplete() -> None:
    p = procedure("tkpkp-kabupaten")
    last = p.steps[-1]
    more = replace(last, id="langkah-baru", after=(last.id,), guards=(), clocks=(), returns=())
    found = compare(
        p, replace(p, version="9.0.0", steps=(*p.steps, more)), walked(p).events, FACTS
    )
    assert (found.complete_old, found.complete_new) == (True, False)
    assert ("langkah-baru", "") in found.open_new
    assert ("langkah-baru", "") not in found.open_old
    assert not found.same


def test_a_step_the_new_version_no_longer_knows_is_refused() -> None:
    p = procedure("tkpkp-kabupaten")
    gone = p.steps[-1]
    found = compare(p, replace(p, version="9.0.0", steps=p.steps[:-1]), walked(p).events, FACTS)
    assert {(d.event.step, d.new) for d in found.differences} == {(gone.id, REFUSED)}
