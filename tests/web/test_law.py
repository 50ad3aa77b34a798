"""The pages of the register of law, and what a case says of sources that ended."""

from __future__ import annotations

import pytest

from engine.domain.citing import revoked
from engine.services.context import Context
from tests.support.world import open_kawasan, tkpkp_done
from tests.web.visitor import Visitor

ENDED = "pp-43-2014"


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    tkpkp_done(ctx)
    return open_kawasan(ctx)


def test_a_source_out_of_force_leads_to_all_that_rests_on_it(
    officer: Visitor, ctx: Context, case: str
) -> None:
    listed = officer.open("/dasar-hukum?pada=2026-04-01")
    assert f"/dasar-hukum/{ENDED}" in listed.links()
    assert "tidak berlaku lagi sejak 27 Maret 2026" in listed.text
    shown = officer.open(f"/dasar-hukum/{ENDED}?pada=2026-04-01")
    assert f"/perkara/{case}" in shown.links()
    assert ctx.catalog.latest("kawasan-perdesaan").name in shown.text


def test_an_open_case_names_the_ended_sources_its_procedure_cites(
    officer: Visitor, ctx: Context, case: str
) -> None:
    page = officer.open(f"/perkara/{case}")
    for source in revoked(ctx.catalog.latest("kawasan-perdesaan")):
        assert f"/dasar-hukum/{source}" in page.links()


def test_who_reads_another_kabupaten_does_not_see_the_case(
    visit: dict[str, Visitor], case: str
) -> None:
    shown = visit["pmd.kotabaru"].open(f"/dasar-hukum/{ENDED}")
    assert f"/perkara/{case}" not in shown.links()


def test_strangers_are_asked_to_log_in(nobody: Visitor) -> None:
    for path in ("/dasar-hukum", f"/dasar-hukum/{ENDED}"):
        answer = nobody.http.get(path, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/masuk")


def test_an_unknown_source_is_not_found(officer: Visitor) -> None:
    officer.open("/dasar-hukum/entah", status=404)
