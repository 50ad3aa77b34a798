"""Who may sign on a date: a reference that walks day by day, and the cases the law names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.definitions.catalog import shipped
from engine.domain.findings import FindingKind
from engine.domain.mandates import (
    SEATED,
    STANDING_IN,
    STOOD_IN_FOR,
    Delegation,
    Holding,
    Instrument,
    Mode,
    Official,
    Post,
    Register,
    Spell,
    Term,
)
from engine.domain.signing_authority import first_gap, misfits, who_may
from engine.reference.mandates import rules

RULES = rules(shipped().law)
SEKDA, BUPATI, ASSISTANT = Post("sekda", "63.01"), Post("bupati", "63.01"), Post("pupr", "63.01")
FIRST = date(2026, 3, 1)
LETTER, DECREE = "undangan-rapat-koordinasi", "keputusan-penetapan-kawasan"
BASIS = Instrument("Surat Perintah", "800/1/2026", date(2026, 2, 20))


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def term(
    holding: Holding,
    start: int = 1,
    end: int | None = None,
    post: Post = SEKDA,
    scope: frozenset[str] = frozenset(),
) -> Term:
    spell = Spell(day(start), None if end is None else day(end))
    name = f"(pejabat {holding.value} {start})"
    return Term(f"{holding.value}-{start}", Official(name), post, holding, spell, BASIS, scope)


def mandate(mode: Mode, taker: Post, end: int = 31, through: Post | None = None) -> Delegation:
    spell = Spell(FIRST, day(end))
    scope = frozenset({LETTER})
    return Delegation(mode.value, mode, BUPATI, taker, spell, BASIS, scope, through)


def register(*terms: Term, delegations: tuple[Delegation, ...] = ()) -> Register:
    titles = {SEKDA: "Sekretaris Daerah", BUPATI: "Bupati", ASSISTANT: "Kepala Dinas"}
    return Register(RULES, terms, delegations, titles)


def holder(known: Register, on: date, act: str = LETTER, post: Post = SEKDA) -> str:
    found = who_may(known, post, act, on).authority
    return found.term.id if found else ""


TERMS = st.lists(
    st.builds(
        lambda holding, start, length: term(holding, start, start + length),
        st.sampled_from(Holding),
        st.integers(1, 12),
        st.integers(0, 8),
    ),
    max_size=4,
)


@given(TERMS)
def test_what_may_stand_together_leaves_one_holder_a_day_and_no_deputy_without_cause(
    terms: list[Term],
) -> None:
    lawful = True
    for number in range(1, 22):
        current = [t for t in terms if t.spell.covers(day(number))]
        seated = [t for t in current if t.holding in SEATED]
        deputies = [t for t in current if t.holding in STANDING_IN]
        lawful &= len(seated) <= 1 and len(deputies) <= 1
        lawful &= all(any(s.holding in STOOD_IN_FOR[d.holding] for s in seated) for d in deputies)
    assert (misfits(register(*terms)) == []) is lawful


@given(TERMS, st.integers(1, 25))
def test_in_a_lawful_register_the_deputy_signs_else_who_holds_the_seat_else_nobody(
    terms: list[Term], number: int
) -> None:
    known = register(*terms)
    if misfits(known):
        return
    current = [t for t in terms if t.spell.covers(day(number))]
    deputies = [t for t in current if t.holding in STANDING_IN]
    expected = next(iter(deputies or current), None)
    answer = who_may(known, SEKDA, LETTER, day(number))
    assert (answer.authority.term if answer.authority else None) == expected
    assert answer.known is bool(terms)
    assert answer.refused is bool(terms and expected is None)
    assert all(f.basis for f in (*answer.findings, *answer.others))


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 6)), max_size=5))
def test_a_gap_is_the_first_day_that_no_part_covers(parts: list[tuple[int, int]]) -> None:
    spells = [Spell(day(a), day(a + length)) for a, length in parts]
    whole = Spell(day(5), day(15))
    missing = [d for d in map(day, range(5, 16)) if not any(s.covers(d) for s in spells)]
    assert first_gap(whole, spells) == (missing[0] if missing else None)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=2, max_size=2))
def test_two_spells_meet_when_they_share_a_day(ends: list[tuple[int, int]]) -> None:
    first, second = (Spell(day(a), day(a + length)) for a, length in ends)
    shared = [d for d in map(day, range(1, 20)) if first.covers(d) and second.covers(d)]
    assert first.meets(second) is second.meets(first) is bool(shared)


def test_a_plh_signs_while_the_definitive_official_is_away_and_it_says_so() -> None:
    known = register(term(Holding.DEFINITIF), term(Holding.PLH, 10, 14))
    assert [holder(known, day(n)) for n in (9, 10, 14, 15)] == [
        "definitif-1",
        "plh-10",
        "plh-10",
        "definitif-1",
    ]
    (away,) = who_may(known, SEKDA, LETTER, day(12)).others
    assert away.message == "Pejabat definitif (pejabat definitif 1) berhalangan sementara."


def test_a_plt_beside_a_definitive_official_is_told_to_be_a_plh() -> None:
    (found,) = misfits(register(term(Holding.DEFINITIF), term(Holding.PLT, 10, 14)))
    assert "catat Plh." in found.remedy
    assert found.basis[0].ref.startswith("uu-30-2014#")


def test_a_plh_for_a_vacant_office_is_told_to_be_a_plt() -> None:
    (found,) = misfits(register(term(Holding.DEFINITIF, 1, 11), term(Holding.PLH, 10, 14)))
    assert str(day(12)) in found.message
    assert "Plt" in found.remedy


def test_a_lapsed_mandate_does_not_sign_and_the_answer_names_its_end() -> None:
    answer = who_may(register(term(Holding.PLT, 1, 13)), SEKDA, LETTER, day(14))
    assert answer.refused
    assert "berakhir pada 2026-03-13" in answer.findings[0].message


def test_an_office_nobody_recorded_is_not_known_rather_than_refused() -> None:
    answer = who_may(register(term(Holding.DEFINITIF)), BUPATI, LETTER, FIRST)
    assert (answer.known, answer.refused, answer.authority) == (False, False, None)


def test_a_mandate_of_limited_scope_signs_nothing_else() -> None:
    known = register(term(Holding.PLT, scope=frozenset({LETTER})))
    assert holder(known, FIRST) == "plt-1"
    answer = who_may(known, SEKDA, DECREE, FIRST)
    assert answer.refused
    assert "di luar lingkup Surat Perintah Nomor 800/1/2026" in answer.findings[0].message


@pytest.mark.parametrize("holding", Holding)
def test_only_a_plt_or_plh_signing_what_is_strategic_is_a_warning(holding: Holding) -> None:
    below = [term(Holding.DEFINITIF, post=BUPATI)] if holding in STANDING_IN else []
    known = register(*below, term(holding, 1, 20, post=BUPATI))
    answer = who_may(known, BUPATI, DECREE, day(3))
    assert answer.authority is not None
    warned = [f.kind for f in answer.findings] == [FindingKind.WARNING]
    assert warned is (holding in (Holding.PLT, Holding.PLH))
    assert who_may(known, BUPATI, LETTER, day(3)).findings == ()


def test_a_mandate_an_is_signed_by_whoever_holds_the_other_office() -> None:
    known = register(
        term(Holding.DEFINITIF, post=BUPATI),
        term(Holding.DEFINITIF),
        term(Holding.PLH, 10, 14),
        delegations=(mandate(Mode.AN, SEKDA, end=20),),
    )
    assert holder(known, day(3), post=BUPATI) == "definitif-1"
    found = who_may(known, BUPATI, LETTER, day(12)).authority
    assert found is not None
    assert found.delegation is not None
    assert found.term.id == "plh-10"
    after = who_may(known, BUPATI, LETTER, day(21))
    assert after.authority is not None
    assert after.authority.delegation is None
    assert "berakhir pada 2026-03-20" in after.others[0].message


def test_a_mandate_for_one_letter_says_nothing_about_another() -> None:
    known = register(term(Holding.DEFINITIF), delegations=(mandate(Mode.AN, SEKDA),))
    assert who_may(known, BUPATI, LETTER, FIRST).authority is not None
    assert not who_may(known, BUPATI, DECREE, FIRST).known
    assert who_may(known, BUPATI, LETTER, day(40)).refused


def test_a_mandate_ub_needs_the_mandate_an_it_rests_on() -> None:
    through = mandate(Mode.UB, ASSISTANT, through=SEKDA)
    people = (term(Holding.DEFINITIF), term(Holding.DEFINITIF, post=ASSISTANT))
    alone = who_may(register(*people, delegations=(through,)), BUPATI, LETTER, FIRST)
    assert alone.refused
    assert "tidak didahului mandat a.n." in alone.findings[0].message
    carried = register(*people, delegations=(mandate(Mode.AN, SEKDA, end=9), through))
    found = who_may(carried, BUPATI, LETTER, FIRST).authority
    assert found is not None
    assert found.term.post == ASSISTANT
    assert who_may(carried, BUPATI, LETTER, day(10)).refused


def test_two_offices_are_not_asked_to_sign_the_same_letter() -> None:
    first, second = mandate(Mode.AN, SEKDA), mandate(Mode.AN, ASSISTANT)
    assert len(misfits(register(delegations=(first, second)))) == 1
    later = replace(second, spell=Spell(day(32)))
    assert misfits(register(delegations=(first, later))) == []
