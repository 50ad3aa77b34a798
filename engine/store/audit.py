"""Looking through everything: for checks and for counting. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError as DatabaseError

from engine.store.cases import CASE, EVENT
from engine.store.schema import alembic_config

_BATCH = 500
__all__ = [
    "CaseCount",
    "ChainRow",
    "DatabaseError",
    "Head",
    "case_counts",
    "chain_rows",
    "heads",
    "is_current",
]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One row of the log as it lies in the table."""

    case_id: str
    seq: int
    body: dict[str, Any]
    recorded_at: datetime
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a case's own row says about its log: how many events, and the last hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class CaseCount:
    """How many cases of a procedure have a status."""

    procedure: str
    status: str
    count: int


def chain_rows(connection: Connection, case_id: str = "") -> Iterator[ChainRow]:
    """Every row of the log, case by case in order, a batch at a time; of one case if named."""
    columns = [EVENT.c[name] for name in ChainRow.__slots__]
    query = select(*columns).order_by(EVENT.c.case_id, EVENT.c.seq)
    if case_id:
        query = query.where(EVENT.c.case_id == case_id)
    streamed = connection.execution_options(yield_per=_BATCH).execute(query)
    for row in streamed:
        yield ChainRow(*row)


def heads(connection: Connection, case_id: str = "") -> dict[str, Head]:
    """What each case's row says about its log."""
    query = select(CASE.c.id, CASE.c.seq, CASE.c.head_hash)
    if case_id:
        query = query.where(CASE.c.id == case_id)
    return {row.id: Head(row.seq, row.head_hash) for row in connection.execute(query)}


def case_counts(connection: Connection) -> list[CaseCount]:
    """Cases by procedure and status."""
    query = (
        select(CASE.c.procedure_id, CASE.c.status, func.count())
        .group_by(CASE.c.procedure_id, CASE.c.status)
        .order_by(CASE.c.procedure_id, CASE.c.status)
    )
    return [CaseCount(*row) for row in connection.execute(query)]


def is_current(connection: Connection) -> bool:
    """Whether every migration has been applied."""
    applied = set(MigrationContext.configure(connection).get_current_heads())
    return applied == set(ScriptDirectory.from_config(alembic_config()).get_heads())
