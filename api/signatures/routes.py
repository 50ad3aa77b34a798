"""POST /documents/{id}/signature: a form with what the chosen way asks for."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Depends, Header
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api.deps import Ctx, CurrentVisitor
from api.documents.models import DocumentDetailModel
from api.documents.schemas import document_detail_json
from api.etags import etag, seen_version
from api.files.download import attachment
from api.models import PROBLEMS, problem_responses
from documents import issue, service
from documents.signing.ways import Form, sign
from documents.telling import tell
from engine.errors import FieldProblem, InvalidInput
from engine.services.changing import Request
from engine.services.files import PDF

router = APIRouter(tags=["naskah"], responses=PROBLEMS)
_TEXTS = ("way", "passphrase", "nik", "totp", "room")
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["way"],
                    "properties": {
                        "way": {
                            "type": "string",
                            "enum": ["unggah", "pindaian", "p12", "p12-kantor", "bsre"],
                        },
                        "file": {"type": "string", "format": "binary"},
                        "passphrase": {"type": "string", "format": "password"},
                        "nik": {"type": "string", "pattern": "^[0-9]{16}$"},
                        "totp": {"type": "string"},
                        "room": {"type": "integer", "minimum": 0, "default": 0},
                    },
                }
            }
        },
    }
}


async def given(
    request: fastapi.Request, ctx: Ctx, visitor: CurrentVisitor, document_id: str
) -> Form:
    """The form, read only after it is known that the caller may sign this document."""
    await run_in_threadpool(issue.signable, ctx, visitor.actor, document_id)
    form = await request.form(max_files=1, max_fields=10)
    file = form.get("file")
    texts = {name: _text(form, name) for name in _TEXTS}
    room = texts.pop("room") or "0"
    if not (room.isascii() and room.isdigit()) or len(room) > 3:  # noqa: PLR2004
        message = "Urutan penanda tangan ditulis dengan angka."
        raise InvalidInput(message, [FieldProblem("room", message)])
    content = await file.read() if isinstance(file, UploadFile) else b""
    return Form(file=content, room=int(room), **texts)


@router.post(
    "/documents/{document_id}/signature",
    summary="Tanda tangani naskah",
    response_model=DocumentDetailModel,
    responses=problem_responses(409, 412, 413, 415, 503),
    openapi_extra=_FORM,
)
def post_signature(
    ctx: Ctx,
    visitor: CurrentVisitor,
    document_id: str,
    form: Annotated[Form, Depends(given)],
    if_match: Annotated[str | None, Header()] = None,
    idempotency_key: Annotated[str, Header(max_length=255)] = "",
) -> Response:
    """Sign a numbered document, or bring it signed; the signed edition is kept beside it.

    The signed file is examined first. A failure leaves the document numbered. Nothing of the
    passphrase, NIK or code is kept.
    """
    request = Request(
        document_id=document_id,
        action="signature",
        data={"way": form.way, "file": sha256(form.file).hexdigest()},
        seen_version=seen_version(if_match),
        idempotency_key=idempotency_key,
    )
    found = sign(ctx, visitor.actor, document_id, form, request)
    body = document_detail_json(found, tell(ctx, visitor.actor, found))
    return JSONResponse(body, headers={"ETag": etag(str(found.version))})


@router.get(
    "/documents/{document_id}/content/original",
    summary="PDF asli naskah",
    response_class=Response,
    responses={200: {"content": {PDF: {}}, "description": "PDF."}},
)
def get_original(
    ctx: Ctx, visitor: CurrentVisitor, request: fastapi.Request, document_id: str
) -> Response:
    """The document as it was printed, before anybody signed it."""
    content, name = service.content(ctx, visitor.actor, document_id, original=True)
    return attachment(request, content, sha256(content).hexdigest(), name, PDF)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
