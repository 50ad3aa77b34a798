"""Some papers are written by themselves when a step is recorded, others when somebody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import service
from documents.drafting.rules import kinds
from engine.services import papers
from engine.services.context import Context
from tests.drafting.paper import drain, held, text
from tests.support.data import TKPKP
from tests.support.world import OFFICER, finish, make_context, open_tkpkp

STEP = "audiensi-sekda"


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def kinds_of(ctx: Context, case_id: str) -> set[str]:
    return {d.kind for d in papers.documents_of(ctx, OFFICER, case_id)}


def test_a_recorded_step_drafts_only_what_nobody_must_ask_for(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    finish(ctx, case_id, TKPKP[0])
    drain(ctx)
    made = kinds_of(ctx, case_id)
    assert made == {"surat-permohonan-audiensi", "nota-dinas"}
    assert not any(kinds().naskah[kind].atas_permintaan for kind in made)


def test_what_was_asked_for_follows_the_record_from_then_on(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    asked = service.draft(ctx, OFFICER, case_id, "notula", STEP)
    assert "mendukung pembentukan" not in text(service.content(ctx, OFFICER, asked.id)[0])
    finish(ctx, case_id, TKPKP[0])
    drain(ctx)
    minutes = held(ctx, case_id, "notula")
    assert minutes.state == papers.DRAFT
    page = text(service.content(ctx, OFFICER, minutes.id)[0])
    assert "Sekretaris Daerah mendukung pembentukan tim koordinasi." in page
    assert "12 (dua belas) orang" in page
