"""An act names the documents it ends, who holds them, and those that wait for a successor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.cases.invalidated import consequences
from documents import service
from engine.errors import Refused
from engine.services import answers, papers
from engine.services.cases import ActRequest, act, foresee
from engine.services.context import Context
from engine.services.invalidation import Invalidated, from_json, to_json
from engine.services.records import Document
from engine.services.views import get_case
from tests.drafting.paper import planned_audience
from tests.support import data, world
from tests.support.data import REGENCY
from tests.support.world import OFFICER, SECOND, make_context

STEP = "audiensi-sekda"
ON = date(2025, 7, 29)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


@pytest.fixture
def letter(ctx: Context) -> Document:
    """The letter for an audience whose record has been handed in."""
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, "surat-permohonan-audiensi", STEP)
    signed = service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    done = next(d for d in data.TKPKP if d.step == STEP)
    files = world.evidence(ctx, done.evidence)
    world.act(ctx, OFFICER, case_id, "submit", STEP, on=ON, data=done.data, files=files)
    return signed


def asked(ctx: Context, letter: Document, action: str, **more: object) -> ActRequest:
    version = get_case(ctx, OFFICER, letter.case_id).state.version
    request = ActRequest(letter.case_id, action, ON, version, STEP, reason="tanggal keliru")
    return replace(request, **more)  # type: ignore[arg-type]


def only(found: Invalidated) -> tuple[str, str, date | None, bool]:
    (paper,) = found.documents
    return paper.id, paper.number, paper.dated, paper.valid_until_replaced


def test_a_return_names_the_letter_it_ends_and_the_office_that_holds_it(
    ctx: Context, letter: Document
) -> None:
    request = asked(ctx, letter, "return", idempotency_key="kunci-7")
    before = foresee(ctx, SECOND, request)
    assert papers.document(ctx, OFFICER, letter.id).state == "signed"
    outcome = act(ctx, SECOND, request)
    assert outcome.invalidated == before
    assert only(before) == (letter.id, letter.number, letter.dated, False)
    holder = before.documents[0].holders[0]
    assert (holder.role, holder.area) == ("sekda", REGENCY)
    assert [s.step for s in before.steps] == [STEP]
    assert papers.document(ctx, OFFICER, letter.id).state == "withdrawn"


def test_a_repeat_gives_the_same_answer_and_only_to_who_acted(
    ctx: Context, letter: Document
) -> None:
    request = asked(ctx, letter, "return", idempotency_key="kunci-7")
    first = act(ctx, SECOND, request)
    assert replace(act(ctx, SECOND, request), repeated=False) == first
    held = answers.recall(ctx, SECOND, "kunci-7", letter.case_id)
    assert held is not None
    assert held.invalidated == first.invalidated
    assert answers.recall(ctx, OFFICER, "kunci-7", letter.case_id) is None
    assert answers.recall(ctx, SECOND, "kunci-7", "TKPKP-63.02-2025-001") is None
    assert from_json(to_json(first.invalidated)) == first.invalidated


def test_taking_the_record_back_leaves_the_letter_valid_and_says_so(
    ctx: Context, letter: Document
) -> None:
    outcome = act(ctx, OFFICER, asked(ctx, letter, "withdraw"))
    assert only(outcome.invalidated) == (letter.id, letter.number, letter.dated, True)
    assert papers.document(ctx, OFFICER, letter.id).state == "signed"


def test_what_is_refused_foresees_nothing_but_the_refusal(ctx: Context, letter: Document) -> None:
    with pytest.raises(Refused):
        foresee(ctx, SECOND, asked(ctx, letter, "return", reason=""))


def test_an_officer_reads_what_follows_in_words(ctx: Context, letter: Document) -> None:
    found = act(ctx, SECOND, asked(ctx, letter, "return")).invalidated
    steps, ended = consequences(found)
    assert steps.heading == "Langkah yang harus dikerjakan lagi"
    assert ended.heading == "Naskah yang tidak berlaku lagi"
    assert f"Nomor {letter.number}, 26 Juli 2025; ada pada " in ended.lines[0]
    assert ended.lines[0].endswith("(dalam pengiriman)")
