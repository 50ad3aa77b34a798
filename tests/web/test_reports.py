"""The page of monthly reports: for those who may see the area, light, and with its files."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from documents.report_post import publish
from engine.domain.reports import Month
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from tests.support.world import NOW, OFFICER, set_clock
from tests.web.visitor import Visitor

BUDGET = 60_000


@pytest.fixture(scope="module", autouse=True)
def cases(ctx: Context) -> None:
    """Cases of two regencies recorded in January; January's report is made, February's not."""
    set_clock(ctx, datetime(2026, 1, 10, 2, tzinfo=UTC))
    for regency in ("63.01", "63.02"):
        request = OpenRequest("tkpkp-kabupaten", regency, "TKPKP", date(2026, 1, 9))
        open_case(ctx, OFFICER, request)
    set_clock(ctx, NOW)
    publish(ctx, "63", Month(2026, 1))


def test_the_months_of_an_area_are_listed_with_their_files(officer: Visitor) -> None:
    page = officer.open("/laporan")
    assert "Provinsi Kalimantan Selatan" in page.text
    for month in ("Januari 2026", "Februari 2026", "Maret 2026 (sementara)"):
        assert month in page.text
    assert "Desember 2025" not in page.text
    links = [link for link in page.links() if link.startswith("/laporan/63/")]
    assert len(links) == 6
    for form, beginning in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = officer.http.get(f"/laporan/63/2026-01.{form}")
        assert answer.content.startswith(beginning)
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_an_officer_chooses_an_area_and_a_sekda_has_one(officer: Visitor, sekda: Visitor) -> None:
    page = officer.open("/laporan?wilayah=63.02")
    assert "/laporan/63.02/2026-02.pdf" in page.links()
    own = sekda.open("/laporan")
    assert "Kabupaten Tanah Laut" in own.text
    assert "Kotabaru" not in own.text
    for path in ("/laporan?wilayah=63", "/laporan?wilayah=63.02", "/laporan/63/2026-01.pdf"):
        sekda.open(path, status=404)
    sekda.open("/laporan?wilayah=entah", status=422)
    sekda.open("/laporan/63.01/2026-99.pdf", status=422)


def test_nobody_else_sees_it(nobody: Visitor) -> None:
    for path in ("/laporan", "/laporan/63/2026-01.pdf"):
        assert nobody.http.get(path, follow_redirects=False).status_code == 303


def test_the_menu_leads_there_and_the_page_is_light(officer: Visitor) -> None:
    assert "/laporan" in officer.open("/").links()
    page = officer.open("/laporan")
    assert len(page.source.encode()) < BUDGET / 4
