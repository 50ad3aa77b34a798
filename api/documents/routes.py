"""Documents: reading one, taking its PDF, and what offices do with it."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

import fastapi
from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response

from api.accept import preferred
from api.deps import Ctx, CurrentVisitor
from api.documents.models import DocumentActionBody, DocumentDetailModel, DraftBody
from api.documents.schemas import document_detail_json
from api.etags import etag, seen_version
from api.files.download import attachment, saved_as
from api.models import PROBLEMS, problem_responses
from documents import actions, service
from documents.copies import word_file
from documents.docx import DOCX
from documents.telling import tell
from engine.domain.command import Actor
from engine.services import lifecycle, papers
from engine.services.changing import Request
from engine.services.context import Context
from engine.services.files import PDF
from engine.services.records import Document

router = APIRouter(tags=["naskah"], responses=PROBLEMS)


@router.get("/documents/{document_id}", summary="Satu naskah", response_model=DocumentDetailModel)
def get_document(ctx: Ctx, visitor: CurrentVisitor, document_id: str) -> Response:
    """A document with all that became of it; 404 for whatever the caller may not read."""
    return _answer(ctx, visitor.actor, papers.document(ctx, visitor.actor, document_id))


@router.get(
    "/documents/{document_id}/content",
    summary="Isi naskah: PDF, atau berkas Word bagi rancangan",
    response_class=Response,
    responses={200: {"content": {PDF: {}, DOCX: {}}, "description": "PDF atau DOCX."}},
)
def get_content(
    ctx: Ctx,
    visitor: CurrentVisitor,
    request: fastapi.Request,
    document_id: str,
    accept: Annotated[str, Header()] = "",
) -> Response:
    """The document's PDF. The receiving office's first look is noted as opening it.

    A draft is also given as a Word file with the placeholders of SRIKANDI, by `Accept`.
    """
    if preferred(accept, (PDF, DOCX)) == DOCX:
        content, name = word_file(ctx, visitor.actor, document_id)
        return Response(content, media_type=DOCX, headers=saved_as(name))
    content, name = service.content(ctx, visitor.actor, document_id)
    lifecycle.open_delivery(ctx, visitor.actor, document_id)
    return attachment(request, content, sha256(content).hexdigest(), name, PDF)


@router.post(
    "/documents/{document_id}/actions",
    summary="Bertindak atas naskah",
    response_model=DocumentDetailModel,
    responses=problem_responses(409, 412, 503),
)
def act(
    ctx: Ctx,
    visitor: CurrentVisitor,
    document_id: str,
    body: DocumentActionBody,
    if_match: Annotated[str | None, Header()] = None,
    idempotency_key: Annotated[str, Header(max_length=255)] = "",
) -> Response:
    """Initial, number, sign, return, correct, void, send or acknowledge a document.

    If-Match may name the document's version: another one is refused with 412. A repeated
    Idempotency-Key changes nothing. `ralat` answers the draft of the successor.
    """
    request = Request(
        document_id=document_id,
        action=body.action,
        reason=body.reason,
        dated=body.dated,
        data=body.data,
        seen_version=seen_version(if_match),
        idempotency_key=idempotency_key,
    )
    return _answer(ctx, visitor.actor, actions.act(ctx, visitor.actor, request))


@router.post(
    "/cases/{case_id}/documents",
    summary="Buat rancangan naskah",
    status_code=201,
    response_model=DocumentDetailModel,
    responses=problem_responses(409, 503),
)
def draft(ctx: Ctx, visitor: CurrentVisitor, case_id: str, body: DraftBody) -> Response:
    """Draft a step's document from what is on record; a later draft replaces an unsigned one."""
    village = body.village or ""
    found = service.draft(ctx, visitor.actor, case_id, body.kind, body.step, village)
    answer = _answer(ctx, visitor.actor, found, 201)
    answer.headers["Location"] = f"/api/v1/documents/{found.id}"
    return answer


def _answer(ctx: Context, actor: Actor, found: Document, status: int = 200) -> Response:
    body = document_detail_json(found, tell(ctx, actor, found))
    headers = {"ETag": etag(str(found.version))}
    return JSONResponse(body, status_code=status, headers=headers)
