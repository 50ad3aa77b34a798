"""Documents by the API: read, taken, acknowledged, returned, and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from api.documents.models import DocumentDetailModel
from engine.services import issuing
from engine.services.context import Context
from engine.services.issuing import Draft, Recipient, Series
from tests.api.client import AUDIENCE, HELD_ON, Api
from tests.support.world import OFFICER, open_tkpkp, pdf, step_data


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    return open_tkpkp(ctx)


def drafted(ctx: Context, case: str, village: str = "") -> str:
    draft = Draft(case, "nota-dinas", AUDIENCE, village, "Nota dinas", {"isi": "x"}, "1", 1)
    return issuing.save_draft(ctx, draft).id


def signed(ctx: Context, case: str, serial: str) -> str:
    """A signed document on its way to the Sekda."""
    document = drafted(ctx, case, serial)
    series = Series("Dinas PMD", "uji", 2025, lambda n: f"400.10/{n:03d}/CONTOH/2025")
    issuing.finalize(
        ctx,
        OFFICER,
        document,
        number=issuing.reserve_number(ctx, document, series, date(2025, 7, 28)),
        dated=date(2025, 7, 28),
        signatory="Kepala Dinas",
        letter={"isi": "x"},
        content=pdf(document),
        recipients=(Recipient("sekda", "63.01"),),
    )
    return document


LETTER = {"kind": "surat-permohonan-audiensi", "step": AUDIENCE}


def test_a_letter_is_drafted_signed_and_taken_by_the_office_it_went_to(
    ctx: Context, officer: Api, sekda: Api, reader: Api
) -> None:
    case = open_tkpkp(ctx, "63.02")
    begun = {
        "action": "start",
        "step": AUDIENCE,
        "occurred_on": HELD_ON,
        "data": step_data(AUDIENCE),
    }
    assert officer.act(case, begun).status_code == 200
    drafted = officer.post(f"/cases/{case}/documents", LETTER)
    assert drafted.status_code == 201
    body = drafted.json()
    assert DocumentDetailModel.model_validate(body).state == "draft"
    path = f"/documents/{body['id']}"
    assert drafted.headers["Location"] == f"/api/v1{path}"
    content = officer.get(f"{path}/content")
    assert content.content.startswith(b"%PDF-")
    assert content.headers["ETag"] == f'"{body["sha256"]}"'
    undated = officer.post(f"{path}/actions", {"action": "sign"})
    assert [e["field"] for e in undated.json()["errors"]] == ["dated"]
    anew = officer.post(f"{path}/actions", {"action": "draft"})
    assert anew.json()["id"] == body["id"]
    signed = officer.post(f"{path}/actions", {"action": "sign", "dated": "2025-07-28"})
    assert signed.status_code == 200
    assert (signed.json()["state"], signed.json()["dated"]) == ("signed", "2025-07-28")
    assert signed.json()["number"]
    assert signed.json()["deliveries"][0]["area"] == "63.02"
    assert reader.get(f"{path}/content").content.startswith(b"%PDF-")
    assert sekda.get(path).status_code == 404  # of another kabupaten


def test_a_draft_is_for_those_who_make_documents(
    ctx: Context, officer: Api, reader: Api, case: str
) -> None:
    document = drafted(ctx, case)
    assert officer.get(f"/documents/{document}").json()["state"] == "draft"
    assert reader.get(f"/documents/{document}").status_code == 404
    assert reader.get(f"/documents/{document}/content").status_code == 404
    assert reader.get(f"/cases/{case}/documents").json()["items"] == []
    assert reader.post(f"/cases/{case}/documents", LETTER).status_code == 403


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"kind": "entah"}, 422),
        ({"step": "entah"}, 404),
        ({"kind": "keputusan-tkpkp", "step": "penetapan-tkpkp"}, 409),
    ],
)
def test_what_cannot_be_drafted_yet_or_at_all_is_refused(
    officer: Api, case: str, changes: dict[str, str], status: int
) -> None:
    answer = officer.post(f"/cases/{case}/documents", {**LETTER, **changes})
    assert answer.status_code == status, answer.text


def test_what_is_issued_is_for_everybody_of_the_area(
    ctx: Context, reader: Api, neighbour: Api, case: str
) -> None:
    document = signed(ctx, case, "a")
    body = reader.get(f"/documents/{document}").json()
    assert (body["state"], body["number"]) == ("signed", "400.10/001/CONTOH/2025")
    assert [(d["role"], d["state"]) for d in body["deliveries"]] == [("sekda", "queued")]
    content = reader.get(f"/documents/{document}/content")
    assert content.content == pdf(document)
    assert content.headers["Content-Type"] == "application/pdf"
    assert content.headers["ETag"] == f'"{body["sha256"]}"'
    for path in ("", "/content"):
        assert neighbour.get(f"/documents/{document}{path}").status_code == 404
    items = reader.get(f"/cases/{case}/documents").json()["items"]
    assert [item for item in items if item.items() <= body.items()]
    listed = reader.get(f"/cases/{case}").json()["steps"][0]["documents"]
    assert isinstance(listed, list)


def test_only_the_receiving_office_acknowledges_and_the_first_receipt_stands(
    ctx: Context, officer: Api, sekda: Api, case: str
) -> None:
    document = signed(ctx, case, "b")
    path = f"/documents/{document}/actions"
    assert officer.post(path, {"action": "acknowledge"}).status_code == 403
    before = officer.get(f"/cases/{case}").headers["ETag"]
    first = sekda.post(path, {"action": "acknowledge"})
    assert first.status_code == 200
    received = first.json()["deliveries"][0]["acknowledged_at"]
    assert received
    again = sekda.post(path, {"action": "acknowledge"}).json()["deliveries"][0]
    assert again["acknowledged_at"] == received
    assert officer.get(f"/cases/{case}", {"If-None-Match": before}).status_code == 200


def test_the_first_look_of_the_receiving_office_is_noted(
    ctx: Context, officer: Api, sekda: Api, case: str
) -> None:
    document = signed(ctx, case, "c")
    officer.get(f"/documents/{document}/content")
    opened = officer.get(f"/documents/{document}").json()["deliveries"][0]["opened_at"]
    assert opened is None
    sekda.get(f"/documents/{document}/content")
    opened = officer.get(f"/documents/{document}").json()["deliveries"][0]["opened_at"]
    assert opened == "2026-03-02T02:00:00Z"


def test_a_return_needs_a_reason_and_ends_the_document(
    ctx: Context, sekda: Api, reader: Api, case: str
) -> None:
    document = signed(ctx, case, "d")
    path = f"/documents/{document}/actions"
    assert reader.post(path, {"action": "return", "reason": "x"}).status_code == 403
    assert sekda.post(path, {"action": "return", "reason": " "}).status_code == 422
    answer = sekda.post(path, {"action": "return", "reason": "Nomor surat keliru."})
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["reason"]) == (
        "withdrawn",
        "Nomor surat keliru.",
    )
    again = sekda.post(path, {"action": "return", "reason": "Sekali lagi."})
    assert again.status_code == 409
    assert again.json()["findings"]


def test_an_action_that_is_none_is_refused(ctx: Context, sekda: Api, case: str) -> None:
    document = signed(ctx, case, "e")
    answer = sekda.post(f"/documents/{document}/actions", {"action": "bakar"})
    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == ["action"]
