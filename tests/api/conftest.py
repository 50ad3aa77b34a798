"""An application over a fresh system, its keys and its people, made once per module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from engine.domain.command import Grant
from engine.services import access
from engine.services.context import Context
from tests.api.client import PASSWORD, Api
from tests.support.world import make_context


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A fresh system per module; its clock stands in March 2026."""
    folder: Path = tmp_path_factory.mktemp("sistem")
    return make_context(folder, upload_limit_mb=1)


@pytest.fixture(scope="module")
def app(ctx: Context) -> FastAPI:
    return create_app(ctx)


@pytest.fixture(scope="module")
def http(app: FastAPI) -> Iterator[TestClient]:
    """A client without any credentials; redirects are looked at, not followed."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def officer(ctx: Context, http: TestClient) -> Api:
    """The province's Dinas PMD, by key."""
    return keyed(ctx, http, "63", "pmd-provinsi")


@pytest.fixture(scope="module")
def second(ctx: Context, http: TestClient) -> Api:
    """Another officer of the same office: the second pair of eyes."""
    return keyed(ctx, http, "63", "pmd-provinsi")


@pytest.fixture(scope="module")
def reader(ctx: Context, http: TestClient) -> Api:
    """A dashboard of the province: reads only."""
    return keyed(ctx, http, "63", "pembaca")


@pytest.fixture(scope="module")
def neighbour(ctx: Context, http: TestClient) -> Api:
    """The Dinas PMD of another kabupaten."""
    return keyed(ctx, http, "63.02", "pmd-kabupaten")


@pytest.fixture(scope="module")
def sekda(ctx: Context, http: TestClient) -> Api:
    """The Sekda of the kabupaten that the cases are of."""
    return keyed(ctx, http, "63.01", "sekda")


@pytest.fixture(scope="module")
def person(ctx: Context) -> str:
    """An officer with an account; hashing its password is slow, so there is one per module."""
    grants = [Grant("pmd-provinsi", "63")]
    access.create_account(ctx, "pmd.tiga", "Petugas Peraga", PASSWORD, grants)
    return "pmd.tiga"


def keyed(ctx: Context, http: TestClient, area: str, role: str) -> Api:
    """A client with a new key of its own."""
    _, key = access.create_api_key(ctx, f"uji {role} {area}", area, role)
    return Api(http, key)
