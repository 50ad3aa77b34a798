"""One played demonstration for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.demo.plan import scenario
from api.demo.play import own_settings, play
from engine.domain.command import Actor
from engine.services.context import Context, connect


def silent(_text: str) -> None:
    """Swallow progress."""


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    ctx = connect(own_settings(tmp_path_factory.mktemp("peragaan")), demonstration=True)
    yield play(ctx, scenario(), silent)
    ctx.database.close()


@pytest.fixture(scope="session")
def province() -> Actor:
    return scenario().actors["pmd.kalsel1"].actor


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Reference data kept beside the checkout; tests that need it are skipped without it."""
    folder = Path(__file__).parents[3] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("data rujukan ../shared/data tidak ada")
    return folder
