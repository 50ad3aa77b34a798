"""/mandates: the register of officials and delegations, and who may lawfully sign."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.mandates.models import EndBody, MandateBody, MandateModel, SignerModel
from api.mandates.schemas import answer_json, mandate_json
from api.models import PROBLEMS, ItemsModel, problem_responses
from engine.domain.mandates import Delegation, Post, Term
from engine.services import mandates

router = APIRouter(prefix="/mandates", tags=["mandat"], responses=PROBLEMS)
Role = Annotated[str, Query(max_length=60, description="Peran kantor, misalnya sekda.")]
Area = Annotated[str, Query(max_length=20, description="Kode wilayah kantor.")]


@router.get("", summary="Masa jabatan dan mandat", response_model=ItemsModel[MandateModel])
def list_mandates(
    ctx: Ctx, visitor: CurrentVisitor, office: Role = "", area: Area = "", on: date | None = None
) -> Response:
    """Terms and delegations of offices in the caller's area; `on` leaves those held that day.

    A delegation belongs to the office that gave it.
    """
    terms, given = mandates.listed(ctx, visitor.actor)
    every: list[Term | Delegation] = [*terms, *given]
    items = []
    for mandate in every:
        post = mandates.post_of(mandate)
        asked = office in ("", post.role) and area in ("", post.area)
        if asked and (on is None or mandate.spell.covers(on)):
            whole = mandates.may_keep(ctx, visitor.actor, post)
            items.append(mandate_json(mandate, whole=whole))
    return JSONResponse({"items": items, "next": None})


@router.get("/signers", summary="Siapa yang sah menandatangani", response_model=SignerModel)
def signers(
    ctx: Ctx,
    visitor: CurrentVisitor,
    office: Role,
    area: Area,
    on: date | None = None,
    act: Annotated[str, Query(max_length=60, description="Jenis naskahnya.")] = "",
) -> Response:
    """Who may lawfully sign for an office on a date (today unless said), by what, and why.

    404 outside the caller's area; 422 for an office or a kind of document that is none.
    """
    post = Post(office, area)
    found, known = mandates.who_for(ctx, visitor.actor, post, on or ctx.now().date(), act)
    whole = mandates.may_keep(ctx, visitor.actor, post)
    return JSONResponse(answer_json(found, known, whole=whole))


@router.post(
    "",
    summary="Catat masa jabatan atau mandat",
    status_code=201,
    response_model=MandateModel,
    responses=problem_responses(409),
)
def add_mandate(ctx: Ctx, visitor: CurrentVisitor, body: MandateBody) -> Response:
    """Record a term or a delegation; 403 unless the caller makes documents in that area.

    What cannot stand beside the register is refused with 409: sent twice, it is recorded once.
    """
    asked = body.mandate()
    if isinstance(asked, Term):
        kept = mandate_json(mandates.add_term(ctx, visitor.actor, asked), whole=True)
    else:
        kept = mandate_json(mandates.add_delegation(ctx, visitor.actor, asked), whole=True)
    return JSONResponse(kept, status_code=201)


@router.post(
    "/{mandate_id}/end",
    summary="Akhiri masa jabatan atau mandat",
    response_model=MandateModel,
    responses=problem_responses(409),
)
def end_mandate(ctx: Ctx, visitor: CurrentVisitor, mandate_id: str, body: EndBody) -> Response:
    """Fix the last day of a mandate, with the reason; it is never deleted nor lengthened."""
    ended = mandates.end(ctx, visitor.actor, mandate_id, body.until, body.reason)
    return JSONResponse(mandate_json(ended, whole=True))
