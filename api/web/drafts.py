"""Asking for a draft that no step writes by itself: invitations, attendance lists, assignments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from api.web.contexts.common import paper_href
from api.web.session import PostedForm

router = APIRouter()


@router.post("/perkara/{case_id}/langkah/{step_id}/naskah")
def draft(
    posted: PostedForm,
    case_id: str,
    step_id: str,
    village: Annotated[str, Query(alias="desa")] = "",
) -> Response:
    """Write the draft that was chosen from what is on record, and show it."""
    from documents import service

    session = posted.session
    kind = posted.text("naskah")
    found = service.draft(session.ctx, session.actor, case_id, kind, step_id, village)
    return RedirectResponse(f"{paper_href(found.id)}?pesan=rancang", status_code=303)
