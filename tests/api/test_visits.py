"""Visits over HTTP: planned and changed by version, refused in words, subscribed to by secret."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from httpx import Response
from icalendar import Calendar
from starlette.testclient import TestClient

from api.app import create_app
from engine.domain.command import Grant
from engine.services import access, feeds
from engine.services.context import Context
from tests.api.client import PASSWORD, V1, Api
from tests.support.world import make_context

BODY = {
    "regency": "63.01",
    "purpose": "Audiensi dengan Sekretaris Daerah; lihat <catatan>",
    "place": "Sekretariat Daerah",
    "starts_on": "2026-03-09",
    "ends_on": "2026-03-10",
    "begins": "09:00",
    "people": ["sari"],
    "agenda": ["Pembukaan", "Komitmen Sekda"],
}


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    """A system of its own for each test: people are away on the same days."""
    return make_context(tmp_path)


@pytest.fixture
def http(ctx: Context) -> Iterator[TestClient]:
    with TestClient(create_app(ctx), follow_redirects=False) as client:
        yield client


@pytest.fixture
def officer(ctx: Context, http: TestClient) -> Api:
    access.create_account(ctx, "sari", "Sari", PASSWORD, [Grant("pmd-provinsi", "63")])
    return Api(http, access.create_api_key(ctx, "perencana", "63", "pmd-provinsi")[1])


def planned(api: Api, **changes: object) -> Response:
    return api.post("/visits", BODY | changes)


def test_a_visit_is_planned_read_and_listed(officer: Api) -> None:
    made = planned(officer)
    assert made.status_code == 201
    visit = made.json()
    assert visit["id"] == "KUNJ-63.01-2026-001"
    assert (visit["begins"], visit["zone"], visit["state"]) == ("09:00", "WITA", "direncanakan")
    assert officer.get(f"/visits/{visit['id']}").json() == visit
    days = {"from": "2026-03-10", "to": "2026-03-31"}
    assert [v["id"] for v in officer.get("/visits", None, **days).json()["items"]] == [visit["id"]]
    assert officer.get("/visits", None, **days | {"from": "2026-03-11"}).json()["items"] == []


def test_people_who_are_elsewhere_are_named(officer: Api) -> None:
    planned(officer)
    refused = planned(officer, regency="63.02")
    assert refused.status_code == 422
    assert "sari bertugas" in refused.json()["detail"]


def test_a_visit_is_changed_and_called_off_by_its_version(officer: Api) -> None:
    visit = planned(officer).json()
    path = f"{V1}/visits/{visit['id']}"
    moved = BODY | {"starts_on": "2026-03-11", "ends_on": "2026-03-11"}

    def put(match: str | None) -> Response:
        extra = {"If-Match": match} if match else {}
        answer: Response = officer.http.put(path, json=moved, headers=officer.headers(extra))
        return answer

    assert put(None).status_code == 428
    assert put('"1"').json()["starts_on"] == "2026-03-11"
    assert put('"1"').status_code == 412
    cancel = f"/visits/{visit['id']}/cancellation"
    called_off = officer.post(cancel, {"reason": "Sekda berhalangan"}, {"If-Match": '"2"'})
    assert called_off.json()["state"] == "dibatalkan"
    early = officer.post(
        f"/visits/{visit['id']}/report", {"outcome": "selesai"}, {"If-Match": '"3"'}
    )
    assert early.status_code == 422


def test_a_reader_sees_visits_and_plans_none(officer: Api, http: TestClient, ctx: Context) -> None:
    visit = planned(officer).json()
    reader = Api(http, access.create_api_key(ctx, "pembaca", "63")[1])
    assert reader.get(f"/visits/{visit['id']}").status_code == 200
    assert planned(reader).status_code == 403
    assert reader.get("/visits/proposals", province="63").status_code == 403
    assert officer.get("/visits/proposals", province="63").json()["items"] == []


def test_a_region_out_of_sight_has_no_visits(officer: Api, http: TestClient, ctx: Context) -> None:
    visit = planned(officer).json()
    other = Api(http, access.create_api_key(ctx, "tetangga", "64", "pmd-provinsi")[1])
    assert other.get(f"/visits/{visit['id']}").status_code == 404
    assert planned(other).status_code == 403


def test_a_calendar_program_reads_the_visits_behind_a_secret(
    officer: Api, http: TestClient, ctx: Context
) -> None:
    planned(officer)
    sari = access.acting_as(ctx, "sari")
    assert sari is not None
    token = feeds.open_feed(ctx, sari, "63.01")
    answer = http.get(f"/kalender/{token}.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"] == "KUNJ-63.01-2026-001@kawasan"
    zone = ZoneInfo("Asia/Makassar")
    assert event.decoded("DTSTART") == datetime(2026, 3, 9, 9, tzinfo=zone)
    assert event.decoded("DTEND").date() == date(2026, 3, 10)
    assert "Audiensi dengan Sekretaris Daerah; lihat <catatan>" in str(event["SUMMARY"])
    feeds.revoke_feed(ctx, sari, "63.01")
    assert http.get(f"/kalender/{token}.ics").status_code == 404
    assert http.get("/kalender/tebakan.ics").status_code == 404


def test_a_key_opens_and_closes_its_own_calendar(officer: Api, http: TestClient) -> None:
    opened = officer.post("/visits/feed?area=63.01", {})
    assert opened.status_code == 201
    assert opened.json()["url"].endswith(".ics")
    path = f"{V1}/visits/feed?area=63.01"
    assert http.delete(path, headers=officer.headers()).status_code == 204
