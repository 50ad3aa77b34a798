"""The page where a region's emblems and layout are set, and the map on a case's page."""

from __future__ import annotations

import json
from math import cos, sin, tau

import pytest
from fastapi import FastAPI

from engine.domain.command import Grant
from engine.services import access
from engine.services.boundaries import import_boundaries
from engine.services.context import Context
from tests.support.data import VILLAGES
from tests.support.world import kawasan_at
from tests.web.test_weight import BUDGET, weight
from tests.web.visitor import PASSWORD, Visitor

PAGE = "/tata-letak/63.01"
SHIELD = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 12">'
    b'<path d="M1 1h8v6q0 3-4 4q-4-1-4-4z" fill="#295"/></svg>'
)
SVG = "image/svg+xml"


@pytest.fixture(scope="module")
def keeper(ctx: Context, app: FastAPI) -> Visitor:
    """Whoever keeps the accounts of the regency, and how its documents look."""
    access.create_account(ctx, "tu", "Akun tu", PASSWORD, [Grant("admin", "63.01")])
    return Visitor(app, "tu")


def hand_in(visitor: Visitor, content: bytes, status: int = 200) -> str:
    visitor.open(PAGE)
    sent = [("berkas", ("lambang.svg", content, SVG))]
    visitor.press("lambang_daerah", attach=sent, status=status)
    return visitor.answer.text


def test_a_layout_is_set_and_a_wrong_one_is_kept_as_typed(keeper: Visitor) -> None:
    keeper.open(PAGE)
    keeper.press("tata-letak", {"teks": "surat.posisi_yth = 'kanan'"})
    assert "Berlaku bagi naskah" in keeper.answer.text
    assert "posisi_yth = &#39;kanan&#39;" in keeper.answer.text
    keeper.press("tata-letak", {"teks": "<script>= 'atas'"}, status=422)
    assert "&lt;script&gt;= &#39;atas&#39;</textarea>" in keeper.answer.text
    assert "bukan TOML" in keeper.answer.text


def test_an_emblem_is_shown_once_it_was_accepted(keeper: Visitor) -> None:
    keeper.open(f"{PAGE}/lambang_daerah", 404)
    hand_in(keeper, SHIELD)
    page = keeper.open(PAGE)
    assert [
        a
        for tag, a in page.tags
        if tag == "img" and (a["alt"] or "").startswith("Lambang Kabupaten")
    ]
    answer = keeper.http.get(f"{PAGE}/lambang_daerah")
    assert answer.headers["content-type"] == SVG
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.content.startswith(b"<svg ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SHIELD.replace(b"<path", b"<script>alert(1)</script><path"), "unsur &lt;script&gt;"),
        (b"GIF89a", "bukan XML"),
        (b"x" * 1_100_000, "lebih besar dari 500 kB"),
    ],
)
def test_a_refused_emblem_says_why(keeper: Visitor, content: bytes, reason: str) -> None:
    assert reason in hand_in(keeper, content, 415)


def test_nobody_else_sees_or_changes_it(
    visit: dict[str, Visitor], keeper: Visitor, officer: Visitor, app: FastAPI
) -> None:
    for stranger in (officer, visit["pembaca"], visit["sekda.tanahlaut"]):
        stranger.open(PAGE, 403)
        stranger.open(f"{PAGE}/lambang_daerah", 403)
    keeper.open("/tata-letak/63.02", 403)
    keeper.open("/tata-letak/63", 403)
    keeper.open("/tata-letak/99.99", 422)
    anonymous = Visitor(app)
    anonymous.open(PAGE)
    assert anonymous.answer.url.path == "/masuk"
    keeper.open(PAGE)
    assert keeper.http.post(PAGE, data={"tindakan": "tata-letak"}).status_code == 403  # no token


def test_the_regencys_page_leads_there_for_whoever_may(keeper: Visitor, officer: Visitor) -> None:
    keeper.open("/kabupaten/63.01")
    assert PAGE in keeper.answer.text
    officer.open("/kabupaten/63.01")
    assert PAGE not in officer.answer.text


def test_a_case_shows_its_map_once_outlines_are_held(ctx: Context, officer: Visitor) -> None:
    case = kawasan_at(ctx, "musyawarah-antar-desa")
    officer.open(f"/perkara/{case}")
    assert "Peta kawasan" not in officer.answer.text
    assert officer.http.get(f"/api/v1/cases/{case}/map").status_code == 404
    import_boundaries(ctx, outlines(), "batas <uji>")
    page = officer.open(f"/perkara/{case}")
    assert weight(officer, page) <= BUDGET
    assert "Sumber: batas &lt;uji&gt;" in officer.answer.text
    assert "style=" not in officer.answer.text.split("<svg", 1)[1].split("</svg>")[0]
    answer = officer.http.get(f"/api/v1/cases/{case}/map")
    assert answer.headers["content-type"] == SVG
    assert "1. Tabanio" in answer.text


def outlines() -> bytes:
    """Villages with winding borders, of some two thousand points each."""
    features = []
    for n, code in enumerate(VILLAGES):
        turns = [i * tau / 2_000 for i in range(2_000)]
        far = [0.009 + 0.001 * sin(40 * turn) for turn in turns]
        ring = [
            [114.6 + n * 0.02 + r * cos(turn), -3.9 + r * sin(turn)]
            for r, turn in zip(far, turns, strict=True)
        ]
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"type": "Feature", "properties": {"kode": code}, "geometry": shape})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
