"""Documents to take away: a draft for SRIKANDI, and all documents of a case."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from api.files.download import saved_as
from api.web.session import SignedIn

router = APIRouter()


@router.get("/naskah/{document_id}/docx")
def word(session: SignedIn, document_id: str) -> Response:
    """A draft as a Word file; 404 for whatever the visitor may not read."""
    from documents.copies import word_file
    from documents.docx import DOCX

    content, name = word_file(session.ctx, session.actor, document_id)
    return Response(content, media_type=DOCX, headers=saved_as(name))


@router.get("/perkara/{case_id}/naskah.zip")
def archive(session: SignedIn, case_id: str) -> StreamingResponse:
    """Every document of a case that the visitor may read; 404 outside the visitor's area."""
    from documents.copies import ZIP, case_archive

    found = case_archive(session.ctx, session.actor, case_id)
    return StreamingResponse(found.chunks, media_type=ZIP, headers=saved_as(found.name))
