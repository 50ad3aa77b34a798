"""Looking through everything: for checks and for counting. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, func, select
from sqlalchemy.exc import DBAPIError as DatabaseError

from engine.store.cases import CASE, EVENT
from engine.store.schema import applied, revisions

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
    "state_of",
]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One row of the log as it lies in the table; `unreadable` names columns without sense.

    What cannot be read is replaced by something empty, so that the walk goes on and the row is
    reported instead of ending the check.
    """

    case_id: str
    seq: int
    body: dict[str, Any]
    recorded_at: datetime
    previous_hash: str
    hash: str
    unreadable: tuple[str, ...] = ()


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
    moment: ColumnElement[Any] = EVENT.c.recorded_at
    if connection.dialect.name == "sqlite":
        moment = cast(moment, Text)
    columns = (EVENT.c.case_id, EVENT.c.seq, cast(EVENT.c.body, Text), moment)
    query = select(*columns, EVENT.c.previous_hash, EVENT.c.hash)
    query = query.order_by(EVENT.c.case_id, EVENT.c.seq, EVENT.c.position)
    if case_id:
        query = query.where(EVENT.c.case_id == case_id)
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        yield _readable(*row)


def _readable(
    case_id: object, seq: object, body: object, moment: object, previous: object, own: object
) -> ChainRow:
    event, at = _object(body), _moment(moment)
    bad = [
        name
        for name, fine in (
            ("case_id", isinstance(case_id, str)),
            ("seq", isinstance(seq, int)),
            ("body", event is not None),
            ("recorded_at", at is not None),
            ("previous_hash", isinstance(previous, str) and previous != ""),
            ("hash", isinstance(own, str) and own != ""),
        )
        if not fine
    ]
    return ChainRow(
        str(case_id or ""),
        seq if isinstance(seq, int) else 0,
        event or {},
        at or datetime.min.replace(tzinfo=UTC),
        str(previous or ""),
        str(own or ""),
        tuple(bad),
    )


def _object(text: object) -> dict[str, Any] | None:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _moment(value: object) -> datetime | None:
    """A moment; SQLite keeps it as text without a zone, which is UTC."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if not isinstance(found, datetime):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def heads(connection: Connection, case_id: str = "") -> dict[str, Head]:
    """What each case's row says about its log."""
    query = select(CASE.c.id, CASE.c.seq, CASE.c.head_hash)
    if case_id:
        query = query.where(CASE.c.id == case_id)
    return {row.id: Head(row.seq, row.head_hash) for row in connection.execute(query)}


def state_of(connection: Connection, case_id: str) -> object:
    """The state kept in a case's row, as it lies there."""
    kept = connection.execute(select(cast(CASE.c.state, Text)).where(CASE.c.id == case_id))
    return _object(kept.scalar_one_or_none())


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
    return applied(connection) == revisions()[0]
