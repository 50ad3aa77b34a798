"""Acts on a kawasan: consent, returns, overrides, waivers, history, renewal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.domain.case import CaseStatus, Evidence, Mark
from engine.domain.command import Action, Command
from engine.domain.explain import explain
from engine.domain.findings import FindingKind, Refusal
from engine.domain.procedure import Scope
from engine.domain.standing import Standing, answer, complete, members
from tests.engine.lawful import data_for, evidence_for
from tests.engine.worlds import (
    ANI,
    BUDI,
    FACTS,
    SEKDA,
    VILLAGES,
    Run,
    procedure,
    refused,
    where,
)

KAWASAN, TEAM = "kawasan-perdesaan", "tkpkp-kabupaten"
A, B, C, D = VILLAGES


def test_a_whole_kawasan_runs_from_initiation_to_evaluation() -> None:
    run = Run(procedure(KAWASAN))
    for step in run.procedure.steps:
        for village in VILLAGES if step.scope is Scope.VILLAGE else ("",):
            run.finish(step.id, village)
    assert complete(run.procedure, run.state)


def test_a_refusal_names_every_unmet_guard_at_once() -> None:
    run = Run(procedure(KAWASAN)).until("penetapan")
    decision = run.do(Action.SUBMIT, "penetapan")
    assert isinstance(decision, Refusal)
    hard = [g for g in run.procedure.by_id["penetapan"].guards if g.level == "hard" and not g.when]
    assert {g.id for g in hard if g.use in ("present", "evidence")} <= {
        f.guard for f in decision.findings
    }
    assert all(f.basis and f.remedy and f.who for f in decision.findings)


def test_a_dissenting_village_takes_no_part_in_what_follows() -> None:
    run = Run(procedure(KAWASAN)).until("musyawarah-desa")
    for village in (A, B, C):
        run.finish("musyawarah-desa", village)
    run.finish("musyawarah-desa", D, keputusan="tidak_setuju")
    assert members(run.procedure, run.state) == (A, B, C)
    found = answer(run.state, run.procedure.by_id["musyawarah-desa"])
    assert found.dissenting == (D,)
    assert found.reached
    assert where(run, "musyawarah-antar-desa") is Standing.OPEN


def test_the_villages_meeting_waits_for_every_answer() -> None:
    run = Run(procedure(KAWASAN)).until("musyawarah-desa")
    for village in (A, B, C):
        run.finish("musyawarah-desa", village)
    assert where(run, "musyawarah-antar-desa") is Standing.LOCKED


def test_one_agreeing_village_makes_no_kawasan_and_can_be_asked_again() -> None:
    run = Run(procedure(KAWASAN)).until("musyawarah-desa")
    run.finish("musyawarah-desa", A)
    for village in (B, C, D):
        run.finish("musyawarah-desa", village, keputusan="tidak_setuju")
    assert where(run, "musyawarah-antar-desa") is Standing.LOCKED
    back = {"to": "musyawarah-desa", "reason": "musyawarah ulang"}
    assert not isinstance(run.do(Action.RETURN, "musyawarah-antar-desa", B, **back), Refusal)
    assert where(run, "musyawarah-desa", B) is Standing.RETURNED
    assert where(run, "musyawarah-desa", A) is Standing.DONE
    run.finish("musyawarah-desa", B)
    assert where(run, "musyawarah-antar-desa") is Standing.OPEN


def test_a_return_reopens_what_rests_on_its_target_and_nothing_else() -> None:
    run = Run(procedure(KAWASAN)).until("kajian")
    decision = run.do(Action.RETURN, "kajian", to="pengusulan", reason="tidak sesuai RTRW")
    assert not isinstance(decision, Refusal)
    assert set(decision[0].reopens) == {("pengusulan", ""), ("verifikasi-administrasi", "")}
    assert where(run, "pengusulan") is Standing.RETURNED
    assert where(run, "verifikasi-administrasi") is Standing.LOCKED
    assert where(run, "kerja-sama-desa") is Standing.DONE
    assert run.state.cell("pengusulan").reason == "tidak sesuai RTRW"


def test_what_was_written_before_a_return_is_kept_as_a_draft() -> None:
    run = Run(procedure(KAWASAN)).until("kajian")
    before = run.state.cell("verifikasi-administrasi").data
    run.do(Action.RETURN, "kajian", to="pengusulan", reason="perbaiki")
    cell = run.state.cell("verifikasi-administrasi")
    assert (cell.mark, cell.data) == (Mark.NONE, before)
    assert cell.done_on is None


def test_a_return_needs_a_reason_and_a_path() -> None:
    run = Run(procedure(KAWASAN)).until("kajian")
    assert refused(run.do(Action.RETURN, "kajian", to="pengusulan")) == ["alasan"]
    assert refused(run.do(Action.RETURN, "kajian", to="inisiasi", reason="x")) == [
        "urutan-langkah"
    ]


def test_a_submitted_step_can_be_sent_back_by_the_second_officer() -> None:
    run = Run(procedure(TEAM))
    run.submit("audiensi-sekda")
    decision = run.do(Action.RETURN, "audiensi-sekda", actor=BUDI, reason="notula belum lengkap")
    assert not isinstance(decision, Refusal)
    assert where(run, "audiensi-sekda") is Standing.RETURNED
    run.finish("audiensi-sekda")


def test_nobody_approves_what_they_prepared_not_even_for_somebody_else() -> None:
    run = Run(procedure(TEAM))
    run.submit("audiensi-sekda")
    assert refused(run.do(Action.APPROVE, "audiensi-sekda")) == ["empat-mata"]
    stand_in = replace(BUDI, principal="ani")
    assert refused(run.do(Action.APPROVE, "audiensi-sekda", actor=stand_in)) == ["empat-mata"]


def test_whoever_once_prepared_a_returned_step_may_not_approve_it_later() -> None:
    run = Run(procedure(TEAM))
    run.submit("audiensi-sekda")
    run.do(Action.RETURN, "audiensi-sekda", actor=BUDI, reason="perbaiki")
    dewi = replace(ANI, person="dewi")
    found = run.procedure.by_id["audiensi-sekda"]
    assert found.approval
    run.do(Action.SUBMIT, "audiensi-sekda", actor=dewi, reason="diperbaiki")
    assert refused(run.do(Action.APPROVE, "audiensi-sekda", actor=ANI)) == ["empat-mata"]


def test_a_soft_finding_yields_to_a_written_reason_and_is_remembered() -> None:
    run = Run(procedure(KAWASAN)).until("musyawarah-desa")
    bare = run.submit("musyawarah-desa", A, perempuan_hadir=False)
    assert not isinstance(bare, Refusal)
    assert any("perempuan" in guard for guard in bare[0].overridden)
    again = Run(procedure(KAWASAN)).until("musyawarah-desa")
    step = again.procedure.by_id["musyawarah-desa"]
    data = {**data_for(again.procedure, again.state, step, again.day), "perempuan_hadir": False}
    decision = again.do(
        Action.SUBMIT, "musyawarah-desa", A, data=data, evidence=evidence_for(step)
    )
    assert isinstance(decision, Refusal)
    assert {f.kind for f in decision.findings} == {FindingKind.WARNING}


def test_a_reason_never_sets_a_hard_guard_aside() -> None:
    run = Run(procedure(KAWASAN)).until("penetapan")
    decision = run.submit("penetapan", nomor=None)
    assert isinstance(decision, Refusal)
    assert FindingKind.UNMET in {f.kind for f in decision.findings}


def test_the_kawasan_needs_a_team_in_force_on_that_very_date() -> None:
    run = Run(procedure(KAWASAN)).until("verifikasi-administrasi")
    run.facts = replace(FACTS, validities={})
    assert any("tkpkp" in guard for guard in refused(run.submit("verifikasi-administrasi")))


def test_dates_follow_the_steps_they_rest_on() -> None:
    run = Run(procedure(TEAM))
    run.day = date(2025, 8, 4)
    run.finish("audiensi-sekda")
    run.day = date(2025, 8, 1)
    assert "urutan-tanggal" in refused(run.submit("susunan-tim"))


def test_an_event_may_be_recorded_weeks_after_it_happened() -> None:
    run = Run(procedure(TEAM))
    run.finish("audiensi-sekda")
    assert run.state.cell("audiensi-sekda").done_on == run.day
    assert run.day < FACTS.today - timedelta(weeks=8)


def test_tomorrow_cannot_be_recorded() -> None:
    run = Run(procedure(TEAM))
    run.day = FACTS.today + timedelta(days=1)
    assert refused(run.submit("audiensi-sekda")) == ["tanggal-masa-depan"]


def test_only_waivable_steps_can_be_waived_and_only_with_a_reason() -> None:
    run = Run(procedure(TEAM))
    assert refused(run.do(Action.WAIVE, "audiensi-sekda")) == ["alasan"]
    assert not isinstance(run.do(Action.WAIVE, "audiensi-sekda", reason="sudah"), Refusal)
    assert where(run, "susunan-tim") is Standing.OPEN
    assert refused(run.do(Action.WAIVE, "susunan-tim", reason="sudah")) == ["urutan-langkah"]


def test_only_who_submitted_withdraws() -> None:
    run = Run(procedure(TEAM))
    run.submit("audiensi-sekda")
    assert refused(run.do(Action.WITHDRAW, "audiensi-sekda", actor=BUDI)) == ["wewenang"]
    assert not isinstance(run.do(Action.WITHDRAW, "audiensi-sekda"), Refusal)
    assert where(run, "audiensi-sekda") is Standing.OPEN


def test_history_may_come_in_any_order_and_shows_what_is_missing() -> None:
    run = Run(procedure(KAWASAN))
    decision = run.do(
        Action.RECORD,
        "penetapan",
        data={"nomor": "73 Tahun 2021"},
        evidence=(Evidence("keputusan", None, "naskah tidak ditemukan"),),
        reason="berita daring",
    )
    assert not isinstance(decision, Refusal)
    cell = run.state.cell("penetapan")
    assert cell.historical
    assert cell.evidence_missing
    assert where(run, "sosialisasi") is Standing.OPEN
    assert refused(run.do(Action.RECORD, "penetapan", reason="lagi")) == ["urutan-langkah"]


def test_a_team_can_be_renewed_and_the_first_term_stays_on_record() -> None:
    run = Run(procedure(TEAM))
    for step in run.procedure.steps:
        run.finish(step.id)
    assert complete(run.procedure, run.state)
    run.day = date(2026, 6, 1)
    assert not isinstance(run.do(Action.START, "susunan-tim"), Refusal)
    assert where(run, "penetapan-tkpkp") is Standing.LOCKED
    for step_id in ("susunan-tim", "rancangan-sk-tkpkp", "penetapan-tkpkp"):
        run.finish(step_id)
    assert [r.done_on for r in run.state.cell("penetapan-tkpkp").rounds] == [
        date(2025, 7, 28),
        date(2026, 6, 1),
    ]


def test_a_recurring_report_is_made_again_and_again() -> None:
    run = Run(procedure(KAWASAN)).until("pelaporan")
    run.finish("pelaporan")
    run.day += timedelta(days=30)
    run.finish("pelaporan")
    assert len(run.state.cell("pelaporan").rounds) == 2


def test_an_evaluation_that_closes_ends_the_case() -> None:
    run = Run(procedure(KAWASAN)).until("evaluasi-akhir")
    run.finish("evaluasi-akhir", hasil="tutup")
    assert run.state.status is CaseStatus.CLOSED
    assert refused(run.do(Action.COMMENT, "", reason="x")) == ["urutan-langkah"]


def test_a_suspended_case_only_resumes() -> None:
    run = Run(procedure(TEAM))
    run.command(Command(Action.SUSPEND, run.day, ANI, reason="menunggu anggaran"))
    assert refused(run.submit("audiensi-sekda")) == ["urutan-langkah"]
    run.command(Command(Action.RESUME, run.day, ANI))
    run.finish("audiensi-sekda")


def test_somebody_without_the_role_is_told_whose_it_is() -> None:
    run = Run(procedure(TEAM))
    decision = run.do(Action.SUBMIT, "audiensi-sekda", actor=SEKDA)
    assert isinstance(decision, Refusal)
    assert decision.findings[0].kind is FindingKind.FORBIDDEN
    assert "Provinsi" in decision.findings[0].message


@pytest.mark.parametrize("procedure_id", [KAWASAN, TEAM, "bumdesma"])
def test_explaining_and_deciding_give_the_same_findings(procedure_id: str) -> None:
    run = Run(procedure(procedure_id))
    run.facts = FACTS
    run.day = FACTS.today
    for position in explain(run.procedure, run.state, run.facts):
        if position.standing is not Standing.OPEN:
            continue
        decision = run.do(Action.SUBMIT, position.step.id, position.village)
        assert isinstance(decision, Refusal)
        assert decision.findings == position.findings


@pytest.mark.parametrize("field", ["jalur", "tema"])
def test_a_wrong_value_is_named_with_its_field(field: str) -> None:
    run = Run(procedure(KAWASAN))
    decision = run.do(Action.SUBMIT, "inisiasi", data={field: ["bukan", "teks"]})
    assert isinstance(decision, Refusal)
    assert [f.field for f in decision.findings] == [field]
    assert decision.findings[0].kind is FindingKind.INVALID
