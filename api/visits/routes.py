"""GET and POST /visits: planned, changed, called off, reported; and what to plan next."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.etags import etag, seen_version
from api.models import PROBLEMS, ItemsModel, problem_responses
from api.visits.schemas import (
    CancelBody,
    FeedModel,
    ReportBody,
    TripModel,
    VisitBody,
    VisitModel,
    trip_json,
    visit_json,
)
from engine.domain.visits import Obstacle, Visit
from engine.errors import PreconditionMissing
from engine.services import feeds, visit_planning, visits

router = APIRouter(prefix="/visits", tags=["kunjungan"], responses=PROBLEMS)
IfMatch = Annotated[str | None, Header()]


@router.get("", summary="Kunjungan di wilayah Anda", response_model=ItemsModel[VisitModel])
def list_visits(
    ctx: Ctx,
    visitor: CurrentVisitor,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> Response:
    """Visits to the caller's area that touch the days, in order of their dates."""
    found = visits.between(ctx, visitor.actor, first, last)
    return JSONResponse({"items": [visit_json(v) for v in found], "next": None})


@router.get(
    "/proposals", summary="Usulan kunjungan berikutnya", response_model=ItemsModel[TripModel]
)
def proposals(
    ctx: Ctx,
    visitor: CurrentVisitor,
    province: str,
    budget: Annotated[int | None, Query(ge=0)] = None,
    people: Annotated[list[str] | None, Query(max_length=50)] = None,
) -> Response:
    """Trips for the next weeks by urgency and neighbourhood; nothing is booked."""
    found = visit_planning.proposals(
        ctx, visitor.actor, province, budget=budget, people=tuple(people or ())
    )
    return JSONResponse({"items": [trip_json(t) for t in found], "next": None})


@router.post("/feed", summary="Buka kalender langganan", status_code=201, response_model=FeedModel)
def open_feed(ctx: Ctx, visitor: CurrentVisitor, area: str = "") -> Response:
    """The secret address of a calendar, shown once; an earlier one stops working."""
    token = feeds.open_feed(ctx, visitor.actor, area)
    base = ctx.settings.base_url.rstrip("/")
    return JSONResponse({"url": f"{base}/kalender/{token}.ics"}, status_code=201)


@router.delete("/feed", summary="Cabut kalender langganan", status_code=204)
def revoke_feed(ctx: Ctx, visitor: CurrentVisitor, area: str = "") -> Response:
    """Close a calendar; its address answers 404 from now on."""
    feeds.revoke_feed(ctx, visitor.actor, area)
    return Response(status_code=204)


@router.post("", summary="Rencanakan kunjungan", status_code=201, response_model=VisitModel)
def plan(ctx: Ctx, visitor: CurrentVisitor, body: VisitBody) -> Response:
    """Plan a visit; 422 with everything that is against it, 403 for who may not."""
    return _answer(*visits.plan(ctx, visitor.actor, body.request()), status=201)


@router.get("/{visit_id}", summary="Satu kunjungan", response_model=VisitModel)
def get_visit(ctx: Ctx, visitor: CurrentVisitor, visit_id: str) -> Response:
    """One visit; 404 outside the caller's area."""
    return _answer(visits.get(ctx, visitor.actor, visit_id))


@router.put(
    "/{visit_id}",
    summary="Ubah rencana kunjungan",
    response_model=VisitModel,
    responses=problem_responses(412, 428),
)
def change(
    ctx: Ctx, visitor: CurrentVisitor, visit_id: str, body: VisitBody, if_match: IfMatch = None
) -> Response:
    """Plan a visit anew as of the version that If-Match names."""
    seen = _seen(if_match)
    return _answer(*visits.change(ctx, visitor.actor, visit_id, seen, body.request()))


@router.post(
    "/{visit_id}/cancellation",
    summary="Batalkan kunjungan",
    response_model=VisitModel,
    responses=problem_responses(412, 428),
)
def cancel(
    ctx: Ctx, visitor: CurrentVisitor, visit_id: str, body: CancelBody, if_match: IfMatch = None
) -> Response:
    """Call a visit off, with the reason."""
    return _answer(visits.cancel(ctx, visitor.actor, visit_id, _seen(if_match), body.reason))


@router.post(
    "/{visit_id}/report",
    summary="Laporkan hasil kunjungan",
    response_model=VisitModel,
    responses=problem_responses(409, 412, 428),
)
def report(
    ctx: Ctx, visitor: CurrentVisitor, visit_id: str, body: ReportBody, if_match: IfMatch = None
) -> Response:
    """Record what came of a visit; its data and files become the draft of its step."""
    return _answer(visits.report(ctx, visitor.actor, visit_id, _seen(if_match), body.report()))


def _seen(if_match: str | None) -> int:
    seen = seen_version(if_match)
    if seen is None:
        message = "Sebutkan versi kunjungan yang Anda lihat (If-Match)."
        raise PreconditionMissing(message)
    return seen


def _answer(visit: Visit, remarks: tuple[Obstacle, ...] = (), status: int = 200) -> Response:
    return JSONResponse(
        visit_json(visit, remarks),
        status_code=status,
        headers={"ETag": etag(str(visit.version))},
    )
