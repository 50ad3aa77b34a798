"""The register of mandates, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.domain.mandates import (
    Delegation,
    Holding,
    Instrument,
    Mode,
    Official,
    Post,
    Spell,
    Term,
)
from engine.errors import Forbidden, InvalidInput, NotFound, Refused, UnknownRegion
from engine.services import mandates
from engine.services.context import Context
from engine.services.mandate_values import snapshot
from tests.support.data import REGENCY
from tests.support.world import OFFICER, actor

MARCH_14 = date(2026, 3, 14)
SEKDA, BUPATI = Post("sekda", REGENCY), Post("bupati", REGENCY)
BASIS = Instrument("Surat Perintah", "800/12/2026", date(2026, 3, 1))
LETTER = "undangan-rapat-koordinasi"
DEFINITIVE = Term(
    "",
    Official("(nama pejabat)", "Drs.", "M.Si.", "Pembina Utama Muda", "1" * 18),
    SEKDA,
    Holding.DEFINITIF,
    Spell(date(2025, 1, 1)),
    Instrument("Keputusan", "800/1/2025", date(2024, 12, 20)),
)
DEPUTY = Term(
    "",
    Official("(nama pelaksana)"),
    SEKDA,
    Holding.PLH,
    Spell(date(2026, 3, 10), date(2026, 3, 20)),
    BASIS,
    frozenset({LETTER}),
)
ON_BEHALF = Delegation(
    "", Mode.AN, BUPATI, SEKDA, Spell(date(2026, 1, 1)), BASIS, frozenset({LETTER})
)


def test_a_term_comes_back_as_it_was_recorded(ctx: Context) -> None:
    kept = mandates.add_term(ctx, OFFICER, DEFINITIVE)
    deputy = mandates.add_term(ctx, OFFICER, DEPUTY)
    given = mandates.add_delegation(ctx, OFFICER, ON_BEHALF)
    assert mandates.listed(ctx, OFFICER) == ([kept, deputy], [given])
    assert replace(kept, id="") == DEFINITIVE
    assert mandates.listed(ctx, actor("pmd-kabupaten", "63.02")) == ([], [])


def test_who_may_sign_on_14_march_is_answered_from_the_register(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, DEFINITIVE)
    deputy = mandates.add_term(ctx, OFFICER, DEPUTY)
    answer = mandates.who(ctx, "sekda", REGENCY, MARCH_14, LETTER)
    assert answer.authority is not None
    assert answer.authority.term == deputy
    assert snapshot(answer)["term"]["basis"] == {
        "name": "Surat Perintah",
        "number": "800/12/2026",
        "date": "2026-03-01",
    }
    outside = mandates.who(ctx, "sekda", REGENCY, MARCH_14, "nota-dinas")
    assert outside.refused
    with pytest.raises(ValueError, match="nobody"):
        snapshot(outside)


def test_overlapping_deputies_are_refused_and_leave_nothing(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, DEFINITIVE)
    mandates.add_term(ctx, OFFICER, DEPUTY)
    second = replace(DEPUTY, spell=Spell(date(2026, 3, 20), date(2026, 3, 25)))
    with pytest.raises(Refused, match="memegang jabatan yang sama pada 2026-03-20"):
        mandates.add_term(ctx, OFFICER, second)
    assert len(mandates.listed(ctx, OFFICER)[0]) == 2


def test_a_seat_is_not_left_while_its_deputy_remains(ctx: Context) -> None:
    definitive = mandates.add_term(ctx, OFFICER, DEFINITIVE)
    deputy = mandates.add_term(ctx, OFFICER, DEPUTY)
    with pytest.raises(Refused, match="tidak tercatat pejabat yang digantikannya"):
        mandates.end(ctx, OFFICER, definitive.id, date(2026, 3, 12), "Pensiun.")
    mandates.end(ctx, OFFICER, deputy.id, date(2026, 3, 12), "Kembali bertugas.")
    mandates.end(ctx, OFFICER, definitive.id, date(2026, 3, 12), "Pensiun.")
    acting = replace(DEPUTY, holding=Holding.PLT, spell=Spell(date(2026, 3, 13)))
    kept = mandates.add_term(ctx, OFFICER, acting)
    found = mandates.who(ctx, "sekda", REGENCY, MARCH_14).authority
    assert found is not None
    assert found.term == kept


def test_a_mandate_recorded_by_mistake_can_be_said_never_to_have_held(ctx: Context) -> None:
    wrong = mandates.add_term(ctx, OFFICER, DEFINITIVE)
    mandates.end(ctx, OFFICER, wrong.id, date(2020, 1, 1), "Salah catat.")
    mandates.add_term(ctx, OFFICER, DEFINITIVE)
    reasons = mandates.who(ctx, "sekda", REGENCY, MARCH_14).others
    assert [r.message for r in reasons] == [
        "Pejabat definitif (nama pejabat) dicatat tidak pernah berlaku."
    ]


def test_a_mandate_is_not_lengthened_nor_ended_without_a_reason(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, DEFINITIVE)
    deputy = mandates.add_term(ctx, OFFICER, DEPUTY)
    with pytest.raises(InvalidInput) as refused:
        mandates.end(ctx, OFFICER, deputy.id, date(2026, 4, 1), " ")
    assert {p.field for p in refused.value.problems} == {"last", "reason"}
    with pytest.raises(NotFound):
        mandates.end(ctx, OFFICER, "PJ-00", MARCH_14, "Alasan.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"official": Official(" ")}, "name"),
        ({"official": Official("(nama pejabat)", nip="12 34")}, "nip"),
        ({"spell": Spell(date(2026, 3, 10))}, "until"),
        ({"spell": Spell(date(2026, 3, 10), date(2026, 3, 9))}, "until"),
        ({"basis": replace(BASIS, number="")}, "number"),
        ({"scope": frozenset({"surat-cinta"})}, "scope"),
    ],
)
def test_what_is_malformed_is_named(ctx: Context, change: dict[str, object], field: str) -> None:
    mandates.add_term(ctx, OFFICER, DEFINITIVE)
    with pytest.raises(InvalidInput) as refused:
        mandates.add_term(ctx, OFFICER, replace(DEPUTY, **change))  # type: ignore[arg-type]
    assert [p.field for p in refused.value.problems] == [field]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"taker": BUPATI}, "taker"),
        ({"mode": Mode.UB}, "through"),
        ({"scope": frozenset()}, "scope"),
    ],
)
def test_a_delegation_that_says_too_little_is_named(
    ctx: Context, change: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        mandates.add_delegation(ctx, OFFICER, replace(ON_BEHALF, **change))  # type: ignore[arg-type]
    assert [p.field for p in refused.value.problems] == [field]


def test_only_who_makes_documents_there_keeps_the_register(ctx: Context) -> None:
    for stranger in (actor("pmd-kabupaten", "63.02"), actor("auditor", REGENCY)):
        with pytest.raises(Forbidden):
            mandates.add_term(ctx, stranger, DEFINITIVE)
    with pytest.raises(UnknownRegion):
        mandates.add_term(ctx, OFFICER, replace(DEFINITIVE, post=Post("sekda", "63")))
