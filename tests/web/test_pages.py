"""Every page renders for every role, whole and accessible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from engine.services import issuing
from engine.services.context import Context
from engine.services.issuing import Draft, Recipient
from engine.services.records import Document
from tests.support.data import VILLAGES
from tests.support.world import OFFICER, kawasan_at, pdf
from tests.web.html import Page
from tests.web.visitor import Visitor

ROLES = ("pmd.satu", "sekda.tanahlaut", "pembaca")


@dataclass(frozen=True)
class Site:
    """A regency with a running kawasan, its team, and a signed document."""

    kawasan: str
    team: str
    signed: Document

    def paths(self) -> Iterator[str]:
        yield from ("/", "/naskah", "/verifikasi", "/kabupaten/63.01")
        yield "/kabupaten/63.01/perkara-baru?prosedur=kawasan-perdesaan"
        yield "/kabupaten/63.01/perkara-baru?prosedur=bumdesma"
        for case in (self.kawasan, self.team):
            yield f"/perkara/{case}"
            yield f"/perkara/{case}?riwayat=semua"
        for step in ("audiensi-sekda", "penetapan-tkpkp", "rencana-kerja-tkpkp"):
            yield f"/perkara/{self.team}/langkah/{step}"
        for step in ("inisiasi", "musyawarah-desa", "musyawarah-antar-desa", "sosialisasi"):
            yield f"/perkara/{self.kawasan}/langkah/{step}"
        for village in VILLAGES[:2]:
            yield f"/perkara/{self.kawasan}/langkah/musyawarah-desa?desa={village}"
        yield f"/naskah/{self.signed.id}"
        yield f"/verifikasi/{self.signed.code}"


@pytest.fixture(scope="module")
def site(ctx: Context) -> Site:
    kawasan = kawasan_at(ctx, "musyawarah-antar-desa")
    team = next(c for c in _cases(ctx) if c.startswith("TKPKP"))
    draft = Draft(team, "undangan-rapat-koordinasi", "susunan-tim", "", "Undangan", {}, "1", 1)
    kept = issuing.save_draft(ctx, draft)
    signed = issuing.finalize(
        ctx,
        OFFICER,
        kept.id,
        number="400.10/1",
        dated=ctx.today("63.01"),
        signatory="Sekretaris Daerah Kabupaten Tanah Laut",
        letter={},
        content=pdf("undangan"),
        recipients=(Recipient("sekda", "63.01"),),
    )
    return Site(kawasan, team, signed)


def _cases(ctx: Context) -> list[str]:
    from engine.services.views import list_cases

    return [case.id for case in list_cases(ctx, OFFICER)]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_renders_for_every_role(
    visit: dict[str, Visitor], site: Site, role: str
) -> None:
    for path in site.paths():
        page = visit[role].open(path)
        assert page.unclosed == [], path
        assert page.count("h1") == 1, path
        assert page.count("main") == 1, path


def test_every_control_has_a_label(officer: Visitor, site: Site) -> None:
    for path in site.paths():
        unlabelled = [c.name for c in officer.open(path).controls() if not _named(c)]
        assert unlabelled == [], path


def _named(control: object) -> bool:
    from tests.web.html import Control

    assert isinstance(control, Control)
    return control.tag == "button" or control.type == "hidden" or control.labelled


def test_no_id_stands_twice_and_every_description_exists(officer: Visitor, site: Site) -> None:
    for path in site.paths():
        page = officer.open(path)
        ids = page.ids()
        assert len(ids) == len(set(ids)), path
        assert _described(page) <= set(ids), path


def _described(page: Page) -> set[str]:
    found: set[str] = set()
    for name in ("aria-describedby", "aria-labelledby", "for"):
        for _, attributes in page.tags:
            found |= set((attributes.get(name) or "").split())
    return found


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(
    officer: Visitor, site: Site
) -> None:
    for path in site.paths():
        page = officer.open(path)
        assert page.count("script") == page.count("style") == 0, path
        assert not any("style" in attributes for _, attributes in page.tags), path
        loaded = [a.get("href") or a.get("src") or "" for t, a in page.tags if t in LOADING]
        assert all(address.startswith("/static/") for address in loaded), path


LOADING = ("link", "img", "script", "iframe")


def test_every_link_of_the_officer_leads_somewhere(officer: Visitor, site: Site) -> None:
    seen: set[str] = set()
    for path in ("/", "/kabupaten/63.01", f"/perkara/{site.kawasan}", "/naskah"):
        seen |= {link for link in officer.open(path).links() if link.startswith("/")}
    files = {link for link in seen if "/bukti/" in link}
    assert files
    for link in seen:
        answer = officer.http.get(link)
        assert answer.status_code == 200, link


def test_pages_of_somebody_logged_in_are_kept_in_no_cache(officer: Visitor) -> None:
    officer.open("/")
    assert officer.answer.headers["Cache-Control"] == "no-store"


def test_the_style_sheet_is_kept_for_good_under_its_hash(nobody: Visitor) -> None:
    page = nobody.open("/masuk")
    sheet = next(a["href"] for t, a in page.tags if t == "link" and a["rel"] == "stylesheet")
    assert "immutable" in nobody.http.get(sheet or "").headers["Cache-Control"]
    assert nobody.http.get("/static/kawasan.css").headers["Cache-Control"] == "no-cache"
    assert nobody.http.get("/static/..%2Fsession.py").status_code == 404
