"""The daily root under a real Prefect server: once a day, also when it runs twice."""

from __future__ import annotations

import pytest

from engine.services import roots
from engine.services.context import Context
from flows.roots import daily_root
from tests.support.world import open_tkpkp

pytestmark = pytest.mark.prefect


def test_the_root_of_a_day_is_written_once(ctx: Context) -> None:
    open_tkpkp(ctx)
    first = daily_root()
    open_tkpkp(ctx, "63.02")
    assert daily_root() == first
    (found,) = roots.roots(ctx)
    assert first == {"name": found.name, "count": 1, "hash": found.hash}
