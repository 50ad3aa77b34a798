"""`kawasan screenshots OUT`: the pages of the demonstration as images, for the documentation."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Annotated

import typer

from engine.errors import NotReady

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser, FloatRect, Page

    from engine.services.context import Context

Say = Callable[[str], None]
OFFICER, SEKDA = "pmd.kalsel1", "sekda.tanahlaut"
REGENCY, REFUSED_IN = "63.01", "63.11"
TALLEST = 1700  # pixels of a page that a picture shows at most
DESKTOP, PHONE = (1280, 900), (360, 740)
_PATIENCE = 15.0  # seconds until the server must answer
_QUIET = (
    "--headless --lang=id --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def screenshots(
    out: Annotated[Path, typer.Argument(help="Folder gambar.")] = Path("docs/screenshots"),
) -> None:
    """Ambil gambar halaman web dari peragaan, di basis data tersendiri."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="kawasan-gambar-") as folder:
        for name in _taken(Path(folder), out, typer.echo):
            typer.echo(str(out / name))


def chromium() -> str:
    """The browser's path; raises NotReady where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        message = "Peramban Chromium tidak terpasang (paket chromium)."
        raise NotReady(message)
    return found


@contextmanager
def browsing() -> Iterator[Browser]:
    """A quiet Chromium without a window; raises NotReady where it or its driver is missing."""
    path = chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        message = "Paket playwright tidak terpasang (kebutuhan pengembangan)."
        raise NotReady(message) from None
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=_QUIET.split())
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application on a free port of this machine alone; yields its address."""
    import uvicorn

    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="warning", lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    deadline = monotonic() + _PATIENCE
    while not server.started:
        if monotonic() > deadline or not thread.is_alive():
            message = "Halaman web tidak dapat dijalankan untuk pengambilan gambar."
            raise NotReady(message)
        sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)


def _taken(home: Path, out: Path, say: Say) -> list[str]:
    from api.app import create_app
    from api.demo.load import office_of
    from api.demo.plan import scenario
    from api.demo.play import own_settings, play
    from engine.services import access
    from engine.services.context import connect

    ctx = connect(own_settings(home), demonstration=True)
    try:
        plan = scenario()
        stage = play(ctx, plan, say)
        password = secrets.token_urlsafe(12)
        for user in (OFFICER, SEKDA):
            person = plan.actors[user]
            access.create_account(stage, user, office_of(person), password, person.actor.grants)
        with served(create_app(stage)) as address, browsing() as browser:
            return _Album(stage, browser, address, password, out).fill()
    finally:
        ctx.database.close()


class _Album:
    """Takes each picture under its fixed name; the documentation refers to them."""

    def __init__(
        self, ctx: Context, browser: Browser, address: str, password: str, out: Path
    ) -> None:
        self._ctx, self._browser, self._address = ctx, browser, address
        self._password, self._out = password, out
        self._names: list[str] = []

    def fill(self) -> list[str]:
        """Take every picture; returns their file names."""
        officer = self._log_in(OFFICER, DESKTOP)
        self._shoot(officer, "/", "ikhtisar.png")
        self._shoot(officer, f"/kabupaten/{REGENCY}", "kabupaten.png")
        self._shoot(officer, f"/perkara/{self._case('kawasan-perdesaan', REGENCY)}", "perkara.png")
        self._shoot(officer, "/kunjungan", "kunjungan.png")
        self._refused(officer)
        self._shoot(self._log_in(OFFICER, PHONE), "/", "ponsel.png")
        sekda = self._log_in(SEKDA, DESKTOP)
        self._open(sekda, "/naskah")
        sekda.click("main tbody th a")
        self._save(sekda, "naskah.png")
        return self._names

    def _refused(self, page: Page) -> None:
        """Hand in a step with nothing filled in: the page that explains itself."""
        case = self._case("tkpkp-kabupaten", REFUSED_IN)
        self._open(page, f"/perkara/{case}")
        page.click("main article h3 a")
        page.fill("input[name=tanggal]", self._ctx.today(REFUSED_IN).isoformat())
        page.click("#formulir button.main")
        page.wait_for_selector("#penolakan")
        self._save(page, "langkah-ditolak.png")

    def _case(self, procedure: str, regency: str) -> str:
        from engine.domain.command import Actor, Grant
        from engine.services.views import list_cases

        reader = Actor("gambar", (Grant("pembaca", regency),))
        return list_cases(self._ctx, reader, procedure=procedure)[0].id

    def _log_in(self, user: str, size: tuple[int, int]) -> Page:
        width, height = size
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, locale="id-ID"
        )
        page = context.new_page()
        self._open(page, "/masuk")
        page.fill("#nama", user)
        page.fill("#sandi", self._password)
        page.click("main button")
        page.wait_for_selector(".who form")
        return page

    def _open(self, page: Page, path: str) -> None:
        page.goto(self._address + path)

    def _shoot(self, page: Page, path: str, name: str) -> None:
        self._open(page, path)
        self._save(page, name)

    def _save(self, page: Page, name: str) -> None:
        width = page.viewport_size["width"] if page.viewport_size else DESKTOP[0]
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
        page.screenshot(path=str(self._out / name), full_page=True, clip=clip)
        self._names.append(name)
