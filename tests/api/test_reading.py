"""What clients read: lists, blockers, the log, procedures, regencies, and that they are whole."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from pydantic import BaseModel

from api.cases.models import BlockerModel, CaseModel, CaseSummaryModel, EventModel
from api.changes.routes import ChangeModel
from api.procedures.routes import ProcedureRefModel
from api.regencies.models import RegencyModel
from engine.services.context import Context
from tests.api.client import AUDIENCE, HELD_ON, Api
from tests.support.world import kawasan_at, open_tkpkp

FORMED = ("63.01", "63.02", "63.11")


@pytest.fixture(scope="module")
def kawasan(ctx: Context) -> str:
    """A kawasan at its inventory, beside a finished team, and two more teams just begun."""
    case = kawasan_at(ctx, "musyawarah-desa")
    for regency in FORMED[1:]:
        open_tkpkp(ctx, regency)
    return case


def whole(model: type[BaseModel], value: dict[str, Any]) -> None:
    """The answer is what its model describes, key by key: nothing more, nothing less."""
    model.model_validate(value)
    described = {n for n, f in model.model_fields.items() if f.is_required()}
    assert described <= value.keys()


def test_every_answer_is_what_its_description_says(reader: Api, kawasan: str) -> None:
    whole(CaseModel, reader.get(f"/cases/{kawasan}").json())
    for path, model in (
        ("/cases", CaseSummaryModel),
        (f"/cases/{kawasan}/blockers", BlockerModel),
        (f"/cases/{kawasan}/events", EventModel),
        ("/changes", ChangeModel),
        ("/regencies", RegencyModel),
        ("/procedures", ProcedureRefModel),
    ):
        items = reader.get(path).json()["items"]
        assert items, path
        for item in items:
            whole(model, item)


def test_a_village_step_carries_a_branch_per_village(reader: Api, kawasan: str) -> None:
    body = reader.get(f"/cases/{kawasan}").json()
    step = next(s for s in body["steps"] if s["id"] == "inventarisasi")
    assert step["scope"] == "village"
    assert {b["village"] for b in step["branches"]} == {v["code"] for v in body["villages"]}
    assert all(b["state"] == "done" and b["evidence"] for b in step["branches"])
    assert all(v["district"] and v["consent"] == "belum" for v in body["villages"])
    single = next(s for s in body["steps"] if s["id"] == "inisiasi")
    assert "branches" not in single
    assert single["basis"][0]["label"]


def test_a_case_names_procedure_place_and_progress(reader: Api, kawasan: str) -> None:
    body = reader.get(f"/cases/{kawasan}").json()
    assert body["procedure"]["id"] == "kawasan-perdesaan"
    assert len(body["procedure"]["digest"]) == 64
    assert body["regency"] == {"code": "63.01", "name": "Kabupaten Tanah Laut"}
    assert (body["number"], body["status"], body["complete"]) == (kawasan, "running", False)
    assert body["updated_at"] == "2026-03-02T02:00:00Z"
    assert body["demonstration"] is False
    assert body["parent"] is None


def test_the_next_change_is_expected_when_the_due_day_begins_there(
    reader: Api, kawasan: str
) -> None:
    body = reader.get(f"/cases/{kawasan}").json()
    flat = [b for s in body["steps"] for b in s.get("branches", [s])]
    due = min(b["due_on"] for b in flat if b["due_on"] and b["state"] == "open")
    expected = body["next_expected_change_at"]
    assert expected.endswith("T16:00:00Z")  # midnight in Tanah Laut (WITA) is the day before
    assert expected[:10] < due


def test_blockers_say_what_is_unmet_on_what_basis_and_who_mends_it(
    reader: Api, kawasan: str
) -> None:
    items = reader.get(f"/cases/{kawasan}/blockers").json()["items"]
    open_items = [i for i in items if i["state"] == "open"]
    meetings = [i for i in open_items if i["step"] == "musyawarah-desa"]
    assert len(meetings) == 4
    for item in meetings:
        assert item["village_name"]
        assert item["who"]
        assert item["earliest_completion"] == "2025-09-03"
        assert item["findings"]
        assert all(f["basis"] and f["message"] for f in item["findings"])
    locked = [i for i in items if i["state"] == "locked"]
    assert locked
    assert all(i["waiting_for"] and not i["ready"] for i in locked)


def test_the_log_tells_when_it_happened_and_when_it_was_recorded(
    reader: Api, kawasan: str
) -> None:
    items = reader.get(f"/cases/{kawasan}/events").json()["items"]
    assert [e["seq"] for e in items] == list(range(1, len(items) + 1))
    assert items[0]["type"] == "case_opened"
    assert items[1]["occurred_on"] == "2025-08-25"
    assert items[1]["recorded_at"] == "2026-03-02T02:00:00Z"
    assert all(a["hash"] == b["previous_hash"] for a, b in pairwise(items))


def test_cases_are_filtered_by_whatever_is_asked(reader: Api, kawasan: str) -> None:
    def ids(**query: Any) -> list[str]:
        return [c["id"] for c in reader.get("/cases", **query).json()["items"]]

    everything = ids()
    assert everything == sorted(everything)
    assert len(everything) == 4
    assert kawasan in ids(regency="63.01")
    assert len(ids(regency="63.01")) == 2
    assert ids(procedure="kawasan-perdesaan") == [kawasan]
    assert len(ids(phase="audiensi")) == 2
    assert ids(status="closed") == []
    assert ids(ids=f"{kawasan}, tidak-ada") == [kawasan]
    assert ids(updated_after="2026-03-02T02:00:00") == []
    assert ids(updated_after="2026-03-02T01:59:59Z") == everything
    assert ids(updated_after="2026-03-02") == everything


def test_pages_follow_each_other_without_gap_or_repetition(reader: Api, kawasan: str) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        page = reader.get("/cases", limit=1, cursor=cursor).json()
        seen += [c["id"] for c in page["items"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert seen == [c["id"] for c in reader.get("/cases").json()["items"]]


def test_every_regency_is_listed_also_where_nothing_began(reader: Api, kawasan: str) -> None:
    items = reader.get("/regencies").json()["items"]
    assert len(items) == 13
    by_code = {r["code"]: r for r in items}
    assert by_code["63.03"]["state"] == "belum-dimulai"
    assert by_code["63.03"]["cases"] == []
    begun = by_code["63.02"]
    assert (begun["state"], begun["since"]) == ("audiensi", "2025-07-25")
    assert begun["blocked_by"]
    assert begun["next"]
    assert begun["province"] == {"code": "63", "name": "Kalimantan Selatan"}
    assert by_code["63.01"]["leading"] == kawasan
    assert reader.get("/regencies/63.01").json() == by_code["63.01"]


def test_an_unknown_regency_is_an_unknown_region(reader: Api) -> None:
    for code in ("63.99", "63", "63.01.01", "kota"):
        answer = reader.get(f"/regencies/{code}")
        assert answer.status_code == 422, code
        assert answer.json()["type"].endswith(":wilayah-tidak-dikenal")


def test_a_procedure_shows_its_rules_with_their_basis(reader: Api) -> None:
    listed = reader.get("/procedures").json()["items"]
    assert {p["id"] for p in listed} >= {"tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma"}
    body = reader.get("/procedures/tkpkp-kabupaten/1.0.0").json()
    step = body["steps"][0]
    assert step["id"] == AUDIENCE
    assert step["basis"][0]["certainty"] == "practice"
    assert [g["id"] for g in step["guards"]][:2] == ["komitmen-tercatat", "notula-ada"]
    assert step["clocks"][0]["value"] == 14
    assert step["clocks"][0]["legal"] is False
    assert reader.get("/procedures/tkpkp-kabupaten/9.9.9").status_code == 404


def test_every_procedure_can_be_shown(reader: Api) -> None:
    for listed in reader.get("/procedures").json()["items"]:
        body = reader.get(f"/procedures/{listed['id']}/{listed['version']}").json()
        assert len(body["steps"]) == listed["steps"]


def test_a_finished_step_names_the_date_it_was_done(reader: Api, kawasan: str) -> None:
    team = reader.get("/cases", regency="63.01", procedure="tkpkp-kabupaten").json()["items"][0]
    body = reader.get(f"/cases/{team['id']}").json()
    assert body["complete"] is True
    assert next(s for s in body["steps"] if s["id"] == AUDIENCE)["done_on"] == HELD_ON
