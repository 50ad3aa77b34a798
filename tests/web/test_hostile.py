"""Whatever a user types or uploads is text on the page, never markup and never a template."""

from __future__ import annotations

from datetime import date

import pytest

from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from tests.support.world import OFFICER, pdf
from tests.web.html import Page
from tests.web.visitor import Visitor, pdf_file

HOSTILE = """<script>alert(1)</script>{{7*7}}{% raw %}"'><img src=x onerror=alert(1)>"""
STEP = "audiensi-sekda"


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    request = OpenRequest("tkpkp-kabupaten", "63.01", HOSTILE, date(2025, 7, 25))
    return open_case(ctx, OFFICER, request).case_id


def clean(page: Page) -> None:
    """No tag of the hostile text became a tag, and no expression was computed."""
    assert page.count("script") == 0
    assert all(a.get("src") != "x" for _, a in page.tags)
    assert all("onerror" not in a for _, a in page.tags)
    assert "49{" not in page.source


def test_a_hostile_title_is_text_wherever_it_stands(officer: Visitor, case: str) -> None:
    step = f"/perkara/{case}/langkah/{STEP}"
    for path in ("/", "/kabupaten/63.01", f"/perkara/{case}", step):
        clean(officer.open(path))
    assert HOSTILE in officer.open(f"/perkara/{case}").text


def test_hostile_fields_reasons_and_file_names_are_text(officer: Visitor, case: str) -> None:
    officer.open(f"/perkara/{case}/langkah/{STEP}")
    fill = {
        "tanggal": HOSTILE,
        "isian.tempat": HOSTILE,
        "isian.topik": f"</textarea>{HOSTILE}",
        "isian.peserta.0.nama": HOSTILE,
        "alasan": HOSTILE,
    }
    attached = [pdf_file("notula", pdf("x"), f"{HOSTILE}.pdf")]
    page = officer.press("submit", fill, attach=attached, status=422)
    clean(page)
    assert page.form("submit").fields()["isian.topik"] == [fill["isian.topik"]]
    page = officer.press("start", {"tanggal": ""})
    clean(page)
    clean(officer.open(f"/perkara/{case}"))


def test_a_hostile_reason_is_text_in_the_history(officer: Visitor, case: str) -> None:
    officer.open(f"/perkara/{case}/langkah/{STEP}")
    officer.press("waive", {"alasan": HOSTILE})
    page = officer.open(f"/perkara/{case}")
    clean(page)
    assert HOSTILE in page.text


@pytest.mark.parametrize("name", ["cari", "keadaan", "urut", "provinsi", "pesan"])
def test_hostile_queries_are_text(officer: Visitor, name: str) -> None:
    officer.answer = officer.http.get("/", params={name: HOSTILE})
    assert officer.answer.status_code == 200
    clean(Page(officer.answer.text))


def test_hostile_addresses_are_text(officer: Visitor, nobody: Visitor) -> None:
    for path in (f"/perkara/{HOSTILE}", f"/naskah/{HOSTILE}", f"/verifikasi/{HOSTILE}"):
        answer = officer.http.get(path.replace("%", "%25"))
        assert answer.status_code in (404, 422)
        clean(Page(answer.text))
    answer = nobody.http.post("/masuk", data={"nama_pengguna": HOSTILE, "lanjut": HOSTILE})
    assert answer.status_code == 401
    clean(Page(answer.text))


def test_a_file_downloads_under_its_name_without_breaking_the_header(
    officer: Visitor, ctx: Context
) -> None:
    request = OpenRequest("tkpkp-kabupaten", "63.02", "Tim", date(2025, 7, 25))
    case = open_case(ctx, OFFICER, request).case_id
    officer.open(f"/perkara/{case}/langkah/{STEP}")
    name = 'notula "akhir";\r\nSet-Cookie: x=1.pdf'
    page = officer.press("start", attach=[pdf_file("notula", pdf("y"), name)])
    link = next(x for x in page.links() if "/bukti/" in x)
    headers = officer.http.get(link).headers
    assert "Set-Cookie" not in headers
    assert "\n" not in headers["Content-Disposition"]
