"""What lies outside a case is fetched only for the rules that ask, and for all of them."""

from __future__ import annotations

from dataclasses import replace
from inspect import getsource, getsourcefile
from pathlib import Path

import pytest

from engine.domain.case import CaseState
from engine.domain.facts import Facts
from engine.domain.guards import VOCABULARY
from engine.services.context import Context
from engine.services.facts import READ_BY, gather, widened
from engine.store import cases, surroundings
from tests.support import world


@pytest.mark.parametrize("fact", sorted(READ_BY))
def test_the_rule_named_for_a_fact_reads_it_and_no_other_does(fact: str) -> None:
    reading = {name for name, rule in VOCABULARY.items() if f".{fact}" in getsource(rule.check)}
    assert reading == {READ_BY[fact]}
    files = {getsourcefile(rule.check) for rule in VOCABULARY.values()}
    lines = "".join(Path(f).read_text(encoding="utf-8") for f in files if f)
    body = getsource(VOCABULARY[READ_BY[fact]].check)
    assert lines.count(f".{fact}") == body.count(f".{fact}")


def test_a_procedure_that_asks_has_its_facts_and_one_that_does_not_has_none(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "kajian")
    with ctx.database.read() as connection:
        stored = cases.load(connection, case_id)
        assert stored is not None
        procedure = ctx.procedure_of(stored)
        asking = gather(ctx, connection, procedure, stored.state)
        plain = replace(procedure, steps=tuple(replace(s, guards=()) for s in procedure.steps))
        silent = gather(ctx, connection, plain, stored.state)
        held = surroundings.validity_periods(connection, stored.state.regency)
    assert asking.validities == held != {}
    assert (silent.validities, silent.memberships, silent.known_names) == ({}, {}, ())
    assert silent.contacts is None
    assert silent.places == asking.places


def test_names_are_read_only_for_the_step_that_compares_them_and_only_near_ones(
    ctx: Context,
) -> None:
    first = world.kawasan_at(ctx, "kajian")
    with ctx.database.read() as connection:
        stored = cases.load(connection, first)
        assert stored is not None
        procedure = replace(ctx.catalog.latest("bumdesma"), id=stored.procedure_id)
        comparing = [s for s in procedure.steps if any(g.use == "not_similar" for g in s.guards)]
        others = [
            s for s in procedure.steps if not {g.use for g in s.guards} & {*READ_BY.values()}
        ]
        facts = Facts(ctx.today(stored.state.regency), ctx.calendar(stored.state.regency))
        state, title = CaseState(id="lain", regency=stored.state.regency), stored.state.title

        def names(sent: str) -> tuple[str, ...]:
            found = widened(connection, procedure, state, facts, comparing, {"nama": sent})
            return found.known_names

        assert names(title) == names(f"{title}s") == (title,)
        assert names(f"{title} {title}") == names("") == ()
        assert widened(connection, procedure, state, facts, others, {"nama": title}) is facts
