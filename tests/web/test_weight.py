"""Rural links are slow: a first page weighs at most 60 kB, everything it loads included."""

from __future__ import annotations

import pytest

from engine.services.context import Context
from tests.support.data import VILLAGES
from tests.support.world import kawasan_at, tkpkp_at
from tests.web.html import Page
from tests.web.visitor import Visitor

BUDGET = 60_000


@pytest.fixture(scope="module")
def kawasan(ctx: Context) -> str:
    """A kawasan far along, with a long history, and teams in other regencies."""
    found = kawasan_at(ctx, "pengusulan")
    for code in ("63.02", "63.04", "63.11"):
        tkpkp_at(ctx, "susunan-tim", code)
    return found


def weight(visitor: Visitor, page: Page) -> int:
    """The page and each thing it loads once."""
    loaded = {a.get("href") or a.get("src") or "" for tag, a in page.tags if tag in LOADING}
    return len(visitor.answer.content) + sum(len(visitor.http.get(x).content) for x in loaded)


LOADING = ("link", "img", "script")


def test_the_overview_and_every_page_of_a_case_keep_within_the_budget(
    officer: Visitor, kawasan: str
) -> None:
    paths = ["/masuk", "/", "/kabupaten/63.01", f"/perkara/{kawasan}", "/naskah"]
    steps = (
        "inisiasi",
        "musyawarah-antar-desa",
        "kerja-sama-desa",
        "pengusulan",
        "pembahasan-rpkp",
    )
    paths += [f"/perkara/{kawasan}/langkah/{step}" for step in steps]
    paths.append(f"/perkara/{kawasan}/langkah/musyawarah-desa?desa={VILLAGES[0]}")
    weights = {path: weight(officer, officer.open(path)) for path in paths}
    assert {path: size for path, size in weights.items() if size > BUDGET} == {}
    assert min(weights.values()) > 10_000  # the style sheet was counted
