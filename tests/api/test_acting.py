"""Moving a case by the API: what is accepted, what is refused, and why."""

from __future__ import annotations

import pytest
from httpx import Response
from starlette.testclient import TestClient

from api.cases.acted import ActedModel
from api.cases.models import CaseModel
from api.models import ProblemModel
from engine.reference import regions
from engine.services.context import Context
from tests.api.client import AUDIENCE, HELD_ON, TEAM_CASE, Api
from tests.api.conftest import keyed
from tests.support.data import KAWASAN, VILLAGES

UNUSED = (place.code for place in regions.regencies("33"))
NOTHING: dict[str, list[object]] = {"steps": [], "documents": []}
START = {"action": "start", "step": AUDIENCE, "occurred_on": HELD_ON}


@pytest.fixture(scope="module")
def officer(ctx: Context, http: TestClient) -> Api:
    """An officer of the whole country: a kabupaten has one team, so each case has its own."""
    return keyed(ctx, http, "*", "pmd-provinsi")


@pytest.fixture(scope="module")
def second(ctx: Context, http: TestClient) -> Api:
    return keyed(ctx, http, "*", "pmd-provinsi")


@pytest.fixture
def case(officer: Api) -> str:
    return str(officer.open(regency=next(UNUSED)).json()["id"])


def problem(answer: Response, status: int) -> ProblemModel:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    return ProblemModel.model_validate(answer.json())


def test_opening_answers_the_case_and_where_it_is(officer: Api) -> None:
    answer = officer.open(regency="63.72", title="Tim Banjarbaru")
    assert answer.status_code == 201
    body = CaseModel.model_validate(answer.json())
    assert answer.headers["Location"] == f"/api/v1/cases/{body.id}"
    assert answer.headers["ETag"] == '"1.0"'
    assert (body.regency.code, body.title, body.status) == ("63.72", "Tim Banjarbaru", "running")


def test_submitting_and_approving_move_the_case_on(officer: Api, second: Api, case: str) -> None:
    submitted = officer.act(case, officer.audience())
    assert submitted.status_code == 200, submitted.text
    assert step(submitted, AUDIENCE)["state"] == "submitted"
    approval = {"action": "approve", "step": AUDIENCE, "occurred_on": "2025-07-30"}
    own = problem(officer.act(case, approval), 409)
    assert [f.guard for f in own.findings] == ["empat-mata"]
    approved = second.act(case, approval, match=submitted.headers["ETag"])
    assert approved.status_code == 200
    assert step(approved, AUDIENCE)["state"] == "done"
    assert step(approved, AUDIENCE)["done_on"] == HELD_ON
    assert step(approved, "susunan-tim")["state"] == "open"
    assert approved.json()["version"] == 3


def step(answer: Response, name: str) -> dict[str, object]:
    found: dict[str, object] = next(s for s in answer.json()["steps"] if s["id"] == name)
    return found


def test_a_refusal_holds_every_finding_with_basis_who_and_remedy(officer: Api, case: str) -> None:
    body = {**START, "action": "submit"}
    found = problem(officer.act(case, body), 409).findings
    assert {"komitmen-tercatat", "notula-ada", "jadwal-disepakati"} <= {f.guard for f in found}
    for finding in found:
        assert finding.basis
        assert finding.basis[0].label
        assert finding.basis[0].certainty in {"verified", "secondary", "recalled", "practice"}
        assert finding.who
        assert finding.remedy
    assert officer.get(f"/cases/{case}").json()["version"] == 1


def test_a_step_out_of_order_names_what_comes_first(officer: Api, case: str) -> None:
    body = {**START, "step": "penetapan-tkpkp"}
    finding = problem(officer.act(case, body), 409).findings[0]
    assert finding.kind == "order"
    assert "Rancangan" in finding.message
    assert finding.basis


def test_an_unknown_step_is_an_invalid_field(officer: Api, case: str) -> None:
    found = problem(officer.act(case, {**START, "step": "entah"}), 422)
    assert [e.field for e in found.errors] == ["step"]


@pytest.mark.parametrize("action", ["hapus", "open", ""])
def test_an_unknown_action_is_an_invalid_field(officer: Api, action: str) -> None:
    body = {**START, "action": action}
    found = problem(officer.act(existing(officer), body, match="1"), 422)
    assert [e.field for e in found.errors] == ["action"]


def existing(api: Api) -> str:
    items = api.get("/cases", limit=1).json()["items"]
    return str(items[0]["id"] if items else api.open(regency="63.71").json()["id"])


def test_a_field_that_is_unknown_or_malformed_is_named(officer: Api, case: str) -> None:
    body = {**START, "data": {"jumlah_peserta": "dua belas", "warna": "biru"}}
    found = problem(officer.act(case, body), 422)
    assert {e.field for e in found.errors} == {"jumlah_peserta", "warna"}


def test_a_date_in_the_future_is_refused_with_its_basis(officer: Api, case: str) -> None:
    found = problem(officer.act(case, {**START, "occurred_on": "2026-03-03"}), 409).findings
    assert [f.guard for f in found] == ["tanggal-masa-depan"]
    assert found[0].basis


@pytest.mark.parametrize("date", ["29-07-2025", "2025-02-30", 7, None])
def test_a_date_that_is_none_is_an_invalid_field(officer: Api, date: object) -> None:
    body = {**START, "occurred_on": date}
    found = problem(officer.act(existing(officer), body, match="1"), 422)
    assert [e.field for e in found.errors] == ["occurred_on"]


def test_a_change_must_name_the_version_it_saw(officer: Api, case: str) -> None:
    path = f"/cases/{case}/actions"
    problem(officer.post(path, START), 428)


@pytest.mark.parametrize("form", ['"1.0"', '"1"', "1", ' "1.7" '])
def test_the_version_may_be_named_in_several_forms(officer: Api, case: str, form: str) -> None:
    assert officer.act(case, START, match=form).status_code == 200


@pytest.mark.parametrize("form", ['W/"1.0"', "*", '"satu"', '"1.0", "2.0"', "-1"])
def test_a_version_named_vaguely_is_refused(officer: Api, form: str) -> None:
    found = problem(officer.act(existing(officer), START, match=form), 422)
    assert [e.field for e in found.errors] == ["If-Match"]


def test_a_stale_version_is_told_the_current_one(officer: Api, case: str) -> None:
    assert officer.act(case, START, match='"1.0"').status_code == 200
    stale = officer.act(case, START, match='"1.0"')
    found = problem(stale, 412)
    assert (found.seen_version, found.current_version) == (1, 2)
    assert stale.headers["ETag"] == officer.get(f"/cases/{case}").headers["ETag"]


def test_a_repeated_key_with_the_same_body_changes_nothing_more(officer: Api, case: str) -> None:
    first = officer.act(case, START, match="1", key="k-1")
    again = officer.act(case, START, match="1", key="k-1")
    assert (first.status_code, again.status_code) == (200, 200)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json()["version"] == first.json()["version"] == 2
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_repeated_key_with_another_body_is_an_error(officer: Api, case: str) -> None:
    officer.act(case, START, match="1", key="k-2")
    other = officer.act(case, {**START, "reason": "lain"}, match="2", key="k-2")
    assert problem(other, 422).type.endswith(":kunci-terpakai")
    assert officer.get(f"/cases/{case}").json()["version"] == 2


def test_keys_of_different_clients_do_not_meet(officer: Api, second: Api, case: str) -> None:
    officer.act(case, START, match="1", key="k-3")
    answer = second.act(case, {**START, "reason": "lain"}, match="2", key="k-3")
    assert answer.status_code == 200


def test_opening_twice_with_one_key_opens_one_case(officer: Api) -> None:
    regency = next(UNUSED)
    first = officer.open(key="buka", regency=regency)
    again = officer.open(key="buka", regency=regency)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["id"] == first.json()["id"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    other = officer.open(key="buka", regency=next(UNUSED))
    assert problem(other, 422).type.endswith(":kunci-terpakai")


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"regency": "63.99"}, 422, None),
        ({"regency": "63"}, 422, None),
        ({"regency": "63.01.01"}, 422, None),
        ({"regency": "x' OR 1=1"}, 422, None),
        ({"title": "  "}, 422, "title"),
        ({"procedure": "entah"}, 404, None),
        ({"villages": [VILLAGES[0]]}, 422, "villages"),
        ({"occurred_on": "2026-03-03"}, 409, None),
    ],
)
def test_opening_says_what_is_wrong(
    officer: Api, changes: dict[str, object], status: int, field: str | None
) -> None:
    found = problem(officer.post("/cases", {**TEAM_CASE, **changes}), status)
    if field:
        assert field in [e.field for e in found.errors]


@pytest.mark.parametrize(
    "villages",
    [
        [VILLAGES[0], "63.02.01.2001"],  # of two kabupaten
        [VILLAGES[0], VILLAGES[0]],
        ["63.01.01"],  # a kecamatan
        ["63.01.01.9999"],
        [],
    ],
)
def test_a_kawasan_takes_villages_of_its_own_kabupaten_only(
    officer: Api, villages: list[str]
) -> None:
    body = {
        "procedure": "kawasan-perdesaan",
        "regency": "63.01",
        "title": KAWASAN,
        "occurred_on": "2025-08-25",
        "villages": villages,
    }
    found = problem(officer.post("/cases", body), 422)
    assert {e.field for e in found.errors} == {"villages"}


def test_evidence_that_was_never_uploaded_is_refused(officer: Api, case: str) -> None:
    evidence = [{"kind": "notula", "sha256": "0" * 64}]
    found = problem(officer.act(case, {**START, "evidence": evidence}), 422)
    assert [e.field for e in found.errors] == ["evidence"]


def test_an_act_names_what_it_invalidates_and_says_so_beforehand_too(
    officer: Api, second: Api, case: str
) -> None:
    assert officer.act(case, officer.audience()).json()["invalidated"] == NOTHING
    back = {"action": "return", "step": AUDIENCE, "occurred_on": HELD_ON, "reason": "keliru"}
    seen = officer.get(f"/cases/{case}").headers["ETag"]
    tried = second.post(f"/cases/{case}/actions?dry_run=true", back, {"If-Match": seen})
    assert officer.get(f"/cases/{case}").headers["ETag"] == seen
    done = second.act(case, back, key="kembali")
    again = second.act(case, back, key="kembali")
    answers = [ActedModel.model_validate(each.json()) for each in (tried, done, again)]
    assert answers[0].invalidated == answers[1].invalidated == answers[2].invalidated
    assert [(s.step, s.effect) for s in answers[0].invalidated.steps] == [(AUDIENCE, "reopened")]
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_trial_of_what_is_refused_gives_the_refusal(officer: Api, case: str) -> None:
    back = {"action": "return", "step": AUDIENCE, "occurred_on": HELD_ON, "reason": "keliru"}
    tried = officer.post(f"/cases/{case}/actions?dry_run=true", back)
    assert problem(tried, 409).findings
