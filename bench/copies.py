"""Many cases in a moment: one real case, copied row by row in SQL under other names.

Only for measuring: the copies' hash chains hold nothing, and nobody may verify them.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

_OF_CASE = ("event", "case_step", "case_village")


def multiply(database: Path, case_id: str, regencies: tuple[str, ...], count: int) -> None:
    """Add `count` copies of a case, spread evenly over regencies."""
    connection = sqlite3.connect(database)
    connection.execute("CREATE TEMP TABLE copy (number INTEGER PRIMARY KEY, regency TEXT)")
    rows = [(n, regencies[n % len(regencies)]) for n in range(count)]
    connection.executemany("INSERT INTO copy VALUES (?, ?)", rows)
    name = "'SALINAN-' || printf('%07d', copy.number)"
    _copy(connection, "case", "id", case_id, {"id": name, "regency": "copy.regency"})
    for table in _OF_CASE:
        changed = {"case_id": name}
        if table == "case_step":
            changed["regency"] = "copy.regency"
        _copy(connection, table, "case_id", case_id, changed)
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def postpone(database: Path, *, keep_due: int) -> None:
    """Leave only so many copies with a step that is due; the others have a year."""
    connection = sqlite3.connect(database)
    connection.execute(
        "UPDATE case_step SET due_on = '2099-01-01', idle_since = '2099-01-01' "
        "WHERE case_id >= 'SALINAN-' || printf('%07d', ?)",
        (keep_due,),
    )
    connection.commit()
    connection.close()


def _copy(
    connection: sqlite3.Connection, table: str, key: str, case_id: str, changed: dict[str, str]
) -> None:
    columns = [
        row[1]
        for row in connection.execute(f'PRAGMA table_info("{table}")')
        if not (table == "event" and row[1] == "position")
    ]
    taken = ", ".join(changed.get(c, f'source."{c}"') for c in columns)
    listed = ", ".join(f'"{c}"' for c in columns)
    connection.execute(
        f'INSERT INTO "{table}" ({listed}) SELECT {taken} FROM "{table}" AS source, copy '
        f'WHERE source."{key}" = ?',
        (case_id,),
    )
