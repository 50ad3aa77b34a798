"""An application over a fresh system and its people, made once per module."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from api.app import create_app
from engine.domain.command import Grant
from engine.services import access
from engine.services.context import Context
from tests.support.world import make_context
from tests.web.visitor import PASSWORD, Visitor

PEOPLE = {
    "pmd.satu": Grant("pmd-provinsi", "63"),
    "pmd.dua": Grant("pmd-provinsi", "63"),
    "sekda.tanahlaut": Grant("sekda", "63.01"),
    "pmd.kotabaru": Grant("pmd-kabupaten", "63.02"),
    "pembaca": Grant("pembaca", "63"),
    "nasional": Grant("pembaca", "*"),
}


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A fresh system per module; its clock stands in March 2026."""
    return make_context(tmp_path_factory.mktemp("sistem"), upload_limit_mb=1)


@pytest.fixture(scope="module")
def app(ctx: Context) -> FastAPI:
    return create_app(ctx)


@pytest.fixture(scope="module")
def visit(ctx: Context, app: FastAPI) -> dict[str, Visitor]:
    """Browsers by user name, made when first asked for: hashing a password is slow."""

    class Browsers(dict[str, Visitor]):
        def __missing__(self, username: str) -> Visitor:
            if username:
                name = f"Akun {username}"
                access.create_account(ctx, username, name, PASSWORD, [PEOPLE[username]])
            self[username] = Visitor(app, username)
            return self[username]

    return Browsers()


@pytest.fixture
def officer(visit: dict[str, Visitor]) -> Visitor:
    """A petugas of the province's Dinas PMD."""
    return visit["pmd.satu"]


@pytest.fixture
def second(visit: dict[str, Visitor]) -> Visitor:
    """Another officer of the same office."""
    return visit["pmd.dua"]


@pytest.fixture
def sekda(visit: dict[str, Visitor]) -> Visitor:
    """The Sekda of Tanah Laut."""
    return visit["sekda.tanahlaut"]


@pytest.fixture
def nobody(app: FastAPI) -> Visitor:
    """A browser that never logged in."""
    return Visitor(app)
