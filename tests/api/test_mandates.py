"""The register of mandates by the API: who reads, who records, and who may sign on a date."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.mandates.models import MandateModel, SignerModel
from engine.services.context import Context
from tests.api.client import V1, Api
from tests.api.conftest import keyed

OFFICE = {"role": "sekda", "area": "63.01"}
NIP = "1" * 18
TERM: dict[str, Any] = {
    "kind": "term",
    "office": OFFICE,
    "holding": "definitif",
    "from": "2025-01-01",
    "basis": {"name": "Keputusan", "number": "800/1/2025", "date": "2024-12-20"},
    "official": {"name": "(nama pejabat)", "front": "Drs.", "nip": NIP},
}
DEPUTY: dict[str, Any] = {
    **TERM,
    "holding": "plh",
    "from": "2026-03-10",
    "until": "2026-03-20",
    "basis": {"number": "800/12/2026", "date": "2026-03-01"},
    "official": {"name": "(nama pelaksana)"},
}
ON_BEHALF: dict[str, Any] = {
    "kind": "delegation",
    "mode": "an",
    "giver": {"role": "bupati", "area": "63.01"},
    "taker": OFFICE,
    "from": "2026-01-01",
    "basis": {"number": "100/4/2026", "date": "2025-12-30"},
    "scope": ["undangan-rapat-koordinasi"],
}
WHO: dict[str, Any] = {"office": "sekda", "area": "63.01", "on": "2026-03-14"}


@pytest.fixture(scope="module")
def term(officer: Api) -> MandateModel:
    answer = officer.post("/mandates", TERM)
    assert answer.status_code == 201, answer.text
    return MandateModel.model_validate(answer.json())


@pytest.fixture(scope="module")
def deputy(officer: Api, term: MandateModel) -> MandateModel:
    return MandateModel.model_validate(officer.post("/mandates", DEPUTY).json())


@pytest.fixture(scope="module")
def given(officer: Api, term: MandateModel) -> MandateModel:
    return MandateModel.model_validate(officer.post("/mandates", ON_BEHALF).json())


def test_who_may_sign_on_14_march_is_answered_with_the_mandate_and_the_others(
    officer: Api, deputy: MandateModel
) -> None:
    found = SignerModel.model_validate(officer.get("/mandates/signers", **WHO).json())
    assert found.known
    assert found.signatory is not None
    assert found.signatory.startswith("Plh. Sekretaris Daerah")
    assert found.mandate is not None
    assert found.mandate["term"]["id"] == deputy.id
    assert found.others[0].basis
    before = officer.get("/mandates/signers", **{**WHO, "on": "2026-03-09"}).json()
    assert "Plh." not in before["signatory"]
    act = {**WHO, "act": "undangan-rapat-koordinasi"}
    assert officer.get("/mandates/signers", **act).json()["act"] == act["act"]


def test_mandates_are_listed_by_office_area_and_day(
    officer: Api, term: MandateModel, deputy: MandateModel, given: MandateModel
) -> None:
    def ids(**query: Any) -> set[str]:
        answer = officer.get("/mandates", **query)
        assert answer.status_code == 200, answer.text
        items = [MandateModel.model_validate(item) for item in answer.json()["items"]]
        return {item.id for item in items}

    assert {term.id, deputy.id, given.id} <= ids()
    assert ids(office="sekda", area="63.01", on="2026-03-14") == {term.id, deputy.id}
    assert ids(office="sekda", area="63.01", on="2026-03-09") == {term.id}
    assert ids(office="bupati") == {given.id}
    assert ids(area="63.02") == set()


def test_only_who_keeps_the_register_reads_the_nip(
    officer: Api, reader: Api, sekda: Api, term: MandateModel
) -> None:
    def nips(api: Api) -> set[str]:
        items = api.get("/mandates", on="2025-06-01").json()["items"]
        return {item["official"]["nip"] for item in items if item["kind"] == "term"}

    assert nips(officer) == {NIP}
    assert nips(reader) == {""}
    assert NIP not in reader.get("/mandates/signers", **{**WHO, "on": "2025-06-01"}).text
    assert sekda.get("/mandates").status_code == 200


def test_another_kabupaten_is_neither_listed_nor_answered_for(
    neighbour: Api, term: MandateModel
) -> None:
    assert neighbour.get("/mandates").json()["items"] == []
    assert neighbour.get("/mandates/signers", **WHO).status_code == 404


def test_who_makes_no_documents_records_and_ends_nothing(
    ctx: Context, http: TestClient, term: MandateModel
) -> None:
    asked = 0
    for role in sorted(ctx.catalog.roles):
        if "documents" not in ctx.catalog.roles[role].may:
            api = keyed(ctx, http, "63.01", role)
            assert api.post("/mandates", TERM).status_code == 403, role
            assert api.post("/mandates", ON_BEHALF).status_code == 403, role
            end = {"until": "2026-01-01", "reason": "mencoba"}
            assert api.post(f"/mandates/{term.id}/end", end).status_code == 403, role
            asked += 1
    assert asked > 1


def test_a_neighbour_records_and_ends_nothing_here(neighbour: Api, term: MandateModel) -> None:
    assert neighbour.post("/mandates", TERM).status_code == 403
    end = {"until": "2026-01-01", "reason": "mencoba"}
    assert neighbour.post(f"/mandates/{term.id}/end", end).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/mandates"),
        ("GET", "/mandates/signers?office=sekda&area=63.01"),
        ("POST", "/mandates"),
        ("POST", "/mandates/PJ-63.01-0001/end"),
    ],
)
def test_strangers_are_refused(http: TestClient, method: str, path: str) -> None:
    assert http.request(method, V1 + path, json=TERM).status_code == 401


def test_what_cannot_stand_together_is_refused_so_a_repeat_records_nothing(
    officer: Api, term: MandateModel
) -> None:
    before = officer.get("/mandates").json()["items"]
    answer = officer.post("/mandates", TERM)
    assert answer.status_code == 409
    assert answer.json()["findings"]
    assert officer.get("/mandates").json()["items"] == before


def test_a_mandate_is_ended_with_a_reason_and_stays_on_record(officer: Api) -> None:
    area = {"role": "sekda", "area": "63.02"}
    kept = officer.post("/mandates", {**TERM, "office": area}).json()["id"]
    nothing = officer.post(f"/mandates/{kept}/end", {"until": "2026-01-31", "reason": " "})
    assert nothing.status_code == 422
    ended = officer.post(f"/mandates/{kept}/end", {"until": "2026-01-31", "reason": "purnatugas"})
    assert MandateModel.model_validate(ended.json()).until is not None
    assert officer.get("/mandates", area="63.02").json()["items"][0]["until"] == "2026-01-31"
    unknown = officer.post("/mandates/PJ-0/end", {"until": "2026-01-31", "reason": "x"})
    assert unknown.status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"holding": "raja"},
        {"kind": "warisan"},
        {"from": "besok"},
        {"office": {"role": "sekda"}},
        {"gaji": 1},
        {"official": {"name": " "}},
        {"until": "2024-01-01"},
    ],
)
def test_what_is_malformed_is_an_invalid_field(officer: Api, change: dict[str, Any]) -> None:
    body = {**TERM, "office": {"role": "sekda", "area": "63.11"}, **change}
    answer = officer.post("/mandates", body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]


def test_an_unknown_office_or_document_is_an_invalid_question(officer: Api) -> None:
    assert officer.get("/mandates/signers", **{**WHO, "office": "raja"}).status_code == 422
    assert officer.get("/mandates/signers", **WHO, act="entah").status_code == 422
