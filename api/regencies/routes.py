"""GET /regencies: where every regency of the caller's area stands."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.models import PROBLEMS, ItemsModel
from api.regencies.models import RegencyModel
from api.regencies.schemas import regency_json
from engine.services import views

router = APIRouter(prefix="/regencies", tags=["kabupaten"], responses=PROBLEMS)


@router.get("", summary="Semua kabupaten di wilayah Anda", response_model=ItemsModel[RegencyModel])
def list_regencies(ctx: Ctx, visitor: CurrentVisitor, province: str = "") -> Response:
    """Every regency of the caller's area, also those where nothing has begun."""
    found = views.overview(ctx, visitor.actor)
    items = [regency_json(r) for r in found if province in ("", r.province.code)]
    return JSONResponse({"items": items, "next": None})


@router.get("/{code}", summary="Satu kabupaten", response_model=RegencyModel)
def get_regency(ctx: Ctx, visitor: CurrentVisitor, code: str) -> Response:
    """One regency; 422 for an unknown code, 404 outside the caller's area."""
    return JSONResponse(regency_json(views.get_regency(ctx, visitor.actor, code)))
