"""Nobody is answered before they are known, and nobody sees past their area."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from api.deps import COOKIE
from engine.domain.command import Actor
from engine.services import access, papers, sweep, views
from engine.services.context import Context
from tests.api.client import AUDIENCE, HELD_ON, PASSWORD, TEAM_CASE, V1, Api
from tests.support.world import open_tkpkp

PUBLIC = ("/healthz", "/readyz", "/masuk", "/verifikasi", "/static", "/openapi.json", "/kalender/")


def every_route(app: FastAPI) -> Iterator[tuple[str, str]]:
    """(method, path) of everything the application serves, with sample values in the path."""
    seen = 0
    for route in app.router.routes:
        for found in flat(route):
            seen += 1
            yield from found
    assert seen > 10


def flat(route: BaseRoute) -> Iterator[list[tuple[str, str]]]:
    if isinstance(route, Mount):
        yield [("GET", f"{route.path}/apa-saja")]
    elif isinstance(route, Route):
        yield named(route.methods, route.path)
    else:  # an included router, which keeps its routes to itself
        for context in route.effective_route_contexts():  # type: ignore[attr-defined]
            assert isinstance(context.original_route, APIRoute)
            yield named(context.methods, context.path)


def named(methods: set[str] | None, path: str) -> list[tuple[str, str]]:
    parts = ["1" if part.startswith("{") else part for part in path.split("/")]
    return [(m, "/".join(parts)) for m in sorted(methods or {"GET"}) if m != "HEAD"]


def test_every_route_is_public_on_purpose_or_asks_who_you_are(
    app: FastAPI, http: TestClient
) -> None:
    open_to_all = []
    for method, path in every_route(app):
        answer = http.request(method, path)
        to_login = answer.status_code == 303 and answer.headers["Location"].startswith("/masuk")
        if answer.status_code != 401 and not to_login:
            open_to_all.append(path)
    assert [p for p in open_to_all if not p.startswith(PUBLIC)] == []


def test_the_walk_sees_the_routes_that_change_something(app: FastAPI) -> None:
    routes = set(every_route(app))
    assert {
        ("POST", f"{V1}/cases"),
        ("POST", f"{V1}/cases/1/actions"),
        ("POST", f"{V1}/files"),
        ("POST", f"{V1}/documents/1/actions"),
        ("GET", f"{V1}/changes"),
        ("GET", "/metrics"),
    } <= routes


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer kws_salah", "Basic YTpi", "kws_salah"])
def test_without_a_key_that_is_known_there_is_401(http: TestClient, header: str) -> None:
    answer = http.get(f"{V1}/cases", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_ends_at_once(ctx: Context, http: TestClient) -> None:
    key_id, key = access.create_api_key(ctx, "dicabut", "63")
    headers = {"Authorization": f"Bearer {key}"}
    assert http.get(f"{V1}/cases", headers=headers).status_code == 200
    access.revoke_api_key(ctx, key_id)
    assert http.get(f"{V1}/cases", headers=headers).status_code == 401


def test_a_wrong_key_is_not_made_up_for_by_a_session(
    ctx: Context, http: TestClient, person: str
) -> None:
    login = access.login(ctx, person, PASSWORD)
    headers = {"Authorization": "Bearer kws_salah", "Cookie": f"{COOKIE}={login.token}"}
    assert http.get(f"{V1}/cases", headers=headers).status_code == 401


def test_an_account_without_a_role_sees_nothing_at_all(ctx: Context, http: TestClient) -> None:
    open_tkpkp(ctx, "63.03")
    access.create_account(ctx, "tanpa.peran", "Tanpa Peran", PASSWORD, [])
    token = access.login(ctx, "tanpa.peran", PASSWORD).token
    for path in ("/cases", "/regencies", "/changes", "/procedures"):
        answer = http.get(V1 + path, headers={"Cookie": f"{COOKIE}={token}"})
        assert answer.status_code == 403, path


def test_whoever_holds_no_role_is_listed_nothing_by_any_service(ctx: Context) -> None:
    open_tkpkp(ctx, "63.10")
    nobody = Actor("tanpa.peran", ())
    assert views.list_cases(ctx, nobody) == []
    assert views.overview(ctx, nobody) == []
    assert views.changes(ctx, nobody, 0, 100) == []
    assert sweep.work_list(ctx, nobody) == []
    assert papers.recent_documents(ctx, nobody) == []


def test_outside_ones_area_a_case_does_not_exist(
    ctx: Context, neighbour: Api, officer: Api
) -> None:
    case = open_tkpkp(ctx)
    for path in ("", "/blockers", "/events", "/documents", f"/evidence/{'0' * 64}"):
        assert neighbour.get(f"/cases/{case}{path}").status_code == 404, path
        assert neighbour.get(f"/cases/tidak-ada{path}").status_code == 404
    body = {"action": "start", "step": AUDIENCE, "occurred_on": HELD_ON}
    assert neighbour.act(case, body, match="1").status_code == 404
    assert neighbour.get("/cases").json()["items"] == []
    assert neighbour.get("/changes").json()["items"] == []
    assert neighbour.get("/regencies/63.01").status_code == 404
    assert [r["code"] for r in neighbour.get("/regencies").json()["items"]] == ["63.02"]
    assert officer.get(f"/cases/{case}").status_code == 200


def test_a_reader_changes_nothing(ctx: Context, reader: Api) -> None:
    case = open_tkpkp(ctx, "63.05")
    body = {"action": "start", "step": AUDIENCE, "occurred_on": HELD_ON}
    refused = reader.act(case, body)
    assert refused.status_code == 403
    assert refused.json()["findings"][0]["kind"] == "forbidden"
    assert refused.json()["findings"][0]["basis"][0]["label"]
    assert reader.open().status_code == 403
    assert reader.upload(b"%PDF-1.4\n%%EOF").status_code == 403


def test_an_officer_of_one_kabupaten_opens_no_case_in_another(neighbour: Api) -> None:
    assert neighbour.open().status_code == 403


def test_the_admin_of_accounts_acts_in_no_case(ctx: Context, http: TestClient) -> None:
    _, key = access.create_api_key(ctx, "pengelola", "63", "admin")
    assert Api(http, key).open(regency="63.06").status_code == 403


@pytest.fixture(scope="module")
def session(ctx: Context, person: str) -> access.Login:
    return access.login(ctx, person, PASSWORD)


def test_a_session_reads_without_a_token(http: TestClient, session: access.Login) -> None:
    cookie = {"Cookie": f"{COOKIE}={session.token}"}
    assert http.get(f"{V1}/cases", headers=cookie).status_code == 200


@pytest.mark.parametrize("token", [None, "", "salah"])
def test_a_session_changes_nothing_without_its_csrf_token(
    http: TestClient, session: access.Login, token: str | None
) -> None:
    headers = {"Cookie": f"{COOKIE}={session.token}"}
    if token is not None:
        headers["X-CSRF-Token"] = token
    answer = http.post(f"{V1}/cases", json={**TEAM_CASE, "regency": "63.07"}, headers=headers)
    assert answer.status_code == 403


def test_a_session_changes_things_with_its_csrf_token(
    http: TestClient, session: access.Login
) -> None:
    headers = {"Cookie": f"{COOKIE}={session.token}", "X-CSRF-Token": session.csrf}
    answer = http.post(f"{V1}/cases", json={**TEAM_CASE, "regency": "63.07"}, headers=headers)
    assert answer.status_code == 201


def test_a_form_may_carry_the_csrf_token_as_a_field(
    http: TestClient, session: access.Login
) -> None:
    headers = {"Cookie": f"{COOKIE}={session.token}"}
    files = {"file": ("surat.pdf", b"%PDF-1.4\n%%EOF")}
    path = f"{V1}/files"
    assert http.post(path, files=files, headers=headers).status_code == 403
    wrong = http.post(path, files=files, data={"csrf": "salah"}, headers=headers)
    assert wrong.status_code == 403
    right = http.post(path, files=files, data={"csrf": session.csrf}, headers=headers)
    assert right.status_code == 201


def test_an_ended_session_is_nobody(ctx: Context, http: TestClient, person: str) -> None:
    login = access.login(ctx, person, PASSWORD)
    access.logout(ctx, login.token)
    cookie = {"Cookie": f"{COOKIE}={login.token}"}
    assert http.get(f"{V1}/cases", headers=cookie).status_code == 401


def test_metrics_are_for_this_machine_or_for_a_key(
    ctx: Context, app: FastAPI, http: TestClient, reader: Api
) -> None:
    assert http.get("/metrics").status_code == 401
    assert http.get("/metrics", headers=reader.headers()).status_code == 200
    with TestClient(app, client=("127.0.0.1", 5000)) as local:
        text = local.get("/metrics").text
    assert 'kawasan_cases{procedure="tkpkp-kabupaten",status="running"}' in text
    assert not any(a.username in text for a, _ in access.accounts(ctx))
