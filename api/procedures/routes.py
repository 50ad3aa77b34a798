"""GET /procedures: the rules that cases follow, version by version."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.models import PROBLEMS, ItemsModel, Model
from api.procedures.schemas import procedure_json, procedure_ref_json

router = APIRouter(prefix="/procedures", tags=["prosedur"], responses=PROBLEMS)


class ProcedureRefModel(Model):
    """A procedure in one line."""

    id: str
    version: str
    digest: str
    name: str
    subject: str
    description: str
    steps: int


@router.get("", summary="Semua prosedur", response_model=ItemsModel[ProcedureRefModel])
def list_procedures(ctx: Ctx, visitor: CurrentVisitor) -> Response:
    """Every version of every procedure, in id and version order."""
    del visitor  # anybody who is known may read the rules
    found = [ctx.catalog.versions[key] for key in sorted(ctx.catalog.versions)]
    return JSONResponse({"items": [procedure_ref_json(p) for p in found], "next": None})


@router.get(
    "/{procedure_id}/{version}",
    summary="Satu versi prosedur",
    response_model=dict[str, Any],
)
def get_procedure(ctx: Ctx, visitor: CurrentVisitor, procedure_id: str, version: str) -> Response:
    """Steps, fields, guards with their basis, clocks and return paths of one version."""
    del visitor
    return JSONResponse(procedure_json(ctx.catalog.version(procedure_id, version)))
