"""Every table as lines of JSON, in one view of one moment, and back: the same on either database.

Tables are taken as they lie in the database, not as the code of today describes them, so that a
backup of an older schema is put back as it was and then migrated.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.schema import DropTable
from sqlalchemy.types import JSON, Date, DateTime, LargeBinary

from engine.store.access import ACCOUNT, FILE
from engine.store.audit import DatabaseError, Head, heads
from engine.store.cases import CASE
from engine.store.database import Database
from engine.store.installation import INSTALLATION
from engine.store.schema import upgrade_on

STAYS = {"alembic_version", INSTALLATION.name}
"""What belongs to one installation and is never carried to another."""
_BATCH = 500
__all__ = [
    "DatabaseError",
    "Head",
    "heads",
    "is_empty",
    "lines",
    "put_back",
    "snapshot",
    "stored_files",
    "tables",
]


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """Everything as of one moment, however long the reading takes; writers are not held up."""
    if database.is_sqlite:
        with database.read() as connection:
            yield connection
        return
    still = database.engine.execution_options(isolation_level="REPEATABLE READ")
    with still.connect() as connection, connection.begin():
        yield connection


def tables(connection: Connection) -> list[Table]:
    """The tables that a backup holds, each after those it refers to."""
    inspector = inspect(connection)
    found = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name]
    metadata = MetaData()
    return [
        Table(name, metadata, *(_column(c) for c in inspector.get_columns(name)))
        for name in found
        if name not in STAYS
    ]


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """A table: the names of its columns, then one line for each row.

    Raises ValueError, which names the row, when a row holds what its column cannot.
    """
    yield _line([column.name for column in table.columns])
    found = connection.execution_options(yield_per=_BATCH).execute(select(table))
    number = 0
    while True:
        try:
            row = next(found, None)
        except (ValueError, TypeError) as error:
            raise ValueError(f"{table.name}, setelah baris {number}: {error}") from error
        if row is None:
            return
        number += 1
        yield _line([_plain(value) for value in row])


def put_back(
    database: Database, schema: str, content: Iterable[tuple[str, Iterable[bytes]]]
) -> dict[str, int]:
    """Replace all tables by those given, each after those it refers to; how many rows of each.

    One transaction: the shape of `schema` is made, filled, and brought to today's. Raises
    ValueError, which names the line, and KeyError for a table the schema does not have.
    """
    counts = {}
    with database.write() as connection:
        drop_all(connection)
        upgrade_on(connection, schema)
        known = {table.name: table for table in tables(connection)}
        for table in reversed(known.values()):  # what a migration wrote comes with the backup
            connection.execute(table.delete())
        for name, rows in content:
            counts[name] = _fill(connection, known[name], iter(rows))
        upgrade_on(connection)
    database.close()
    return counts


def drop_all(connection: Connection) -> None:
    """Remove every table, whatever holds them."""
    inspector = inspect(connection)
    for name, _ in reversed(inspector.get_sorted_table_and_fkc_names()):
        if name:
            connection.execute(DropTable(Table(name, MetaData())))


def stored_files(connection: Connection) -> list[str]:
    """The SHA-256 of every file on record."""
    return list(connection.execute(select(FILE.c.sha256).order_by(FILE.c.sha256)).scalars())


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever recorded: no case, no account."""
    return not any(_count(connection, table) for table in (CASE, ACCOUNT))


def _column(found: Any) -> Column[Any]:
    kind = found["type"]
    if isinstance(kind, JSON) and found["nullable"]:
        kind = type(kind)(none_as_null=True)
    return Column(found["name"], kind)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode("ascii") if isinstance(value, bytes | memoryview) else value


def _fill(connection: Connection, table: Table, rows: Iterator[bytes]) -> int:
    """Insert lines; how many rows."""
    names = json.loads(next(rows))
    columns = [table.columns[name] for name in names]
    sqlite = connection.dialect.name == "sqlite"
    done = 0
    while chunk := list(islice(rows, _BATCH)):
        values = []
        for number, line in enumerate(chunk, start=done + 1):
            try:
                row = json.loads(line)
                pairs = zip(columns, row, strict=True)
                values.append({c.name: _typed(c, v, naive=sqlite) for c, v in pairs})
            except (ValueError, TypeError) as error:
                raise ValueError(f"{table.name}, baris {number}: {error}") from error
        connection.execute(insert(table), values)
        done += len(chunk)
    if not sqlite:
        _continue_numbers(connection, table)
    return _count(connection, table)


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _typed(column: Column[Any], value: Any, *, naive: bool) -> object:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        moment = datetime.fromisoformat(value).astimezone(UTC)
        return moment.replace(tzinfo=None) if naive else moment
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return b64decode(value) if isinstance(column.type, LargeBinary) else value


def _continue_numbers(connection: Connection, table: Table) -> None:
    """PostgreSQL counts apart from the table: let it go on after the highest number there."""
    for column in table.columns:
        named = {"of": f'"{table.name}"', "column": column.name}
        sequence = connection.execute(
            text("SELECT pg_get_serial_sequence(:of, :column)"), named
        ).scalar_one()
        if sequence is None:
            continue
        highest = connection.execute(select(func.max(column))).scalar_one()
        if highest is not None:
            connection.execute(
                text("SELECT setval(:sequence, :highest)"),
                {"sequence": sequence, "highest": highest},
            )
