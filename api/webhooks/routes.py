"""/webhooks: a client's own addresses that are told of changes."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.models import PROBLEMS, ItemsModel
from api.webhooks.schemas import (
    AttemptModel,
    CreatedModel,
    WebhookBody,
    WebhookDetailModel,
    WebhookModel,
    attempt_json,
    detail_json,
    webhook_json,
)
from engine.services import webhooks

router = APIRouter(prefix="/webhooks", tags=["webhook"], responses=PROBLEMS)


@router.get("", summary="Webhook Anda", response_model=ItemsModel[WebhookModel])
def list_webhooks(ctx: Ctx, visitor: CurrentVisitor) -> Response:
    """The client's own webhooks, oldest first."""
    items = [webhook_json(each) for each in webhooks.listed(ctx, visitor.actor)]
    return JSONResponse({"items": items, "next": None})


@router.post("", summary="Daftarkan webhook", status_code=201, response_model=CreatedModel)
def add_webhook(ctx: Ctx, visitor: CurrentVisitor, body: WebhookBody) -> Response:
    """Be told of what happens from now on; the secret of the signatures is shown this once.

    422 for an address that is not public https or an unknown kind, 404 for an area out of sight.
    """
    made, secret = webhooks.add(ctx, visitor.actor, body.url, body.area, body.kinds)
    headers = {"Location": f"/api/v1/webhooks/{made.id}", "Cache-Control": "no-store"}
    content = {**webhook_json(made), "secret": secret}
    return JSONResponse(content, status_code=201, headers=headers)


@router.get("/{webhook_id}", summary="Satu webhook", response_model=WebhookDetailModel)
def get_webhook(ctx: Ctx, visitor: CurrentVisitor, webhook_id: str) -> Response:
    """One webhook and how its last attempts went; 404 for anybody else's."""
    found = webhooks.get(ctx, webhook_id, visitor.actor)
    return JSONResponse(detail_json(found, webhooks.attempts(ctx, webhook_id)))


@router.delete("/{webhook_id}", summary="Hapus webhook", status_code=204)
def remove_webhook(ctx: Ctx, visitor: CurrentVisitor, webhook_id: str) -> Response:
    """Be told no more; 404 for anybody else's."""
    webhooks.remove(ctx, webhook_id, visitor.actor)
    return Response(status_code=204)


@router.post("/{webhook_id}/test", summary="Uji webhook", response_model=AttemptModel)
def test_webhook(ctx: Ctx, visitor: CurrentVisitor, webhook_id: str) -> Response:
    """Send a ping now; where it is taken, a paused webhook goes on from where it stood."""
    return JSONResponse(attempt_json(webhooks.probe(ctx, webhook_id, visitor.actor)))
