"""Documents to take away, by Accept, and by whom."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from documents.copies import ZIP
from documents.docx import DOCX
from engine.services.context import Context
from tests.api.client import AUDIENCE, HELD_ON, Api
from tests.support.world import open_tkpkp, step_data

LETTER = {"kind": "surat-permohonan-audiensi", "step": AUDIENCE}


@pytest.fixture(scope="module")
def case(ctx: Context, officer: Api) -> str:
    """A case of another kabupaten than the Sekda's, with the draft of its first letter."""
    case_id = open_tkpkp(ctx, "63.02")
    data = step_data(AUDIENCE)
    begun = {"action": "start", "step": AUDIENCE, "occurred_on": HELD_ON, "data": data}
    assert officer.act(case_id, begun).status_code == 200
    assert officer.post(f"/cases/{case_id}/documents", LETTER).status_code == 201
    return case_id


def letter(officer: Api, case: str) -> str:
    (held,) = officer.get(f"/cases/{case}/documents").json()["items"]
    return str(held["id"])


def test_a_draft_is_given_as_word_or_pdf_by_accept(officer: Api, case: str) -> None:
    path = f"/documents/{letter(officer, case)}/content"
    word = officer.get(path, {"Accept": DOCX})
    assert word.headers["Content-Type"] == DOCX
    assert word.headers["Content-Disposition"].endswith(".docx")
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "${tanggal_naskah}" in text
    assert officer.get(path, {"Accept": "*/*"}).content.startswith(b"%PDF-")


def test_an_issued_document_is_not_given_as_word(officer: Api, ctx: Context) -> None:
    case_id = open_tkpkp(ctx, "63.11")
    data = step_data(AUDIENCE)
    begun = {"action": "start", "step": AUDIENCE, "occurred_on": HELD_ON, "data": data}
    assert officer.act(case_id, begun).status_code == 200
    made = officer.post(f"/cases/{case_id}/documents", LETTER).json()["id"]
    signed = officer.post(f"/documents/{made}/actions", {"action": "sign", "dated": "2025-07-28"})
    assert signed.status_code == 200
    refused = officer.get(f"/documents/{made}/content", {"Accept": DOCX})
    assert refused.status_code == 409
    assert "hanya diberikan sebagai PDF" in refused.text


def test_who_may_not_read_a_draft_gets_no_word_file(
    officer: Api, reader: Api, sekda: Api, case: str
) -> None:
    path = f"/documents/{letter(officer, case)}/content"
    assert {who.get(path, {"Accept": DOCX}).status_code for who in (reader, sekda)} == {404}


def test_a_case_gives_its_documents_as_one_file(officer: Api, case: str) -> None:
    answer = officer.get(f"/cases/{case}/documents", {"Accept": ZIP})
    assert answer.headers["Content-Type"] == ZIP
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names[:2] == ["daftar-isi.csv", "daftar-isi.json"]
    assert [name.rsplit(".", 1)[1] for name in names[2:]] == ["pdf"]
    assert officer.get(f"/cases/{case}/documents").json()["items"]


def test_the_file_holds_what_its_reader_may_read(reader: Api, sekda: Api, case: str) -> None:
    answer = reader.get(f"/cases/{case}/documents", {"Accept": ZIP})
    assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) == 2
    assert sekda.get(f"/cases/{case}/documents", {"Accept": ZIP}).status_code == 404
