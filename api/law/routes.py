"""GET /law: the legal sources, how they stand on a date, and everything that cites them."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.law.models import CitedModel, SourceModel
from api.law.schemas import cited_json, source_json
from api.models import PROBLEMS, ItemsModel
from engine.services import law

router = APIRouter(prefix="/law", tags=["dasar hukum"], responses=PROBLEMS)


@router.get("", summary="Semua sumber hukum", response_model=ItemsModel[SourceModel])
def list_sources(
    ctx: Ctx, visitor: CurrentVisitor, on: date | None = None, *, revoked: bool | None = None
) -> Response:
    """Every source by rank, with its standing on a date (today unless said).

    `revoked=true` leaves those that are not in force then. Cases are those of the caller's area.
    """
    found = law.register(ctx, visitor.actor, on or ctx.now().date())
    items = [source_json(ctx, c) for c in found if revoked is None or revoked is not c.in_force]
    return JSONResponse({"items": items, "next": None})


@router.get("/{source_id}", summary="Satu sumber hukum", response_model=CitedModel)
def get_source(
    ctx: Ctx, visitor: CurrentVisitor, source_id: str, on: date | None = None
) -> Response:
    """One source with its articles, and the procedures, open cases and documents that cite it."""
    cited = law.citing(ctx, visitor.actor, source_id, on or ctx.now().date())
    return JSONResponse(cited_json(ctx, cited))
