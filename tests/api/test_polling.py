"""Polling a case costs a client nothing while nothing happens."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.deps import COOKIE
from engine.domain.command import Actor
from engine.services import access, views
from engine.services.context import Context
from engine.services.polling import Poller
from engine.store.polling import HeldReader, PooledReader
from tests.api.client import AUDIENCE, HELD_ON, PASSWORD, V1, Api
from tests.support.world import OFFICER, open_tkpkp


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


def test_an_unchanged_poll_by_key_reaches_no_route(
    ctx: Context, reader: Api, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = views.case_tag(ctx, OFFICER, case)

    def reached(*_: object) -> None:
        pytest.fail("a route was reached")

    monkeypatch.setattr(access, "client", reached)
    answer = reader.get(f"/cases/{case}", {"If-None-Match": f'"{tag}"'})
    assert answer.status_code == 304
    assert answer.headers["Vary"] == "Authorization, Cookie"


def test_when_the_quick_answer_fails_the_route_answers_and_the_next_is_quick_again(
    ctx: Context, reader: Api, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = views.case_tag(ctx, OFFICER, case)
    poller, quick = Poller(ctx), HeldReader(ctx.database)
    poller._reader = quick
    key = access.create_api_key(ctx, "Pemantau", "63")[1]
    assert poller.tag(key, case) == tag
    quick._held.driver_connection.close()
    with pytest.raises(Exception, match="closed"):
        poller.tag(key, case)
    assert poller.tag(key, case) == tag
    poller.close()

    def failing(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Poller, "tag", failing)
    answer = reader.get(f"/cases/{case}", {"If-None-Match": f'"{tag}"'})
    assert answer.status_code == 304


@pytest.mark.parametrize("kind", [HeldReader, PooledReader])
def test_both_ways_of_asking_give_the_services_answer(
    ctx: Context, case: str, kind: type[HeldReader | PooledReader]
) -> None:
    poller = Poller(ctx)
    poller._reader = kind(ctx.database)
    tag = views.case_tag(ctx, OFFICER, case)
    for area, expected in (("63", tag), ("63.01", tag), ("*", tag), ("63.02", None)):
        key_id, key = access.create_api_key(ctx, area, area)
        assert poller.tag(key, case) == expected
        assert poller.tag(key, "tidak-ada") is None
        access.revoke_api_key(ctx, key_id)
        assert poller.tag(key, case) is None
    assert poller.tag("", case) is None
    poller.close()


def test_a_session_polls_too(ctx: Context, http: TestClient, person: str, case: str) -> None:
    token = access.login(ctx, person, PASSWORD).token
    tag = views.case_tag(ctx, OFFICER, case)
    headers = {"Cookie": f"{COOKIE}={token}", "If-None-Match": f'"{tag}"'}
    answer = http.get(f"{V1}/cases/{case}", headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")
