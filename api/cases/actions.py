"""Changing cases: opening one, and acting on one that somebody has seen."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse, Response

from api.cases.acted import ActedModel
from api.cases.invalidated import invalidated_json
from api.cases.models import ActBody, CaseModel, OpenBody
from api.cases.schemas import case_json
from api.deps import Ctx, CurrentVisitor
from api.etags import etag, seen_version
from api.findings import Json
from api.handlers import problem_response
from api.models import PROBLEMS, problem_responses
from engine.domain.command import Actor
from engine.errors import StaleVersion
from engine.services import cases, views
from engine.services.cases import ActRequest, OpenRequest
from engine.services.context import Context

router = APIRouter(prefix="/cases", tags=["perkara"], responses=PROBLEMS)
IdempotencyKey = Annotated[str, Header(max_length=255)]


@router.post(
    "",
    summary="Buka perkara",
    status_code=201,
    response_model=CaseModel,
    responses=problem_responses(409),
)
def open_case(
    ctx: Ctx, visitor: CurrentVisitor, body: OpenBody, idempotency_key: IdempotencyKey = ""
) -> Response:
    """Open a case; its address is in Location. A repeated Idempotency-Key opens none anew."""
    request = OpenRequest(
        procedure=body.procedure,
        regency=body.regency,
        title=body.title,
        occurred_on=body.occurred_on,
        villages=tuple(body.villages),
        parent=body.parent or "",
        reason=body.reason,
        idempotency_key=idempotency_key,
    )
    outcome = cases.open_case(ctx, visitor.actor, request)
    case_id = outcome.case_id
    answer = _answer(ctx, visitor.actor, case_id, {}, 201, repeated=outcome.repeated)
    answer.headers["Location"] = f"/api/v1/cases/{case_id}"
    return answer


@router.post(
    "/{case_id}/actions",
    summary="Bertindak atas perkara",
    response_model=ActedModel,
    responses=problem_responses(409, 412, 428),
)
def act(
    ctx: Ctx,
    visitor: CurrentVisitor,
    case_id: str,
    body: ActBody,
    if_match: Annotated[str | None, Header()] = None,
    idempotency_key: IdempotencyKey = "",
    *,
    dry_run: Annotated[bool, Query(description="Hanya jawab apa yang akan digugurkan.")] = False,
) -> Response:
    """Act on the version named by If-Match; answers the case as it is afterwards.

    `invalidated` names the steps and the issued documents that the act leaves no longer standing.

    A stale version is refused with 412 and the current ETag; a refusal by the procedure with
    409 and every finding. A repeated Idempotency-Key changes nothing a second time. With
    `dry_run` nothing changes at all: `invalidated` tells what the act would invalidate.
    """
    request = ActRequest(
        case_id=case_id,
        action=body.action,
        occurred_on=body.occurred_on,
        seen_version=seen_version(if_match),
        step=body.step,
        village=body.village or "",
        data=body.data,
        evidence=tuple(e.ref() for e in body.evidence),
        reason=body.reason or "",
        to=body.to or "",
        new_date=body.new_date,
        idempotency_key=idempotency_key,
    )
    try:
        if dry_run:
            would = cases.foresee(ctx, visitor.actor, request)
            return _answer(ctx, visitor.actor, case_id, invalidated_json(would))
        outcome = cases.act(ctx, visitor.actor, request)
    except StaleVersion as error:
        tag = views.case_tag(ctx, visitor.actor, case_id)
        return problem_response(error, {"ETag": etag(tag)})
    more = invalidated_json(outcome.invalidated)
    return _answer(ctx, visitor.actor, case_id, more, repeated=outcome.repeated)


def _answer(
    ctx: Context,
    actor: Actor,
    case_id: str,
    more: Json,
    status: int = 200,
    *,
    repeated: bool = False,
) -> Response:
    view = views.get_case(ctx, actor, case_id)
    headers = {"ETag": etag(view.tag)}
    if repeated:
        headers["Idempotency-Replayed"] = "true"
    return JSONResponse({**case_json(view), **more}, status_code=status, headers=headers)
