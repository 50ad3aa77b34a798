"""Signing at a browser: who sees it, which ways there are, and what is never shown again."""

from __future__ import annotations

import logging
from datetime import date

import pytest

from documents import service
from engine.services import papers
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.records import Document
from tests.signing.authority import PASSPHRASE, signatory
from tests.signing.conftest import printed, signed_by
from tests.support.world import OFFICER, SECOND, tkpkp_at
from tests.web.visitor import Visitor

P12 = "application/x-pkcs12"


@pytest.fixture(scope="module")
def letter() -> bytes:
    """A letter of no case on record."""
    return printed("surat-permohonan-audiensi")


REGENCIES = iter(("63.01", "63.03", "63.04", "63.05", "63.06", "63.07", "63.08"))


@pytest.fixture
def numbered(ctx: Context) -> Document:
    """A letter with its number; of another regency each time."""
    return _numbered(ctx, next(REGENCIES))


def _numbered(ctx: Context, regency: str) -> Document:
    case = tkpkp_at(ctx, "susunan-tim", regency)
    made = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    return service.number(ctx, SECOND, made.id, date(2025, 7, 25))


def attached(
    content: bytes, name: str = "berkas.pdf", kind: str = "application/pdf"
) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("berkas", (name, content, kind))]


def test_only_the_issuing_office_signs(
    officer: Visitor,
    sekda: Visitor,
    nobody: Visitor,
    visit: dict[str, Visitor],
    numbered: Document,
) -> None:
    path = f"/naskah/{numbered.id}/tanda-tangan"
    officer.open(path)
    assert path not in sekda.open(f"/naskah/{numbered.id}").links()
    sekda.open(path, status=403)
    visit["pmd.kotabaru"].open(path, status=404)
    visit["pembaca"].open(path, status=404)
    assert nobody.http.get(path, follow_redirects=False).status_code == 303
    assert nobody.http.post(path, follow_redirects=False).status_code == 303


def test_a_signatory_signs_with_a_certificate(
    ctx: Context, officer: Visitor, numbered: Document, caplog: pytest.LogCaptureFixture
) -> None:
    page = officer.open(f"/naskah/{numbered.id}")
    assert f"/naskah/{numbered.id}/tanda-tangan" in page.links()
    officer.open(f"/naskah/{numbered.id}/tanda-tangan")
    key = attached(signatory().p12(), "ttd.p12", P12)
    with caplog.at_level(logging.DEBUG):
        wrong = officer.press("p12", {"sandi": "keliru-9911"}, attach=key, status=422, name="cara")
        assert "Kata sandi sertifikat salah" in wrong.text
        assert "keliru-9911" not in wrong.source
        done = officer.press("p12", {"sandi": PASSPHRASE}, attach=key, name="cara")
    assert "Edisi bertanda tangan disimpan" in done.text
    assert "Ditandatangani secara elektronik dengan sertifikat" in done.text
    found = papers.document(ctx, OFFICER, numbered.id)
    assert officer.http.get(f"/naskah/{found.id}/pdf").content == read_file(
        ctx, found.signed_sha256
    )
    first = officer.http.get(f"/naskah/{found.id}/pdf?edisi=asli").content
    assert first == read_file(ctx, found.file_sha256)
    for secret in (PASSPHRASE, "keliru-9911"):
        assert secret not in caplog.text


def test_a_document_signed_elsewhere_is_uploaded_and_another_is_refused(
    ctx: Context, officer: Visitor, numbered: Document, letter: bytes
) -> None:
    officer.open(f"/naskah/{numbered.id}/tanda-tangan")
    other = officer.press("unggah", attach=attached(signed_by(letter)), status=422, name="cara")
    assert "bukan naskah yang diterbitkan" in other.text
    good = signed_by(read_file(ctx, numbered.file_sha256))
    page = officer.press("unggah", attach=attached(good), name="cara")
    assert "di luar sistem ini" in page.text


def test_without_a_file_nothing_happens(officer: Visitor, numbered: Document) -> None:
    officer.open(f"/naskah/{numbered.id}/tanda-tangan")
    page = officer.press("unggah", status=422, name="cara")
    assert "Berkas belum dipilih." in page.text


def test_bsre_is_offered_only_where_it_is_set_up(officer: Visitor, numbered: Document) -> None:
    page = officer.open(f"/naskah/{numbered.id}/tanda-tangan")
    assert "BSrE" not in page.text
    fields = {**page.form("unggah").fields(), "cara": "bsre", "nik": "6301010101800001"}
    answer = officer.http.post(f"/naskah/{numbered.id}/tanda-tangan", data=fields)
    assert answer.status_code == 503
    assert "KAWASAN_ESIGN_URL" in answer.text
    assert "6301010101800001" not in answer.text


def test_a_form_without_the_sessions_token_is_refused(
    officer: Visitor, numbered: Document
) -> None:
    answer = officer.http.post(f"/naskah/{numbered.id}/tanda-tangan", data={"cara": "p12"})
    assert answer.status_code == 403
