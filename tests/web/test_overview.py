"""The overview: one state per regency, what blocks it, and what waits for the visitor."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engine.services import sweep
from engine.services.context import Context
from tests.support.world import (
    OFFICER,
    act,
    evidence,
    open_tkpkp,
    set_clock,
    step_data,
    tkpkp_at,
)
from tests.web.html import Page
from tests.web.visitor import Visitor

STEP = "audiensi-sekda"


@pytest.fixture(scope="module")
def system(ctx: Context) -> Context:
    """Kotabaru waits for an approval, Balangan is at its second step, the others are idle."""
    case = open_tkpkp(ctx, "63.02")
    files = evidence(ctx, ("notula", "daftar-hadir"), case)
    data = step_data(STEP)
    act(ctx, OFFICER, case, "submit", STEP, on=date(2025, 7, 29), data=data, files=files)
    tkpkp_at(ctx, "susunan-tim", "63.11")
    return ctx


@pytest.fixture
def page(system: Context, officer: Visitor) -> Page:
    return officer.open("/")


def rows(page: Page) -> list[str]:
    """The regencies of the table in their order, by address."""
    return [x for x in page.links() if x.startswith("/kabupaten/")]


def test_every_regency_of_the_province_has_one_line(page: Page) -> None:
    assert len(rows(page)) == len(set(rows(page))) == 13


def test_a_line_tells_state_step_blockers_actor_next_and_due_date(page: Page) -> None:
    words = page.text
    assert "TKPKP sejak 29 Juli 2025" in words
    assert "Penyusunan keanggotaan TKPKP Terbuka" in words
    assert "Belum diisi: Susunan anggota, Perangkat daerah sekretariat tim." in words
    assert "Dinas Pemberdayaan Masyarakat dan Desa Kabupaten 19 Agustus 2025" in words
    assert "Berikutnya: Rancangan Keputusan Bupati dan paraf koordinasi" in words
    assert "(target kantor)" in words


def test_the_ladder_has_a_text_alternative(page: Page) -> None:
    said = [a.get("aria-label") for _, a in page.tags if a.get("role") == "img"]
    assert "Tahap 3 dari 9: TKPKP" in said
    assert said.count("Tahap 1 dari 9: Belum dimulai") == 11


def test_the_longest_stuck_come_first_unless_asked_for_by_code(
    page: Page, officer: Visitor
) -> None:
    assert rows(page)[:2] == ["/kabupaten/63.02", "/kabupaten/63.11"]
    assert rows(officer.open("/?urut=kode"))[0] == "/kabupaten/63.01"


def test_lines_are_filtered_by_state_and_searched_by_name_or_code(
    page: Page, officer: Visitor
) -> None:
    assert rows(officer.open("/?keadaan=tkpkp")) == ["/kabupaten/63.11"]
    assert rows(officer.open("/?cari=tanah")) == ["/kabupaten/63.01", "/kabupaten/63.10"]
    assert rows(officer.open("/?cari=63.7")) == ["/kabupaten/63.71", "/kabupaten/63.72"]
    empty = officer.open("/?cari=zzz")
    assert rows(empty) == []
    assert "Tidak ada kabupaten atau kota yang cocok." in empty.text


def test_an_approval_waits_for_the_second_officer_and_not_for_the_first(
    page: Page, second: Visitor
) -> None:
    assert "Perlu persetujuan Anda" in second.open("/").text
    assert "Perlu persetujuan Anda" not in page.text


def test_reminders_of_the_sweep_are_told_to_those_who_can_act(
    system: Context, officer: Visitor, visit: dict[str, Visitor]
) -> None:
    assert "Tidak ada yang menunggu Anda hari ini." in officer.open("/").text
    sweep.sweep(system, "Asia/Makassar")
    text = officer.open("/").text
    assert "Terlambat" in text
    assert "Penyusunan keanggotaan TKPKP" in text
    assert "2025-08-19" not in text
    assert "Tidak ada yang menunggu Anda hari ini." in visit["pembaca"].open("/").text


def test_a_national_account_sees_one_province_at_a_time(
    system: Context, visit: dict[str, Visitor]
) -> None:
    national = visit["nasional"]
    first = national.open("/")
    assert all(x.startswith("/kabupaten/11.") for x in rows(first))
    page = national.open("/?provinsi=63")
    assert len(rows(page)) == 13
    assert "Provinsi Kalimantan Selatan" in page.text


def test_a_kabupaten_account_sees_its_own_line_only(
    system: Context, visit: dict[str, Visitor]
) -> None:
    page = visit["pmd.kotabaru"].open("/")
    assert rows(page) == ["/kabupaten/63.02"]
    assert "Kabupaten Kotabaru" in page.text


def test_the_date_is_that_of_the_regencys_own_zone(system: Context, officer: Visitor) -> None:
    before = system.now()
    set_clock(system, datetime(2026, 3, 2, 17, 30, tzinfo=UTC))
    officer.log_in("pmd.satu")  # the night has ended the session
    assert "Selasa, 3 Maret 2026" in officer.open("/").text
    set_clock(system, before)
