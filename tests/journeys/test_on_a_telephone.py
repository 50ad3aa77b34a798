"""At 360 pixels no page has to be pushed sideways, and the keyboard finds its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from engine.services.context import Context
from tests.journeys.conftest import PASSWORD
from tests.support.data import VILLAGES
from tests.support.world import kawasan_at

pytestmark = pytest.mark.browser
WIDTH = 360


@pytest.fixture(scope="module")
def kawasan(ctx: Context) -> str:
    return kawasan_at(ctx, "kerja-sama-desa")


def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, kawasan: str) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/masuk")
    page.fill("#nama", "pmd.satu")
    page.fill("#sandi", PASSWORD)
    page.click("main button")
    case = f"/perkara/{kawasan}"
    paths = ["/", "/kabupaten/63.01", case, "/naskah", "/verifikasi", "/tidak-ada"]
    paths += ["/kabupaten/63.01/perkara-baru?prosedur=kawasan-perdesaan"]
    paths += [f"{case}/langkah/kerja-sama-desa", f"{case}/langkah/musyawarah-antar-desa"]
    paths += [f"{case}/langkah/musyawarah-desa?desa={VILLAGES[0]}"]
    widths = {}
    for path in paths:
        page.goto(address + path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {path: width for path, width in widths.items() if width > WIDTH} == {}


def test_the_first_tab_stop_leads_past_the_menu(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/masuk")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    context.close()
