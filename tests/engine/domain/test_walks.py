"""Random walks through the shipped procedures: what must hold whatever people do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.case import CaseState, CaseStatus, Cell, Mark
from engine.domain.command import STEP_ACTIONS, Action, Actor, Command
from engine.domain.events import Event, EventType
from engine.domain.evolve import evolve, replay
from engine.domain.findings import FindingKind, Refusal
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.standing import Standing, complete, keys, members, standing
from engine.store.mapping import event_from_json, event_to_json, state_from_json, state_to_json
from tests.engine.lawful import data_for, evidence_for
from tests.engine.worlds import ANI, BUDI, CITRA, OUTSIDER, SEKDA, START, VILLAGES, Run, procedure

PROCEDURES = ("tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma")
PEOPLE = (ANI, BUDI, CITRA, SEKDA, OUTSIDER)
RARE = (Action.CANCEL, Action.SUSPEND, Action.RESUME, Action.ADD_VILLAGE, Action.REMOVE_VILLAGE)
WILD = [a for a in sorted(Action) if a not in (Action.OPEN, *RARE)] * 5 + list(RARE)


def random_command(draw: st.DataObject, run: Run) -> Command:
    """Two in three times a step forward, else anything: action, step, person, date and data."""
    near = [(s, v) for s, v in keys(run.procedure, run.state) if _actionable(run, s, v)]
    if near and draw.draw(st.sampled_from([True, True, False])):
        step, village = draw.draw(st.sampled_from(near))
        waiting = standing(run.procedure, run.state, step, village) is Standing.SUBMITTED
        action = Action.APPROVE if waiting else Action.SUBMIT
        person = BUDI if waiting else ANI
    else:
        step = draw.draw(st.sampled_from(run.procedure.steps))
        village = ""
        if step.scope is Scope.VILLAGE or draw.draw(st.sampled_from([False] * 9 + [True])):
            village = draw.draw(st.sampled_from([*VILLAGES, "63.02.01.2001"]))
        action = draw.draw(st.sampled_from(WILD))
        person = draw.draw(st.sampled_from(PEOPLE))
    day = run.day + timedelta(days=draw.draw(st.sampled_from([0, 0, 0, 1, 5, -2, 12])))
    data = data_for(run.procedure, run.state, step, day)
    if data and draw.draw(st.sampled_from([False, False, False, True])):
        del data[draw.draw(st.sampled_from(sorted(data)))]
    if step.consent is not None and draw.draw(st.sampled_from([False, False, True])):
        data[step.consent.field] = "tidak_setuju"
    return Command(
        action,
        day,
        person,
        step.id,
        village,
        data,
        evidence_for(step),
        draw.draw(st.sampled_from(["", "alasan tertulis"])),
        draw.draw(st.sampled_from(["", *(p.to for p in step.returns)])),
    )


def _actionable(run: Run, step: Step, village: str) -> bool:
    where = standing(run.procedure, run.state, step, village)
    return where in (Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED)


def check_accepted(p: Procedure, before: CaseState, event: Event, actor: Actor) -> None:
    """The law's order, restated independently of `decide`."""
    step = p.step(event.step)
    if step is None or event.type is EventType.RECORDED:
        return
    if event.type in (EventType.SUBMITTED, EventType.COMPLETED, EventType.WAIVED):
        correction = before.cell(event.step, event.village).correcting
        for name in () if correction else step.after:
            earlier = p.by_id[name]
            if _lies_behind(p, before, name, event.village):
                continue
            for cell in _cells(p, before, earlier, step, event.village):
                assert cell.mark in (Mark.DONE, Mark.WAIVED) or cell.correcting, (event, name)
                assert cell.done_on is not None
                assert cell.done_on <= event.occurred_on, (event, name)
    if event.type is EventType.APPROVED:
        cell = before.cell(event.step, event.village)
        assert cell.mark is Mark.SUBMITTED
        assert not cell.preparers & actor.identities
    if event.type in (EventType.RETURNED, EventType.WAIVED):
        assert event.reason


def _lies_behind(p: Procedure, before: CaseState, step: str, village: str) -> bool:
    """History recorded further on: this step was passed, its papers are lost."""
    later = (before.cell(d, v) for d in p.dependents[step] for v in ("", village))
    return any(cell.historical and cell.mark is Mark.DONE for cell in later)


def _cells(p: Procedure, before: CaseState, earlier: Step, step: Step, village: str) -> list[Cell]:
    if earlier.scope is Scope.CASE:
        return [before.cell(earlier.id)]
    if step.scope is Scope.VILLAGE:
        return [before.cell(earlier.id, village)]
    return [before.cell(earlier.id, v) for v in members(p, before)]


@pytest.mark.parametrize("procedure_id", PROCEDURES)
@given(draw=st.data(), count=st.integers(2, 4))
def test_no_walk_breaks_the_order_of_the_law(
    procedure_id: str, draw: st.DataObject, count: int
) -> None:
    run = Run(procedure(procedure_id), VILLAGES[:count])
    for _ in range(draw.draw(st.integers(10, 60))):
        before = run.state
        command = random_command(draw, run)
        decision = run.command(command)
        if isinstance(decision, Refusal):
            assert run.state is before
            assert decision.findings
            for finding in decision.findings:
                assert finding.message
                assert finding.basis, finding
        else:
            assert not before.status.terminal
            state = before
            for event in decision:
                check_accepted(run.procedure, state, event, command.actor)
                state = evolve(state, event)
            run.day = min(max(run.day, command.occurred_on), date(2026, 6, 1))
    assert replay(run.events) == run.state
    assert state_from_json(state_to_json(run.state)) == run.state
    assert [event_from_json(event_to_json(e)) for e in run.events] == run.events


@pytest.mark.parametrize("procedure_id", PROCEDURES)
@given(draw=st.data(), count=st.integers(2, 4))
def test_from_every_reachable_state_the_end_can_be_reached(
    procedure_id: str, draw: st.DataObject, count: int
) -> None:
    run = Run(procedure(procedure_id), VILLAGES[:count])
    for _ in range(draw.draw(st.integers(0, 50))):
        command = random_command(draw, run)
        if command.action not in (Action.CANCEL, Action.RECORD):
            run.command(command)
            run.day = min(max(run.day, command.occurred_on), date(2026, 6, 1))
    _finish(run)
    assert complete(run.procedure, run.state), _stuck(run)


def _finish(run: Run) -> None:
    """Somebody sensible takes over: resumes, mends, decides, approves."""
    run.day = date(2026, 6, 10)
    if run.state.status is CaseStatus.SUSPENDED:
        run.command(Command(Action.RESUME, run.day, ANI))
    for _ in range(200):
        if complete(run.procedure, run.state) or run.state.status.terminal:
            return
        if not any(_help(run, step, village) for step, village in keys(run.procedure, run.state)):
            _take_in_another(run)
            _ask_again(run)
            _renew_what_lapsed(run)


def _help(run: Run, step: Step, village: str) -> bool:
    where = standing(run.procedure, run.state, step, village)
    if step.optional or (step.recurring and where is Standing.DONE):
        return False
    if where is Standing.SUBMITTED:
        for person in (ANI, BUDI, replace(ANI, person="dewi")):
            if not isinstance(run.do(Action.APPROVE, step.id, village, actor=person), Refusal):
                return True
        return not isinstance(
            run.do(Action.RETURN, step.id, village, reason="isian perlu diperbaiki"), Refusal
        )
    if where in (Standing.OPEN, Standing.RETURNED):
        return not isinstance(run.submit(step.id, village), Refusal)
    return False


def _take_in_another(run: Run) -> None:
    """So many villages left that no kawasan can be formed: another one joins."""
    if not run.procedure.villages_required or len(run.state.active_villages()) > 2:
        return
    for code in VILLAGES:
        run.command(Command(Action.ADD_VILLAGE, run.day, ANI, village=code, reason="ikut serta"))


def _ask_again(run: Run) -> None:
    """Too few villages agreed: a dissenting one is asked to deliberate again."""
    for step in run.procedure.steps:
        for path in step.returns:
            if run.procedure.by_id[path.to].consent is None:
                continue
            for village in run.state.active_villages():
                if village in members(run.procedure, run.state):
                    continue
                run.do(Action.RETURN, step.id, village, to=path.to, reason="musyawarah ulang")


def _renew_what_lapsed(run: Run) -> None:
    for step in run.procedure.steps:
        for path in step.returns:
            run.do(Action.RETURN, step.id, to=path.to, reason="masa berlakunya habis")


def _stuck(run: Run) -> list[str]:
    return [
        f"{step.id}/{village}: {standing(run.procedure, run.state, step, village)}"
        for step, village in keys(run.procedure, run.state)
    ]


@pytest.mark.parametrize("procedure_id", PROCEDURES)
@pytest.mark.parametrize("action", sorted(set(Action) - {Action.OPEN}))
def test_a_cancelled_case_accepts_nothing(procedure_id: str, action: Action) -> None:
    run = Run(procedure(procedure_id))
    run.command(Command(Action.CANCEL, START, ANI, reason="dibatalkan"))
    step = run.procedure.steps[0]
    village = VILLAGES[0] if step.scope is Scope.VILLAGE else ""
    decision = run.command(
        Command(
            action,
            START,
            ANI,
            step.id if action in STEP_ACTIONS else "",
            village,
            reason="apa saja",
        )
    )
    assert isinstance(decision, Refusal)
    assert decision.findings[0].kind is FindingKind.ORDER
    assert run.state.status is CaseStatus.CANCELLED


def test_no_event_says_that_a_step_was_opened_or_locked() -> None:
    """Those are derived (docs/adr/0007): the log holds only what people did."""
    assert {t.value for t in EventType if "open" in t.value or "lock" in t.value} == {
        EventType.OPENED.value
    }
    assert {s.value for s in Standing} - {m.value for m in Mark} == {
        "locked",
        "open",
        "not_applicable",
    }
