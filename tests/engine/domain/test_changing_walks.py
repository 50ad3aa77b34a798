"""Random commands that change what was done, against a plain model of a case.

Villages join and leave, records are corrected, cases rest, versions change and change back: the
core accepts exactly what the model thinks possible, and both end up alike after every command.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine.domain.case import Key
from engine.domain.command import Action, Command
from engine.domain.crossing import Crossing, Transition
from engine.domain.evolve import evolve, replay
from engine.domain.findings import FindingKind, Refusal
from engine.domain.matter import Decision
from engine.domain.migration import migrate, take_back
from engine.domain.procedure import Procedure, Reopens
from engine.domain.standing import Standing, standing
from tests.engine.domain.reference import CORRECTING, DONE, NONE, SUBMITTED, Model
from tests.engine.domain.test_walks import PROCEDURES
from tests.engine.worlds import ANI, BUDI, CITRA, FACTS, VILLAGES, Run, procedure

STRANGE = ("63.02.01.2001", "63.01.99.9999", "")
WHY = "alasan tertulis"


class Changing(RuleBasedStateMachine):
    """One case, kept twice."""

    shipped: Procedure

    @initialize(data=st.data(), count=st.integers(2, 3))
    def open_and_go_on(self, data: st.DataObject, count: int) -> None:
        listed = VILLAGES[:count] if self.shipped.villages_required else ()
        self.run = Run(self.shipped, listed)
        self.model = Model(self.shipped, listed)
        self.serial = 0
        for _ in range(data.draw(st.integers(1, len(self.model.steps)))):
            for key in [k for k in self.model.places() if self.model.workable(k)]:
                if self.model.mark(key) != DONE:
                    self._hand_in(key)
            for key in self._marked(SUBMITTED):
                self._approve(key)

    # --- forward -------------------------------------------------------------------------

    @rule(data=st.data())
    def hand_in_any_step(self, data: st.DataObject) -> None:
        self._hand_in(data.draw(st.sampled_from(self.model.places())))

    @rule(data=st.data())
    def approve_what_waits(self, data: st.DataObject) -> None:
        waiting = self._marked(SUBMITTED, CORRECTING)
        self._approve(data.draw(st.sampled_from(waiting or self.model.places())))

    @rule(days=st.integers(1, 9))
    def let_time_pass(self, days: int) -> None:
        self.run.day = min(self.run.day + timedelta(days=days), FACTS.today)

    # --- back ----------------------------------------------------------------------------

    @rule(data=st.data(), action=st.sampled_from([Action.RETURN, Action.WITHDRAW]))
    def take_back_or_return_what_waits(self, data: st.DataObject, action: Action) -> None:
        waiting = self._marked(SUBMITTED, CORRECTING)
        key = data.draw(st.sampled_from(waiting or self.model.places()))
        possible = self.model.running and self.model.mark(key) in (SUBMITTED, CORRECTING)
        if self._did(self.run.do(action, *key, reason=WHY), possible=possible):
            back = self.model.take_back if action is Action.WITHDRAW else self.model.send_back
            back(key)

    @rule(data=st.data())
    def go_back_along_a_path(self, data: st.DataObject) -> None:
        paths = [(s, p) for s in self.shipped.steps for p in s.returns]
        step, path = data.draw(st.sampled_from(paths))
        village = ""
        if path.to in self.model.in_villages:
            village = data.draw(st.sampled_from(sorted(self.model.members)))
        key: Key = (step.id, "")
        open_now = self.model.mark(key) in (SUBMITTED, CORRECTING) or self.model.workable(key)
        waits = self.model.mark(key) == NONE  # a locked step may send back what it waits for
        target: Key = (path.to, village)
        possible = (
            self.model.running
            and (open_now or waits)
            and self.model.mark(key) != DONE
            and self.model.stands(target)
        )
        decision = self.run.do(Action.RETURN, step.id, village, to=path.to, reason=WHY)
        if self._did(decision, possible=possible):
            origin = step.id if path.reopens is Reopens.PATH else ""
            self.model.go_back(target, origin)

    @rule(data=st.data(), lawful=st.booleans())
    def correct_any_step(self, data: st.DataObject, *, lawful: bool) -> None:
        done = self._marked(DONE) if lawful else []
        key = data.draw(st.sampled_from(done or self.model.places()))
        step = self.shipped.by_id[key[0]]
        free = [f.name for f in step.fields if f.kind in ("text", "longtext")]
        if not free:
            return
        self.serial += 1
        change = {data.draw(st.sampled_from(free)): f"koreksi {self.serial}"}
        held = dict(self.run.state.cell(*key).data)
        decision = self.run.do(Action.CORRECT, *key, data=change, reason=WHY)
        possible = self.model.running and self.model.mark(key) == DONE
        if self._did(decision, possible=possible, guarded=True):
            self.model.correct(key, {**held, **change})

    # --- who is in -----------------------------------------------------------------------

    @rule(village=st.sampled_from([*VILLAGES, *STRANGE]), reason=st.sampled_from([WHY, WHY, " "]))
    def a_village_joins(self, village: str, reason: str) -> None:
        known = village in VILLAGES and village not in self.model.members
        possible = self._members_may_change(reason) and known
        if self._did(self._about(Action.ADD_VILLAGE, village, reason), possible=possible):
            self.model.change_members(village, joins=True)

    @rule(village=st.sampled_from([*VILLAGES, *STRANGE]), reason=st.sampled_from([WHY, WHY, " "]))
    def a_village_leaves(self, village: str, reason: str) -> None:
        leaves = village in self.model.members and len(self.model.members) > 1
        possible = self._members_may_change(reason) and leaves
        if self._did(self._about(Action.REMOVE_VILLAGE, village, reason), possible=possible):
            self.model.change_members(village, joins=False)

    # --- the whole case ------------------------------------------------------------------

    @rule(reason=st.sampled_from([WHY, ""]))
    def the_case_rests(self, reason: str) -> None:
        possible = self.model.running and bool(reason)
        if self._did(self._about(Action.SUSPEND, "", reason), possible=possible):
            self.model.running = False

    @rule()
    def the_case_goes_on(self) -> None:
        if self._did(self._about(Action.RESUME, "", ""), possible=not self.model.running):
            self.model.running = True

    @rule(data=st.data())
    def a_new_version_restarts_steps(self, data: st.DataObject) -> None:
        begun = {key[0] for key in self.model.places() if self.model.mark(key) != NONE}
        some = st.sampled_from(sorted(begun) or self.model.steps)
        steps = data.draw(st.sets(some, min_size=1, max_size=2))
        rules = tuple(Transition(step, Crossing.RESTART, ()) for step in sorted(steps))
        self.serial += 1
        new = replace(self.run.procedure, version=f"9.{self.serial}.0", transitions=rules)
        command = Command(Action.MIGRATE, self.run.day, ANI, reason=WHY)
        old = self.run.procedure
        self._cross(migrate(old, new, self.run.state, command, FACTS), new)
        self.model.restart(steps)
        if data.draw(st.booleans()):
            return
        before = replay(self.run.events[:-1])
        self._cross(take_back(new, old, self.run.state, before, command, FACTS), old)
        assert replace(self.run.state, version=before.version) == before
        assert self.model.before_migration is not None
        self.model = self.model.before_migration

    @rule(data=st.data(), action=st.sampled_from(sorted(set(Action) - {Action.OPEN})))
    def who_only_reads_changes_nothing(self, data: st.DataObject, action: Action) -> None:
        step, village = data.draw(st.sampled_from(self.model.places()))
        command = Command(action, self.run.day, CITRA, step, village, reason=WHY)
        assert isinstance(self.run.command(command), Refusal)

    # --- alike ---------------------------------------------------------------------------

    @invariant()
    @precondition(lambda self: hasattr(self, "run"))
    def both_hold_the_same(self) -> None:
        assert self.model.differences(self.run.state) == []
        for key in self.model.places():
            step = self.shipped.by_id[key[0]]
            where = standing(self.run.procedure, self.run.state, step, key[1])
            if self.model.mark(key) == NONE:
                assert (where is Standing.OPEN) == self.model.free(key), key

    def teardown(self) -> None:
        if hasattr(self, "run"):
            assert replay(self.run.events) == self.run.state

    # --- helpers -------------------------------------------------------------------------

    def _marked(self, *marks: str) -> list[Key]:
        return [key for key in self.model.places() if self.model.mark(key) in marks]

    def _members_may_change(self, reason: str) -> bool:
        listed = self.shipped.villages_required
        return listed and self.model.running and bool(reason.strip())

    def _about(self, action: Action, village: str, reason: str) -> Decision:
        return self.run.command(Command(action, self.run.day, ANI, village=village, reason=reason))

    def _hand_in(self, key: Key) -> None:
        possible = self.model.running and self.model.workable(key)
        decision = self.run.submit(*key)
        if self._did(decision, possible=possible, guarded=True):
            self.model.hand_in(key, dict(self.run.state.cell(*key).data))

    def _approve(self, key: Key) -> None:
        waits = self.model.mark(key) in (SUBMITTED, CORRECTING)
        decision = self.run.do(Action.APPROVE, *key, actor=BUDI, reason=WHY)
        possible = self.model.running and waits
        if self._did(decision, possible=possible, guarded=True):
            self.model.approve(key, dict(self.run.state.cell(*key).data))

    def _cross(self, decision: Decision, to: Procedure) -> None:
        assert not isinstance(decision, Refusal), decision
        for event in decision:
            self.run.state = evolve(self.run.state, event)
        self.run.events += decision
        self.run.procedure = to

    def _did(self, decision: Decision, *, possible: bool, guarded: bool = False) -> bool:
        """Whether it was accepted: never what is impossible; what is possible, unless guarded.

        A guarded act may fail on what its form, files and dates must meet, never on order.
        """
        if not isinstance(decision, Refusal):
            assert possible, decision
            return True
        kinds = {finding.kind for finding in decision.findings}
        assert kinds
        if possible:
            assert guarded, decision
            assert not kinds & {FindingKind.ORDER, FindingKind.FORBIDDEN}, decision
        return False


@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_whatever_changes_core_and_plain_model_stay_alike(procedure_id: str) -> None:
    class OfThis(Changing):
        shipped = procedure(procedure_id)

    few = settings(max_examples=15, stateful_step_count=30)
    run_state_machine_as_test(OfThis, settings=few)
