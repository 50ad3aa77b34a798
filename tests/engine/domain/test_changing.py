"""What changes after it was done: corrections, who is in, resting clocks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.domain.case import Mark
from engine.domain.command import Action, Command
from engine.domain.explain import explain
from engine.domain.findings import Refusal
from engine.domain.matter import Decision
from engine.domain.standing import Standing, members
from tests.engine.worlds import (
    ANI,
    BUDI,
    FACTS,
    START,
    VILLAGES,
    Run,
    procedure,
    refused,
    where,
)

KAWASAN, TEAM = "kawasan-perdesaan", "tkpkp-kabupaten"
A, B, C, D = VILLAGES


# --- corrections -------------------------------------------------------------------------


def done_team(run: Run) -> Run:
    for step in run.procedure.steps:
        run.finish(step.id)
    return run


def test_a_wrong_number_is_corrected_by_a_new_event_and_approved_anew() -> None:
    run = done_team(Run(procedure(TEAM)))
    decision = run.do(
        Action.CORRECT, "penetapan-tkpkp", data={"nomor": "7 TAHUN 2025"}, reason="salah ketik"
    )
    assert not isinstance(decision, Refusal)
    assert where(run, "penetapan-tkpkp") is Standing.SUBMITTED
    assert refused(run.do(Action.APPROVE, "penetapan-tkpkp")) == ["empat-mata"]
    run.do(Action.APPROVE, "penetapan-tkpkp", actor=BUDI)
    cell = run.state.cell("penetapan-tkpkp")
    assert cell.data["nomor"] == "7 TAHUN 2025"
    assert len(cell.rounds) == 1
    numbers = (e.data.get("nomor") for e in run.events if e.step == "penetapan-tkpkp")
    assert next(numbers) == "contoh"


def test_what_a_corrected_date_leaves_unmet_is_reported_not_undone() -> None:
    run = Run(procedure(TEAM))
    run.finish("audiensi-sekda")
    run.finish("susunan-tim")
    later = run.day + timedelta(days=10)
    run.day = later
    decision = run.do(
        Action.CORRECT, "audiensi-sekda", new_date=later, reason="tanggal pada notula"
    )
    assert not isinstance(decision, Refusal)
    decision = run.do(Action.APPROVE, "audiensi-sekda", actor=BUDI)
    assert not isinstance(decision, Refusal)
    assert [(c.step, c.guard) for c in decision[0].consequences] == [
        ("susunan-tim", "urutan-tanggal")
    ]
    assert where(run, "susunan-tim") is Standing.DONE
    assert run.state.cell("audiensi-sekda").done_on == later


def test_a_correction_must_itself_meet_the_guards() -> None:
    run = done_team(Run(procedure(TEAM)))
    decision = run.do(Action.CORRECT, "penetapan-tkpkp", data={"nomor": ""}, reason="hapus")
    assert isinstance(decision, Refusal)
    same = run.do(Action.CORRECT, "penetapan-tkpkp", reason="tidak ada")
    assert refused(same) == ["isian"]


def test_while_a_correction_waits_the_old_record_stands() -> None:
    run = Run(procedure(TEAM))
    run.finish("audiensi-sekda")
    run.do(Action.CORRECT, "audiensi-sekda", data={"komitmen": "baru"}, reason="salah ketik")
    assert where(run, "susunan-tim") is Standing.OPEN
    run.finish("susunan-tim")
    run.do(Action.APPROVE, "audiensi-sekda", actor=BUDI)
    assert run.state.cell("audiensi-sekda").data["komitmen"] == "baru"


def test_a_correction_that_is_sent_back_leaves_the_step_as_it_was() -> None:
    run = done_team(Run(procedure(TEAM)))
    before = run.state.cell("penetapan-tkpkp")
    run.do(Action.CORRECT, "penetapan-tkpkp", data={"nomor": "8"}, reason="salah ketik")
    run.do(Action.RETURN, "penetapan-tkpkp", actor=BUDI, reason="yang lama benar")
    after = run.state.cell("penetapan-tkpkp")
    assert (after.mark, after.data, after.done_on) == (Mark.DONE, before.data, before.done_on)


# --- who is in ---------------------------------------------------------------------------


def member(run: Run, action: Action, village: str) -> Decision:
    return run.command(Command(action, run.day, ANI, village=village, reason="hasil musyawarah"))


def test_a_village_that_joins_after_designation_brings_a_new_meeting_and_a_new_decision() -> None:
    run = Run(procedure(KAWASAN), VILLAGES[:3]).until("penyiapan-rpkp")
    run.day += timedelta(days=30)
    decision = member(run, Action.ADD_VILLAGE, D)
    assert not isinstance(decision, Refusal)
    assert where(run, "inventarisasi", D) is Standing.OPEN
    assert where(run, "musyawarah-desa", A) is Standing.DONE
    assert where(run, "musyawarah-antar-desa") is Standing.LOCKED
    assert where(run, "penetapan") is Standing.LOCKED
    assert where(run, "sosialisasi") is Standing.DONE
    assert len(run.state.cell("penetapan").rounds) == 1
    run.finish("inventarisasi", D)
    run.finish("musyawarah-desa", D)
    for step in run.procedure.membership_reopens:
        run.finish(step)
    assert members(run.procedure, run.state) == VILLAGES
    assert len(run.state.cell("penetapan").rounds) == 2


def test_a_village_that_leaves_reopens_only_what_the_members_decide_together() -> None:
    run = Run(procedure(KAWASAN)).until("verifikasi-administrasi")
    decision = member(run, Action.REMOVE_VILLAGE, D)
    assert not isinstance(decision, Refusal)
    assert {step for step, _ in decision[0].reopens} == {
        "musyawarah-antar-desa",
        "kerja-sama-desa",
        "pengusulan",
    }
    assert where(run, "musyawarah-desa", A) is Standing.DONE
    assert where(run, "musyawarah-antar-desa") is Standing.OPEN


def test_a_village_that_comes_back_deliberates_anew() -> None:
    run = Run(procedure(KAWASAN)).until("musyawarah-antar-desa")
    member(run, Action.REMOVE_VILLAGE, D)
    member(run, Action.ADD_VILLAGE, D)
    assert where(run, "inventarisasi", D) is Standing.OPEN
    assert where(run, "musyawarah-antar-desa") is Standing.LOCKED


@pytest.mark.parametrize(
    ("action", "village"),
    [
        (Action.ADD_VILLAGE, A),
        (Action.ADD_VILLAGE, "63.02.01.2001"),
        (Action.ADD_VILLAGE, "ngawur"),
        (Action.REMOVE_VILLAGE, "63.01.09.2001"),
    ],
)
def test_who_joins_must_be_a_desa_of_the_regency_and_who_leaves_a_member(
    action: Action, village: str
) -> None:
    assert refused(member(Run(procedure(KAWASAN)), action, village)) == ["isian"]


def test_the_last_village_cannot_leave() -> None:
    run = Run(procedure(KAWASAN), VILLAGES[:1])
    assert refused(member(run, Action.REMOVE_VILLAGE, A)) == ["isian"]


# --- resting -----------------------------------------------------------------------------


def due(run: Run, step: str) -> date:
    found = next(p for p in explain(run.procedure, run.state, FACTS) if p.step.id == step)
    return found.deadlines[0].day


def test_an_office_target_rests_while_the_case_does() -> None:
    run = Run(procedure(TEAM))
    before = due(run, "audiensi-sekda")
    run.day = START + timedelta(days=3)
    run.command(Command(Action.SUSPEND, run.day, ANI, reason="menunggu anggaran"))
    run.day += timedelta(days=14)
    run.command(Command(Action.RESUME, run.day, ANI))
    rested = FACTS.calendar.working_days_between(START + timedelta(days=3), run.day)
    assert due(run, "audiensi-sekda") == FACTS.calendar.add_working_days(before, rested).day


def test_a_limit_set_by_law_runs_on_while_the_office_rests() -> None:
    run = Run(procedure("bumdesma")).until("penyaluran-modal")
    before = due(run, "penyaluran-modal")
    run.command(Command(Action.SUSPEND, run.day, ANI, reason="menunggu"))
    run.day += timedelta(days=20)
    run.command(Command(Action.RESUME, run.day, ANI))
    assert due(run, "penyaluran-modal") == before
