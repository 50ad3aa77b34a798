"""What the tests of letters share: sources of a case, printed text, drained promises."""

from __future__ import annotations

from datetime import date
from functools import partial
from io import BytesIO

from pypdf import PdfReader

from documents import service
from documents.drafting import Source
from documents.drafting.gathering import gather
from engine.services import jobs, papers
from engine.services.context import Context
from engine.services.jobs import Drained
from engine.services.projection import DRAFT_TOPIC, FINAL_TOPIC
from engine.services.records import Document
from engine.services.views import get_case
from tests.support.data import REGENCY
from tests.support.world import OFFICER, act, open_tkpkp


def planned_audience(ctx: Context, regency: str = REGENCY, **more: object) -> str:
    """A new TKPKP case whose audience is planned for 29 July 2025."""
    case_id = open_tkpkp(ctx, regency)
    plan = {"tanggal_rencana": "2025-07-29", "waktu_mulai": "09.00", **more}
    act(ctx, OFFICER, case_id, "start", "audiensi-sekda", on=date(2025, 7, 25), data=plan)
    return case_id


def source(ctx: Context, case_id: str, kind: str, step: str, village: str = "") -> Source:
    """The source of one document of a case."""
    return gather(ctx, get_case(ctx, OFFICER, case_id), kind, step, village)


def drain(ctx: Context) -> tuple[Drained, Drained]:
    """Keep every promise of a document, drafts first, as the flow does."""
    return (
        jobs.drain(ctx, DRAFT_TOPIC, partial(service.work_draft, ctx)),
        jobs.drain(ctx, FINAL_TOPIC, partial(service.work_final, ctx)),
    )


def held(ctx: Context, case_id: str, kind: str, state: str = "", village: str = "") -> Document:
    """The newest document of a kind."""
    found = [
        d
        for d in papers.documents_of(ctx, OFFICER, case_id)
        if d.kind == kind and state in ("", d.state) and village in ("", d.village)
    ]
    assert found, f"{case_id} has no {state} {kind}"
    return found[-1]


def text(content: bytes) -> str:
    """The whole text of a PDF on one line."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(" ".join(pages).split())
