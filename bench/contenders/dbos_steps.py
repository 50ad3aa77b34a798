"""DBOS: a workflow of twelve steps, each checkpointed in its system database on SQLite."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy
from dbos import DBOS
from sqlalchemy import event

from bench.contenders.steps import STEPS, pragmas


def prepare(folder: Path, *, tuned: bool) -> Callable[[int], float]:
    """DBOS with its system database on SQLite, without its admin server."""

    @event.listens_for(sqlalchemy.engine.Engine, "connect")
    def durable(connection: object, _record: object) -> None:
        pragmas(connection, tuned=tuned)

    DBOS(
        config={
            "name": "bench",
            "system_database_url": f"sqlite:///{folder / 'dbos.db'}",
            "run_admin_server": False,
            "log_level": "ERROR",
        }
    )

    @DBOS.step()
    def step(number: int) -> str:
        return f"hasil {number}"

    @DBOS.workflow()
    def case() -> str:
        result = ""
        for number in range(1, STEPS + 1):
            result = step(number)
        return result

    DBOS.launch()

    def run(cases: int) -> float:
        spent = 0.0
        for _ in range(cases):
            began = time.perf_counter()
            result = case()
            spent += time.perf_counter() - began
            if result != f"hasil {STEPS}":
                raise RuntimeError("the workflow did not reach its end")
        return spent

    return run
