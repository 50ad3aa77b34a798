"""Documents: what each office sees of them and does with them, and public verification."""

from __future__ import annotations

from datetime import date

import pytest

from documents import service
from engine.services import issuing, papers
from engine.services.context import Context
from engine.services.issuing import Draft, Recipient
from engine.services.records import Document
from tests.support.world import OFFICER, pdf, set_clock, tkpkp_at
from tests.web.visitor import Visitor

KIND, STEP = "undangan-rapat-koordinasi", "susunan-tim"
REASON = "Nama tim keliru <b>di halaman 2</b>"


@pytest.fixture(scope="module")
def team(ctx: Context) -> str:
    return tkpkp_at(ctx, STEP)


@pytest.fixture
def draft(ctx: Context, team: str) -> Document:
    """A real draft, printed."""
    return service.draft(ctx, OFFICER, team, "surat-permohonan-audiensi", "audiensi-sekda")


@pytest.fixture
def signed(ctx: Context, team: str) -> Document:
    """An invitation in force, on its way to the Sekda."""
    kept = issuing.save_draft(ctx, Draft(team, KIND, STEP, "", "Undangan", {}, "1", 1))
    return issuing.finalize(
        ctx,
        OFFICER,
        kept.id,
        number=f"400.10/{kept.id[-3:]}",
        dated=date(2025, 8, 4),
        signatory="Sekretaris Daerah Kabupaten Tanah Laut",
        letter={"nama": "RAHASIA"},
        content=pdf("undangan"),
        recipients=(Recipient("sekda", "63.01"), Recipient("pmd-kabupaten", "63.01")),
    )


def test_the_sekda_finds_new_letters_first_and_acknowledges_them(
    ctx: Context, sekda: Visitor, officer: Visitor, signed: Document
) -> None:
    page = sekda.open("/naskah")
    assert page.text.index("Perlu dinyatakan terima") < page.text.index("Undangan")
    assert f"/naskah/{signed.id}" in page.links()
    page = sekda.open(f"/naskah/{signed.id}")
    assert "2 Maret 2026 pukul 10.00 WITA" in page.text
    page = sekda.press("terima")
    assert "Penerimaan naskah tercatat." in page.text
    assert not page.offers("terima")
    assert "Tidak ada naskah yang menunggu" in sekda.open("/naskah").text
    assert "belum" not in _delivery(officer, signed, "Sekretariat Daerah")


def _delivery(visitor: Visitor, document: Document, office: str) -> str:
    """The line of one receiving office."""
    text = visitor.open(f"/naskah/{document.id}").text
    after = text[text.index("Dinyatakan terima") :]
    return after[after.index(office) :].split("Dinas")[0]


def test_opening_is_noted_once_and_only_for_the_receiving_office(
    ctx: Context, sekda: Visitor, officer: Visitor, signed: Document
) -> None:
    officer.open(f"/naskah/{signed.id}")
    assert _opened(ctx, signed) == {"sekda": None, "pmd-kabupaten": None}
    sekda.open(f"/naskah/{signed.id}")
    first = _opened(ctx, signed)
    before = ctx.now()
    assert first == {"sekda": before, "pmd-kabupaten": None}
    set_clock(ctx, before.replace(minute=30))
    sekda.open(f"/naskah/{signed.id}")
    assert _opened(ctx, signed) == first
    set_clock(ctx, before)


def _opened(ctx: Context, document: Document) -> dict[str, object]:
    return {d.role: d.opened_at for d in papers.deliveries(ctx, document.id)}


def test_the_pdf_is_shown_to_who_may_read_it(
    sekda: Visitor, nobody: Visitor, visit: dict[str, Visitor], signed: Document
) -> None:
    answer = sekda.http.get(f"/naskah/{signed.id}/pdf")
    assert answer.content == pdf("undangan")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert visit["pmd.kotabaru"].http.get(f"/naskah/{signed.id}/pdf").status_code == 404
    stranger = nobody.http.get(f"/naskah/{signed.id}/pdf", follow_redirects=False)
    assert stranger.status_code == 303


def test_another_kabupatens_document_does_not_exist(
    visit: dict[str, Visitor], signed: Document
) -> None:
    neighbour = visit["pmd.kotabaru"]
    neighbour.open(f"/naskah/{signed.id}", status=404)
    assert signed.id not in str(neighbour.open("/naskah").links())


def test_a_document_is_returned_with_a_reason_and_is_then_not_in_force(
    sekda: Visitor, nobody: Visitor, signed: Document
) -> None:
    sekda.open(f"/naskah/{signed.id}")
    refused = sekda.press("kembali", {"alasan": "  "}, status=422)
    assert "Alasan pengembalian belum ditulis." in refused.text
    page = sekda.press("kembali", {"alasan": REASON})
    assert REASON in page.text
    assert "Dicabut" in page.text
    text = nobody.open(f"/verifikasi/{signed.code}").text
    assert "tidak berlaku lagi: dicabut" in text
    assert REASON not in text


def test_a_reader_sees_no_draft(visit: dict[str, Visitor], draft: Document) -> None:
    visit["pembaca"].open(f"/naskah/{draft.id}", status=404)
    assert "Rancangan" not in visit["pembaca"].open("/naskah").text


def test_a_draft_shows_what_to_check_and_can_be_drafted_anew(
    officer: Visitor, draft: Document
) -> None:
    page = officer.open(f"/naskah/{draft.id}")
    assert "Ditetapkan saat ditandatangani" in page.text
    for check in service.document_checks(draft):
        assert check in page.text
    assert officer.http.get(f"/naskah/{draft.id}/pdf").content.startswith(b"%PDF")
    assert "Rancangan dibuat ulang" in officer.press("rancang").text


def test_signing_is_refused_with_reasons_and_done_on_a_lawful_date(
    officer: Visitor, nobody: Visitor, draft: Document
) -> None:
    officer.open(f"/naskah/{draft.id}")
    future = officer.press("tanda-tangan", {"tanggal": "2026-03-03"}, status=409)
    assert "Tanggal naskah berada di masa depan." in future.text
    assert "belum diisi" in officer.press("tanda-tangan", {"tanggal": ""}, status=422).text
    page = officer.press("tanda-tangan", {"tanggal": "2025-07-25"})
    assert "Naskah ditandatangani dan diterbitkan." in page.text
    assert "Berlaku" in page.text
    assert "25 Juli 2025" in page.text
    link = next(x for x in page.links() if x.startswith("/verifikasi/"))
    assert "Naskah ini tercatat dan berlaku." in nobody.open(link).text


def test_an_unknown_act_on_a_document_is_refused(officer: Visitor, draft: Document) -> None:
    page = officer.open(f"/naskah/{draft.id}")
    fields = {**page.form("rancang").fields(), "tindakan": "bakar"}
    assert officer.http.post(f"/naskah/{draft.id}", data=fields).status_code == 422


def test_verification_is_public_and_tells_nothing_personal(
    nobody: Visitor, signed: Document
) -> None:
    page = nobody.open(f"/verifikasi/{signed.code}")
    for known in (
        "Naskah ini tercatat dan berlaku.",
        "Undangan rapat koordinasi",
        signed.number,
        "4 Agustus 2025",
        "Sekretaris Daerah Kabupaten Tanah Laut",
        signed.file_sha256,
    ):
        assert known in page.text
    for hidden in ("RAHASIA", OFFICER.person, signed.case_id, signed.id):
        assert hidden not in page.source


def test_a_code_may_be_typed_as_people_read_it(nobody: Visitor, signed: Document) -> None:
    spoken = "-".join(signed.code[i : i + 4].lower() for i in range(0, 16, 4))
    page = nobody.open("/verifikasi")
    nobody.send(page.form_with("kode"), {"kode": spoken}, method="get")
    assert nobody.answer.url.path == f"/verifikasi/{signed.code}"


def test_an_unknown_code_and_a_draft_are_unknown(nobody: Visitor, draft: Document) -> None:
    for code in ("AAAABBBBCCCCDDDD", draft.code):
        assert "tidak dikenal" in nobody.open(f"/verifikasi/{code}", status=404).text


def test_demonstration_data_says_so_on_every_page(
    ctx: Context, officer: Visitor, nobody: Visitor
) -> None:
    from dataclasses import replace

    assert "Data peragaan" not in officer.open("/").text
    played = replace(ctx, demonstration=True)
    case = tkpkp_at(played, STEP, "63.07")
    document = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    issued = service.sign(ctx, OFFICER, document.id, dated=date(2025, 7, 25))
    for path in (
        "/",
        "/kabupaten/63.07",
        f"/perkara/{case}",
        f"/perkara/{case}/langkah/{STEP}",
        f"/naskah/{issued.id}",
        "/naskah",
        f"/verifikasi/{issued.code}",
    ):
        assert "Data peragaan: bukan data resmi" in officer.open(path).text, path
    assert "Naskah peragaan, bukan naskah resmi." in nobody.open(f"/verifikasi/{issued.code}").text


def test_only_the_issuing_office_is_offered_to_sign(
    officer: Visitor, sekda: Visitor, draft: Document
) -> None:
    assert officer.open(f"/naskah/{draft.id}").offers("tanda-tangan")
    page = sekda.open(f"/naskah/{draft.id}")
    assert not page.offers("tanda-tangan")
    fields = {**page.form("kembali").fields(), "tindakan": "tanda-tangan", "tanggal": "2025-07-25"}
    assert sekda.http.post(f"/naskah/{draft.id}", data=fields).status_code == 403


def test_a_document_numbered_by_its_signatory_leads_to_its_step(
    ctx: Context, officer: Visitor
) -> None:
    case = tkpkp_at(ctx, "penetapan-tkpkp", "63.08")
    decree = service.draft(ctx, OFFICER, case, "keputusan-tkpkp", "penetapan-tkpkp")
    page = officer.open(f"/naskah/{decree.id}")
    assert not page.offers("tanda-tangan")
    assert "Nomor naskah ini diberikan oleh penanda tangannya." in page.text
    assert f"/perkara/{case}/langkah/penetapan-tkpkp" in page.links()
