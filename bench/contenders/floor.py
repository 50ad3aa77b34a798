"""The floor: raw sqlite3, one update and one insert per step, nothing checked."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from bench.contenders.steps import STEPS, pragmas


def prepare(folder: Path, *, tuned: bool) -> Callable[[int], float]:
    """Two tables: the case with its state, and a log of what happened."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    pragmas(connection, tuned=tuned)
    connection.execute('CREATE TABLE "case" (id INTEGER PRIMARY KEY, state TEXT)')
    connection.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, case_id INTEGER, state TEXT)")

    def run(cases: int) -> float:
        spent = 0.0
        for _ in range(cases):
            case = connection.execute("INSERT INTO \"case\" (state) VALUES ('0')").lastrowid
            began = time.perf_counter()
            for number in range(1, STEPS + 1):
                connection.execute("BEGIN IMMEDIATE")
                connection.execute('UPDATE "case" SET state = ? WHERE id = ?', (str(number), case))
                connection.execute(
                    "INSERT INTO log (case_id, state) VALUES (?, ?)", (case, str(number))
                )
                connection.execute("COMMIT")
            spent += time.perf_counter() - began
        return spent

    return run
