"""Whatever a migration restarts: taken back at once, every step stands exactly as before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.domain.command import Action, Command
from engine.domain.crossing import Crossing, Transition
from engine.domain.evolve import evolve, replay
from engine.domain.findings import Refusal
from engine.domain.migration import migrate, take_back, undoes
from engine.domain.procedure import Procedure
from engine.store.mapping import event_from_json, event_to_json
from tests.engine.domain.test_walks import PROCEDURES, random_command
from tests.engine.worlds import ANI, FACTS, VILLAGES, Run, procedure


def next_version(p: Procedure, restarted: set[str]) -> Procedure:
    rules = tuple(Transition(step, Crossing.RESTART, ()) for step in sorted(restarted))
    return replace(p, version="9.0.0", digest="f" * 64, transitions=rules)


@pytest.mark.parametrize("procedure_id", PROCEDURES)
@settings(max_examples=50)
@given(draw=st.data(), count=st.integers(2, 4))
def test_a_migration_taken_back_leaves_the_state_of_before(
    procedure_id: str, draw: st.DataObject, count: int
) -> None:
    run = Run(procedure(procedure_id), VILLAGES[:count])
    for _ in range(draw.draw(st.integers(5, 40))):
        command = random_command(draw, run)
        if command.action is not Action.CANCEL:
            run.command(command)
            run.day = max(run.day, command.occurred_on)
    ids = [step.id for step in run.procedure.steps]
    new = next_version(run.procedure, draw.draw(st.sets(st.sampled_from(ids), min_size=1)))
    order = Command(Action.MIGRATE, run.day, ANI, reason="aturan berubah")
    moved = migrate(run.procedure, new, run.state, order, FACTS)
    if run.state.status.terminal:
        assert isinstance(moved, Refusal)
        return
    assert not isinstance(moved, Refusal), moved
    after = evolve(run.state, moved[0])
    assert all(after.cell(*key).done_on is None for key in moved[0].reopens)
    assert undoes(moved[0], run.procedure.version)
    back = take_back(new, run.procedure, after, replay(run.events), order, FACTS)
    assert not isinstance(back, Refusal), back
    kept = event_from_json(event_to_json(back[0]))
    assert replace(evolve(after, kept), version=run.state.version) == run.state
