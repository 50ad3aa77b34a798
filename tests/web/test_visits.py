"""Visits on the web page: planned in a form, refused in words, reported, and subscribed to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from engine.services import visits
from engine.services.context import Context
from engine.services.views import get_case
from tests.support import world
from tests.support.world import NOW, OFFICER, set_clock
from tests.web.visitor import Visitor

PLAN = {
    "kabupaten": "63.01",
    "jenis": "audiensi",
    "tujuan": "Audiensi dengan <Sekda>",
    "tempat": "Sekretariat Daerah",
    "mulai": "2026-03-09",
    "selesai": "2026-03-09",
    "pukul": "09:00",
    "orang": ["pmd.satu"],
    "agenda": "Pembukaan\nKomitmen Sekda",
    "biaya": "1.500.000",
}


@pytest.fixture(autouse=True)
def _in_march(ctx: Context, officer: Visitor) -> Iterator[None]:
    set_clock(ctx, NOW)
    officer.log_in("pmd.satu")
    yield
    set_clock(ctx, NOW)
    for visit in visits.between(ctx, OFFICER, NOW.date(), NOW.date() + timedelta(days=90)):
        if visit.state.value == "direncanakan":
            visits.cancel(ctx, OFFICER, visit.id, visit.version, "uji selesai")


def planned(officer: Visitor, **changes: object) -> str:
    officer.open("/kunjungan/baru")
    officer.press("simpan", PLAN | changes)
    return officer.answer.text


def test_a_visit_is_planned_and_listed(officer: Visitor) -> None:
    shown = planned(officer)
    assert "Kunjungan direncanakan." in shown
    assert "Audiensi dengan &lt;Sekda&gt;" in shown
    assert "9 Maret 2026, pukul 09.00 WITA" in shown
    assert "Rp1.500.000,00" in shown
    assert "<li>Komitmen Sekda</li>" in shown
    assert "Audiensi dengan" in officer.open("/kunjungan").text


def test_what_is_wrong_stands_by_its_field_and_nothing_typed_is_lost(officer: Visitor) -> None:
    planned(officer)
    officer.open("/kunjungan/baru")
    again = officer.press("simpan", PLAN | {"pukul": "", "tempat": "Aula"}, status=422)
    assert "Pukul belum diisi" in again.text
    assert 'value="Aula"' in officer.answer.text
    clash = officer.press("simpan", PLAN | {"kabupaten": "63.02"}, status=422)
    assert "pmd.satu bertugas" in clash.text


def test_a_visit_is_changed_reported_and_stays_on_record(ctx: Context, officer: Visitor) -> None:
    planned(officer, orang=["pmd.satu"])
    [visit] = [
        v
        for v in visits.between(ctx, OFFICER, NOW.date(), NOW.date() + timedelta(days=30))
        if v.state.value == "direncanakan"
    ]
    officer.open(f"/kunjungan/{visit.id}/ubah")
    officer.press("simpan", {"mulai": "2026-03-10", "selesai": "2026-03-11"})
    assert "10 Maret 2026 s.d. 11 Maret 2026" in officer.answer.text
    assert "Catat hasil" not in officer.answer.text
    set_clock(ctx, NOW + timedelta(days=9))
    officer.log_in("pmd.satu")
    officer.open(f"/kunjungan/{visit.id}")
    assert "Tuliskan hasil" in officer.press("lapor", {"hasil": " "}, status=422).text
    assert "Sekda mendukung" in officer.press("lapor", {"hasil": "Sekda mendukung"}).text
    assert visits.get(ctx, OFFICER, visit.id).state.value == "terlaksana"


def test_a_visit_is_called_off_with_a_reason(officer: Visitor) -> None:
    planned(officer)
    assert "alasan" in officer.press("batal", {"alasan": ""}, status=422).text
    shown = officer.press("batal", {"alasan": "Sekda berhalangan"})
    assert "Sekda berhalangan" in shown.text


def test_a_proposal_fills_the_form(ctx: Context, officer: Visitor, second: Visitor) -> None:
    second.open("/kunjungan")
    world.open_tkpkp(ctx)
    set_clock(ctx, NOW + timedelta(days=60))
    officer.log_in("pmd.satu")  # the session of March is long over
    page = officer.open("/kunjungan")
    assert "Usulan kunjungan berikutnya" in page.text
    assert "terlambat" in page.text or "lewat" in page.text
    [href] = [link for link in page.links() if "kabupaten=63.01" in link]
    officer.open(href)
    assert 'value="audiensi-sekda"' in officer.answer.text
    assert officer.answer.text.count(" checked") == 2


def test_a_sekda_sees_visits_and_plans_none(officer: Visitor, sekda: Visitor) -> None:
    planned(officer)
    page = sekda.open("/kunjungan")
    assert "Audiensi dengan" in page.text
    assert "Rencanakan kunjungan" not in page.text
    assert "Usulan kunjungan" not in page.text
    sekda.open("/kunjungan/baru", status=403)


def test_a_calendar_address_is_shown_once_and_can_be_revoked(officer: Visitor) -> None:
    planned(officer)
    officer.open("/kunjungan")
    page = officer.press("buka")
    address = next(word for word in page.text.split() if word.endswith(".ics"))
    path = address.partition("8000")[2]
    assert b"BEGIN:VEVENT" in officer.http.get(path).content
    assert ".ics" not in officer.open("/kunjungan").text
    assert "dicabut" in officer.press("cabut").text
    assert officer.http.get(path).status_code == 404


def test_the_letters_of_a_visit_say_what_was_planned(ctx: Context, officer: Visitor) -> None:
    case = world.open_tkpkp(ctx, "63.08")
    planned(
        officer, kabupaten="63.08", perkara=case, langkah="audiensi-sekda", tempat="Aula Setda"
    )
    officer.press("surat-permohonan-audiensi")
    letter = get_case(ctx, OFFICER, case).documents[-1].letter
    assert "Aula Setda" in str(letter)
    [visit] = [
        v
        for v in visits.between(ctx, OFFICER, NOW.date(), NOW.date() + timedelta(days=30))
        if v.case_id == case
    ]
    officer.open(f"/kunjungan/{visit.id}")
    officer.press("surat-tugas")
    order = get_case(ctx, OFFICER, case).documents[-1]
    assert order.kind == "surat-tugas"
    assert "2026-03-09" in str(order.letter)
    assert "omitmen Sekda" in str(order.letter)
    assert "Akun pmd.satu" in str(order.letter)
