"""Documents: reading one, taking its PDF, and what the receiving office says to it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.documents.models import DocumentActionBody, DocumentModel
from api.documents.schemas import document_json
from api.files.download import attachment
from api.models import PROBLEMS, problem_responses
from engine.errors import NotFound
from engine.services import files, papers
from engine.services.files import PDF

router = APIRouter(prefix="/documents", tags=["naskah"], responses=PROBLEMS)


@router.get("/{document_id}", summary="Satu naskah", response_model=DocumentModel)
def get_document(ctx: Ctx, visitor: CurrentVisitor, document_id: str) -> Response:
    """A document with its deliveries; 404 for whatever the caller may not read."""
    found = papers.document(ctx, visitor.actor, document_id)
    return JSONResponse(document_json(found, papers.deliveries(ctx, document_id)))


@router.get(
    "/{document_id}/content",
    summary="PDF naskah",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "PDF."}},
)
def get_content(ctx: Ctx, visitor: CurrentVisitor, request: Request, document_id: str) -> Response:
    """The document's PDF. The receiving office's first look is noted as opening it."""
    found = papers.document(ctx, visitor.actor, document_id)
    if not found.file_sha256:
        message = "PDF naskah ini belum dibuat. Coba lagi sesaat lagi."
        raise NotFound(message)
    content = files.read_file(ctx, found.file_sha256)
    papers.open_delivery(ctx, visitor.actor, document_id)
    return attachment(request, content, found.file_sha256, f"{document_id}.pdf", PDF)


@router.post(
    "/{document_id}/actions",
    summary="Bertindak atas naskah",
    response_model=DocumentModel,
    responses=problem_responses(409),
)
def act(ctx: Ctx, visitor: CurrentVisitor, document_id: str, body: DocumentActionBody) -> Response:
    """Acknowledge receipt, or return with a reason. Acknowledging again changes nothing."""
    if body.action == "acknowledge":
        found = papers.acknowledge(ctx, visitor.actor, document_id)
    else:
        found = papers.send_back(ctx, visitor.actor, document_id, body.reason)
    return JSONResponse(document_json(found, papers.deliveries(ctx, document_id)))
