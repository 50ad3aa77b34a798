"""Connections and transactions, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError

from engine.errors import NotReady

__all__ = ["Connection", "Database"]
WRITES = "kawasan_writes"
_FULL = ("SQLITE_FULL", "53100")  # as SQLite and as PostgreSQL call a disk without room


class Database:
    """A pool of connections. `write()` is one transaction: all of it or nothing."""

    def __init__(self, url: str) -> None:
        self.url = make_url(_with_driver(url))
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database not in (None, "", ":memory:"):
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
        self.engine: Engine = create_engine(
            self.url, **({} if self.is_sqlite else {"pool_pre_ping": True, "pool_size": 5})
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _configure_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writing = self.engine.execution_options(**{WRITES: True})
        self._turn = RLock()
        self._held: Connection | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; nothing it does is kept."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed at the end and rolled back on any error.

        Raises NotReady when the disk is full: nothing of the transaction is kept.
        """
        with _room(), self._write() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if not self.is_sqlite:
            with self._writing.connect() as connection, connection.begin():
                yield connection
            return
        with self._turn, self._writer() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writer(self) -> Iterator[Connection]:
        """SQLite's one writer: threads take turns here sooner than they would by polling it."""
        connection = self._held or self._writing.connect()
        self._held = None
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._held = connection

    def serialize(self, connection: Connection, lock: int) -> None:
        """Make writers that name the same lock follow each other until commit.

        SQLite has one writer at a time anyway.
        """
        if not self.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})

    def close(self) -> None:
        """Give back every connection."""
        if self._held is not None:
            self._held.close()
            self._held = None
        self.engine.dispose()


@contextmanager
def _room() -> Iterator[None]:
    """Say in words that the database has no room left.

    Small statements run on the driver itself, so its own error may come as it is.
    """
    try:
        yield
    except Exception as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
        if code not in _FULL:
            raise
        message = "Penyimpanan basis data penuh; tidak ada yang disimpan. Kosongkan ruang dahulu."
        raise NotReady(message) from error


def _with_driver(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=15000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")
