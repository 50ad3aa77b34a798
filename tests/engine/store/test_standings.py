"""The rows of a case's open steps follow what is wanted, and only what changed is written."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, text

from engine.services.context import Context
from engine.store.cases import STEP
from engine.store.database import Connection
from engine.store.standings import save_steps
from tests.support import world


def rows(connection: Connection, case_id: str) -> dict[str, dict[str, Any]]:
    """The case's rows as they lie in the table, by step and village."""
    found = connection.execute(select(STEP).where(STEP.c.case_id == case_id)).mappings()
    return {f"{row['step']}/{row['village']}": dict(row) for row in found}


def written(connection: Connection) -> object:
    """What moves as soon as any row of an open step is written."""
    if connection.dialect.name == "sqlite":
        return connection.scalar(select(func.total_changes()))
    return connection.execute(text("SELECT ctid, xmin FROM case_step ORDER BY 1")).all()


def test_rows_are_added_changed_and_dropped_as_wanted(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "kajian")
    with ctx.database.write() as connection:
        before = rows(connection, case_id)
        first, *rest = [{k: v for k, v in r.items() if k != "case_id"} for r in before.values()]
        changed = {**first, "standing": "returned"}
        new = {**first, "step": "langkah-lain"}
        save_steps(connection, case_id, [changed, new, *rest])
        after = rows(connection, case_id)
        save_steps(connection, case_id, [])
        assert rows(connection, case_id) == {}
    place = f"{first['step']}/{first['village']}"
    assert after[place] == {**before[place], "standing": "returned"}
    assert after["langkah-lain/"] == {**before[place], "step": "langkah-lain"}
    assert {k: v for k, v in after.items() if k in before and k != place} == {
        k: v for k, v in before.items() if k != place
    }


def test_what_did_not_change_is_not_written_again(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "kajian")
    with ctx.database.write() as connection:
        held = rows(connection, case_id).values()
        same = [{k: v for k, v in row.items() if k != "case_id"} for row in held]
        before = written(connection)
        save_steps(connection, case_id, same)
        assert same
        assert written(connection) == before
