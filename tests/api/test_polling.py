"""Polling a case costs a client nothing while nothing happens."""

from __future__ import annotations

import pytest

from engine.domain.command import Actor
from engine.services import views
from engine.services.context import Context
from tests.api.client import AUDIENCE, HELD_ON, Api
from tests.support.world import open_tkpkp


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    return open_tkpkp(ctx)


def test_a_case_carries_a_strong_etag_of_its_version_and_papers(reader: Api, case: str) -> None:
    answer = reader.get(f"/cases/{case}")
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"1.0"'
    assert answer.json()["version"] == 1


@pytest.mark.parametrize("known", ['"1.0"', 'W/"1.0"', '"0.9", "1.0"', "*"])
def test_an_unchanged_case_is_304_without_a_body(reader: Api, case: str, known: str) -> None:
    answer = reader.get(f"/cases/{case}", {"If-None-Match": known})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == '"1.0"'
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_an_unchanged_case_is_never_loaded(
    reader: Api, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(ctx: Context, actor: Actor, case_id: str) -> None:
        pytest.fail("the case was loaded")

    monkeypatch.setattr(views, "get_case", loaded)
    assert reader.get(f"/cases/{case}", {"If-None-Match": '"1.0"'}).status_code == 304


def test_after_an_action_the_old_etag_no_longer_holds(
    reader: Api, officer: Api, case: str
) -> None:
    before = reader.get(f"/cases/{case}").headers["ETag"]
    done = officer.act(case, {"action": "start", "step": AUDIENCE, "occurred_on": HELD_ON})
    assert done.status_code == 200
    after = reader.get(f"/cases/{case}", {"If-None-Match": before})
    assert after.status_code == 200
    assert after.headers["ETag"] == done.headers["ETag"] == '"2.0"'
    assert reader.get(f"/cases/{case}", {"If-None-Match": '"2.0"'}).status_code == 304


def test_polling_needs_a_key_also_with_the_right_etag(officer: Api, case: str) -> None:
    path = f"/api/v1/cases/{case}"
    assert officer.http.get(path, headers={"If-None-Match": "*"}).status_code == 401
    forged = {"If-None-Match": "*", "Authorization": "Bearer kws_bukan"}
    assert officer.http.get(path, headers=forged).status_code == 401


def test_a_neighbour_learns_nothing_by_guessing_etags(neighbour: Api, case: str) -> None:
    assert neighbour.get(f"/cases/{case}", {"If-None-Match": "*"}).status_code == 404
