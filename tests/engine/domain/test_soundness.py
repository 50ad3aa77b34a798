"""Unsound procedures are caught with the path that shows it; the shipped ones are sound."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from documents.catalogue import CATALOGUE
from engine.definitions.catalog import shipped
from engine.domain.budget import Clock, Unit
from engine.domain.case import Mark
from engine.domain.procedure import (
    Condition,
    Consent,
    ConsentRule,
    EvidenceKind,
    Field,
    Guard,
    Level,
    Option,
    Phase,
    Procedure,
    ReturnPath,
    Scope,
    Step,
)
from engine.domain.soundness_build import build
from engine.domain.soundness_explore import explore
from engine.domain.soundness_proof import Proof, prove
from engine.domain.soundness_static import Fault

BASE = shipped().latest("tkpkp-kabupaten")
BASIS = BASE.steps[0].basis
ANSWER = Field("keputusan", "Keputusan", "choice", options=(Option("ya", "Ya"), Option("t", "T")))


def step(name: str, *after: str, **more: Any) -> Step:
    """A plain step of the regency's office."""
    values: dict[str, Any] = {
        "scope": Scope.CASE,
        "fields": (),
        "evidence": (),
        "guards": (),
        "clocks": (),
        "returns": (),
        "basis": BASIS,
    }
    return Step(name, name, "p", actor="pmd-kabupaten", after=after, **{**values, **more})


def village_step(name: str, *after: str, number: int = 2) -> Step:
    """A step in which each village answers."""
    consent = Consent("keputusan", "ya", ConsentRule.AT_LEAST, number, BASIS)
    return step(name, *after, scope=Scope.VILLAGE, fields=(ANSWER,), consent=consent)


def hard(use: str, **params: object) -> Guard:
    """A hard guard."""
    return Guard(use, use, Level.HARD, params, BASIS, "pmd-kabupaten", "Perbaiki.")


def procedure(*steps: Step) -> Procedure:
    """A procedure of one phase with these steps."""
    return replace(BASE, phases=(Phase("p", "P", "tkpkp", ()),), steps=steps, validity=None)


def only(proof: Proof, kind: str) -> Fault:
    """The one fault of a kind."""
    found = [f for f in proof.faults if f.kind == kind]
    assert len(found) == 1, proof.faults
    assert not proof.sound
    return found[0]


@pytest.mark.parametrize("name", ["tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma"])
def test_the_shipped_procedures_are_sound_and_wholly_explored(name: str) -> None:
    known = {p.id for p in shipped().procedures}
    proof = prove(shipped().latest(name), documents=CATALOGUE, procedures=known)
    assert proof.sound, proof.faults
    assert proof.exact
    assert proof.states > 1


def test_a_kawasan_is_never_closed_before_its_designation() -> None:
    found = shipped().latest("kawasan-perdesaan")
    closing = next(step for step in found.steps if step.closes_when)
    (guard,) = [g for g in closing.guards if g.params.get("step") == "penetapan"]
    assert guard.level is Level.HARD
    assert guard.basis
    proof = prove(found)
    assert proof.exact
    (note,) = proof.faults  # what may still be open is another branch, and that is told
    assert note.kind == "early-end"
    assert not note.refuses
    assert "kerja-sama-desa" in note.message
    assert "penetapan" in note.path


def test_a_consent_that_villages_can_withhold_for_ever_is_a_dead_end() -> None:
    asked = village_step("musyawarah", "mulai")
    proof = prove(procedure(step("mulai"), asked, step("sepakat", "musyawarah")))
    fault = only(proof, "deadlock")
    assert fault.path[0] == "mulai"
    assert any("tidak setuju" in label for label in fault.path)
    assert fault.at[:2] == ("step", 2)


def test_the_same_consent_with_a_way_back_is_sound() -> None:
    back = step("sepakat", "musyawarah", returns=(ReturnPath("musyawarah"),))
    assert prove(procedure(step("mulai"), village_step("musyawarah", "mulai"), back)).sound


def test_a_step_that_waits_for_a_later_one_is_unreachable_and_a_dead_end() -> None:
    first = step("awal", guards=(hard("done_before", step="akhir"),))
    proof = prove(procedure(step("buka"), replace(first, after=("buka",)), step("akhir", "awal")))
    assert only(proof, "deadlock").path == ("buka",)
    assert {f.at for f in proof.faults if f.kind == "unreachable"} == {
        ("step", 1, "id"),
        ("step", 2, "id"),
    }


def test_evidence_of_a_step_that_was_waived_away_is_missed_for_ever() -> None:
    audience = step("audiensi", waivable=True, evidence=(EvidenceKind("notula", "Notula"),))
    needs = hard("evidence_on_file", step="audiensi", kinds=("notula",))
    fault = only(prove(procedure(audience, step("sk", "audiensi", guards=(needs,)))), "deadlock")
    assert fault.path == ("kesampingkan audiensi",)
    mended = step("sk", "audiensi", guards=(needs,), returns=(ReturnPath("audiensi"),))
    assert prove(procedure(audience, mended)).sound


def test_a_hard_guard_on_what_may_be_waived_guards_nothing() -> None:
    needs = hard("done_before", step="kajian")
    steps = (step("kajian", waivable=True), step("sk", "kajian", guards=(needs,)))
    fault = only(prove(procedure(*steps)), "waived")
    assert fault.path == ("kesampingkan kajian", "sk")


def test_an_expired_clock_without_a_way_back_is_a_dead_end() -> None:
    clock = Clock("masa", "Masa", "setuju", 60, Unit.WORKING_DAYS, legal=True, basis=BASIS)
    guard = hard("within_clock", step="daftar", clock="masa")
    late = step("daftar", "setuju", guards=(guard,), clocks=(clock,))
    fault = only(prove(procedure(step("ajukan"), step("setuju", "ajukan"), late)), "deadlock")
    assert fault.path == ("ajukan", "setuju", "jam masa (daftar) habis")
    mended = (
        step("ajukan"),
        step("setuju", "ajukan", returns=(ReturnPath("ajukan"),)),
        replace(late, clocks=(replace(clock, return_to="ajukan"),)),
    )
    assert prove(procedure(*mended)).sound


def test_a_clock_that_returns_where_no_path_leads_is_named() -> None:
    clock = Clock("masa", "Masa", "a", 60, Unit.DAYS, legal=True, basis=BASIS, return_to="a")
    assert only(prove(procedure(step("a"), step("b", "a", clocks=(clock,)))), "return").at == (
        ("step", 1, "clocks", 0)
    )


def test_a_return_forward_is_named_with_both_ends() -> None:
    early = step("a", returns=(ReturnPath("b"),))
    assert only(prove(procedure(early, step("b", "a"))), "return").path == ("a", "b")


def test_more_villages_are_asked_for_when_more_must_agree() -> None:
    asked = village_step("musyawarah", number=4)
    back = step("sepakat", "musyawarah", returns=(ReturnPath("musyawarah"),))
    proof = prove(procedure(asked, back))
    assert proof.villages == (4,)
    assert proof.sound


def test_uncited_unknown_and_unauthorised_are_each_named() -> None:
    bare = step("a", basis=(), documents=("entah",))
    proof = prove(
        procedure(bare, replace(step("b", "a"), actor="siapa")), documents=frozenset({"sk"})
    )
    kinds = [f.kind for f in proof.faults]
    assert kinds.count("uncited") == 1
    assert kinds.count("document") == 1
    assert kinds.count("authority") == 2


def test_parameters_outside_the_options_of_a_field_are_named() -> None:
    chosen = hard("one_of", field="keputusan", values=("mungkin",))
    other = replace(hard("present", fields=("keputusan",)), id="x", when=(
        Condition("", "keputusan", ("entah",)),
    ))  # fmt: skip
    number = hard("at_least", field="keputusan", value="dua")
    proof = prove(procedure(step("a", fields=(ANSWER,), guards=(chosen, other, number))))
    assert [f.kind for f in proof.faults] == ["parameter"] * 3


def test_a_cut_off_walk_does_not_claim_to_be_exact() -> None:
    proof = prove(shipped().latest("bumdesma"), limit=50)
    assert not proof.exact
    assert proof.left_out
    assert proof.sound


def test_a_clock_the_walk_cannot_run_out_is_said_to_be_left_out() -> None:
    clock = Clock("masa", "Masa", "opened", 5, Unit.DAYS, legal=True, basis=BASIS)
    dated = Clock("m", "M", "a", 5, Unit.DAYS, legal=True, basis=BASIS, anchor_field="tanggal")
    guard = hard("within_clock", step="b", clock="m")
    first = step("a", clocks=(clock,), fields=(Field("tanggal", "Tanggal", "date"),))
    proof = prove(procedure(first, step("b", "a", clocks=(dated,), guards=(guard,))))
    assert not proof.exact
    assert "m" in proof.left_out[0]


def test_villages_that_stand_alike_are_walked_once() -> None:
    model = build(shipped().latest("kawasan-perdesaan"), 3)
    space = explore(model, 20_000)
    after_first = [p for p in space.places.values() if p.label.startswith("inventarisasi")]
    asked = {
        tuple(
            place.state.cell("inventarisasi", v).mark is Mark.DONE
            for v in place.state.active_villages()
        )
        for place in after_first
    }
    assert (False, True, False) not in asked
    assert (True, False, False) in asked


def test_a_case_that_can_only_go_round_is_told_from_one_that_halts() -> None:
    many = hard("agreeing_at_least", step="musyawarah", value=9)
    last = step("sk", "musyawarah", guards=(many,), returns=(ReturnPath("musyawarah"),))
    fault = only(prove(procedure(village_step("musyawarah"), last)), "livelock")
    assert fault.at == ("step", 1, "id")
    assert len(fault.path) == 2
