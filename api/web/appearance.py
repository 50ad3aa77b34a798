"""How a region's documents look: its emblems and its layout, for whoever keeps them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.contexts.appearance import appearance_href, appearance_page
from api.web.render import page
from api.web.session import Posted, PostedForm, SignedIn
from documents.emblem import PARTS, emblems, set_emblem
from documents.office_layout import set_layout
from engine.errors import FieldProblem, InvalidInput, KawasanError, NotFound, Unauthenticated
from engine.services import appearance
from engine.services.appearance import Appearance

router = APIRouter()
_KINDS = {kind.value: kind for kind in PARTS}
_NOTICES = {"berlaku": "Berlaku bagi naskah yang disusun sejak sekarang."}
_LAYOUT = "tata-letak"


@router.get("/tata-letak/{area}")
def show(
    request: Request,
    session: SignedIn,
    area: str,
    notice: Annotated[str, Query(alias="pesan")] = "",
) -> HTMLResponse:
    """The emblems and the layout in force; refused to whoever may not set them."""
    appearance.must_keep(session.ctx, session.actor, area)
    view = appearance_page(session.ctx, area, notice=_NOTICES.get(notice, ""))
    return page(request, "appearance.html", view, title=f"Tata letak {view.name}")


@router.get("/tata-letak/{area}/{kind}")
def picture(session: SignedIn, area: str, kind: str) -> Response:
    """The picture of an emblem in force, which may do nothing but be seen."""
    appearance.must_keep(session.ctx, session.actor, area)
    found = emblems(session.ctx, (area,)).get((area, _KINDS[kind])) if kind in _KINDS else None
    if found is None:
        message = "Lambang ini belum dipasang."
        raise NotFound(message)
    headers = {
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "Cache-Control": "private, no-cache",
    }
    return Response(found.data, media_type=found.media_type, headers=headers)


@router.post("/tata-letak/{area}")
def change(request: Request, posted: PostedForm, area: str) -> Response:
    """Put a layout or an emblem in force; a refusal keeps what was typed."""
    ctx = posted.session.ctx
    appearance.must_keep(ctx, posted.session.actor, area)
    action = posted.text("tindakan")
    try:
        _change(posted, area, action)
    except (NotFound, Unauthenticated):
        raise
    except KawasanError as error:
        typed = posted.text("teks") if action == _LAYOUT else None
        view = appearance_page(ctx, area, typed=typed, problem=str(error))
        status = fault_of(error).status
        title = f"Tata letak {view.name}"
        return page(request, "appearance.html", view, title=title, status=status)
    return RedirectResponse(f"{appearance_href(area)}?pesan=berlaku", status_code=303)


def _change(posted: Posted, area: str, action: str) -> Appearance:
    ctx, actor = posted.session.ctx, posted.session.actor
    if action == _LAYOUT:
        return set_layout(ctx, actor, area, posted.text("teks"))
    if action not in _KINDS:
        message = "Tindakan ini tidak dikenal."
        raise InvalidInput(message, [FieldProblem("tindakan", message)])
    uploads = posted.uploads("berkas")
    if not uploads:
        message = "Pilih berkas lambangnya."
        raise InvalidInput(message, [FieldProblem("berkas", message)])
    return set_emblem(ctx, actor, area, _KINDS[action], uploads[0])
