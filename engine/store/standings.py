"""A case's open steps and its villages, as rows that others look through."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from engine.store.cases import STEP, VILLAGE
from engine.store.prepared import Prepared

_STEPS = Prepared(select(STEP).where(STEP.c.case_id == bindparam("of_case")))
_DROP_STEP = Prepared(
    delete(STEP).where(
        STEP.c.case_id == bindparam("of_case"),
        STEP.c.step == bindparam("of_step"),
        STEP.c.village == bindparam("of_village"),
    )
)
_ADD_STEP = Prepared(insert(STEP), *(column.key for column in STEP.c))


def save_steps(connection: Connection, case_id: str, steps: list[dict[str, Any]]) -> None:
    """Bring the case's rows of steps that somebody can act on up to date; few change."""
    wanted = {(s["step"], s["village"]): {"case_id": case_id, **s} for s in steps}
    rows = _STEPS.rows(connection, {"of_case": case_id})
    held = {(row.step, row.village): row._asdict() for row in rows}
    for key, row in held.items():
        if wanted.get(key) != row:
            values = {"of_case": case_id, "of_step": key[0], "of_village": key[1]}
            _DROP_STEP.run(connection, values)
    _ADD_STEP.run_many(connection, [row for key, row in wanted.items() if held.get(key) != row])


def save_villages(connection: Connection, case_id: str, villages: dict[str, bool]) -> None:
    """Replace the case's rows of villages, each with whether it is a member."""
    connection.execute(delete(VILLAGE).where(VILLAGE.c.case_id == case_id))
    if villages:
        rows = [{"case_id": case_id, "code": c, "member": m} for c, m in villages.items()]
        connection.execute(insert(VILLAGE), rows)
