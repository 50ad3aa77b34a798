"""Whether a case is unchanged: one indexed query for what is asked most often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from engine.domain.command import Grant
from engine.store.access import API_KEY, GRANT
from engine.store.cases import CASE
from engine.store.database import Database
from engine.store.prepared import Prepared, Values

_QUERY = Prepared(
    select(CASE.c.regency, CASE.c.seq, CASE.c.papers, GRANT.c.role, GRANT.c.area)
    .select_from(API_KEY)
    .join(GRANT, GRANT.c.holder == bindparam("holder_prefix") + API_KEY.c.id)
    .join(CASE, CASE.c.id == bindparam("case_id"))
    .where(API_KEY.c.key_hash == bindparam("key_hash"), API_KEY.c.revoked_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll needs to know: where the case lies, its tag, and what the key may see."""

    regency: str
    version: int
    papers: int
    grants: tuple[Grant, ...]


class PooledReader:
    """Answers with a connection of the pool; for any database, called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, values: Values) -> Polled | None:
        """The case and the key's grants; None when either is unknown or the key is revoked."""
        with self._database.read() as connection:
            return _polled(_QUERY.rows(connection, values))

    def close(self) -> None:
        """Nothing is held."""


class HeldReader:
    """Answers with one connection of its own; for SQLite, called from one thread only.

    SQLite reads the row from its own memory in microseconds, and never waits for a writer
    (WAL): less than it takes to hand the question to another thread.
    """

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._held: Any = None

    def ask(self, values: Values) -> Polled | None:
        """The case and the key's grants; None when either is unknown or the key is revoked."""
        if self._held is None:
            self._held = self._engine.raw_connection()
        try:
            rows = _QUERY.rows_on(self._held.cursor(), self._engine.dialect, values)
        except Exception:
            self._held.invalidate()
            self._held = None  # the next question begins with a new connection
            raise
        return _polled(rows)

    def close(self) -> None:
        """Give the connection back."""
        if self._held is not None:
            self._held.close()
            self._held = None


def _polled(rows: Sequence[Any]) -> Polled | None:
    if not rows:
        return None
    regency, version, papers = rows[0][:3]
    return Polled(regency, version, papers, tuple([Grant(row[3], row[4]) for row in rows]))
