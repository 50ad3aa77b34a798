"""The snapshot of a case is small: a round says only what its cell does not say."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from typing import Any

from alembic.script import ScriptDirectory

from engine.domain.case import CaseState, Cell, Completion, Evidence, Mark
from engine.services.context import Context
from engine.store import cases
from engine.store.mapping import state_from_json, state_to_json
from engine.store.schema import alembic_config
from tests.support import world

DAY, APPROVED = date(2025, 8, 4), date(2025, 8, 6)
FILE = Evidence("notulen", "ab" * 32, "notulen.pdf", "application/pdf", 17)
LAST = Completion(DAY, APPROVED, 9, {"hasil": "sepakat"}, (FILE,))
CELL = Cell(
    mark=Mark.DONE,
    occurred_on=DAY,
    done_on=DAY,
    settled_on=APPROVED,
    seq=8,
    data=LAST.data,
    evidence=LAST.evidence,
    preparers=frozenset({"pmd.satu"}),
    rounds=(LAST,),
)


def written(cell: Cell) -> Any:
    """The cell as JSON text has it."""
    state = CaseState(id="UJI-1", regency="63.01", cells={("langkah", ""): cell})
    body = json.loads(json.dumps(state_to_json(state)))
    assert state_from_json(body) == state
    return body["cells"][0][2]


def test_a_round_that_says_what_its_cell_says_is_only_its_number() -> None:
    assert written(CELL)["rounds"] == [[9]]


def test_an_earlier_round_is_kept_whole() -> None:
    earlier = Completion(date(2024, 8, 5), date(2024, 8, 5), 4, {"hasil": "belum"})
    rounds = written(replace(CELL, rounds=(earlier, LAST)))["rounds"]
    assert rounds == [["2024-08-05", "2024-08-05", 4, {"hasil": "belum"}, []], [9]]


def test_while_a_correction_waits_the_round_in_force_is_kept_whole() -> None:
    waiting = replace(CELL, mark=Mark.SUBMITTED, correcting=True, data={"hasil": "tidak"})
    assert written(waiting)["rounds"][0][3] == {"hasil": "sepakat"}


def test_an_empty_cell_takes_no_room() -> None:
    assert written(Cell()) == {"mark": "none"}


def test_a_round_written_whole_that_says_the_same_reads_the_same() -> None:
    state = CaseState(id="UJI-1", regency="63.01", cells={("langkah", ""): CELL})
    body = state_to_json(state)
    cell = body["cells"][0][2]
    cell["rounds"] = [["2025-08-04", "2025-08-06", 9, cell["data"], cell["evidence"]]]
    assert state_from_json(body) == state


def test_the_migration_makes_of_a_snapshot_written_whole_what_is_written_now(
    ctx: Context,
) -> None:
    with ctx.database.read() as connection:
        stored = cases.load(connection, world.kawasan_at(ctx, "kajian"))
    assert stored is not None
    now = state_to_json(stored.state)
    whole = copy.deepcopy(now)
    number = 0
    for _step, _village, cell in whole["cells"]:
        for at, (seq, *rest) in enumerate(cell.get("rounds", [])):
            own = (cell["done_on"], cell["settled_on"], seq, cell.get("data", {}))
            if not rest:
                cell["rounds"][at], number = [*own, cell.get("evidence", [])], number + 1
    migration = ScriptDirectory.from_config(alembic_config()).get_revision("0011").module
    assert number > 3
    assert migration._shortened(whole)
    assert whole == now
    assert not migration._shortened(whole)
