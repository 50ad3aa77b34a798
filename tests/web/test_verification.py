"""Public verification: of a code, of a PDF, and against those who guess."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from api.app import create_app
from documents import service
from documents.signing import act as signing
from documents.signing.manual import Uploaded
from engine.services import papers
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.records import Document
from tests.signing.conftest import printed, signed_by
from tests.support.world import OFFICER, SECOND, set_clock, tkpkp_at
from tests.web.html import Page
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def letter() -> bytes:
    """A letter of no case on record."""
    return printed("surat-permohonan-audiensi")


@pytest.fixture(scope="module")
def issued(ctx: Context) -> Document:
    """A letter in force with its signed edition."""
    case = tkpkp_at(ctx, "susunan-tim")
    made = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    numbered = service.number(ctx, SECOND, made.id, date(2025, 7, 25))
    signed = signed_by(read_file(ctx, numbered.file_sha256))
    return signing.sign(ctx, SECOND, numbered.id, Uploaded(signed))


@pytest.fixture
def fresh(ctx: Context) -> Visitor:
    """A browser nobody has counted yet."""
    return Visitor(create_app(ctx))


def sent(visitor: Visitor, content: bytes, code: str = "", status: int = 200) -> Page:
    """The page after a PDF was uploaded."""
    path = f"/verifikasi/{code}" if code else "/verifikasi"
    visitor.answer = visitor.http.post(
        path, files={"berkas": ("a.pdf", content, "application/pdf")}
    )
    assert visitor.answer.status_code == status, Page(visitor.answer.text).text
    return Page(visitor.answer.text)


def test_a_code_tells_what_the_paper_shows_and_both_hashes(
    fresh: Visitor, issued: Document
) -> None:
    page = fresh.open(f"/verifikasi/{issued.code}")
    for shown in (
        "Naskah ini tercatat dan berlaku.",
        issued.number,
        "25 Juli 2025",
        issued.signatory,
        "(nama pejabat)",
        issued.file_sha256,
        issued.signed_sha256,
        "Ditandatangani secara elektronik di luar sistem ini",
    ):
        assert shown in page.text
    for hidden in (OFFICER.person, SECOND.person, issued.case_id, issued.id):
        assert hidden not in page.source


def test_a_program_gets_the_same_as_json(fresh: Visitor, issued: Document) -> None:
    headers = {"Accept": "application/json"}
    answer = fresh.http.get(f"/verifikasi/{issued.code}", headers=headers)
    body = answer.json()
    assert (body["known"], body["in_force"], body["code"]) == (True, True, issued.code)
    assert body["signed_sha256"] == issued.signed_sha256
    unknown = fresh.http.get("/verifikasi/AAAABBBBCCCCDDDD", headers=headers)
    assert (unknown.status_code, unknown.json()["known"]) == (404, False)
    assert set(unknown.json()) == set(body)


def test_either_edition_is_known_byte_for_byte(
    ctx: Context, fresh: Visitor, issued: Document
) -> None:
    signed = read_file(ctx, issued.signed_sha256)
    page = sent(fresh, signed)
    assert "Sama bita demi bita dengan edisi bertanda tangan" in page.text
    assert issued.number in page.text
    assert "Pejabat Uji Coba" in page.text
    assert "Sah: isinya utuh dan mencakup seluruh berkas" in page.text
    assert "tidak diperiksa terhadap PSrE" in page.text
    page = sent(fresh, read_file(ctx, issued.file_sha256), issued.code)
    assert "Sama bita demi bita dengan edisi asli" in page.text
    assert "Tidak ada tanda tangan elektronik di dalam berkas ini." in page.text


def test_what_grew_out_of_it_is_told_apart(ctx: Context, fresh: Visitor, issued: Document) -> None:
    signed = read_file(ctx, issued.signed_sha256)
    page = sent(fresh, signed_by(signed, "Orang Lain", 1))
    assert "pembaruan bertahap atas berkas itu" in page.text
    assert "Orang Lain" in page.text
    writer = PdfWriter(clone_from=PdfReader(BytesIO(read_file(ctx, issued.file_sha256))))
    buffer = BytesIO()
    writer.write(buffer)
    assert "isi halamannya sama" in sent(fresh, buffer.getvalue(), issued.code).text


def test_a_forgery_is_told(ctx: Context, fresh: Visitor, issued: Document, letter: bytes) -> None:
    page = sent(fresh, letter, issued.code)
    assert "Bukan naskah yang diterbitkan." in page.text
    assert "berbeda" in page.text
    signed = read_file(ctx, issued.signed_sha256)
    at = signed.index(b"stream") + 20
    broken = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    text = sent(fresh, broken).text
    assert "Bukan naskah yang diterbitkan." in text
    assert "Tidak sah" in text


def test_an_unknown_pdf_is_no_document(fresh: Visitor, letter: bytes) -> None:
    assert "Bukan naskah yang diterbitkan." in sent(fresh, letter).text


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"", 422, "Pilih berkas PDF"),
        (b"MZ\x90\x00", 415, "tidak diterima"),
        (b"\x89PNG\r\n\x1a\n", 422, "hanya berkas PDF"),
        (b"%PDF-1.7\nrusak\n%%EOF", 415, "rusak"),
        (b"%PDF-1.7\n" + b"x" * 3_000_000, 413, "lebih besar dari batas 1 MB"),
    ],
)
def test_what_is_no_pdf_is_answered(
    fresh: Visitor, content: bytes, status: int, said: str
) -> None:
    assert said in sent(fresh, content, status=status).text


def test_an_uploaded_file_is_not_kept(ctx: Context, fresh: Visitor, letter: bytes) -> None:
    before = sorted(p.name for p in ctx.settings.files.rglob("*"))
    sent(fresh, letter)
    assert sorted(p.name for p in ctx.settings.files.rglob("*")) == before


def test_a_form_from_another_site_is_refused(fresh: Visitor, letter: bytes) -> None:
    answer = fresh.http.post(
        "/verifikasi",
        files={"berkas": ("a.pdf", letter, "application/pdf")},
        headers={"Origin": "https://jahat.example"},
    )
    assert answer.status_code == 403


def test_whoever_guesses_codes_must_wait(ctx: Context, fresh: Visitor, issued: Document) -> None:
    for n in range(60):
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        fresh.open(f"/verifikasi/{letters[n // 26]}{letters[n % 26]}{'A' * 14}", status=404)
    blocked = fresh.open(f"/verifikasi/{issued.code}", status=429)
    assert "Terlalu banyak percobaan" in blocked.text
    before = ctx.now()
    set_clock(ctx, before + timedelta(minutes=11))
    fresh.open(f"/verifikasi/{issued.code}")
    set_clock(ctx, before)


def test_whoever_sends_many_files_must_wait(fresh: Visitor) -> None:
    rubbish = b"%PDF-1.7\nrusak\n%%EOF"
    from api.web import verification

    for _ in range(verification._FILES):
        sent(fresh, rubbish, status=415)
    sent(fresh, rubbish, status=429)


def test_a_superseded_document_names_its_successor(ctx: Context, fresh: Visitor) -> None:
    case = tkpkp_at(ctx, "susunan-tim", "63.03")
    made = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    old = service.sign(ctx, OFFICER, made.id, date(2025, 7, 25))
    draft = service.correct(ctx, OFFICER, old.id, "Salah ketik")
    new = service.sign(ctx, OFFICER, draft.id, date(2025, 7, 25))
    text = fresh.open(f"/verifikasi/{old.code}").text
    assert "tidak berlaku lagi: diganti" in text
    assert f"Penggantinya: naskah Nomor {new.number}" in text
    assert "Salah ketik" not in text
    assert papers.by_code(ctx, new.code).id == new.id


def test_only_what_was_issued_is_known(ctx: Context, fresh: Visitor) -> None:
    case = tkpkp_at(ctx, "susunan-tim", "63.04")
    made = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    numbered = service.number(ctx, SECOND, made.id, date(2025, 7, 25))
    unknown = fresh.open("/verifikasi/AAAABBBBCCCCDDDD", status=404).source
    said = fresh.open(f"/verifikasi/{numbered.code}", status=404).source
    shown = " ".join(numbered.code[i : i + 4] for i in range(0, 16, 4))
    assert said.replace(shown, "AAAA BBBB CCCC DDDD") == unknown
    assert (
        "Bukan naskah yang diterbitkan." in sent(fresh, read_file(ctx, numbered.file_sha256)).text
    )
