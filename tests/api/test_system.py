"""Alive, ready, and guarded: what holds for every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from engine.services.context import Context
from tests.api.client import Api
from tests.support.world import make_context


def test_it_lives_and_is_ready(http: TestClient) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    assert http.get("/readyz").json() == {"status": "siap", "missing": [], "recovery_point": None}


def test_a_schema_that_is_behind_is_not_ready(tmp_path: Path) -> None:
    ctx = make_context(tmp_path)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    with TestClient(create_app(ctx)) as client:
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "kawasan migrate" in answer.json()["missing"][0]


def test_a_database_that_is_gone_is_not_ready(tmp_path: Path) -> None:
    ctx = make_context(tmp_path)
    ctx.database.close()
    path = Path(str(ctx.database.url.database))
    for file in path.parent.glob("kawasan.db*"):
        file.unlink()
    path.parent.joinpath("kawasan.db").mkdir()
    with TestClient(create_app(ctx)) as client:
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "tidak dapat dihubungi" in answer.json()["missing"][0]


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/cases", "/entah", "/api/v1/procedures"])
def test_every_answer_carries_the_protective_headers(officer: Api, path: str) -> None:
    for headers in ({}, officer.headers()):
        answer = officer.http.get(path, headers=headers)
        policy = answer.headers["Content-Security-Policy"]
        for part in ("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'"):
            assert part in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] in ("no-store", "no-cache")


def test_what_needs_a_key_is_kept_in_no_cache(officer: Api) -> None:
    assert officer.get("/cases").headers["Cache-Control"] == "no-store"


def test_the_description_is_openapi_and_its_pages_from_elsewhere_are_off(
    http: TestClient,
) -> None:
    body = http.get("/openapi.json").json()
    assert body["openapi"].startswith("3.1")
    assert set(body["paths"]) >= {
        "/api/v1/regencies",
        "/api/v1/regencies/{code}",
        "/api/v1/cases",
        "/api/v1/cases/{case_id}",
        "/api/v1/cases/{case_id}/blockers",
        "/api/v1/cases/{case_id}/events",
        "/api/v1/cases/{case_id}/documents",
        "/api/v1/cases/{case_id}/actions",
        "/api/v1/cases/{case_id}/evidence/{sha256}",
        "/api/v1/files",
        "/api/v1/documents/{document_id}",
        "/api/v1/documents/{document_id}/content",
        "/api/v1/documents/{document_id}/actions",
        "/api/v1/procedures",
        "/api/v1/procedures/{procedure_id}/{version}",
        "/api/v1/changes",
    }
    assert all("summary" in op for item in body["paths"].values() for op in item.values())
    for path in ("/docs", "/redoc"):
        assert http.get(path).status_code == 404


def test_outbox_and_cases_are_counted(ctx: Context, officer: Api) -> None:
    officer.open(regency="63.08")
    text = officer.http.get("/metrics", headers=officer.headers()).text
    assert 'kawasan_cases{procedure="tkpkp-kabupaten",status="running"} 1' in text
    assert "# TYPE kawasan_outbox_waiting gauge" in text
