"""A draft's page says who may lawfully sign today, and why others may not."""

from __future__ import annotations

from datetime import date

from documents import service
from engine.domain.mandates import Holding, Instrument, Official, Post, Spell, Term
from engine.services import mandates
from engine.services.context import Context
from tests.drafting.paper import planned_audience
from tests.support.data import PROVINCE
from tests.support.world import OFFICER
from tests.web.visitor import Visitor

PMD = Post("pmd-provinsi", PROVINCE)
BASIS = Instrument("Surat Perintah", "800/7/2025", date(2025, 7, 18))
HEAD = Term("", Official("Pejabat Satu"), PMD, Holding.DEFINITIF, Spell(date(2025, 1, 1)), BASIS)
CARD = "Yang sah menandatangani hari ini"


def test_the_page_of_a_draft_says_who_may_sign_today_and_why_not(
    ctx: Context, officer: Visitor
) -> None:
    case_id = planned_audience(ctx)
    made = service.draft(ctx, OFFICER, case_id, "surat-permohonan-audiensi", "audiensi-sekda")
    page = officer.open(f"/naskah/{made.id}")
    assert CARD in page.text
    assert "belum dicatat dalam daftar pejabat" in page.text
    kept = mandates.add_term(ctx, OFFICER, HEAD)
    page = officer.open(f"/naskah/{made.id}")
    assert "Provinsi Kalimantan Selatan: Pejabat Satu" in page.text
    assert "Surat Perintah Nomor 800/7/2025 tanggal 18 Juli 2025" in page.text
    mandates.end(ctx, OFFICER, kept.id, date(2026, 3, 1), "Pensiun.")
    page = officer.open(f"/naskah/{made.id}")
    assert "Kalimantan Selatan: tidak ada" in page.text
    assert "berakhir pada 1 Maret 2026" in page.text
    assert "Ketentuan pencatatan sistem" in page.text
