"""Drafts in bulk: what is made, what is left alone, and that a refusal costs no other letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from documents import bulk, service
from documents.bulk import Result, Target, area_targets, case_targets, draft_all
from engine.errors import InvalidInput, NotFound
from engine.services import papers
from engine.services.context import Context
from tests.drafting.paper import planned_audience
from tests.support.data import VILLAGES
from tests.support.world import (
    OFFICER,
    act,
    actor,
    kawasan_at,
    make_context,
    open_tkpkp,
)

LETTER, STEP = "surat-permohonan-audiensi", "audiensi-sekda"
RECORD = "berita-acara-musyawarah-desa"
STRANGER = actor("pmd-kabupaten", "63.02")


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def made(ctx: Context, targets: list[Target], workers: int = 1) -> list[Result]:
    return draft_all(ctx, OFFICER, targets, workers=workers, told=lambda _: None)


def outcomes(results: list[Result]) -> list[str]:
    return [each.outcome for each in results]


def test_every_regency_of_an_area_gets_its_letter_once(ctx: Context) -> None:
    first, second = planned_audience(ctx), planned_audience(ctx, "63.02")
    targets = area_targets(ctx, OFFICER, LETTER, "63")
    assert [t.case for t in targets] == sorted([first, second])
    assert outcomes(made(ctx, targets)) == ["made", "made"]
    assert outcomes(made(ctx, targets)) == ["current", "current"]
    assert [t.case for t in area_targets(ctx, OFFICER, LETTER, "63.02")] == [second]


def test_a_run_that_was_stopped_goes_on_where_it_was(ctx: Context) -> None:
    planned_audience(ctx)
    planned_audience(ctx, "63.02")
    targets = area_targets(ctx, OFFICER, LETTER, "63")
    made(ctx, targets[:1])
    assert outcomes(made(ctx, targets)) == ["current", "made"]


def test_a_stale_draft_is_made_anew_and_an_issued_one_is_left(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    targets = case_targets(ctx, OFFICER, LETTER, case_id)
    (first,) = made(ctx, targets)
    moved = {"tanggal_rencana": "2025-08-04"}
    act(ctx, OFFICER, case_id, "start", STEP, on=date(2025, 7, 25), data=moved)
    (again,) = made(ctx, targets)
    assert (again.outcome, again.document) == ("made", first.document)
    service.sign(ctx, OFFICER, again.document, date(2025, 7, 26))
    assert outcomes(made(ctx, targets)) == ["issued"]


def test_a_refusal_says_why_and_costs_no_other_letter_its_turn(ctx: Context) -> None:
    good, bare = planned_audience(ctx), open_tkpkp(ctx, "63.02")
    targets = [Target(bare, "keputusan-tkpkp", "penetapan-tkpkp"), Target(good, LETTER, STEP)]
    refused, fine = made(ctx, targets)
    assert refused.outcome == "refused"
    assert "belum terbuka" in refused.reason
    assert fine.outcome == "made"


def test_all_villages_of_a_case_get_theirs(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-antar-desa")
    targets = case_targets(ctx, OFFICER, RECORD, case_id, all_villages=True)
    assert [t.village for t in targets] == list(VILLAGES)
    assert outcomes(made(ctx, targets)) == ["made"] * 4
    one = case_targets(ctx, OFFICER, RECORD, case_id, village=VILLAGES[1])
    assert outcomes(made(ctx, one)) == ["current"]


def test_what_to_make_must_be_said(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-desa")
    with pytest.raises(InvalidInput, match="semua desa"):
        case_targets(ctx, OFFICER, RECORD, case_id)
    with pytest.raises(InvalidInput, match="menghasilkan"):
        case_targets(ctx, OFFICER, LETTER, case_id)
    team = planned_audience(ctx, "63.02")
    with pytest.raises(InvalidInput, match="satu untuk perkara"):
        case_targets(ctx, OFFICER, LETTER, team, all_villages=True)


def test_nobody_makes_letters_outside_their_area(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    with pytest.raises(NotFound):
        case_targets(ctx, STRANGER, LETTER, case_id)
    assert area_targets(ctx, STRANGER, LETTER, "63") == []
    (refused,) = draft_all(
        ctx, STRANGER, [Target(case_id, LETTER, STEP)], workers=1, told=lambda _: None
    )
    assert refused.outcome == "refused"
    assert papers.documents_of(ctx, OFFICER, case_id) == []


def test_several_processes_give_the_bytes_that_one_gives(
    ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "SERIAL", 1)
    other = make_context(tmp_path / "lain")
    regencies = ("63.01", "63.02", "63.11")
    for each in (ctx, other):
        for regency in regencies:
            planned_audience(each, regency)
    heard: list[Result] = []
    results = draft_all(
        ctx, OFFICER, area_targets(ctx, OFFICER, LETTER, "63"), workers=2, told=heard.append
    )
    alone = made(other, area_targets(other, OFFICER, LETTER, "63"))
    assert outcomes(results) == ["made"] * 3
    assert sorted(r.target for r in heard) == sorted(r.target for r in results)
    for mine, theirs in zip(results, alone, strict=True):
        assert mine.target == theirs.target
        one = papers.document(ctx, OFFICER, mine.document)
        two = papers.document(other, OFFICER, theirs.document)
        assert one.letter == two.letter
        assert one.template_version == two.template_version
        assert one.file_sha256 == two.file_sha256
