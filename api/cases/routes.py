"""Reading cases: lists, one case, what blocks it, its log, its papers, its evidence."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.accept import preferred
from api.cases.blockers import blockers_json, schedule_json
from api.cases.models import BlockersModel, CaseModel, CaseSummaryModel, EventModel
from api.cases.schemas import case_json, event_json, summary_json
from api.deps import Ctx, CurrentVisitor
from api.documents.models import DocumentModel
from api.documents.schemas import document_json
from api.etags import etag, unchanged
from api.files.download import attachment, saved_as
from api.models import PROBLEMS, ItemsModel
from api.procedures.pictures import SVG
from documents.copies import ZIP, case_archive
from engine.errors import NotFound
from engine.services import files, papers, views
from engine.services.maps import case_map
from engine.services.planning import remaining_way

router = APIRouter(prefix="/cases", tags=["perkara"], responses=PROBLEMS)
_MAP_FONT = "Liberation Sans, Arial, sans-serif"
REVALIDATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}


@router.get("", summary="Daftar perkara", response_model=ItemsModel[CaseSummaryModel])
def list_cases(  # noqa: PLR0913, PLR0917
    ctx: Ctx,
    visitor: CurrentVisitor,
    regency: str = "",
    procedure: str = "",
    phase: str = "",
    status: str = "",
    ids: Annotated[str, Query(max_length=10_000, description="Dipisahkan koma.")] = "",
    updated_after: datetime | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Cases of the caller's area in id order, filtered; without their steps."""
    if updated_after is not None and updated_after.tzinfo is None:
        updated_after = updated_after.replace(tzinfo=UTC)
    found = views.list_cases(
        ctx,
        visitor.actor,
        regency=regency,
        procedure=procedure,
        phase=phase,
        status=status,
        ids=[part.strip() for part in ids.split(",") if part.strip()],
        updated_after=updated_after,
        after=cursor,
        limit=limit + 1,
    )
    page = found[:limit]
    items = [summary_json(case, ctx.procedure_of(case)) for case in page]
    return JSONResponse({"items": items, "next": page[-1].id if len(found) > limit else None})


@router.get(
    "/{case_id}",
    summary="Satu perkara",
    response_model=CaseModel,
    responses={304: {"description": "Tidak berubah sejak ETag yang disebut."}},
)
def get_case(
    ctx: Ctx,
    visitor: CurrentVisitor,
    case_id: str,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """One case with a strong ETag; If-None-Match with it costs one indexed row and gives 304."""
    if if_none_match:
        tag = views.case_tag(ctx, visitor.actor, case_id)
        if unchanged(if_none_match, tag):
            return Response(status_code=304, headers={"ETag": etag(tag), **REVALIDATE})
    view = views.get_case(ctx, visitor.actor, case_id)
    return JSONResponse(case_json(view), headers={"ETag": etag(view.tag), **REVALIDATE})


@router.get(
    "/{case_id}/blockers",
    summary="Apa yang menahan perkara",
    response_model=BlockersModel,
)
def get_blockers(ctx: Ctx, visitor: CurrentVisitor, case_id: str) -> Response:
    """Per open step: what is unmet, its legal basis, who can mend it, and how.

    And when the case can be finished at the earliest, with the steps that decide it.
    """
    view = views.get_case(ctx, visitor.actor, case_id)
    way = schedule_json(remaining_way(ctx, view))
    return JSONResponse({"items": blockers_json(view), "next": None, "schedule": way})


@router.get(
    "/{case_id}/map",
    summary="Peta skematis kawasan",
    response_class=Response,
    responses={200: {"description": "Peta.", "content": {SVG: {}}}},
)
def get_map(ctx: Ctx, visitor: CurrentVisitor, case_id: str) -> Response:
    """The member villages and those around them, to scale; 404 where no outline is held."""
    view = views.get_case(ctx, visitor.actor, case_id)
    found = case_map(ctx, view.procedure, view.state, font=_MAP_FONT)
    if found is None:
        message = "Batas desa perkara ini belum dimuat."
        raise NotFound(message)
    headers = {**REVALIDATE, "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(found.svg, media_type=SVG, headers=headers)


@router.get("/{case_id}/events", summary="Catatan kejadian", response_model=ItemsModel[EventModel])
def get_events(ctx: Ctx, visitor: CurrentVisitor, case_id: str) -> Response:
    """The case's whole log, oldest first."""
    log = views.events(ctx, visitor.actor, case_id)
    return JSONResponse({"items": [event_json(e) for e in log], "next": None})


@router.get(
    "/{case_id}/documents",
    summary="Naskah perkara, sebagai JSON atau ZIP",
    response_model=ItemsModel[DocumentModel],
    responses={200: {"content": {ZIP: {}}}},
)
def get_documents(
    ctx: Ctx, visitor: CurrentVisitor, case_id: str, accept: Annotated[str, Header()] = ""
) -> Response:
    """The case's documents that the caller may read, with their deliveries.

    `Accept: application/zip` gives the files themselves with an index.
    """
    if preferred(accept, ("application/json", ZIP)) == ZIP:
        found = case_archive(ctx, visitor.actor, case_id)
        return StreamingResponse(found.chunks, media_type=ZIP, headers=saved_as(found.name))
    view = views.get_case(ctx, visitor.actor, case_id)
    items = [document_json(d, papers.deliveries(ctx, d.id)) for d in view.documents]
    return JSONResponse({"items": items, "next": None}, headers={"Vary": "Accept"})


@router.get(
    "/{case_id}/evidence/{sha256}",
    summary="Berkas bukti",
    response_class=Response,
    responses={200: {"description": "Isi berkas."}},
)
def get_evidence(
    ctx: Ctx, visitor: CurrentVisitor, request: Request, case_id: str, sha256: str
) -> Response:
    """A file that was offered as evidence in this case, now or earlier; 404 for any other."""
    log = views.events(ctx, visitor.actor, case_id)
    offered = (e for recorded in log for e in recorded.event.evidence if e.sha256 == sha256)
    evidence = next(offered, None)
    if evidence is None:
        message = "Berkas ini bukan bukti dalam perkara ini."
        raise NotFound(message)
    return attachment(
        request, files.read_file(ctx, sha256), sha256, evidence.name, evidence.media_type
    )
