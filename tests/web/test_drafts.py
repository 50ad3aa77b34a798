"""Papers that no step writes by itself are asked for on the step's page."""

from __future__ import annotations

import re

import pytest

from engine.services.context import Context
from tests.support.world import open_tkpkp
from tests.web.visitor import Visitor

STEP = "audiensi-sekda"


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    return open_tkpkp(ctx)


def test_an_attendance_list_is_asked_for_and_shown(officer: Visitor, case: str) -> None:
    page = officer.open(f"/perkara/{case}/langkah/{STEP}")
    assert "Dirancang sistem setelah langkah diajukan: Surat permohonan audiensi" in page.text
    page = officer.press("susun", {"naskah": "daftar-hadir"})
    assert "Daftar hadir" in page.text
    missing = "Belum diisi: Tanggal rencana audiensi (langkah Audiensi dan komitmen Sekda)"
    assert missing in page.text


def test_an_assignment_may_be_asked_for_where_no_step_names_it(
    officer: Visitor, case: str
) -> None:
    officer.open(f"/perkara/{case}/langkah/{STEP}")
    page = officer.press("susun", {"naskah": "surat-tugas"})
    assert "Surat tugas" in page.text


def test_a_kind_the_step_does_not_yield_is_refused(officer: Visitor, case: str) -> None:
    officer.open(f"/perkara/{case}/langkah/{STEP}")
    page = officer.press("susun", {"naskah": "laporan-berkala"}, status=422)
    assert "tidak menghasilkan naskah" in page.text


def test_who_may_make_no_documents_is_offered_none_and_refused(
    officer: Visitor, visit: dict[str, Visitor], case: str
) -> None:
    reader = visit["pembaca"]
    path = f"/perkara/{case}/langkah/{STEP}"
    assert not reader.open(path).offers("susun")
    held = re.search(r'name="csrf" value="([^"]+)"', reader.answer.text)
    assert held is not None
    asked = {"naskah": "daftar-hadir", "csrf": held[1]}
    assert reader.http.post(f"{path}/naskah", data=asked).status_code == 403
    forged = {"naskah": "daftar-hadir", "csrf": "x"}
    assert officer.http.post(f"{path}/naskah", data=forged).status_code == 403
