"""Importing past kawasan: any order of instruments, lost evidence marked, nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from engine.clock import SetClock
from engine.domain.case import CaseStatus
from engine.domain.events import EventType
from engine.services import views
from engine.services.audit import verify_case
from engine.services.cases import ActRequest, OpenRequest, act, open_case
from engine.services.context import Context
from engine.services.history import importing
from engine.services.history.example import example
from engine.services.history.importing import Report, Result, import_history
from engine.store.cases import StoredCase
from tests.engine.services.history_files import FULL, TABALONG, Row, csv_file, xlsx_file
from tests.support.world import NOW, OFFICER, SECOND, actor


def run(ctx: Context, *rows: Row, **how: bool) -> Report:
    return import_history(ctx, OFFICER, csv_file(*rows), "riwayat.csv", **how)


def cases_of(ctx: Context, procedure: str = "") -> list[StoredCase]:
    return views.list_cases(ctx, OFFICER, procedure=procedure)


def messages(report: Report) -> str:
    return " | ".join(problem.message for problem in report.problems if problem.blocks)


def test_a_case_of_history_holds_what_the_row_says_and_nothing_else(ctx: Context) -> None:
    report = run(ctx, TABALONG)
    assert messages(report) == ""
    (case,) = cases_of(ctx)
    done = case.state.cell("penetapan-rpkp")
    assert (done.done_on, done.historical) == (date(2021, 12, 31), True)
    assert done.data == {
        "nomor": "73 Tahun 2021",
        "periode_awal": "2021-01-01",
        "periode_akhir": "2025-12-31",
    }
    assert {step for step, _ in case.state.cells} == {"penetapan-rpkp"}
    assert case.state.active_villages() == (
        "63.09.05.2011",
        "63.09.05.2014",
        "63.09.05.2021",
        "63.09.10.2005",
        "63.09.10.2006",
    )


def test_lost_evidence_is_marked_and_the_reason_names_file_and_row(ctx: Context) -> None:
    run(ctx, TABALONG)
    done = cases_of(ctx)[0].state.cell("penetapan-rpkp")
    assert [e.kind for e in done.evidence if e.missing] == ["peraturan-bupati", "dokumen-rpkp"]
    assert "“riwayat.csv”, baris 2" in done.reason
    assert "Hanya tahun 2021 yang diketahui" in done.reason


def test_later_instruments_may_be_older_than_earlier_ones(ctx: Context) -> None:
    report = run(ctx, FULL)
    assert messages(report) == ""
    (kawasan,) = cases_of(ctx, "kawasan-perdesaan")
    dates = {step: cell.done_on for (step, _), cell in kawasan.state.cells.items()}
    assert dates == {
        "penetapan": date(2019, 3, 12),
        "tkpkp-kawasan": date(2018, 8, 1),
        "penetapan-rpkp": date(2017, 5, 30),
    }
    assert kawasan.state.cell("tkpkp-kawasan").data["nomor"] == "188.45/003/CONTOH/2018"
    (team,) = cases_of(ctx, "tkpkp-kabupaten")
    assert team.state.cell("penetapan-tkpkp").done_on == date(2020, 2, 5)
    assert verify_case(ctx, OFFICER, kawasan.id).sound


def test_what_has_no_step_is_kept_as_a_remark(ctx: Context) -> None:
    run(ctx, TABALONG)
    log = views.events(ctx, OFFICER, cases_of(ctx)[0].id)
    (remark,) = [e.event.reason for e in log if e.event.type is EventType.COMMENTED]
    assert remark.splitlines()[1:] == [
        "Tahun pembentukan: 2021",
        "Tema: wisata",
        "Status verifikasi: disetujui",
    ]


def test_a_dry_run_changes_nothing(ctx: Context) -> None:
    report = run(ctx, TABALONG, FULL, dry_run=True)
    assert [item.result for item in report.items] == [Result.READY, Result.READY]
    assert cases_of(ctx) == []


def test_a_second_import_changes_nothing_whoever_does_it_and_whenever(ctx: Context) -> None:
    run(ctx, TABALONG, FULL)
    before = cases_of(ctx)
    assert isinstance(ctx.clock, SetClock)
    ctx.clock.moment = NOW.replace(day=NOW.day + 3)
    again = import_history(ctx, SECOND, xlsx_file(FULL, TABALONG), "lain.xlsx")
    assert [item.result for item in again.items] == [Result.UNCHANGED, Result.UNCHANGED]
    assert cases_of(ctx) == before


def test_a_later_file_adds_only_what_was_missing(ctx: Context) -> None:
    run(ctx, TABALONG)
    more = {**TABALONG, "SK lokasi kawasan": "10/2020", "tema": "wisata"}
    report = run(ctx, more)
    assert [item.result for item in report.items] == [Result.IMPORTED]
    (case,) = cases_of(ctx)
    assert case.state.cell("penetapan").done_on == date(2020, 12, 31)
    log = [e.event.type for e in views.events(ctx, OFFICER, case.id)]
    assert log.count(EventType.RECORDED) == 2
    assert log.count(EventType.COMMENTED) == 1


def test_an_import_stopped_half_way_goes_on(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.services.history import recording

    def stop(_ctx: object, _actor: object, request: ActRequest) -> object:
        if request.step == "penetapan-rpkp":
            raise KeyboardInterrupt
        return act(ctx, OFFICER, request)

    with monkeypatch.context() as patched:
        patched.setattr(recording, "act", stop)
        with pytest.raises(KeyboardInterrupt):
            run(ctx, FULL)
    assert len(cases_of(ctx)) == 2
    report = run(ctx, FULL)
    assert [item.result for item in report.items] == [Result.IMPORTED]
    (case,) = cases_of(ctx, "kawasan-perdesaan")
    recorded = {step for step, _ in case.state.cells}
    assert recorded == {"penetapan", "tkpkp-kawasan", "penetapan-rpkp"}


@pytest.mark.parametrize(
    "change",
    [
        {"Perbup RPKP": "74 Tahun 2021"},
        {"periode RPKP": "2021-2026"},
        {"tanggal Perbup RPKP": "2021-05-03"},
    ],
)
def test_something_else_on_record_is_reported_not_overwritten(ctx: Context, change: Row) -> None:
    run(ctx, TABALONG)
    before = cases_of(ctx)
    report = run(ctx, {**TABALONG, **change})
    assert "Perbup RPKP sudah tercatat lain" in messages(report)
    assert cases_of(ctx) == before


def test_other_villages_than_those_on_record_are_reported(ctx: Context) -> None:
    run(ctx, TABALONG)
    report = run(ctx, {**TABALONG, "desa": "Nawin; Hayup"})
    assert "Daftar desa berbeda" in messages(report)


def test_a_case_that_offices_work_on_is_never_touched(ctx: Context) -> None:
    villages = ("63.09.05.2011", "63.09.05.2014")
    request = OpenRequest(
        "kawasan-perdesaan", "63.09", "AGROWISATA  hortikultura", NOW.date(), villages
    )
    live = open_case(ctx, OFFICER, request)
    report = run(ctx, TABALONG)
    assert f"{live.case_id} sudah ada dan bukan hasil impor" in messages(report)
    assert cases_of(ctx)[0].state.version == 1


def test_the_same_villages_under_another_name_are_asked_about(ctx: Context) -> None:
    run(ctx, TABALONG)
    report = run(ctx, {**TABALONG, "nama kawasan": "Kawasan Tabalong"})
    assert "memuat desa yang sama persis" in messages(report)
    both = {**TABALONG, "kode kabupaten": "63.09"}
    fresh = run(ctx, {**FULL}, {**FULL, "nama kawasan": "Lain"}, both, dry_run=True)
    assert "sama persis dengan baris 2" in messages(fresh)


def test_a_cancelled_import_can_be_imported_anew(ctx: Context) -> None:
    run(ctx, TABALONG)
    (case,) = cases_of(ctx)
    act(
        ctx,
        OFFICER,
        ActRequest(case.id, "cancel", NOW.date(), case.state.version, reason="keliru"),
    )
    report = run(ctx, TABALONG)
    assert [item.result for item in report.items] == [Result.IMPORTED]
    assert [c.state.status for c in cases_of(ctx)] == [CaseStatus.CANCELLED, CaseStatus.RUNNING]


def test_two_kawasan_share_one_team_but_may_not_disagree_on_it(ctx: Context) -> None:
    other = {**FULL, "nama kawasan": "Lain", "desa": "63.01.01.2012; 63.01.01.2001"}
    report = run(ctx, FULL, other)
    assert messages(report) == ""
    assert len(cases_of(ctx, "tkpkp-kabupaten")) == 1
    against = {**other, "SK TKPKP kabupaten": "9/2019"}
    assert "SK TKPKP kabupaten berbeda dengan baris 2" in messages(
        run(ctx, FULL, against, dry_run=True)
    )


def test_only_clean_rows_are_imported_unless_all_or_nothing(ctx: Context) -> None:
    broken = {**FULL, "tanggal SK lokasi kawasan": "31-02-2019"}
    held = run(ctx, TABALONG, broken, all_or_nothing=True)
    assert [item.result for item in held.items] == [Result.HELD, Result.REJECTED]
    assert cases_of(ctx) == []
    report = run(ctx, TABALONG, broken)
    assert [item.result for item in report.items] == [Result.IMPORTED, Result.REJECTED]
    (problem,) = [p for p in report.problems if p.blocks]
    assert (problem.row, problem.column) == (3, "tanggal SK lokasi kawasan")


def test_every_problem_of_a_row_is_reported_at_once(ctx: Context) -> None:
    bad = {
        **TABALONG,
        "desa": "Kembang Kuning; Loc Batu; Nirwana",
        "tahun pembentukan": "dua ribu",
        "periode RPKP": "lima tahun",
        "status verifikasi": "oke",
    }
    report = run(ctx, bad, dry_run=True)
    columns = [p.column for p in report.problems if p.blocks]
    assert sorted(columns) == [
        "desa",
        "desa",
        "periode RPKP",
        "status verifikasi",
        "tahun pembentukan",
    ]


def test_who_may_not_record_there_is_told_so_before_anything_happens(ctx: Context) -> None:
    outsider = actor("pmd-kabupaten", "63.02")
    report = import_history(ctx, outsider, csv_file(TABALONG), "r.csv", dry_run=True)
    assert "tidak berwenang" in messages(report)
    report = import_history(ctx, outsider, csv_file(TABALONG), "r.csv")
    assert [item.result for item in report.items] == [Result.REJECTED]
    assert cases_of(ctx) == []


def test_an_instrument_of_the_future_is_refused_by_the_core(ctx: Context) -> None:
    report = run(ctx, {**FULL, "tanggal SK lokasi kawasan": "2027-01-01"}, dry_run=True)
    assert "SK lokasi kawasan: Tanggal kejadian berada di masa depan." in messages(report)


def test_the_example_file_is_clean(ctx: Context) -> None:
    report = import_history(ctx, OFFICER, example(), "contoh.csv", dry_run=True)
    assert [item.result for item in report.items] == [Result.READY]


def test_a_refusal_while_recording_is_reported_with_its_row(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "rehearse", lambda *_: None)
    report = run(ctx, {**TABALONG, "tanggal Perbup RPKP": "2027-01-01"})
    assert "masa depan" in messages(report)
    assert [item.result for item in report.items] == [Result.REJECTED]


def test_a_row_without_villages_cannot_open_a_case(ctx: Context) -> None:
    report = run(ctx, {**TABALONG, "desa": "BELUM"}, dry_run=True)
    assert "Sebutkan desa kawasan ini" in messages(report)
