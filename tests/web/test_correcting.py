"""Mending what was recorded wrong, and who is in a kawasan, on the pages."""

from __future__ import annotations

import pytest

from engine.domain.standing import Standing
from engine.services.context import Context
from engine.services.views import get_case
from tests.support.data import VILLAGES
from tests.support.world import OFFICER, kawasan_at
from tests.web.html import Page
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def case(ctx: Context) -> str:
    """One kawasan for this module: its villages have met, the proposal is next."""
    return kawasan_at(ctx, "pengusulan")


def village_act(officer: Visitor, action: str, village: str, *, status: int = 200) -> Page:
    form = Page(officer.answer.text).form_with("desa")
    fill = {"tindakan": action, "desa": village, "alasan": "hasil musyawarah"}
    return officer.send(form, fill, status=status)


def test_a_done_step_is_corrected_and_the_old_record_stays_visible(
    ctx: Context, officer: Visitor, second: Visitor, case: str
) -> None:
    page = f"/perkara/{case}/langkah/inisiasi"
    officer.open(page)
    refused = officer.press("correct", {"isian.tema": "padi dan ikan"}, status=409)
    assert "Alasan belum ditulis" in refused.text
    done = officer.press("correct", {"isian.tema": "padi dan ikan", "alasan": "salah ketik"})
    assert "Koreksi diajukan." in done.text
    second.open(page)
    second.press("approve")
    view = get_case(ctx, OFFICER, case)
    step = next(s for s in view.steps if s.step.id == "inisiasi")
    assert step.cell.data["tema"] == "padi dan ikan"
    assert "Koreksi diajukan" in officer.open(f"/perkara/{case}?riwayat=semua").text


def test_a_village_leaves_and_the_members_meet_again(
    ctx: Context, officer: Visitor, second: Visitor, case: str
) -> None:
    warned = officer.open(f"/perkara/{case}").text
    assert "Akibat masuk atau keluarnya desa sekarang" in warned
    done = village_act(officer, "remove_village", VILLAGES[-1]).text
    told = done[done.index("Tercatat dalam riwayat perkara.") :]
    assert "Langkah yang harus dikerjakan lagi" in told[: told.index("Yang terbuka sekarang")]
    second.open(str(officer.answer.url))
    assert 'id="akibat"' not in second.answer.text, "the answer belongs to who acted"
    view = get_case(ctx, OFFICER, case)
    assert VILLAGES[-1] not in view.state.active_villages()
    meeting = next(s for s in view.steps if s.step.id == "musyawarah-antar-desa")
    assert meeting.state is Standing.OPEN


def test_a_village_of_another_kabupaten_is_refused_and_what_was_typed_is_kept(
    officer: Visitor, case: str
) -> None:
    officer.open(f"/perkara/{case}")
    refused = village_act(officer, "add_village", "63.02.01.2001", status=409)
    assert "tidak terletak di kabupaten perkara ini" in refused.text
    assert 'value="63.02.01.2001"' in officer.answer.text
