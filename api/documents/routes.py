"""Documents: reading one, taking its PDF, and what offices do with it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response

from api.accept import preferred
from api.deps import Ctx, CurrentVisitor
from api.documents.models import DocumentAction, DocumentActionBody, DocumentModel, DraftBody
from api.documents.schemas import document_json
from api.files.download import attachment, saved_as
from api.models import PROBLEMS, problem_responses
from documents import service
from documents.copies import word_file
from documents.docx import DOCX
from engine.domain.command import Actor
from engine.errors import FieldProblem, InvalidInput
from engine.services import papers
from engine.services.context import Context
from engine.services.files import PDF
from engine.services.records import Document

router = APIRouter(tags=["naskah"], responses=PROBLEMS)


@router.get("/documents/{document_id}", summary="Satu naskah", response_model=DocumentModel)
def get_document(ctx: Ctx, visitor: CurrentVisitor, document_id: str) -> Response:
    """A document with its deliveries; 404 for whatever the caller may not read."""
    return _answer(ctx, papers.document(ctx, visitor.actor, document_id))


@router.get(
    "/documents/{document_id}/content",
    summary="Isi naskah: PDF, atau berkas Word bagi rancangan",
    response_class=Response,
    responses={200: {"content": {PDF: {}, DOCX: {}}, "description": "PDF atau DOCX."}},
)
def get_content(
    ctx: Ctx,
    visitor: CurrentVisitor,
    request: Request,
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
    papers.open_delivery(ctx, visitor.actor, document_id)
    return attachment(request, content, sha256(content).hexdigest(), name, PDF)


@router.post(
    "/documents/{document_id}/actions",
    summary="Bertindak atas naskah",
    response_model=DocumentModel,
    responses=problem_responses(409, 503),
)
def act(ctx: Ctx, visitor: CurrentVisitor, document_id: str, body: DocumentActionBody) -> Response:
    """Acknowledge receipt, return with a reason, sign with a date, or draft anew.

    Acknowledging again changes nothing, and a number once reserved waits for its document.
    """
    return _answer(ctx, _ACTIONS[body.action](ctx, visitor.actor, document_id, body))


@router.post(
    "/cases/{case_id}/documents",
    summary="Buat rancangan naskah",
    status_code=201,
    response_model=DocumentModel,
    responses=problem_responses(409, 503),
)
def draft(ctx: Ctx, visitor: CurrentVisitor, case_id: str, body: DraftBody) -> Response:
    """Draft a step's document from what is on record; a later draft replaces an unsigned one."""
    village = body.village or ""
    found = service.draft(ctx, visitor.actor, case_id, body.kind, body.step, village)
    answer = _answer(ctx, found, 201)
    answer.headers["Location"] = f"/api/v1/documents/{found.id}"
    return answer


def _answer(ctx: Context, found: Document, status: int = 200) -> Response:
    body = document_json(found, papers.deliveries(ctx, found.id))
    return JSONResponse(body, status_code=status)


def _acknowledge(ctx: Context, actor: Actor, document_id: str, _: DocumentActionBody) -> Document:
    return papers.acknowledge(ctx, actor, document_id)


def _return(ctx: Context, actor: Actor, document_id: str, body: DocumentActionBody) -> Document:
    return papers.send_back(ctx, actor, document_id, body.reason)


def _sign(ctx: Context, actor: Actor, document_id: str, body: DocumentActionBody) -> Document:
    if body.dated is None:
        message = "Sebutkan tanggal naskah."
        raise InvalidInput(message, [FieldProblem("dated", message)])
    return service.sign(ctx, actor, document_id, dated=body.dated)


def _draft_anew(ctx: Context, actor: Actor, document_id: str, _: DocumentActionBody) -> Document:
    held = papers.document(ctx, actor, document_id)
    return service.draft(ctx, actor, held.case_id, held.kind, held.step, held.village)


_ACTIONS: dict[DocumentAction, Callable[[Context, Actor, str, DocumentActionBody], Document]] = {
    "acknowledge": _acknowledge,
    "return": _return,
    "sign": _sign,
    "draft": _draft_anew,
}
