"""Documents to take away, from the pages."""

from __future__ import annotations

import io
import zipfile

import pytest

from documents import service
from documents.docx import DOCX
from engine.services.context import Context
from tests.drafting.paper import planned_audience
from tests.support.world import OFFICER
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def draft(ctx: Context) -> tuple[str, str]:
    """A case and the id of the draft of its first letter."""
    case_id = planned_audience(ctx)
    held = service.draft(ctx, OFFICER, case_id, "surat-permohonan-audiensi", "audiensi-sekda")
    return case_id, held.id


def test_the_pages_link_to_the_word_file_and_the_archive(
    officer: Visitor, draft: tuple[str, str]
) -> None:
    case_id, held = draft
    assert f"/naskah/{held}/docx" in officer.http.get(f"/naskah/{held}").text
    assert f"/perkara/{case_id}/naskah.zip" in officer.http.get(f"/perkara/{case_id}").text
    word = officer.http.get(f"/naskah/{held}/docx")
    assert word.headers["Content-Type"] == DOCX
    archive = zipfile.ZipFile(
        io.BytesIO(officer.http.get(f"/perkara/{case_id}/naskah.zip").content)
    )
    assert len(archive.namelist()) == 3


def test_nobody_takes_away_what_they_may_not_read(
    visit: dict[str, Visitor], draft: tuple[str, str]
) -> None:
    case_id, held = draft
    stranger, reader = visit["pmd.kotabaru"], visit["pembaca"]
    assert stranger.http.get(f"/naskah/{held}/docx").status_code == 404
    assert stranger.http.get(f"/perkara/{case_id}/naskah.zip").status_code == 404
    assert reader.http.get(f"/naskah/{held}/docx").status_code == 404
    content = reader.http.get(f"/perkara/{case_id}/naskah.zip").content
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == 2
