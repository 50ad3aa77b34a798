"""A draft shows dots for what nobody recorded; decisions are never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from documents import locale
from documents.drafting import Source, draft
from documents.drafting.archive import letter_json
from documents.drafting.blank import DOTS, UNKNOWN_DAY, UNKNOWN_TIME, Blank, blank_out
from documents.drafting.registry import NotFitting
from documents.drafting.source import MissingFact
from documents.html import render_html
from engine.domain.case import Cell
from engine.services.context import Context
from tests.drafting.paper import source
from tests.support.data import VILLAGES
from tests.support.world import (
    OFFICER,
    act,
    kawasan_at,
    make_context,
    open_tkpkp,
    step_data,
    tkpkp_at,
)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def html(made_from: Source) -> str:
    letter = draft(made_from).letter
    return blank_out(render_html(letter, state="draft", demonstration=False, verification=None))


def labels(blanks: tuple[Blank, ...]) -> list[str]:
    return [blank.label for blank in blanks]


def with_data(made_from: Source, **values: object) -> Source:
    """The source as if the step had recorded these values besides, or without the Nones."""
    key = (made_from.step.id, made_from.village)
    cell = made_from.state.cells.get(key, Cell())
    data = {k: v for k, v in {**cell.data, **values}.items() if v is not None}
    cells = {**made_from.state.cells, key: replace(cell, data=data)}
    return replace(made_from, state=replace(made_from.state, cells=cells))


def test_a_request_before_anything_is_recorded_has_dots_and_no_made_up_date(ctx: Context) -> None:
    made_from = source(ctx, open_tkpkp(ctx), "surat-permohonan-audiensi", "audiensi-sekda")
    text = html(made_from)
    assert f"pada hari {DOTS}, {DOTS}{DOTS}, pukul {DOTS} WITA s.d. selesai" in text
    assert "9999" not in text
    blanks = draft(made_from).blanks
    assert labels(blanks) == ["Tanggal rencana audiensi", "Waktu mulai"]
    noted = "Belum diisi: Waktu mulai (langkah Audiensi dan komitmen Sekda)."
    assert noted in draft(made_from).checks


def test_the_plan_is_used_once_it_is_written_down(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    plan = {"tanggal_rencana": "2025-07-29", "waktu_mulai": "9:00"}
    act(ctx, OFFICER, case_id, "start", "audiensi-sekda", on=date(2025, 7, 25), data=plan)
    made_from = source(ctx, case_id, "surat-permohonan-audiensi", "audiensi-sekda")
    assert "pada hari Selasa, 29 Juli 2025, pukul 09.00 WITA s.d. selesai" in html(made_from)
    assert draft(made_from).blanks == ()


def test_a_villages_decision_is_never_guessed(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-desa")
    place = ("berita-acara-musyawarah-desa", "musyawarah-desa", VILLAGES[0])
    made_from = source(ctx, case_id, *place)
    with pytest.raises(MissingFact, match="Keputusan desa belum dicatat") as refused:
        draft(made_from)
    assert [p.field for p in refused.value.problems] == ["keputusan"]
    sparse = with_data(made_from, keputusan="tidak_setuju", aset_desa=True)
    blanks = draft(sparse).blanks
    assert {"Alasan atau syarat yang disepakati", "Aset atau ruang yang dipakai"} <= set(
        labels(blanks)
    )
    assert f"{DOTS} tanggal {DOTS} bulan {DOTS} tahun {DOTS}" in html(sparse)


def test_attendance_is_counted_from_totals_where_it_was_not_split(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-antar-desa")
    place = ("berita-acara-musyawarah-desa", "musyawarah-desa", VILLAGES[0])
    made_from = with_data(source(ctx, case_id, *place), kehadiran=None)
    assert "31 (tiga puluh satu) orang" in html(made_from)
    assert draft(made_from).blanks == ()
    absurd = with_data(made_from, jumlah_perempuan=40)
    assert labels(draft(absurd).blanks) == ["Kehadiran menurut unsur"]


def test_an_attendance_list_without_names_has_a_line_for_each_who_came(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-antar-desa")
    place = ("berita-acara-musyawarah-antar-desa", "musyawarah-antar-desa")
    counted = [
        {"desa": v, "nama": "x", "jumlah_hadir": "5", "jumlah_perempuan": "2"} for v in VILLAGES
    ]
    values = {**step_data("musyawarah-antar-desa"), "peserta": None, "wakil": counted}
    made_from = with_data(source(ctx, case_id, *place), **values)
    assert draft(made_from).blanks == (
        Blank("Peserta", "musyawarah-antar-desa", "Musyawarah Antar Desa"),
    )
    assert "20 (dua puluh) orang utusan" in html(made_from)


def test_a_delegate_of_a_village_outside_the_list_is_an_observer(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-antar-desa")
    people = [
        {"nama": "a", "jenis_kelamin": "L", "desa": "Tabanio"},
        {"nama": "b", "jenis_kelamin": "p", "desa": "Batilai"},
    ]
    values = {**step_data("musyawarah-antar-desa"), "peserta": people}
    made_from = with_data(
        source(ctx, case_id, "berita-acara-musyawarah-antar-desa", "musyawarah-antar-desa"),
        **values,
    )
    assert "1 (satu) orang utusan dari 4 (empat) desa dan 1 (satu) orang peninjau" in html(
        made_from
    )


def test_another_form_rules_a_kind_out(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "pengusulan")
    made_from = source(ctx, case_id, "surat-usulan-kawasan", "pengusulan")
    with pytest.raises(NotFitting, match="memo"):
        draft(with_data(made_from, pengusul="bupati"))


def test_a_default_that_was_assumed_is_pointed_out(ctx: Context) -> None:
    case_id = tkpkp_at(ctx, "rancangan-sk-tkpkp")
    made_from = source(ctx, case_id, "keputusan-tkpkp", "rancangan-sk-tkpkp")
    drafted = draft(made_from)
    assert any("Sumber pembiayaan belum dicatat" in check for check in drafted.checks)
    assert "Tugas tim" in labels(drafted.blanks)


def test_no_page_of_a_draft_shows_the_day_that_stands_for_unknown() -> None:
    forms = (
        locale.tanggal(UNKNOWN_DAY),
        locale.hari_tanggal(UNKNOWN_DAY),
        locale.tanggal_terbilang(UNKNOWN_DAY),
    )
    written = blank_out(" | ".join(forms))
    assert "9999" not in written
    assert "Desember" not in written
    assert "sembilan" not in written


def test_a_known_date_is_left_alone() -> None:
    page = "31 Desember 2025, Jumat, 31 Desember 1999"
    assert blank_out(page) == page


def test_an_unknown_time_prints_as_dots_and_a_known_one_does_not() -> None:
    assert f"{UNKNOWN_TIME:%H.%M}" == DOTS
    assert f"{time(0, 0):%H.%M}" == "00.00"


def test_what_is_unknown_is_kept_as_dots(ctx: Context) -> None:
    made_from = source(ctx, open_tkpkp(ctx), "surat-permohonan-audiensi", "audiensi-sekda")
    kept = letter_json(draft(made_from), final=False)
    proposed = kept["isi"]["usul_waktu"][0]
    assert (proposed["hari"], proposed["mulai"], proposed["selesai"]) == (DOTS, DOTS, None)
    assert {b["step"] for b in kept["blanks"]} == {"audiensi-sekda"}
    assert letter_json(draft(made_from), final=True)["blanks"] == []
