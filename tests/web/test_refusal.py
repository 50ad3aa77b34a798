"""A refusal explains itself and costs the officer nothing that was typed or uploaded."""

from __future__ import annotations

import pytest

from engine.services.context import Context
from engine.services.views import get_case
from tests.support.world import OFFICER, open_tkpkp, pdf, tkpkp_at
from tests.web.html import Page
from tests.web.visitor import Visitor, pdf_file

STEP = "audiensi-sekda"
KEPT = "tersimpan.notula"
TYPED = {"tanggal": "2026-02-20", "isian.tempat": "Ruang rapat <Setda>", "alasan": "Tergesa"}


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    return open_tkpkp(ctx)


@pytest.fixture
def page(officer: Visitor, case: str) -> Page:
    return officer.open(f"/perkara/{case}/langkah/{STEP}")


@pytest.fixture
def refused(officer: Visitor, page: Page) -> Page:
    """The first step handed in without the Sekda's commitment and one of two files."""
    notula = pdf_file("notula", pdf("notula"), "notula audiensi.pdf")
    return officer.press("submit", TYPED, attach=[notula], status=409)


def sent(page: Page, name: str) -> list[str]:
    return page.form("submit").fields().get(name, [])


def test_the_findings_name_basis_certainty_remedy_and_who_can_mend_it(refused: Page) -> None:
    assert "Belum diisi: Komitmen Sekretaris Daerah." in refused.text
    assert "Catat komitmen yang diberikan Sekretaris Daerah" in refused.text
    assert "Dasar: Ketentuan pencatatan sistem: isian terverifikasi" in refused.text
    assert "Dinas Pemberdayaan Masyarakat dan Desa Provinsi" in refused.text


def test_everything_typed_is_still_there(refused: Page) -> None:
    for name, value in TYPED.items():
        assert sent(refused, name) == [value]


def test_an_uploaded_file_is_offered_again_and_need_not_be_sent_twice(
    officer: Visitor, refused: Page
) -> None:
    (token,) = sent(refused, KEPT)
    assert token.endswith(":notula audiensi.pdf")
    again = officer.press("submit", status=409)
    assert sent(again, KEPT) == [token]
    assert "Berkas belum dilampirkan: Daftar hadir." in again.text


def test_a_finding_is_anchored_at_the_fields_that_mend_it(refused: Page) -> None:
    ids = refused.ids()
    control = next(c for c in refused.controls() if c.name == "isian.komitmen")
    assert control.attributes["aria-invalid"] == "true"
    assert control.attributes["aria-describedby"] == "isian-komitmen-galat"
    assert "isian-komitmen-galat" in ids
    pointed = [link[1:] for link in refused.links() if link.startswith("#penolakan-")]
    assert pointed
    assert set(pointed) <= set(ids)


def test_a_forged_hidden_file_is_not_taken(officer: Visitor, refused: Page) -> None:
    (token,) = sent(refused, KEPT)
    forged = token.replace("notula audiensi.pdf", "lain.pdf")
    assert sent(officer.press("submit", {KEPT: forged}, status=409), KEPT) == []


def test_a_file_that_is_no_pdf_is_told_at_its_input_and_the_good_one_is_kept(
    officer: Visitor, page: Page
) -> None:
    good, bad = pdf_file("notula", pdf("ini")), pdf_file("daftar-hadir", b"MZ bukan pdf")
    answer = officer.press("submit", TYPED, attach=[good, bad], status=415)
    assert "Berkas daftar-hadir.pdf tidak diterima" in answer.text
    assert "berkas-daftar-hadir-galat" in answer.ids()
    assert len(sent(answer, KEPT)) == 1
    assert sent(answer, "isian.tempat") == [TYPED["isian.tempat"]]


@pytest.mark.parametrize("size", [1_100_000, 6_000_000])
def test_a_file_over_the_limit_is_told_at_its_input_and_the_input_is_kept(
    officer: Visitor, page: Page, size: int
) -> None:
    large = pdf_file("notula", pdf("x" * size))
    answer = officer.press("submit", TYPED, attach=[large], status=413)
    assert "lebih besar dari batas 1 MB" in answer.text
    assert sent(answer, "isian.tempat") == [TYPED["isian.tempat"]]


def test_a_missing_date_is_asked_for(officer: Visitor, page: Page) -> None:
    answer = officer.press("submit", {"tanggal": ""}, status=422)
    assert "Tanggal kejadian belum diisi." in answer.text


def test_a_future_date_is_refused_with_its_rule(officer: Visitor, page: Page) -> None:
    answer = officer.press("submit", {"tanggal": "2026-03-03"}, status=409)
    assert "Tanggal kejadian berada di masa depan." in answer.text


def test_a_number_that_is_none_is_told_and_kept(officer: Visitor, page: Page) -> None:
    fill = {**TYPED, "isian.jumlah_peserta": "dua belas"}
    answer = officer.press("submit", fill, status=422)
    assert "Jumlah peserta: harus berupa angka." in answer.text
    assert sent(answer, "isian.jumlah_peserta") == ["dua belas"]


def test_more_rows_can_be_asked_for_without_losing_any(officer: Visitor, page: Page) -> None:
    fill = {**TYPED, "isian.peserta.1.nama": "(nama pejabat)"}
    wider = officer.press("peserta", fill, name="tambah")
    rows = [c for c in wider.controls() if c.name.endswith(".nama")]
    assert len(rows) == 9
    assert sent(wider, "isian.peserta.0.nama") == ["(nama pejabat)"]
    assert sent(wider, "isian.tempat") == [TYPED["isian.tempat"]]


def test_a_form_from_before_somebody_elses_change_shows_the_change_and_keeps_the_input(
    officer: Visitor, second: Visitor, case: str
) -> None:
    address = f"/perkara/{case}/langkah/{STEP}"
    officer.open(address)
    second.open(address)
    second.press("start", {"isian.topik": "Diisi petugas kedua"})
    answer = officer.press("submit", TYPED, status=412)
    assert "Yang berubah sejak Anda membuka halaman ini:" in answer.text
    assert "Draf disimpan" in answer.text
    assert "Akun pmd.dua" in answer.text
    assert sent(answer, "isian.tempat") == [TYPED["isian.tempat"]]


def test_the_same_form_sent_twice_counts_once(ctx: Context, officer: Visitor) -> None:
    case = open_tkpkp(ctx, "63.04")
    officer.open(f"/perkara/{case}/langkah/{STEP}")
    before, answer = officer.answer, officer.press("start", {"isian.tempat": "Aula"})
    assert "Draf disimpan." in answer.text
    officer.answer = before
    officer.press("start", {"isian.tempat": "Aula"})
    assert get_case(ctx, OFFICER, case).state.version == 2


def test_a_form_changed_after_going_back_is_not_lost(ctx: Context, officer: Visitor) -> None:
    case = open_tkpkp(ctx, "63.05")
    officer.open(f"/perkara/{case}/langkah/{STEP}")
    before = officer.answer
    officer.press("start", {"isian.tempat": "Aula"})
    officer.answer = before
    answer = officer.press("start", {"isian.tempat": "Pendopo"}, status=422)
    assert sent(answer, "isian.tempat") == ["Pendopo"]
    assert "Draf disimpan." in officer.press("start").text


def test_a_refused_approval_keeps_the_reason(
    ctx: Context, officer: Visitor, second: Visitor
) -> None:
    case = tkpkp_at(ctx, "susunan-tim", "63.06")
    address = f"/perkara/{case}/langkah/rancangan-sk-tkpkp"
    assert not second.open(address).offers("submit")
    second.open(f"/perkara/{case}/langkah/susunan-tim")
    second.press("start", {"isian.tempat": "Aula"})
    token = {"csrf": Page(second.answer.text).form("start").fields()["csrf"][0]}
    fields = {**token, "tindakan": "approve", "tanggal": "2026-02-20", "alasan": "Sudah dibaca"}
    answer = second.http.post(second.answer.url.path, data={**fields, "versi": "4"})
    assert answer.status_code == 409
    assert "Belum ada yang diajukan untuk disetujui." in answer.text
