"""What an act leaves no longer standing, told with the act itself."""

from __future__ import annotations

from datetime import timedelta

from engine.domain.command import Action, Command
from engine.domain.findings import Refusal
from engine.domain.invalidating import Effect, Undone, undone
from engine.domain.matter import Decision
from tests.engine.worlds import ANI, BUDI, VILLAGES, Run, procedure

KAWASAN, TEAM = "kawasan-perdesaan", "tkpkp-kabupaten"
REOPENED = Effect.REOPENED


def told(run: Run, action: Action, step: str, **more: object) -> tuple[Undone, ...]:
    before = run.state
    return _of(before, run.do(action, step, **{"reason": "alasan uji", **more}))  # type: ignore[arg-type]


def _of(before: object, decision: Decision) -> tuple[Undone, ...]:
    assert not isinstance(decision, Refusal), decision
    return undone(before, decision)  # type: ignore[arg-type]


def test_what_only_goes_forward_invalidates_nothing() -> None:
    run = Run(procedure(TEAM))
    before = run.state
    assert _of(before, run.submit("audiensi-sekda")) == ()
    assert told(run, Action.APPROVE, "audiensi-sekda", actor=BUDI) == ()
    assert told(run, Action.COMMENT, "") == ()


def test_a_return_ends_what_was_issued_for_every_step_it_reopens() -> None:
    run = Run(procedure(TEAM)).until("penetapan-tkpkp")
    found = told(run, Action.RETURN, "penetapan-tkpkp", to="rancangan-sk-tkpkp")
    assert found == (Undone(((("rancangan-sk-tkpkp", ""), REOPENED),), ends=True),)


def test_taking_back_a_record_leaves_its_letters_in_force() -> None:
    run = Run(procedure(TEAM))
    run.submit("audiensi-sekda")
    found = told(run, Action.WITHDRAW, "audiensi-sekda")
    assert found == (Undone(((("audiensi-sekda", ""), REOPENED),), ends=False),)


def test_a_village_that_joins_ends_no_decree() -> None:
    run = Run(procedure(KAWASAN), VILLAGES[:3]).until("penyiapan-rpkp")
    before = run.state
    order = Command(Action.ADD_VILLAGE, run.day, ANI, village=VILLAGES[3], reason="ikut serta")
    (found,) = _of(before, run.command(order))
    assert not found.ends
    assert ("penetapan", "") in found.keys
    assert ("musyawarah-antar-desa", "") in found.keys
    assert ("sosialisasi", "") not in found.keys


def test_a_correction_names_its_step_and_what_no_longer_fits_once_it_holds() -> None:
    run = Run(procedure(TEAM))
    run.finish("audiensi-sekda")
    run.finish("susunan-tim")
    run.day += timedelta(days=10)
    assert told(run, Action.CORRECT, "audiensi-sekda", new_date=run.day) == ()
    (found,) = told(run, Action.APPROVE, "audiensi-sekda", actor=BUDI)
    assert dict(found.steps) == {
        ("audiensi-sekda", ""): Effect.CORRECTED,
        ("susunan-tim", ""): Effect.DOUBTED,
    }
    assert not found.ends


def test_a_correction_that_is_not_accepted_leaves_the_old_record_and_its_papers() -> None:
    run = Run(procedure(TEAM)).until("rancangan-sk-tkpkp")
    data = {"komitmen": "baru"}
    run.do(Action.CORRECT, "audiensi-sekda", data=data, reason="salah ketik")
    assert told(run, Action.RETURN, "audiensi-sekda", actor=BUDI) == ()
    run.do(Action.CORRECT, "audiensi-sekda", data=data, reason="salah ketik")
    assert told(run, Action.WITHDRAW, "audiensi-sekda") == ()
