"""Each guard of the vocabulary: when it is silent, and what it says when it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

import hypothesis
import pytest
from hypothesis import strategies as st

from engine.domain.budget import Clock, Unit
from engine.domain.case import CaseState, Cell, Evidence, Mark, Member
from engine.domain.facts import Facts, Period, Place
from engine.domain.guards import VOCABULARY, Ask
from engine.domain.guards.records import SIMILAR, similar_lengths
from engine.domain.procedure import (
    Consent,
    ConsentRule,
    EvidenceKind,
    Field,
    Option,
    Phase,
    Procedure,
    Scope,
    Step,
)
from engine.reference import holidays

A, B, C = "63.01.01.2001", "63.01.01.2002", "63.01.01.2003"
DAY = date(2026, 2, 2)
OPTIONS = (Option("a", "Huruf a"), Option("b", "Huruf b"))
FIELDS = tuple(
    Field(name, f"Isian {name}", kind, "", OPTIONS)
    for name, kind in (
        ("teks", "text"),
        ("angka", "number"),
        ("jawab", "yes_no"),
        ("pilih", "choice"),
        ("banyak", "choices"),
        ("desa", "villages"),
        ("baris", "rows"),
        ("mulai", "date"),
        ("akhir", "date"),
    )
)


def step(step_id: str, **more: object) -> Step:
    values = {
        "id": step_id,
        "name": f"Langkah {step_id}",
        "phase": "p",
        "scope": Scope.CASE,
        "actor": "desa",
        "after": (),
        "fields": FIELDS,
        "evidence": (EvidenceKind("berkas", "Berkas pokok"),),
        "guards": (),
        "clocks": (),
        "returns": (),
        "basis": (),
    }
    return Step(**{**values, **more})  # type: ignore[arg-type]


ASKED = step(
    "musdes",
    scope=Scope.VILLAGE,
    consent=Consent("pilih", "a", ConsentRule.AT_LEAST, 2, ()),
)
CLOCK = Clock("masa", "Masa berlaku", "izin", 40, Unit.WORKING_DAYS, legal=True, basis=())
STEPS = (ASKED, step("izin"), step("ini", after=("musdes",), clocks=(CLOCK,)))
PROCEDURE = Procedure(
    "uji", "1", "0", "Uji", "UJI", "uji", (Phase("p", "P", "tkpkp", ()),), STEPS, {}, {}, {}
)
FACTS = Facts(
    DAY,
    holidays.calendar(),
    {code: Place(code, f"Desa {code[-1]}", "desa") for code in (A, B, C)}
    | {"63.01": Place("63.01", "Kabupaten Tanah Laut", "kabupaten")},
    {"tim": (Period(date(2026, 1, 1), date(2026, 12, 31)),)},
)


def decided(answer: str) -> Cell:
    done = date(2026, 1, 5)
    held = (Evidence("berkas", "0" * 64, "b.pdf"),)
    return Cell(Mark.DONE, done, done, data={"pilih": answer}, evidence=held)


STATE = CaseState(
    "UJI",
    "63.01",
    "Uji",
    version=3,
    villages={code: Member(date(2026, 1, 1)) for code in (A, B, C)},
    cells={
        ("musdes", A): decided("a"),
        ("musdes", B): decided("a"),
        ("musdes", C): decided("b"),
        ("izin", ""): Cell(Mark.DONE, DAY, date(2026, 1, 20), data={"teks": "Nama"}),
    },
)


def ask(use: str, given: dict[str, object], data: dict[str, object], **more: object) -> str | None:
    question = Ask(PROCEDURE, STATE, STEPS[2], "", data, (), DAY, FACTS)
    return VOCABULARY[use].check(replace(question, **more), given)  # type: ignore[arg-type]


CASES = [
    ("present", {"fields": ["teks"]}, {"teks": "x"}, {}, "Isian teks"),
    ("yes", {"field": "jawab"}, {"jawab": True}, {"jawab": False}, "tidak"),
    ("one_of", {"field": "pilih", "values": ["a"]}, {"pilih": "a"}, {"pilih": "b"}, "Huruf b"),
    ("not_one_of", {"field": "pilih", "values": ["b"]}, {"pilih": "a"}, {"pilih": "b"}, "Huruf b"),
    ("includes_all", {"field": "banyak"}, {"banyak": ["a", "b"]}, {"banyak": ["a"]}, "Huruf b"),
    ("at_least", {"field": "angka", "value": 51}, {"angka": 51}, {"angka": 50}, "51"),
    ("equals", {"field": "angka", "value": 5}, {"angka": 5}, {"angka": 4}, "seharusnya 5"),
    ("begins_with", {"field": "teks", "value": "BUM"}, {"teks": "bum x"}, {"teks": "x"}, "BUM"),
    ("covers_members", {"field": "desa"}, {"desa": [A, B]}, {"desa": [A]}, "Desa 2"),
    ("equals_members", {"field": "desa"}, {"desa": [A, B]}, {"desa": [A, B, C]}, "Desa 3"),
    ("adjoining", {"field": "jawab"}, {"jawab": True}, {}, "belum dimuat"),
    ("agreeing_at_least", {"step": "musdes", "value": 2}, {}, None, ""),
    ("done_before", {"step": "izin"}, {}, None, ""),
    ("not_before", {"step": "izin"}, {}, None, ""),
    ("active_on", {"procedure": "tim"}, {}, None, ""),
    ("within_clock", {"step": "ini", "clock": "masa"}, {}, None, ""),
    ("evidence_on_file", {"step": "musdes", "kinds": ["berkas"]}, {}, None, ""),
    ("in_one_regency", {}, {}, None, ""),
    ("not_member_elsewhere", {}, {}, None, ""),
    (
        "same_as",
        {"field": "teks", "step": "izin", "other": "teks"},
        {"teks": "Nama"},
        {"teks": "Lain"},
        "berbeda",
    ),
    (
        "period_covers",
        {"start": "mulai", "end": "akhir"},
        {"mulai": "2021-01-01", "akhir": "2026-12-31"},
        {"mulai": "2016-01-01", "akhir": "2021-12-31"},
        "di luar",
    ),
    (
        "horizon",
        {"start": "mulai", "end": "akhir", "value": 5},
        {"mulai": "2026-01-01", "akhir": "2030-12-31"},
        {"mulai": "2026-01-01", "akhir": "2035-12-31"},
        "5 tahun",
    ),
    (
        "rows_with_each",
        {"field": "baris", "column": "a", "values": ["Bappeda"]},
        {"baris": [{"a": "Kepala Bappeda Kabupaten"}]},
        {"baris": [{"a": "Dinas PUPR"}]},
        "Bappeda",
    ),
]


@pytest.mark.parametrize(("use", "given", "good", "bad", "says"), CASES, ids=[c[0] for c in CASES])
def test_a_guard_is_silent_when_met_and_speaks_when_not(
    use: str,
    given: dict[str, object],
    good: dict[str, object],
    bad: dict[str, object] | None,
    says: str,
) -> None:
    assert ask(use, given, good) is None
    if bad is not None:
        message = ask(use, given, bad)
        assert message is not None
        assert says in message


def test_the_chair_must_hold_exactly_the_office() -> None:
    given: dict[str, object] = {
        "field": "baris",
        "match": {"a": "Ketua", "b": "Sekretaris Daerah"},
    }

    def chair(a: str, b: str) -> str | None:
        return ask("row_with", given, {"baris": [{"a": a, "b": b}]})

    assert chair("Ketua", "Sekretaris Daerah") is None
    assert chair("ketua", "Plt. Sekretaris Daerah Kabupaten Tanah Laut") is None
    assert chair("Wakil Ketua", "Sekretaris Daerah") is not None
    assert chair("Ketua", "Asisten Sekretaris Daerah") is not None


def test_a_second_matching_row_is_one_too_many() -> None:
    given: dict[str, object] = {"field": "baris", "match": {"a": "Sekretaris"}}
    one = [{"a": "Sekretaris"}, {"a": "Wakil Sekretaris"}]
    assert ask("one_row", given, {"baris": one}) is None
    assert "tercatat 2" in str(ask("one_row", given, {"baris": [*one, {"a": "sekretaris"}]}))


def test_a_missing_file_is_called_by_its_label() -> None:
    assert "Berkas pokok" in str(ask("evidence", {"kinds": ["berkas"]}, {}))
    held = (Evidence("berkas", "0" * 64, "b.pdf"),)
    assert ask("evidence", {"kinds": ["berkas"]}, {}, evidence=held) is None


def test_an_earlier_paper_known_to_be_lost_is_not_on_file() -> None:
    lost = replace(decided("a"), evidence=(Evidence("berkas", None, "hilang"),))
    state = replace(STATE, cells={**STATE.cells, ("musdes", B): lost})
    given: dict[str, object] = {"step": "musdes", "kinds": ["berkas"]}
    assert "Desa 2" in str(ask("evidence_on_file", given, {}, state=state))


def test_villages_must_form_one_area_where_contacts_are_known() -> None:
    given: dict[str, object] = {"field": "jawab"}
    apart = replace(FACTS, contacts=frozenset({(A, C)}))
    assert "Desa 2" in str(ask("adjoining", given, {"jawab": True}, facts=apart))
    together = replace(FACTS, contacts=frozenset({(A, B)}))
    assert ask("adjoining", given, {}, facts=together) is None


def test_what_was_established_must_cover_the_very_day() -> None:
    given: dict[str, object] = {"procedure": "tim"}
    assert (
        "tidak ada yang berlaku"
        in str(ask("active_on", given, {}, occurred_on=date(2027, 1, 1))).lower()
    )
    assert "belum ada" in str(ask("active_on", {"procedure": "lain"}, {})).lower()


def test_a_clock_that_ran_out_or_never_started_blocks() -> None:
    given: dict[str, object] = {"step": "ini", "clock": "masa"}
    assert "berakhir" in str(ask("within_clock", given, {}, occurred_on=date(2026, 6, 1)))
    cells = {k: v for k, v in STATE.cells.items() if k[0] != "izin"}
    assert "belum selesai" in str(
        ask("within_clock", given, {}, state=replace(STATE, cells=cells))
    )


def test_a_date_before_the_named_step_is_shown_with_that_date() -> None:
    message = ask("not_before", {"step": "izin"}, {}, occurred_on=date(2026, 1, 19))
    assert "2026-01-20" in str(message)


def test_a_name_close_to_a_known_one_is_shown_with_it() -> None:
    facts = replace(FACTS, known_names=("BUM Desa bersama Maju",))
    given: dict[str, object] = {"field": "teks"}
    assert "Maju" in str(
        ask("not_similar", given, {"teks": "BUM Desa Bersama Majuu"}, facts=facts)
    )
    assert ask("not_similar", given, {"teks": "BUM Desa bersama Tani Makmur"}, facts=facts) is None


@hypothesis.given(st.text("abcd ", max_size=40), st.text("abcd ", max_size=40))
def test_no_similar_name_lies_outside_the_lengths_that_are_looked_through(
    one: str, other: str
) -> None:
    shortest, longest = similar_lengths(one)
    if one and SequenceMatcher(None, one, other).ratio() >= SIMILAR:
        assert shortest <= len(other) <= longest


def test_a_village_in_another_kawasan_is_named_with_it() -> None:
    facts = replace(FACTS, memberships={B: ("Kawasan Lain",)})
    assert "Kawasan Lain" in str(ask("not_member_elsewhere", {}, {}, facts=facts))
    dissenting = replace(FACTS, memberships={C: ("Kawasan Lain",)})
    assert ask("not_member_elsewhere", {}, {}, facts=dissenting) is None


def test_one_person_in_two_roles_is_one_person() -> None:
    both = frozenset({"ani"})
    assert ask("four_eyes", {}, {}, preparers=both, approvers=both) is not None
    assert ask("four_eyes", {}, {}, preparers=both, approvers=frozenset({"budi"})) is None


def test_every_guard_is_tested_here() -> None:
    tested = {case[0] for case in CASES}
    tested |= {"row_with", "one_row", "evidence", "not_similar", "four_eyes"}
    assert tested == set(VOCABULARY)
