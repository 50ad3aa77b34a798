"""Logging in and out, what one may see, and forms that must come from our own pages."""

from __future__ import annotations

import pytest

from api.deps import COOKIE
from engine.services.context import Context
from tests.support.world import OFFICER, act, evidence, open_tkpkp, step_data
from tests.web.visitor import PASSWORD, Visitor

STEP = "audiensi-sekda"


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    """A case of Tanah Laut with evidence."""
    from datetime import date

    found = open_tkpkp(ctx)
    files = evidence(ctx, ("notula", "daftar-hadir"))
    data = step_data(STEP)
    act(ctx, OFFICER, found, "submit", STEP, on=date(2025, 7, 29), data=data, files=files)
    return found


@pytest.fixture(scope="module")
def elsewhere(ctx: Context) -> str:
    """A case of Kotabaru."""
    return open_tkpkp(ctx, "63.02")


def test_whoever_is_not_logged_in_is_led_to_the_login_page_and_back(
    nobody: Visitor, officer: Visitor, case: str
) -> None:
    address = f"/perkara/{case}"
    answer = nobody.http.get(address, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/masuk?lanjut=%2Fperkara%2F{case}"
    page = nobody.open(answer.headers["Location"])
    fill = {"nama_pengguna": "pmd.satu", "kata_sandi": PASSWORD}
    nobody.send(page.form_with("kata_sandi"), fill)
    assert nobody.answer.url.path == address


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "/\tx", "x"]
)
def test_nobody_is_led_to_another_site(nobody: Visitor, officer: Visitor, target: str) -> None:
    fill = {"nama_pengguna": "pmd.satu", "kata_sandi": PASSWORD, "lanjut": target}
    answer = nobody.http.post("/masuk", data=fill, follow_redirects=False)
    assert answer.headers["Location"] == "/"


def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    nobody: Visitor, officer: Visitor
) -> None:
    said = []
    for name, password in (("tak.dikenal", PASSWORD), ("pmd.satu", "bukan sandinya")):
        page = nobody.open("/masuk")
        fill = {"nama_pengguna": name, "kata_sandi": password}
        said.append(nobody.send(page.form_with("kata_sandi"), fill, status=401))
        assert "Nama pengguna atau kata sandi tidak cocok." in said[-1].text
    assert said[0].source.replace("tak.dikenal", "pmd.satu") == said[1].source


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    nobody: Visitor, officer: Visitor
) -> None:
    fill = {"nama_pengguna": "pmd.satu", "kata_sandi": PASSWORD}
    cookie = nobody.http.post("/masuk", data=fill, follow_redirects=False).headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # the setting for a machine of one's own


def test_a_login_form_from_another_site_is_refused(nobody: Visitor, officer: Visitor) -> None:
    fill = {"nama_pengguna": "pmd.satu", "kata_sandi": PASSWORD}
    headers = {"Origin": "https://jahat.example"}
    assert nobody.http.post("/masuk", data=fill, headers=headers).status_code == 403
    own = {"Origin": "http://testserver"}
    assert nobody.http.post("/masuk", data=fill, headers=own).status_code == 200


def test_logging_out_ends_the_session(nobody: Visitor, officer: Visitor) -> None:
    nobody.log_in("pmd.satu")
    token = nobody.http.cookies[COOKIE]
    page = nobody.open("/")
    out = next(f for f in page.forms if f.attributes.get("action") == "/keluar")
    assert "Anda sudah keluar." in nobody.send(out).text
    nobody.http.cookies.set(COOKIE, token)
    assert nobody.http.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("path", ["/keluar", "/perkara/{case}", "/perkara/{case}/langkah/{step}"])
@pytest.mark.parametrize("token", [{}, {"csrf": "salah"}, {"csrf": "é"}])
def test_a_form_without_the_sessions_token_is_refused(
    officer: Visitor, case: str, path: str, token: dict[str, str]
) -> None:
    address = path.format(case=case, step=STEP)
    fields = {**token, "tindakan": "withdraw", "tanggal": "2025-07-29", "versi": "2"}
    answer = officer.http.post(address, data=fields)
    assert answer.status_code == 403
    assert "Formulir ini kedaluwarsa" in answer.text


def test_another_kabupatens_office_sees_nothing_of_this_one(
    visit: dict[str, Visitor], case: str, elsewhere: str
) -> None:
    neighbour = visit["pmd.kotabaru"]
    for path in (
        "/kabupaten/63.01",
        f"/perkara/{case}",
        f"/perkara/{case}/langkah/{STEP}",
        "/kabupaten/63.01/perkara-baru?prosedur=kawasan-perdesaan",
    ):
        assert "tidak ditemukan" in neighbour.open(path, status=404).text
    assert "Kabupaten Tanah Laut" not in neighbour.open("/").text
    assert elsewhere in neighbour.open("/kabupaten/63.02").text


def test_evidence_is_given_only_as_evidence_of_a_case_one_may_see(
    officer: Visitor, visit: dict[str, Visitor], case: str, elsewhere: str
) -> None:
    link = next(x for x in officer.open(f"/perkara/{case}").links() if "/bukti/" in x)
    answer = officer.http.get(link)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    digest = link.rpartition("/")[2]
    assert officer.http.get(f"/perkara/{elsewhere}/bukti/{digest}").status_code == 404
    assert visit["pmd.kotabaru"].http.get(link).status_code == 404
    assert officer.http.get(f"/perkara/{case}/bukti/{'0' * 64}").status_code == 404


def test_a_reader_is_offered_nothing_and_can_do_nothing(
    visit: dict[str, Visitor], case: str
) -> None:
    reader = visit["pembaca"]
    page = reader.open(f"/perkara/{case}/langkah/{STEP}")
    assert [b for f in page.forms for b in f.buttons()] == [""]  # logging out
    token = page.forms[0].fields()["csrf"][0]
    fields = {"csrf": token, "tindakan": "approve", "tanggal": "2025-07-29", "versi": "2"}
    answer = reader.http.post(f"/perkara/{case}/langkah/{STEP}", data=fields)
    assert answer.status_code == 403
    assert "Anda tidak berwenang melakukan ini" in answer.text


def test_the_sekda_begins_with_letters_and_the_officer_with_the_overview(
    nobody: Visitor, officer: Visitor, sekda: Visitor
) -> None:
    for name, home in (("pmd.satu", "/"), ("sekda.tanahlaut", "/naskah")):
        nobody.http.cookies.clear()
        nobody.log_in(name)
        assert nobody.answer.url.path == home


def test_errors_are_pages_with_a_way_back(officer: Visitor, case: str) -> None:
    for path, status in (
        ("/tidak/ada", 404),
        (f"/perkara/{case}/langkah/tidak-ada", 404),
        ("/kabupaten/63.01/perkara-baru?prosedur=tidak-ada", 404),
        ("/kabupaten/63.01/perkara-baru", 422),
        ("/kabupaten/bukan-kode", 422),
    ):
        page = officer.open(path, status=status)
        assert page.count("h1") == 1
        assert "/" in page.links()
