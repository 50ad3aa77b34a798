"""POST /files: a file is stored once by its content, then offered as evidence by its hash."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile

from api.deps import Ctx, CurrentVisitor
from api.models import PROBLEMS, Model, problem_responses
from engine.domain.command import Actor
from engine.errors import FieldProblem, Forbidden, InvalidInput
from engine.services.context import Context
from engine.services.files import Upload, store_file

router = APIRouter(prefix="/files", tags=["berkas"], responses=PROBLEMS)
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


class FileModel(Model):
    """A stored file."""

    sha256: str
    size: int
    media_type: str
    name: str


async def uploaded(request: Request, ctx: Ctx, visitor: CurrentVisitor) -> Upload:
    """The file of a form, read only after the caller is known and may bring evidence."""
    if not may_bring_evidence(ctx, visitor.actor):
        message = "Peran Anda hanya membaca; berkas bukti diunggah oleh petugas."
        raise Forbidden(message)
    form = await request.form(max_files=1, max_fields=5)
    file = form.get("file")
    if not isinstance(file, UploadFile):
        message = "Sertakan satu berkas dalam isian 'file' (multipart/form-data)."
        raise InvalidInput(message, [FieldProblem("file", message)])
    return Upload(file.filename or "", await file.read())


def may_bring_evidence(ctx: Context, actor: Actor) -> bool:
    """Whether any of the actor's roles records acts; readers fill no disks."""
    roles = (ctx.catalog.roles.get(grant.role) for grant in actor.grants)
    return any(role.acts_for or "record" in role.may for role in roles if role)


@router.post(
    "",
    summary="Unggah berkas bukti",
    status_code=201,
    response_model=FileModel,
    responses=problem_responses(413, 415),
    openapi_extra=_FORM,
)
def upload(
    ctx: Ctx, visitor: CurrentVisitor, file: Annotated[Upload, Depends(uploaded)]
) -> Response:
    """Keep a PDF, JPEG, PNG or XLSX, told by its content. The same content is the same file."""
    stored = store_file(ctx, visitor.actor, file)
    body = {
        "sha256": stored.sha256,
        "size": stored.size,
        "media_type": stored.media_type,
        "name": stored.name,
    }
    return JSONResponse(body, status_code=201)
