"""The change feed: everything, in order, once; and waiting for what comes next."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from api.changes import routes
from engine.services.context import Context
from tests.api.client import AUDIENCE, HELD_ON, Api
from tests.support.world import open_tkpkp

START = {"action": "start", "step": AUDIENCE, "occurred_on": HELD_ON}


@pytest.fixture(scope="module")
def cases(ctx: Context, officer: Api) -> list[str]:
    """Three cases whose events interleave."""
    opened = [open_tkpkp(ctx, regency) for regency in ("63.01", "63.02", "63.03")]
    for _ in range(3):
        for case in opened:
            assert officer.act(case, START).status_code == 200
    return opened


def drained(api: Api, limit: int) -> list[dict[str, Any]]:
    """The feed as a client reads it: from where the last page ended, until nothing comes."""
    found: list[dict[str, Any]] = []
    after: str | None = "0"
    while after is not None:
        page = api.get("/changes", after=after, limit=limit).json()
        found += page["items"]
        after = page["next"]
    return found


@pytest.mark.parametrize("limit", [1, 5, 100])
def test_the_feed_is_complete_and_in_order_whatever_the_page_size(
    reader: Api, cases: list[str], limit: int
) -> None:
    found = drained(reader, limit)
    positions = [e["position"] for e in found]
    assert positions == sorted(set(positions))
    for case in cases:
        assert [e["seq"] for e in found if e["case"] == case] == [1, 2, 3, 4]


def test_each_client_sees_its_own_area_without_gaps(neighbour: Api, cases: list[str]) -> None:
    found = drained(neighbour, 2)
    assert [(e["case"], e["seq"]) for e in found] == [(cases[1], n) for n in (1, 2, 3, 4)]


def test_at_the_end_the_position_to_go_on_from_is_kept(reader: Api, cases: list[str]) -> None:
    last = drained(reader, 100)[-1]["position"]
    page = reader.get("/changes", after=last).json()
    assert page == {"items": [], "next": None, "position": last}


@pytest.mark.parametrize("query", [{"after": -1}, {"limit": 501}, {"wait": 31}])
def test_out_of_bounds_is_refused(reader: Api, query: dict[str, Any]) -> None:
    assert reader.get("/changes", **query).status_code == 422


def test_waiting_ends_empty_when_nothing_happens(
    reader: Api, cases: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_PAUSE", 0.01)
    last = drained(reader, 100)[-1]["position"]
    assert reader.get("/changes", after=last, wait=1).json()["items"] == []


def test_waiting_ends_as_soon_as_something_happens(
    reader: Api, officer: Api, cases: list[str]
) -> None:
    last = drained(reader, 100)[-1]["position"]
    answers: list[dict[str, Any]] = []

    def wait() -> None:
        answers.append(reader.get("/changes", after=last, wait=30).json())

    waiting = threading.Thread(target=wait)
    begun = time.monotonic()
    waiting.start()
    time.sleep(0.2)
    assert not answers
    assert officer.act(cases[0], START).status_code == 200
    waiting.join(timeout=20)
    assert time.monotonic() - begun < 20
    assert [e["type"] for e in answers[0]["items"]] == ["step_started"]
