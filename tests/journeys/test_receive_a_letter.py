"""The Sekda's office opens a letter and acknowledges it; no JavaScript, also on a telephone."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from documents import service
from engine.services import papers
from engine.services.context import Context
from engine.services.records import Document
from tests.journeys.conftest import Login
from tests.support.world import OFFICER, tkpkp_at

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def letter(ctx: Context) -> Document:
    """The request for an audience, issued and on its way."""
    case = tkpkp_at(ctx, "susunan-tim")
    draft = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    return service.sign(ctx, OFFICER, draft.id, dated=date(2025, 7, 25))


def test_the_sekda_acknowledges_a_letter(ctx: Context, login: Login, letter: Document) -> None:
    page = login("sekda.tanahlaut")
    expect(page.get_by_role("heading", name="Perlu dinyatakan terima")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(f"a[href='/naskah/{letter.id}']").click()
    expect(page.get_by_text(letter.number)).to_be_visible()
    page.get_by_role("button", name="Nyatakan terima").click()
    expect(page.get_by_role("status")).to_have_text("Penerimaan naskah tercatat.")
    expect(page.get_by_role("button", name="Nyatakan terima")).to_have_count(0)
    (delivery,) = [d for d in papers.deliveries(ctx, letter.id) if d.role == "sekda"]
    assert delivery.acknowledged_by == "sekda.tanahlaut"
    assert delivery.opened_at is not None


def test_anybody_can_verify_the_letter_by_its_code(
    address: str, login: Login, letter: Document
) -> None:
    page = login("sekda.tanahlaut")
    page.context.clear_cookies()
    page.goto(f"{address}/verifikasi")
    page.get_by_label("Kode verifikasi").fill(letter.code.lower())
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("tercatat dan berlaku")
