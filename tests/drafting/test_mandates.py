"""The signature block comes from the register of mandates, and so does what speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from documents import service
from documents.layout import load_layout
from documents.model import Authority, Office, Signatory
from documents.signature import signature_lines
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
from engine.errors import Refused
from engine.services import mandates, papers
from engine.services.context import Context
from tests.drafting.paper import drain, held, planned_audience, text
from tests.support.data import PROVINCE, REGENCY, TKPKP
from tests.support.world import (
    OFFICER,
    finish,
    kawasan_at,
    make_context,
    tkpkp_at,
    tkpkp_done,
)

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")
TEAM_DECREE, STEP = "keputusan-tkpkp", "penetapan-tkpkp"
SIGNED_ON = date(2025, 7, 26)
PMD, BUPATI, SEKDA = (
    Post("pmd-provinsi", PROVINCE),
    Post("bupati", REGENCY),
    Post("sekda", REGENCY),
)
HEAD = Term(
    "",
    Official("Pejabat Satu", "Drs.", "M.Si.", "Pembina Utama Muda (IV/c)", "1" * 18),
    PMD,
    Holding.DEFINITIF,
    Spell(date(2025, 1, 1)),
    Instrument("Keputusan", "800/1/2025", date(2024, 12, 20)),
)
DEPUTY = replace(
    HEAD,
    official=Official("Pejabat Dua"),
    holding=Holding.PLH,
    spell=Spell(date(2025, 7, 20), date(2025, 7, 31)),
    basis=Instrument("Surat Perintah", "800/7/2025", date(2025, 7, 18)),
)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def audience(ctx: Context) -> str:
    return service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE).id


def printed(ctx: Context, document_id: str) -> str:
    return text(service.content(ctx, OFFICER, document_id)[0])


def test_the_signature_is_of_whoever_held_the_office_on_the_signing_day(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, HEAD)
    mandates.add_term(ctx, OFFICER, DEPUTY)
    draft = audience(ctx)
    assert "Drs. Pejabat Satu, M.Si. Pembina Utama Muda (IV/c) NIP 111" in printed(ctx, draft)
    service.sign(ctx, OFFICER, draft, SIGNED_ON)
    page = printed(ctx, draft)
    assert "Plh. KEPALA DINAS" in page
    assert "Pejabat Dua" in page
    assert "Pejabat Satu" not in page


def test_a_used_mandate_is_frozen_into_the_record_of_the_document(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, HEAD)
    deputy = mandates.add_term(ctx, OFFICER, DEPUTY)
    draft = audience(ctx)
    signed = service.sign(ctx, OFFICER, draft, SIGNED_ON)
    mandates.end(ctx, OFFICER, deputy.id, date(2025, 7, 21), "Salah catat.")
    kept = papers.document(ctx, OFFICER, draft).letter["mandates"]
    assert kept == signed.letter["mandates"]
    assert [(m["on"], m["term"]["id"], m["term"]["until"]) for m in kept] == [
        ("2025-07-26", deputy.id, "2025-07-31")
    ]
    assert kept[0]["term"]["basis"]["number"] == "800/7/2025"


def test_an_office_nobody_recorded_signs_as_before(ctx: Context) -> None:
    draft = audience(ctx)
    assert "(nama pejabat)" in printed(ctx, draft)
    (found,) = service.signatories(ctx, papers.document(ctx, OFFICER, draft), SIGNED_ON)
    assert (found.known, found.refused) == (False, False)
    signed = service.sign(ctx, OFFICER, draft, SIGNED_ON)
    assert "mandates" not in signed.letter
    assert service.signatories(ctx, signed, SIGNED_ON) == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"spell": Spell(date(2025, 1, 1), date(2025, 7, 25))}, "berakhir pada 2025-07-25"),
        ({"spell": Spell(date(2025, 7, 27))}, "tidak tercatat pejabat"),
        ({"scope": frozenset({"nota-dinas"})}, "di luar lingkup Keputusan Nomor 800/1/2025"),
    ],
)
def test_a_lapsed_mandate_or_one_of_another_scope_does_not_sign(
    ctx: Context, change: dict[str, object], reason: str
) -> None:
    mandates.add_term(ctx, OFFICER, replace(HEAD, **change))  # type: ignore[arg-type]
    draft = audience(ctx)
    (answer,) = service.signatories(ctx, papers.document(ctx, OFFICER, draft), SIGNED_ON)
    assert answer.refused
    with pytest.raises(Refused, match=reason) as refused:
        service.sign(ctx, OFFICER, draft, SIGNED_ON)
    assert all(f.basis and f.remedy for f in refused.value.findings)
    assert papers.document(ctx, OFFICER, draft).state == "draft"


def test_a_letter_is_signed_for_another_office_by_mandate(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, replace(HEAD, post=SEKDA))
    mandates.add_term(ctx, OFFICER, replace(DEPUTY, post=SEKDA))
    scope = frozenset({AUDIENCE[0]})
    given = Delegation("", Mode.AN, PMD, SEKDA, Spell(date(2025, 1, 1)), HEAD.basis, scope)
    mandates.add_delegation(ctx, OFFICER, given)
    draft = audience(ctx)
    signed = service.sign(ctx, OFFICER, draft, SIGNED_ON)
    page = printed(ctx, draft)
    assert "a.n. KEPALA DINAS PEMBERDAYAAN MASYARAKAT DAN DESA" in page
    assert "Plh. SEKRETARIS DAERAH" in page
    assert signed.letter["mandates"][0]["delegation"]["mode"] == "an"


def test_a_decree_by_a_plt_is_a_warning_before_it_is_signed(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, replace(HEAD, post=BUPATI, holding=Holding.PLT))
    case_id = tkpkp_at(ctx, STEP)
    draft = service.draft(ctx, OFFICER, case_id, TEAM_DECREE, STEP)
    (warning,) = [c for c in service.document_checks(draft) if "bersifat strategis" in c]
    assert "UU 30/2014" in warning
    page = printed(ctx, draft.id)
    assert "Plt. BUPATI TANAH LAUT" in page
    assert "Pejabat Satu" in page
    assert "M.Si." not in page


def test_a_decree_recorded_as_signed_by_another_kind_of_official_stays_a_draft(
    ctx: Context,
) -> None:
    mandates.add_term(ctx, OFFICER, replace(HEAD, post=BUPATI, holding=Holding.PJ))
    case_id = tkpkp_done(ctx)
    drain(ctx)
    draft = held(ctx, case_id, TEAM_DECREE)
    assert draft.state == "draft"
    assert any("dicatat definitif" in c for c in service.document_checks(draft))


def test_what_was_signed_before_the_register_begins_is_taken_as_recorded(ctx: Context) -> None:
    later = replace(HEAD, post=BUPATI, spell=Spell(date(2026, 1, 1)))
    mandates.add_term(ctx, OFFICER, later)
    case_id = tkpkp_done(ctx)
    drain(ctx)
    assert held(ctx, case_id, TEAM_DECREE).state == "signed"


def test_every_signer_of_a_designation_is_kept_with_it(ctx: Context) -> None:
    mandates.add_term(ctx, OFFICER, replace(HEAD, post=BUPATI))
    case_id = kawasan_at(ctx, "")
    drain(ctx)
    decree = held(ctx, case_id, "keputusan-penetapan-kawasan", "signed")
    assert [m["office"]["role"] for m in decree.letter["mandates"]] == ["bupati"]
    assert "Pejabat Satu" in printed(ctx, decree.id)


def test_a_deputy_of_the_sekda_signs_without_titles_for_another_office_too() -> None:
    lines = signature_lines(
        Signatory(
            jabatan="Plh. Sekretaris Daerah",
            nama="Pejabat Dua",
            pejabat=Office.SEKDA,
            gelar_belakang="M.Si.",
            mode=Authority.AN,
            atas_nama="Bupati",
        ),
        "korespondensi",
        load_layout(),
    )
    assert (lines.atas[1], lines.nama) == ("Plh. SEKRETARIS DAERAH,", "Pejabat Dua")


@pytest.mark.parametrize(
    ("name", "state"), [("Pejabat Lain", "draft"), ("Drs. Pejabat  satu, M.Si.", "signed")]
)
def test_a_decree_recorded_under_another_name_than_the_registers_stays_a_draft(
    ctx: Context, name: str, state: str
) -> None:
    mandates.add_term(ctx, OFFICER, replace(HEAD, post=BUPATI))
    case_id = tkpkp_at(ctx, STEP)
    done = next(done for done in TKPKP if done.step == STEP)
    finish(ctx, case_id, replace(done, data={**done.data, "penandatangan": name}))
    drain(ctx)
    assert held(ctx, case_id, TEAM_DECREE).state == state
