"""The scenario by itself: real villages, working days, offices instead of people."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from api.demo.agenda import agenda, end
from api.demo.evidence import page
from api.demo.plan import FOLDER, CaseFile, MoveFile, scenario
from api.demo.words import words_of
from engine.definitions.catalog import shipped
from engine.domain.procedure import Scope
from engine.errors import InvalidInput
from engine.reference import holidays, regions
from engine.services.files import PDF, Upload, sniff

PLAN = scenario()
MOVES = agenda(PLAN)
CASES = {case.key: case for case in PLAN.cases}
PLACEHOLDERS = {"(nama pejabat)", "(nama wakil)"}
NAME_FIELDS = {"nama", "penandatangan", "wakil_masyarakat", "penerima_kuasa"}
NAME_BEGINNINGS = ("BUM Desa bersama", "Kepala desa", "Kepala Desa")
PRIORITY = {"63.01", "63.02", "63.11"}


def _named(case: CaseFile) -> tuple[str, ...]:
    return case.villages or case.candidates


def test_moves_follow_each_other_from_the_announcement_to_the_end() -> None:
    moments = [move.moment for move in MOVES]
    assert moments == sorted(moments)
    assert MOVES[0].on == date(2025, 7, 25)
    assert moments[-1] < end(PLAN)
    assert end(PLAN).date() == date(2026, 11, 20)


def test_each_case_is_recorded_in_the_order_in_which_it_is_written() -> None:
    for key in CASES:
        numbers = [move.number for move in MOVES if move.case == key]
        assert sorted(numbers) == list(range(len(numbers)))
        first = [m.moment for m in MOVES if m.case == key and m.do == "open"]
        assert first == [min(m.moment for m in MOVES if m.case == key)]


def test_everything_happens_and_is_recorded_on_working_days_of_the_region() -> None:
    calendar = holidays.calendar()
    for move in MOVES:
        zone = ZoneInfo(regions.zone(CASES[move.case].regency))
        recorded = move.moment.astimezone(zone)
        assert calendar.is_working_day(recorded.date()), (move.key, recorded)
        assert 8 <= recorded.hour < 17
        if move.do != "record":
            assert calendar.is_working_day(move.on), (move.key, move.on)
        assert move.on <= recorded.date()


def test_some_acts_are_recorded_later_than_they_happened() -> None:
    late = [move for move in MOVES if move.do == "submit" and move.moment.date() > move.on]
    assert len(late) > 10


def test_the_three_regencies_open_with_an_audience_in_the_announced_weeks() -> None:
    held = {
        CASES[move.case].regency: move.on
        for move in MOVES
        if (move.step, move.do) == ("audiensi-sekda", "submit")
    }
    assert set(held) == PRIORITY
    assert date(2025, 7, 28) <= held["63.01"] <= date(2025, 7, 31)
    assert all(date(2025, 8, 1) <= held[code] <= date(2025, 8, 7) for code in ("63.02", "63.11"))


def test_every_village_is_a_desa_of_its_regency() -> None:
    for case in PLAN.cases:
        for code in _named(case):
            place = regions.find(code)
            assert place is not None, code
            assert place.kind == "desa", code
            assert code.startswith(f"{case.regency}.")


def test_steps_and_evidence_exist_and_village_steps_name_their_villages() -> None:
    for move in MOVES:
        procedure = shipped().latest(CASES[move.case].procedure)
        if not move.step:
            assert move.do in {"open", "comment", "suspend", "resume"}
            continue
        step = procedure.by_id[move.step]
        assert bool(move.village) == (step.scope is Scope.VILLAGE), move.key
        assert {*move.evidence, *move.missing} <= {kind.id for kind in step.evidence}
        assert not move.kind or move.kind in step.documents, move.key


def test_what_is_usual_belongs_to_a_step_that_is_played_or_may_be_left_out() -> None:
    played = {(CASES[m.case].procedure, m.step) for m in MOVES if m.do in {"submit", "start"}}
    for procedure, step in set(PLAN.usual) - played:
        assert not shipped().latest(procedure).by_id[step].mandatory, step


def test_villages_of_a_kawasan_adjoin_and_still_do_without_the_dissenting(
    shared_data: Path,
) -> None:
    touching: set[tuple[str, str]] = set()
    with (shared_data / "kalsel_adjacency.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["contact"] == "edge":
                touching |= {(row["code_a"], row["code_b"]), (row["code_b"], row["code_a"])}
    for case in PLAN.cases:
        if case.regency not in PRIORITY or not _named(case):
            continue
        assert len(_named(case)) >= 4
        assert _connected(set(_named(case)), touching), case.key
        if case.dissenting:
            assert _connected(set(case.agreeing), touching), case.key


def _connected(villages: set[str], touching: set[tuple[str, str]]) -> bool:
    reached, edge = set[str](), {min(villages)}
    while edge:
        reached |= edge
        edge = {b for a, b in touching if a in reached and b in villages} - reached
    return reached == villages


def test_villages_of_the_recorded_kawasan_are_those_reported(shared_data: Path) -> None:
    with (shared_data / "kawasan_contoh_kalsel.csv").open(encoding="utf-8") as file:
        reported = {row["code"] for row in csv.DictReader(file)}
    assert set(CASES["banjar-kawasan"].villages) == {c for c in reported if c[:5] == "63.03"}
    assert set(CASES["tabalong-kawasan"].villages) >= {c for c in reported if c[:5] == "63.09"}


def test_nobody_is_named_only_offices_and_placeholders() -> None:
    for move in MOVES:
        for field, value in _texts(move.data):
            if field in NAME_FIELDS:
                allowed = value in PLACEHOLDERS or value.startswith(NAME_BEGINNINGS)
                assert allowed, (move.key, field, value)
    for person in PLAN.actors.values():
        assert "{wilayah}" in person.office


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, field)


def test_names_of_villages_are_left_to_the_region_package() -> None:
    named = {regions.name(code) for case in PLAN.cases for code in case.villages}
    districts = {regions.name(code[:8]) for case in PLAN.cases for code in _named(case)}
    for path in sorted((FOLDER / "cases").glob("*.toml")):
        written = dict(_texts(tomllib.loads(path.read_text(encoding="utf-8"))))
        for text in written.values():
            assert not {n for n in named - districts if f" {n}" in f" {text}"}, path.name


def test_history_is_recorded_with_its_source_and_its_papers_marked_missing() -> None:
    records = [move for move in MOVES if move.do == "record"]
    assert {CASES[m.case].regency for m in records} == {"63.09", "63.03"}
    for move in records:
        assert move.missing
        assert not move.evidence
        assert "Sumber:" in move.reason
        assert "http" not in move.reason
        assert (move.on.month, move.on.day) == (12, 31)
        assert "Hanya tahunnya" in move.reason or "hanya tahunnya" in move.reason


def test_a_file_passes_for_pdf_and_says_that_it_is_a_demonstration() -> None:
    content = page("BERKAS PERAGAAN", ["Notula (rapat)", r"garis \ miring"])
    assert sniff(Upload("notula.pdf", content)) == PDF
    assert b"(BERKAS PERAGAAN)" in content
    assert rb"Notula \(rapat\)" in content
    assert rb"garis \\ miring" in content
    assert content == page("BERKAS PERAGAAN", ["Notula (rapat)", r"garis \ miring"])


def test_an_unknown_word_or_region_is_refused() -> None:
    words = words_of(CASES["tanah-laut-kawasan"], date(2026, 1, 5))
    assert words.text("Desa {63.01.01.2004}, {kabupaten}") == "Desa Takisung, Kabupaten Tanah Laut"
    for unknown in ("{kawasn}", "{63.01.01.9999}"):
        with pytest.raises(InvalidInput):
            words.text(unknown)


def test_an_unknown_key_in_a_move_is_refused() -> None:
    with pytest.raises(ValidationError):
        MoveFile.model_validate({"on": date(2026, 1, 5), "by": "pmd.kalsel1", "desa": "x"})


def test_repeating_a_move_carries_the_same_key_and_no_two_share_one() -> None:
    keys = [move.key for move in MOVES]
    assert len(set(keys)) == len(keys)
    assert [move.key for move in agenda(PLAN)] == keys


def test_rows_by_village_leave_the_dissenting_out() -> None:
    move = next(
        m
        for m in MOVES
        if (m.case, m.step, m.do) == ("kotabaru-kawasan", "musyawarah-antar-desa", "submit")
    )
    assert {row["desa"] for row in move.data["wakil"]} == set(CASES["kotabaru-kawasan"].agreeing)


def test_four_eyes_no_step_is_approved_by_whoever_submitted_it() -> None:
    prepared: dict[tuple[str, str, str], set[str]] = {}
    for move in MOVES:
        place = (move.case, move.step, move.village)
        if move.do in {"start", "submit"}:
            prepared.setdefault(place, set()).add(move.by)
        if move.do == "approve":
            assert move.by not in prepared[place], move.key
