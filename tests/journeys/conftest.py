"""A real Chromium against the real application, served on this machine alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.commands.screenshots import browsing, chromium, served
from engine.domain.command import Grant
from engine.errors import NotReady
from engine.services import access
from engine.services.context import Context
from tests.support.world import make_context

PASSWORD = "sandi peraga yang panjang"
PEOPLE = {
    "pmd.satu": Grant("pmd-provinsi", "63"),
    "pmd.dua": Grant("pmd-provinsi", "63"),
    "sekda.tanahlaut": Grant("sekda", "63.01"),
}
Login = Callable[[str], Page]


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    made = make_context(tmp_path_factory.mktemp("sistem"))
    for username, grant in PEOPLE.items():
        access.create_account(made, username, f"Akun {username}", PASSWORD, [grant])
    return made


@pytest.fixture(scope="module")
def address(ctx: Context) -> Iterator[str]:
    with served(create_app(ctx)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        chromium()
    except NotReady as error:
        pytest.skip(f"TANPA PERAMBAN: perjalanan pengguna tidak diuji; {error}")
    with browsing() as found:
        yield found


@pytest.fixture
def login(browser: Browser, address: str) -> Iterator[Login]:
    """Logs a person in, in a window of their own, with JavaScript switched off."""
    contexts = []

    def opened(username: str) -> Page:
        context = browser.new_context(java_script_enabled=False, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/masuk")
        page.get_by_label("Nama pengguna").fill(username)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        return page

    yield opened
    for context in contexts:
        context.close()
