"""A real Prefect server for the flow tests, and a system of its own for each of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.settings import (
    PREFECT_HOME,
    PREFECT_LOGGING_TO_API_ENABLED,
    PREFECT_SERVER_ANALYTICS_ENABLED,
    temporary_settings,
)
from prefect.testing.utilities import prefect_test_harness

from engine.services.context import Context
from flows import runtime
from tests.support import world


@pytest.fixture(scope="session", autouse=True)
def prefect_server() -> Iterator[None]:
    """One server for the session, on loopback, that reports nothing to anybody."""
    with (
        tempfile.TemporaryDirectory(prefix="kawasan-prefect-") as home,
        temporary_settings(
            {
                PREFECT_HOME: home,
                PREFECT_SERVER_ANALYTICS_ENABLED: False,
                PREFECT_LOGGING_TO_API_ENABLED: False,
            }
        ),
        prefect_test_harness(server_startup_timeout=90),
    ):
        yield


@pytest.fixture
def ctx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    """The context that the flows of this test will find."""
    context = world.make_context(tmp_path)
    for name in ("backups", "facilitation", "letters", "post", "reports", "roots", "webhooks"):
        monkeypatch.setattr(f"flows.{name}.context", lambda: context)
    yield context
    context.database.close()
    runtime.context.cache_clear()
