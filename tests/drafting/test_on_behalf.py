"""A letter on behalf of another office rests on a mandate, or says that none is on record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from documents.drafting import Drafted, draft
from documents.model import Authority, SuratPermintaanDukungan
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
from engine.services import mandates
from engine.services.context import Context
from tests.drafting.paper import planned_audience, source
from tests.support.data import PROVINCE
from tests.support.world import OFFICER, make_context

KIND, STEP = "surat-permintaan-dukungan", "audiensi-sekda"
GOVERNOR, SECRETARY = Post("gubernur", PROVINCE), Post("sekda-provinsi", PROVINCE)
SINCE = Spell(date(2025, 1, 1))
DECREE = Instrument("Keputusan", "800/1/2025", date(2024, 12, 20))
MISSING = "a.n. Gubernur Kalimantan Selatan belum tercatat"


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def support(ctx: Context) -> Drafted:
    return draft(source(ctx, planned_audience(ctx), KIND, STEP))


def holds(ctx: Context, post: Post, name: str, holding: Holding = Holding.DEFINITIF) -> None:
    mandates.add_term(ctx, OFFICER, Term("", Official(name), post, holding, SINCE, DECREE))


def signatory(drafted: Drafted) -> tuple[str, Authority, str, str]:
    letter = drafted.letter
    assert isinstance(letter, SuratPermintaanDukungan)
    found = letter.penandatangan
    return found.jabatan, found.mode, found.atas_nama, found.nama


def test_without_anybody_on_record_the_form_is_kept_and_the_gap_is_pointed_out(
    ctx: Context,
) -> None:
    drafted = support(ctx)
    assert signatory(drafted) == (
        "Sekretaris Daerah Provinsi Kalimantan Selatan",
        Authority.AN,
        "Gubernur Kalimantan Selatan",
        "(nama pejabat)",
    )
    assert any(MISSING in check for check in drafted.checks)
    assert drafted.refusals == ()


def test_a_recorded_mandate_names_who_signs(ctx: Context) -> None:
    holds(ctx, GOVERNOR, "Pejabat Satu")
    holds(ctx, SECRETARY, "Pejabat Dua")
    given = Delegation("", Mode.AN, GOVERNOR, SECRETARY, SINCE, DECREE, frozenset({KIND}))
    mandates.add_delegation(ctx, OFFICER, given)
    drafted = support(ctx)
    assert signatory(drafted)[1:] == (
        Authority.AN,
        "Gubernur Kalimantan Selatan",
        "Pejabat Dua",
    )
    assert not any(MISSING in check for check in drafted.checks)


def test_where_the_governor_is_known_and_gave_no_mandate_it_is_not_signed_so(
    ctx: Context,
) -> None:
    holds(ctx, GOVERNOR, "Pejabat Satu")
    drafted = support(ctx)
    assert [MISSING in finding.message for finding in drafted.refusals] == [True]


def test_an_acting_secretary_is_named_as_acting(ctx: Context) -> None:
    holds(ctx, SECRETARY, "Pejabat Tiga", Holding.PJ)
    office, mode, giver, name = signatory(support(ctx))
    assert (office.startswith("Pj. "), mode, name) == (True, Authority.AN, "Pejabat Tiga")
    assert giver == "Gubernur Kalimantan Selatan"
