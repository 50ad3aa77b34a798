"""The agenda books on the page: for the office that keeps them, and for nobody else."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from documents import service
from engine.services import lifecycle
from engine.services.context import Context
from engine.services.records import Document
from tests.support.world import OFFICER, tkpkp_at
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def letter(ctx: Context) -> Document:
    case = tkpkp_at(ctx, "susunan-tim", "63.09")
    draft = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    return service.sign(ctx, OFFICER, draft.id, dated=date(2025, 7, 25))


def test_an_office_sees_its_numbers_and_takes_them_away(
    officer: Visitor, letter: Document
) -> None:
    page = officer.open("/buku-agenda?tahun=2025")
    assert letter.number in page.text
    links = [link for link in page.links() if "/buku-agenda/unduh" in link]
    assert len(links) == 2
    pdf = officer.http.get("/buku-agenda/unduh?tahun=2025&bentuk=pdf")
    assert pdf.content.startswith(b"%PDF")
    xlsx = officer.http.get("/buku-agenda/unduh?tahun=2025&bentuk=xlsx")
    sheet = load_workbook(BytesIO(xlsx.content)).active
    assert sheet is not None
    assert letter.number in [str(row[0].value) for row in sheet.iter_rows()]
    assert xlsx.headers["Content-Disposition"].startswith("attachment")


def test_a_void_number_stands_among_the_gaps(
    ctx: Context, officer: Visitor, letter: Document
) -> None:
    lifecycle.void(ctx, OFFICER, letter.id, "Salah alamat <b>kantor</b>.")
    page = officer.open("/buku-agenda?tahun=2025")
    assert "Nomor tanpa naskah berlaku" in page.text
    assert "Salah alamat <b>kantor</b>." in page.text


def test_who_keeps_no_book_sees_none(
    visit: dict[str, Visitor], sekda: Visitor, nobody: Visitor
) -> None:
    visit["pembaca"].open("/buku-agenda", status=404)
    sekda.open("/buku-agenda?kantor=pmd-provinsi:63", status=404)
    sekda.open("/buku-agenda?kantor=entah:63", status=422)
    sekda.open("/buku-agenda?buku=samping", status=422)
    assert "Buku Agenda Surat Masuk" in sekda.open("/buku-agenda?buku=masuk").text
    stranger = nobody.http.get("/buku-agenda", follow_redirects=False)
    assert stranger.status_code == 303
