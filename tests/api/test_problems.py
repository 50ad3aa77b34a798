"""Every error has its row in the one table, and every error reads the same."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.handlers import install
from api.models import ProblemModel
from api.problems import LIKE_THEIR_PARENT, MEDIA_TYPE, TABLE, fault_of, problem_json
from documents.errors import MissingFont
from engine.errors import DefinitionError, DefinitionProblem, KawasanError, NotReady
from tests.api.client import Api

import_module("documents.service")  # and with it every error of that package
import_module("documents.signing.errors")


def every_error(kind: type[KawasanError] = KawasanError) -> Iterator[type[KawasanError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from every_error(child)


@pytest.mark.parametrize("kind", sorted(set(every_error()), key=str))
def test_every_error_has_a_row_or_is_documented_to_share_its_parents(
    kind: type[KawasanError],
) -> None:
    assert (kind in TABLE) != (name(kind) in LIKE_THEIR_PARENT)


def name(kind: type[KawasanError]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def test_nothing_is_documented_that_is_no_error() -> None:
    assert {name(kind) for kind in every_error()} >= LIKE_THEIR_PARENT


def test_statuses_are_errors_and_slugs_name_one_row_each() -> None:
    assert all(400 <= fault.status < 600 for fault in TABLE.values())
    slugs = [fault.slug for fault in TABLE.values()]
    assert len(set(slugs)) == len(slugs)


def test_an_error_like_its_parent_takes_the_parents_row() -> None:
    assert fault_of(MissingFont(["TeX"], [])) == TABLE[NotReady]


def test_an_error_in_definitions_names_file_and_line() -> None:
    body = problem_json(DefinitionError([DefinitionProblem("a/1.0.0.toml", 7, "kunci asing")]))
    assert body["problems"] == [{"file": "a/1.0.0.toml", "line": 7, "message": "kunci asing"}]


def test_an_error_that_is_not_ours_keeps_its_text_to_itself() -> None:
    app = FastAPI()
    install(app)

    @app.get("/api/kabut")
    def fail() -> None:
        message = "kata sandi basis data: rahasia"
        raise RuntimeError(message)

    answer = TestClient(app, raise_server_exceptions=False).get("/api/kabut")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert "rahasia" not in answer.text


def test_an_unknown_address_and_a_wrong_method_are_problems_too(officer: Api) -> None:
    for answer, status in (
        (officer.get("/entah"), 404),
        (officer.http.delete("/api/v1/cases", headers=officer.headers()), 405),
    ):
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == MEDIA_TYPE
        assert ProblemModel.model_validate(answer.json()).status == status


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 201}, "limit"),
        ({"limit": 0}, "limit"),
        ({"limit": "banyak"}, "limit"),
        ({"updated_after": "kemarin"}, "updated_after"),
    ],
)
def test_a_wrong_query_names_its_field(officer: Api, query: dict[str, Any], field: str) -> None:
    answer = officer.get("/cases", **query)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert [e["field"] for e in answer.json()["errors"]] == [field]


def test_a_body_that_is_not_json_is_refused_as_such(officer: Api) -> None:
    headers = officer.headers({"Content-Type": "application/json"})
    answer = officer.http.post("/api/v1/cases", content=b"{", headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"] == "Isi permintaan bukan JSON yang sah."


def test_an_unknown_key_in_a_body_is_an_error_not_a_loss(officer: Api) -> None:
    answer = officer.open(judul="salah kunci")
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "judul", "message": "Isian ini tidak dikenal."}]
