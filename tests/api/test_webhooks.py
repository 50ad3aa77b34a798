"""Webhooks over the API: a client's own, their secret once, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.services import webhook_feed
from engine.services.context import Context
from tests.api.client import V1, Api
from tests.engine.services.webhook_receiver import Receiver
from tests.signing.servers import serving


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def address(ctx: Context, receiver: Receiver) -> Iterator[str]:
    ctx.settings.webhook_private = True
    with serving(receiver) as found:
        yield f"{found}/kail"
    ctx.settings.webhook_private = False


def delete(api: Api, path: str) -> int:
    return int(api.http.delete(V1 + path, headers=api.headers()).status_code)


def test_a_client_is_told_of_changes_from_now_on(
    ctx: Context, officer: Api, reader: Api, receiver: Receiver, address: str
) -> None:
    officer.open(regency="63.07", title="TKPKP Kabupaten Hulu Sungai Tengah")
    made = reader.post("/webhooks", {"url": address, "area": "63", "kinds": ["case_opened"]})
    assert made.status_code == 201
    assert made.headers["Cache-Control"] == "no-store"
    body = made.json()
    assert body["secret"].startswith("kwh_")
    assert body["state"] == "active"
    opened = officer.open(regency="63.03", title="TKPKP Kabupaten Banjar").json()
    assert webhook_feed.deliver(ctx).delivered == 1
    assert receiver.bodies[0]["subject"] == opened["id"]
    listed = reader.get("/webhooks").json()["items"]
    assert [w["id"] for w in listed] == [body["id"]]
    assert "secret" not in listed[0]
    detail = reader.get(f"/webhooks/{body['id']}").json()
    assert detail["recent"][0]["status"] == 204
    assert body["secret"] not in reader.get(f"/webhooks/{body['id']}").text
    ping = reader.post(f"/webhooks/{body['id']}/test", None).json()
    assert (ping["status"], ping["error"]) == (204, "")
    assert delete(reader, f"/webhooks/{body['id']}") == 204
    assert reader.get("/webhooks").json()["items"] == []


def test_a_webhook_of_another_client_is_not_there(
    officer: Api, reader: Api, neighbour: Api, address: str
) -> None:
    made = reader.post("/webhooks", {"url": address, "area": "63.01"}).json()["id"]
    for stranger in (officer, neighbour):
        assert stranger.get(f"/webhooks/{made}").status_code == 404
        assert stranger.post(f"/webhooks/{made}/test", None).status_code == 404
        assert delete(stranger, f"/webhooks/{made}") == 404
        assert stranger.get("/webhooks").json()["items"] == []
    assert reader.get(f"/webhooks/{made}").status_code == 200


def test_an_area_out_of_sight_and_a_wrong_address_are_refused(
    ctx: Context, neighbour: Api, address: str
) -> None:
    assert neighbour.post("/webhooks", {"url": address, "area": "63.01"}).status_code == 404
    wrong = neighbour.post("/webhooks", {"url": address, "area": "63.02", "kinds": ["apa"]})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "kinds"
    ctx.settings.webhook_private = False
    inward = neighbour.post("/webhooks", {"url": "https://169.254.169.254/", "area": "63.02"})
    assert inward.status_code == 422
    assert inward.json()["errors"][0]["field"] == "url"
    assert neighbour.get("/webhooks").json()["items"] == []
