"""GET /procedures: the rules that cases follow, version by version."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response

from api.accept import preferred
from api.deps import Ctx, CurrentVisitor
from api.models import PROBLEMS, ItemsModel, Model
from api.procedures.pictures import BPMN, OFFERED, SVG
from api.procedures.schemas import procedure_json, procedure_ref_json
from engine.pictures.bpmn import bpmn
from engine.pictures.svg import diagram

router = APIRouter(prefix="/procedures", tags=["prosedur"], responses=PROBLEMS)


class RevokedModel(Model):
    """A cited source that is known, or reported, to be out of force from a date."""

    source: str
    until: date


class ProcedureRefModel(Model):
    """A procedure in one line."""

    id: str
    version: str
    digest: str
    name: str
    subject: str
    description: str
    steps: int
    revoked: list[RevokedModel]


@router.get("", summary="Semua prosedur", response_model=ItemsModel[ProcedureRefModel])
def list_procedures(ctx: Ctx, visitor: CurrentVisitor) -> Response:
    """Every version of every procedure, in id and version order."""
    del visitor  # anybody who is known may read the rules
    found = [ctx.catalog.versions[key] for key in sorted(ctx.catalog.versions)]
    return JSONResponse({"items": [procedure_ref_json(p) for p in found], "next": None})


@router.get(
    "/{procedure_id}/{version}",
    summary="Satu versi prosedur, sebagai JSON, gambar (SVG), atau BPMN 2.0",
    response_model=dict[str, Any],
    responses={200: {"content": {SVG: {}, BPMN: {}}}},
)
def get_procedure(
    ctx: Ctx,
    visitor: CurrentVisitor,
    procedure_id: str,
    version: str,
    accept: Annotated[str, Header()] = "",
) -> Response:
    """Steps, fields, guards with their basis, clocks and return paths of one version.

    `Accept: image/svg+xml` gives a picture for one A4 page, `application/bpmn+xml` the BPMN.
    """
    del visitor
    procedure = ctx.catalog.version(procedure_id, version)
    form = preferred(accept, OFFERED)
    varies = {"Vary": "Accept"}
    if form == SVG:
        return Response(diagram(procedure), media_type=SVG, headers=varies)
    if form == BPMN:
        return Response(bpmn(procedure), media_type=BPMN, headers=varies)
    return JSONResponse(procedure_json(procedure), headers=varies)
