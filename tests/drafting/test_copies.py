"""What is taken away: a draft for SRIKANDI, and all documents of a case."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import docx
import pytest

from documents import service
from documents.copies import case_archive, word_file
from engine.errors import NotFound, Refused
from engine.services import issuing
from engine.services.context import Context
from engine.services.issuing import Draft
from tests.drafting.paper import planned_audience
from tests.support.data import REGENCY
from tests.support.world import OFFICER, SEKDA, actor, make_context, open_tkpkp

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def unzipped(ctx: Context, case_id: str, who: object = OFFICER) -> zipfile.ZipFile:
    content = b"".join(case_archive(ctx, who, case_id).chunks)  # type: ignore[arg-type]
    return zipfile.ZipFile(io.BytesIO(content))


def test_a_draft_is_given_as_a_word_file_with_its_placeholders(ctx: Context) -> None:
    drafted = service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE)
    content, name = word_file(ctx, OFFICER, drafted.id)
    assert name == f"surat-permohonan-audiensi_rancangan_{drafted.id}.docx"
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert "${nomor_naskah}" in text
    assert "29 Juli 2025" in text
    assert word_file(ctx, OFFICER, drafted.id)[0] == content


def test_what_was_issued_has_no_word_file(ctx: Context) -> None:
    drafted = service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE)
    service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    with pytest.raises(Refused, match="hanya diberikan sebagai PDF"):
        word_file(ctx, OFFICER, drafted.id)


def test_who_may_not_read_a_draft_gets_no_word_file(ctx: Context) -> None:
    drafted = service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE)
    for who in (actor("pembaca", REGENCY), actor("pmd-kabupaten", "63.02")):
        with pytest.raises(NotFound):
            word_file(ctx, who, drafted.id)


def test_an_archive_holds_each_document_in_its_place_and_an_index(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    signed = service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    archive = unzipped(ctx, case_id)
    names = archive.namelist()
    assert names[:2] == ["daftar-isi.csv", "daftar-isi.json"]
    (row,) = json.loads(archive.read("daftar-isi.json"))
    assert names[2:] == [row["berkas"]]
    assert row["berkas"].split("/")[1] == "01-audiensi-sekda"
    assert (row["nomor"], row["tanggal"]) == (signed.number, "2025-07-26")
    assert row["keadaan"] == "berlaku"
    assert sha256(archive.read(row["berkas"])).hexdigest() == row["sha256"] == signed.file_sha256


def test_the_same_case_gives_the_same_archive(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    first = b"".join(case_archive(ctx, OFFICER, case_id).chunks)
    assert first == b"".join(case_archive(ctx, OFFICER, case_id).chunks)


def test_an_archive_holds_only_what_its_reader_may_read(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    assert len(unzipped(ctx, case_id).namelist()) == 3
    reader = actor("pembaca", REGENCY)
    assert unzipped(ctx, case_id, reader).namelist() == ["daftar-isi.csv", "daftar-isi.json"]
    with pytest.raises(NotFound):
        case_archive(ctx, actor("sekda", "63.02"), case_id)
    assert case_archive(ctx, SEKDA, case_id).name == f"naskah-{case_id}.zip"


def test_a_draft_that_cannot_be_printed_is_named_with_its_reason(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    step = "audiensi-sekda"
    draft = Draft(case_id, "keputusan-tkpkp", step, "", "=HYPERLINK(1)", {"isi": "x"}, "1", 1)
    issuing.save_draft(ctx, draft)
    archive = unzipped(ctx, case_id)
    (row,) = json.loads(archive.read("daftar-isi.json"))
    assert row["berkas"] == ""
    assert "tidak menghasilkan naskah" in row["catatan"]
    text = archive.read("daftar-isi.csv").decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert line["judul"] == "'=HYPERLINK(1)"  # never run by a spreadsheet
