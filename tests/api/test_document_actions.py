"""A document's life by the API: chain, number, signature, correction, repeats."""

from __future__ import annotations

from typing import get_args

from api.documents.models import DocumentAction, DocumentDetailModel
from documents.actions import ACTIONS
from engine.services.context import Context
from engine.services.records import SeriesSetting
from engine.services.register_settings import put_series
from tests.api.client import AUDIENCE, HELD_ON, Api
from tests.support.world import open_tkpkp, step_data

DATED = "2025-07-28"


def drafted(ctx: Context, officer: Api, regency: str) -> str:
    """The path of a letter asking for an audience."""
    case = open_tkpkp(ctx, regency)
    begun = {
        "action": "start",
        "step": AUDIENCE,
        "occurred_on": HELD_ON,
        "data": step_data(AUDIENCE),
    }
    assert officer.act(case, begun).status_code == 200
    letter = {"kind": "surat-permohonan-audiensi", "step": AUDIENCE}
    return f"/documents/{officer.post(f'/cases/{case}/documents', letter).json()['id']}"


def act(who: Api, path: str, action: str, status: int = 200, **body: object) -> dict[str, object]:
    answer = who.post(f"{path}/actions", {"action": action, **body})
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.json()
    if status == 200:
        DocumentDetailModel.model_validate(found)
    return found


def test_a_letter_goes_the_whole_way_and_is_corrected(
    ctx: Context, officer: Api, second: Api, sekda: Api
) -> None:
    path = drafted(ctx, officer, "63.01")
    assert act(officer, path, "submit")["state"] == "review"
    act(officer, path, "paraf", 409)
    body = act(second, path, "paraf", reason="Sesuai.")
    chain = body["paraf"]
    assert isinstance(chain, list)
    assert chain[0]["note"] == "Sesuai."
    assert act(officer, path, "number", dated=DATED)["state"] == "numbered"
    assert sekda.get(path).status_code == 200
    body = act(officer, path, "sign")
    assert (body["state"], body["dated"]) == ("signed", DATED)
    assert act(sekda, path, "acknowledge")["deliveries"]
    successor = act(officer, path, "ralat", reason="Waktu berubah.")
    assert successor["supersedes"] == body["id"]
    new = f"/documents/{successor['id']}"
    act(officer, new, "sign", dated=DATED)
    old = officer.get(path).json()
    assert (old["state"], old["superseded_by"]) == ("superseded", successor["id"])
    states = [event["state"] for event in old["history"]]
    assert states == [
        "review",
        "initialled",
        "numbered",
        "signed",
        "acknowledged",
        "superseded",
    ]
    assert old["numbers"][0]["state"] == "final"


def test_if_match_names_the_version_that_was_seen(ctx: Context, officer: Api) -> None:
    path = drafted(ctx, officer, "63.02")
    seen = officer.get(path).headers["ETag"]
    stale = officer.post(f"{path}/actions", {"action": "submit"}, {"If-Match": '"999"'})
    assert stale.status_code == 412
    fresh = officer.post(f"{path}/actions", {"action": "submit"}, {"If-Match": seen})
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != seen


def test_a_repeated_key_changes_nothing_and_another_body_is_refused(
    ctx: Context, officer: Api
) -> None:
    path = drafted(ctx, officer, "63.03")
    key = {"Idempotency-Key": "tanda-tangan-1"}
    sign = {"action": "sign", "dated": DATED}
    first = officer.post(f"{path}/actions", sign, key)
    again = officer.post(f"{path}/actions", sign, key)
    assert first.status_code == again.status_code == 200
    assert again.json() == first.json()
    other = officer.post(f"{path}/actions", {**sign, "dated": "2025-07-29"}, key)
    assert other.status_code == 422


def test_a_reader_and_a_neighbour_do_nothing(
    ctx: Context, officer: Api, reader: Api, neighbour: Api
) -> None:
    path = drafted(ctx, officer, "63.04")
    for action in get_args(DocumentAction):
        body = {"action": action, "dated": DATED, "reason": "x", "data": {"by": "kurir"}}
        for who in (reader, neighbour):
            assert who.post(f"{path}/actions", body).status_code in (403, 404), action


def test_the_actions_of_the_api_are_those_there_are() -> None:
    assert set(get_args(DocumentAction)) == set(ACTIONS)


def test_an_office_on_srikandi_records_its_number(ctx: Context, officer: Api) -> None:
    path = drafted(ctx, officer, "63.05")
    put_series(ctx, SeriesSetting("pmd-provinsi", "63", "", elsewhere="SRIKANDI"))
    try:
        refused = act(officer, path, "sign", 409, dated=DATED)
        assert "SRIKANDI" in str(refused)
        data = {"number": "B-9/DPMD/2025", "url": "https://srikandi.contoh.id/9"}
        body = act(officer, path, "record_number", dated=DATED, data=data)
        assert body["number"] == "B-9/DPMD/2025"
        bad = act(officer, path, "record_number", 422, dated=DATED, data={"number": "\u0007"})
        assert bad["errors"]
    finally:
        put_series(ctx, SeriesSetting("pmd-provinsi", "63", ""))
    unknown = officer.post(f"{path}/actions", {"action": "void", "lain": 1})
    assert unknown.status_code == 422
