"""Forbidden forms in what people typed: named in the draft, and never signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from documents import service
from documents.drafting.registry import draft
from documents.drafting.source import Source
from engine.errors import Refused
from engine.services.context import Context
from tests.drafting.paper import planned_audience, source
from tests.support.world import OFFICER, SECOND, kawasan_at, make_context

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")
MINUTES = ("berita-acara-musyawarah-antar-desa", "musyawarah-antar-desa")
SIGNED_ON = date(2025, 7, 26)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def test_a_forbidden_form_is_named_with_its_remedy_and_not_signed(ctx: Context) -> None:
    case_id = planned_audience(ctx, topik="kerjasama antardesa pada bulan Pebruari")
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    checks = " ".join(service.document_checks(drafted))
    assert "kerjasama" in checks
    assert "tulis kerja sama" in checks
    assert "tulis Februari" in checks
    with pytest.raises(Refused) as refused:
        service.sign(ctx, SECOND, drafted.id, SIGNED_ON)
    found = [f for f in refused.value.findings if f.guard == "ejaan"]
    assert {f.field for f in found} == {"topik"}
    assert all("lalu buat ulang rancangan" in f.remedy for f in found)


def test_what_is_quoted_or_spelled_well_is_signed(ctx: Context) -> None:
    case_id = planned_audience(ctx, topik="buku “Kerjasama Pedesaan” dan kerja sama antardesa")
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    assert service.sign(ctx, SECOND, drafted.id, SIGNED_ON).state == "signed"


def test_what_a_document_does_not_print_is_none_of_its_business(ctx: Context) -> None:
    made = typed(source(ctx, planned_audience(ctx), *AUDIENCE), catatan="kerjasama pedesaan")
    assert draft(made).refusals == ()


def test_what_was_signed_elsewhere_is_told_of_it_and_stays_final(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "kerja-sama-desa")
    made = draft(typed(source(ctx, case_id, *MINUTES), tempat="aula pedesaan"))
    assert any("tulis perdesaan" in check for check in made.checks)
    assert made.refusals == ()


def typed(source: Source, **values: object) -> Source:
    """The source with other values in its own step."""
    cell = source.cell
    told = replace(cell, data={**cell.data, **values})
    cells = {**source.state.cells, (source.step.id, source.village): told}
    return replace(source, state=replace(source.state, cells=cells))
