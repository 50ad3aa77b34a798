"""The codes on a final document: the case's chain and the daily root, bound when it is printed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from documents import service
from documents.seal import seal_of, verification
from engine.services import papers, roots
from engine.services.context import Context
from engine.services.records import Document
from engine.services.views import get_case
from tests.drafting.paper import planned_audience, text
from tests.support.world import NOW, OFFICER, act, make_context, set_clock

DAY = date(2025, 7, 26)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def signed(ctx: Context) -> Document:
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, "surat-permohonan-audiensi", "audiensi-sekda")
    return service.sign(ctx, OFFICER, drafted.id, DAY)


def printed(ctx: Context, document: Document) -> str:
    return text(service.content(ctx, OFFICER, document.id)[0])


def test_a_final_document_prints_the_newest_daily_root(ctx: Context) -> None:
    planned_audience(ctx, "63.02")
    root = roots.write_root(ctx)
    document = signed(ctx)
    assert f"Akar: {root.short}" in printed(ctx, document)
    assert seal_of(document).root == root.short


def test_before_the_first_root_there_is_none_to_print(ctx: Context) -> None:
    document = signed(ctx)
    page = printed(ctx, document)
    assert "Rantai: " in page
    assert "Akar: " not in page
    assert seal_of(document).root == ""


def test_printing_again_gives_the_same_codes_however_the_case_went_on(ctx: Context) -> None:
    document = signed(ctx)
    before = verification(ctx, document, get_case(ctx, OFFICER, document.case_id).stored.head_hash)
    act(ctx, OFFICER, document.case_id, "comment", on=DAY, reason="lanjut")
    set_clock(ctx, NOW + timedelta(days=1))
    roots.write_root(ctx)
    again = papers.document(ctx, OFFICER, document.id)
    head = get_case(ctx, OFFICER, document.case_id).stored.head_hash
    assert not head.startswith(before.kode_rantai)
    assert verification(ctx, again, head) == before
    fresh = replace(again, letter={})
    assert verification(ctx, fresh, head).akar == roots.short_form(ctx)


def test_the_verification_page_shows_the_codes_and_whether_the_root_is_kept(
    ctx: Context,
) -> None:
    planned_audience(ctx, "63.02")
    root = roots.write_root(ctx)
    document = signed(ctx)
    with TestClient(create_app(ctx)) as http:
        page = http.get(f"/verifikasi/{document.code}").text
        assert seal_of(document).chain in page
        assert f"{root.short} (cocok dengan akar yang tersimpan)" in page
        kept = roots.paths(ctx)[0]
        body = json.loads(kept.read_text("utf-8"))
        kept.chmod(0o644)
        kept.write_text(json.dumps({**body, "hash": "0" * 64}), encoding="utf-8")
        assert "tidak ditemukan di antara akar" in http.get(f"/verifikasi/{document.code}").text
        kept.write_text("{", encoding="utf-8")
        asked = {"Accept": "application/json"}
        told = http.get(f"/verifikasi/{document.code}", headers=asked).json()
    assert (told["chain"], told["root"]) == (seal_of(document).chain, root.short)
    assert told["root_on_record"] is False
