"""Officers take the first step of a team through refusal, return and approval; no JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from engine.domain.standing import Standing
from engine.services.context import Context
from engine.services.views import get_case, list_cases
from tests.journeys.conftest import Login
from tests.support.world import OFFICER, pdf

pytestmark = pytest.mark.browser
STEP = "Audiensi dan komitmen Sekda"
REASON = "Daftar hadir belum ditandatangani semua peserta."


def paper(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf(name)}


def test_a_step_is_recorded_refused_mended_returned_and_approved(
    ctx: Context, login: Login
) -> None:
    officer = login("pmd.satu")
    _open_the_case(officer)
    _record_too_little(officer)
    _mend_and_submit(officer)
    expect(officer.get_by_role("button", name="Setujui")).to_have_count(0)
    expect(officer.get_by_text("Persetujuannya harus oleh pejabat lain")).to_be_visible()

    second = login("pmd.dua")
    second.get_by_role("link", name=re.compile(STEP)).first.click()
    second.get_by_text("Kembalikan", exact=True).first.click()
    second.locator("#alasan-return").fill(REASON)
    second.get_by_role("button", name="Kembalikan").click()
    expect(second.get_by_role("status")).to_have_text("Dikembalikan dengan alasan Anda.")

    officer.reload()
    expect(officer.get_by_text(REASON)).to_be_visible()
    officer.get_by_role("button", name="Ajukan").click()
    expect(officer.get_by_role("status")).to_contain_text("Menunggu persetujuan")

    second.reload()
    second.get_by_role("button", name="Setujui").click()
    expect(second.get_by_role("status")).to_have_text("Disetujui; langkah ini selesai.")
    (case,) = list_cases(ctx, OFFICER)
    done = next(s for s in get_case(ctx, OFFICER, case.id).steps if s.step.name == STEP)
    assert done.state is Standing.DONE
    assert {e.name for e in done.evidence} == {"notula.pdf", "daftar hadir.pdf"}


def _open_the_case(page: Page) -> None:
    page.get_by_role("link", name="Kabupaten Tanah Laut").click()
    page.get_by_role("link", name="Pembentukan TKPKP kabupaten").click()
    page.get_by_label(re.compile("^Judul perkara")).fill("TKPKP Kabupaten Tanah Laut")
    page.get_by_label(re.compile("^Tanggal pembukaan")).fill("2025-07-25")
    page.get_by_role("button", name="Buka perkara").click()
    expect(page.get_by_role("status")).to_have_text("Perkara dibuka.")
    page.get_by_role("link", name=STEP).first.click()


def _record_too_little(page: Page) -> None:
    page.get_by_label(re.compile("^Tanggal kejadian")).fill("2025-07-29")
    page.get_by_label("Tempat audiensi").fill("Ruang rapat Sekretaris Daerah")
    page.get_by_label(re.compile("^Notula audiensi")).set_input_files(paper("notula.pdf"))
    page.get_by_role("button", name="Ajukan").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Belum diisi: Komitmen Sekretaris Daerah.")
    expect(refusal).to_contain_text("Berkas belum dilampirkan: Daftar hadir.")
    expect(refusal).to_contain_text("Dasar: Ketentuan pencatatan sistem: isian")
    expect(refusal).to_contain_text("terverifikasi")
    expect(page.get_by_label("Tempat audiensi")).to_have_value("Ruang rapat Sekretaris Daerah")
    expect(page.get_by_label(re.compile("^notula.pdf"))).to_be_checked()


def _mend_and_submit(page: Page) -> None:
    page.get_by_label(re.compile("^Komitmen Sekretaris Daerah")).fill("Mendukung penuh.")
    page.get_by_label("Kegiatan, baris 1").fill("Rapat susunan tim")
    page.get_by_label(re.compile("^Daftar hadir")).set_input_files(paper("daftar hadir.pdf"))
    page.get_by_role("button", name="Ajukan").click()
    expect(page.get_by_role("status")).to_contain_text("Menunggu persetujuan pejabat kedua.")
