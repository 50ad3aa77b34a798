"""What officers do on a step's page, from the first draft to the second pair of eyes."""

from __future__ import annotations

import pytest

from engine.domain.standing import Standing
from engine.reference import regions
from engine.services.context import Context
from engine.services.views import get_case, list_cases
from tests.support.data import REGENCY, VILLAGES
from tests.support.world import (
    OFFICER,
    kawasan_at,
    open_tkpkp,
    pdf,
    tkpkp_at,
)
from tests.web.html import Page
from tests.web.visitor import Visitor, pdf_file

AUDIENCE = {
    "tanggal": "2025-07-29",
    "isian.komitmen": "Mendukung pembentukan tim.",
    "isian.jadwal_fasilitasi.0.kegiatan": "Rapat susunan tim",
    "isian.peserta.2.nama": "(nama pejabat)",
}
FREE = iter(p.code for p in regions.regencies("63") if p.code not in (REGENCY, "63.72"))
PAPERS = [pdf_file(kind, pdf(kind)) for kind in ("notula", "daftar-hadir")]


@pytest.fixture
def case(ctx: Context) -> str:
    """A new team case, each in a kabupaten of its own; Tanah Laut is for the kawasan."""
    return open_tkpkp(ctx, next(FREE))


def standing(ctx: Context, case: str, step: str, village: str = "") -> Standing:
    found = next(s for s in get_case(ctx, OFFICER, case).steps if s.step.id == step)
    branches = {b.village.code: b.state for b in found.branches if b.village}
    return branches.get(village, found.state)


def at(case: str, step: str = "audiensi-sekda") -> str:
    return f"/perkara/{case}/langkah/{step}"


def hand_in(officer: Visitor, case: str) -> Page:
    officer.open(at(case))
    return officer.press("submit", AUDIENCE, attach=PAPERS)


def test_a_draft_is_kept_with_its_files_and_shown_again(officer: Visitor, case: str) -> None:
    officer.open(at(case))
    page = officer.press("start", {"isian.tempat": "Aula"}, attach=PAPERS[:1])
    assert "Draf disimpan." in page.text
    assert "Terlampir: notula.pdf" in page.text
    assert officer.open(at(case)).form("start").fields()["isian.tempat"] == ["Aula"]


def test_a_complete_step_is_handed_in_and_waits_for_a_second_officer(
    ctx: Context, officer: Visitor, case: str
) -> None:
    page = hand_in(officer, case)
    assert "Menunggu persetujuan pejabat kedua." in page.text
    assert standing(ctx, case, "audiensi-sekda") is Standing.SUBMITTED
    assert not page.offers("approve")
    assert "Persetujuannya harus oleh pejabat lain." in page.text


def test_who_handed_it_in_cannot_approve_even_by_hand(
    ctx: Context, officer: Visitor, case: str
) -> None:
    page = hand_in(officer, case)
    fields = {k: v[0] for k, v in page.form("withdraw").fields().items()}
    answer = officer.http.post(at(case), data={**fields, "tindakan": "approve"})
    assert answer.status_code == 409
    assert "Yang menyetujui tidak boleh orang yang menyiapkan." in answer.text
    assert standing(ctx, case, "audiensi-sekda") is Standing.SUBMITTED


def test_a_second_officer_sends_back_with_a_reason_and_later_approves(
    ctx: Context, officer: Visitor, second: Visitor, case: str
) -> None:
    hand_in(officer, case)
    second.open(at(case))
    refused = second.press("return", {"alasan": " "}, status=409)
    assert "Alasan belum ditulis." in refused.text
    second.press("return", {"alasan": "Daftar hadir belum ditandatangani."})
    page = officer.open(at(case))
    assert "Daftar hadir belum ditandatangani." in page.text
    assert page.form("submit").fields()["isian.komitmen"] == [AUDIENCE["isian.komitmen"]]
    assert page.form("submit").fields()["tanggal"] == ["2025-07-29"]
    officer.press("submit")
    second.open(at(case))
    assert "langkah ini selesai" in second.press("approve").text
    assert standing(ctx, case, "audiensi-sekda") is Standing.DONE


def test_rows_are_recorded_without_the_blank_ones(
    ctx: Context, officer: Visitor, case: str
) -> None:
    hand_in(officer, case)
    data = get_case(ctx, OFFICER, case).state.cell("audiensi-sekda").data
    assert data["peserta"] == [{"nama": "(nama pejabat)"}]


def test_a_hand_in_can_be_withdrawn_by_who_made_it(
    ctx: Context, officer: Visitor, second: Visitor, case: str
) -> None:
    hand_in(officer, case)
    assert not second.open(at(case)).offers("withdraw")
    officer.open(at(case))
    officer.press("withdraw")
    assert standing(ctx, case, "audiensi-sekda") is Standing.OPEN


def test_a_waivable_step_is_set_aside_with_a_reason(
    ctx: Context, officer: Visitor, case: str
) -> None:
    officer.open(at(case))
    officer.press("waive", {"alasan": "Audiensi sudah dilakukan tahun lalu."})
    assert standing(ctx, case, "audiensi-sekda") is Standing.WAIVED


def test_history_is_recorded_out_of_order_with_its_source(
    ctx: Context, officer: Visitor, case: str
) -> None:
    page = officer.open(at(case, "penetapan-tkpkp"))
    assert not page.offers("submit")
    assert "Selesaikan dahulu: Rancangan Keputusan Bupati dan paraf koordinasi." in page.text
    fill = {"tanggal": "2026-01-05", "sumber": "Arsip Bagian Hukum", "isian.nomor": "400/2026"}
    officer.press("record", fill)
    cell = get_case(ctx, OFFICER, case).state.cell("penetapan-tkpkp")
    assert cell.historical
    assert cell.reason == "Arsip Bagian Hukum"
    assert cell.data["nomor"] == "400/2026"


def test_a_soft_guard_is_set_aside_with_a_reason_and_shown_so(officer: Visitor, case: str) -> None:
    officer.open(at(case))
    bare = {**AUDIENCE, "isian.jadwal_fasilitasi.0.kegiatan": ""}
    refused = officer.press("submit", bare, attach=PAPERS, status=409)
    assert "Penuhi, atau tuliskan alasannya" in refused.text
    page = officer.press("submit", {"alasan": "Jadwal menyusul dengan surat."})
    assert "Syarat dikesampingkan: Isi jadwal fasilitasi" in page.text


def test_a_village_step_asks_which_village_and_records_that_one(
    ctx: Context, officer: Visitor
) -> None:
    case = kawasan_at(ctx, "inventarisasi")
    page = officer.open(at(case, "inventarisasi"))
    assert f"{at(case, 'inventarisasi')}?desa={VILLAGES[1]}" in page.links()
    officer.open(f"{at(case, 'inventarisasi')}?desa={VILLAGES[1]}")
    fill = {"tanggal": "2025-09-03", "alasan": "Data disusun bersama pendamping."}
    assert "langkah ini selesai" in officer.press("submit", fill).text
    assert standing(ctx, case, "inventarisasi", VILLAGES[1]) is Standing.DONE
    assert standing(ctx, case, "inventarisasi", VILLAGES[0]) is Standing.OPEN
    officer.open(f"{at(case, 'inventarisasi')}?desa=63.02.01.2001", status=404)


def test_rows_of_the_villages_carry_their_codes(ctx: Context, officer: Visitor) -> None:
    case = list_cases(ctx, OFFICER, procedure="kawasan-perdesaan")[0].id
    officer.open(at(case, "musyawarah-antar-desa"))
    fill = {"tanggal": "2025-10-01", "sumber": "Arsip", "isian.wakil.0.nama": "(nama wakil)"}
    officer.press("record", fill)
    data = get_case(ctx, OFFICER, case).state.cell("musyawarah-antar-desa").data
    assert data["wakil"] == [{"desa": VILLAGES[0], "nama": "(nama wakil)"}]


def test_a_case_is_commented_suspended_and_taken_up_again(officer: Visitor, case: str) -> None:
    officer.open(f"/perkara/{case}")
    for action, said in (("comment", "Catatan"), ("suspend", "Perkara ditangguhkan")):
        officer.open(f"/perkara/{case}")
        page = _case_act(officer, action, "Menunggu jadwal Sekda")
        assert said in page.text
    assert "Tidak ada langkah yang terbuka" not in officer.open(f"/perkara/{case}").text
    assert not officer.open(at(case)).offers("submit")
    officer.open(f"/perkara/{case}")
    assert "Perkara dilanjutkan" in _case_act(officer, "resume", "Jadwal ada").text
    officer.open(f"/perkara/{case}")
    assert "Catatan belum diisi." in _case_act(officer, "comment", "", status=409).text


def _case_act(officer: Visitor, action: str, reason: str, status: int = 200) -> Page:
    form = Page(officer.answer.text).form_with("alasan")
    return officer.send(form, {"tindakan": action, "alasan": reason}, status=status)


def test_a_case_is_opened_and_a_refused_opening_keeps_what_was_ticked(
    ctx: Context, officer: Visitor
) -> None:
    officer.open(f"/kabupaten/{REGENCY}/perkara-baru?prosedur=kawasan-perdesaan")
    fill = {"judul": "", "tanggal": "2026-02-01", "desa": list(VILLAGES)}
    refused = officer.send(Page(officer.answer.text).form_with("judul"), fill, status=422)
    assert "Judul perkara belum diisi." in refused.text
    again = refused.form_with("judul")
    assert again.fields()["desa"] == sorted(VILLAGES)
    page = officer.send(again, {"judul": "Kawasan Pesisir"})
    assert "Kawasan Pesisir" in page.text
    assert "Perkara dibuka." in page.text


def test_a_second_team_in_one_kabupaten_is_refused_with_the_one_there_is(
    ctx: Context, officer: Visitor
) -> None:
    tkpkp_at(ctx, "susunan-tim", "63.72")
    page = officer.open("/kabupaten/63.72")
    assert "/kabupaten/63.72/perkara-baru?prosedur=tkpkp-kabupaten" not in page.links()
    page = officer.open("/kabupaten/63.72/perkara-baru?prosedur=tkpkp-kabupaten")
    fill = {"judul": "Tim kedua", "tanggal": "2026-02-01"}
    refused = officer.send(page.form_with("judul"), fill, status=409)
    assert "sudah mempunyai perkara TKPKP-63.72" in refused.text


def test_a_target_gets_more_time_with_a_reason_and_a_number(officer: Visitor, case: str) -> None:
    shown = officer.open(at(case))
    assert "Perpanjang sasaran waktu" in shown.text
    fields = {"lama": "sepuluh", "alasan": "Sekda cuti", "tanggal": "2025-07-29"}
    assert "Perpanjangan harus" in officer.press("extend", fields, status=422).text
    assert "Waktunya diperpanjang." in officer.press("extend", fields | {"lama": "10"}).text
