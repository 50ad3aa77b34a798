"""Documents: the list, one document, its PDF, and what an office does with it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.contexts.common import paper_href
from api.web.contexts.documents import paper_view, papers_page
from api.web.contexts.papers import receives
from api.web.render import page
from api.web.session import Posted, PostedForm, Session, SignedIn
from api.web.words import day
from engine.errors import FieldProblem, Forbidden, InvalidInput, KawasanError, NotFound, Refused
from engine.services import papers
from engine.services.files import PDF
from engine.services.records import Document

router = APIRouter()
_LISTED = 100
_NOTICES = {
    "terima": "Penerimaan naskah tercatat.",
    "kembali": "Naskah dikembalikan dengan alasan Anda.",
    "tanda-tangan": "Naskah ditandatangani dan diterbitkan.",
    "rancang": "Rancangan dibuat ulang dari data perkara yang terakhir.",
}


@router.get("/naskah")
def listing(request: Request, session: SignedIn) -> HTMLResponse:
    """The documents of the visitor's areas, what must be acknowledged first."""
    found = papers.recent_documents(session.ctx, session.actor, _LISTED)
    view = papers_page(session.ctx, session.actor, found)
    shown = any(d.demonstration for d in found)
    return page(request, "documents.html", view, title="Naskah", demonstration=shown)


@router.get("/naskah/{document_id}")
def document(
    request: Request,
    session: SignedIn,
    document_id: str,
    notice: Annotated[str, Query(alias="pesan")] = "",
) -> HTMLResponse:
    """One document; the receiving office's first look is noted as opening it."""
    found = papers.document(session.ctx, session.actor, document_id)
    _note_opened(session, document_id)
    return _page(request, session, found, notice=_NOTICES.get(notice, ""))


@router.get("/naskah/{document_id}/pdf")
def content(session: SignedIn, document_id: str) -> Response:
    """The document's PDF, shown in the browser."""
    from documents import service

    pdf, name = service.content(session.ctx, session.actor, document_id)
    _note_opened(session, document_id)
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(pdf, media_type=PDF, headers=headers)


@router.post("/naskah/{document_id}")
def act(request: Request, posted: PostedForm, document_id: str) -> Response:
    """Acknowledge, return, sign or draft anew; a refusal keeps what was typed."""
    session = posted.session
    found = papers.document(session.ctx, session.actor, document_id)
    action = posted.text("tindakan")
    try:
        result = _act(session, posted, found, action)
    except NotFound:
        raise
    except KawasanError as error:
        return _page(request, session, found, error=error, reason=posted.text("alasan"))
    return RedirectResponse(f"{paper_href(result.id)}?pesan={action}", status_code=303)


def _act(session: Session, posted: Posted, found: Document, action: str) -> Document:
    ctx, actor = session.ctx, session.actor
    if action == "terima":
        return papers.acknowledge(ctx, actor, found.id)
    if action == "kembali":
        return papers.send_back(ctx, actor, found.id, posted.text("alasan"))
    if action == "tanda-tangan":
        dated = day(posted.text("tanggal"))
        if dated is None:
            message = "Tanggal naskah belum diisi."
            raise InvalidInput(message, [FieldProblem("tanggal", message)])
        from documents import service

        return service.sign(ctx, actor, found.id, dated)
    if action == "rancang":
        from documents import service

        return service.draft(ctx, actor, found.case_id, found.kind, found.step, found.village)
    message = "Tindakan ini tidak dikenal."
    raise InvalidInput(message, [FieldProblem("tindakan", message)])


def _note_opened(session: Session, document_id: str) -> None:
    mine = [d for d in papers.deliveries(session.ctx, document_id) if receives(session.actor, d)]
    if any(d.opened_at is None for d in mine):
        papers.open_delivery(session.ctx, session.actor, document_id)


def _page(
    request: Request,
    session: Session,
    found: Document,
    *,
    notice: str = "",
    error: KawasanError | None = None,
    reason: str = "",
) -> HTMLResponse:
    view = paper_view(
        session.ctx,
        session.actor,
        found,
        sign_date=session.ctx.today(found.regency).isoformat(),
        problem=str(error) if error else "",
        findings=error.findings if isinstance(error, Refused | Forbidden) else (),
        reason=reason,
        notice=notice,
    )
    return page(
        request,
        "document.html",
        view,
        title=view.title,
        status=fault_of(error).status if error else 200,
        demonstration=found.demonstration,
    )
