"""Documents: the list, one document, its PDF, and what an office does with it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi import Request as HttpRequest
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.contexts.common import paper_href
from api.web.contexts.documents import paper_view, papers_page
from api.web.render import page
from api.web.session import Posted, PostedForm, Session, SignedIn
from api.web.words import day
from engine.errors import FieldProblem, Forbidden, InvalidInput, KawasanError, NotFound, Refused
from engine.services import lifecycle, papers
from engine.services.changing import Request
from engine.services.files import PDF
from engine.services.records import Document

router = APIRouter()
_ACTIONS = {
    "terima": "acknowledge",
    "kembali": "return",
    "rancang": "draft",
    "ajukan": "submit",
    "paraf": "paraf",
    "nomori": "number",
    "tanda-tangan": "sign",
    "catat-nomor": "record_number",
    "sisip": "insert",
    "setujui-sisipan": "approve_insertion",
    "ralat": "ralat",
    "batalkan": "void",
    "kirim": "send",
}
_LISTED = 100
_NOTICES = {
    "terima": "Penerimaan naskah tercatat.",
    "kembali": "Naskah dikembalikan dengan alasan Anda.",
    "ajukan": "Rancangan diajukan untuk diparaf.",
    "paraf": "Paraf Anda tercatat.",
    "nomori": "Naskah diberi nomor dan dicetak; menunggu tanda tangan.",
    "catat-nomor": "Nomor naskah dicatat dan naskah diterbitkan.",
    "sisip": "Nomor sisipan diminta; menunggu persetujuan orang lain.",
    "setujui-sisipan": "Nomor sisipan disetujui.",
    "ralat": "Rancangan pengganti disusun. Periksa perbedaannya sebelum diterbitkan.",
    "batalkan": "Naskah dibatalkan bersama nomornya.",
    "kirim": "Pengiriman naskah tercatat.",
    "tanda-tangan": "Naskah ditandatangani dan diterbitkan.",
    "bertanda-tangan": "Edisi bertanda tangan disimpan di samping naskah asli.",
    "rancang": "Rancangan dibuat ulang dari data perkara yang terakhir.",
}


@router.get("/naskah")
def listing(request: HttpRequest, session: SignedIn) -> HTMLResponse:
    """The documents of the visitor's areas, what must be acknowledged first."""
    found = papers.recent_documents(session.ctx, session.actor, _LISTED)
    view = papers_page(session.ctx, session.actor, found)
    shown = any(d.demonstration for d in found)
    return page(request, "documents.html", view, title="Naskah", demonstration=shown)


@router.get("/naskah/{document_id}")
def document(
    request: HttpRequest,
    session: SignedIn,
    document_id: str,
    notice: Annotated[str, Query(alias="pesan")] = "",
) -> HTMLResponse:
    """One document; the receiving office's first look is noted as opening it."""
    found = papers.document(session.ctx, session.actor, document_id)
    lifecycle.open_delivery(session.ctx, session.actor, document_id)
    return _page(request, session, found, notice=_NOTICES.get(notice, ""))


@router.get("/naskah/{document_id}/pdf")
def content(
    session: SignedIn, document_id: str, edition: Annotated[str, Query(alias="edisi")] = ""
) -> Response:
    """The document's PDF, shown in the browser: the signed edition, or `edisi=asli`."""
    from documents import service

    original = edition == "asli"
    pdf, name = service.content(session.ctx, session.actor, document_id, original=original)
    lifecycle.open_delivery(session.ctx, session.actor, document_id)
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(pdf, media_type=PDF, headers=headers)


@router.get("/naskah/{document_id}/lembar-verifikasi")
def sheet(session: SignedIn, document_id: str) -> Response:
    """Who initialled the document, on a sheet of its own."""
    from documents.verification_sheet import sheet_pdf

    content = sheet_pdf(session.ctx, session.actor, document_id)
    name = quote(f"lembar-verifikasi_{document_id}.pdf", safe="")
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{name}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=PDF, headers=headers)


@router.post("/naskah/{document_id}")
def act(request: HttpRequest, posted: PostedForm, document_id: str) -> Response:
    """Do what a button of the page says; a refusal keeps what was typed."""
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
    from documents import actions

    name = _ACTIONS.get(action)
    if name is None:
        message = "Tindakan ini tidak dikenal."
        raise InvalidInput(message, [FieldProblem("tindakan", message)])
    given = {
        "number": posted.text("nomor"),
        "url": posted.text("tautan"),
        "by": posted.text("cara"),
    }
    request = Request(
        document_id=found.id,
        action=name,
        reason=posted.text("alasan"),
        dated=day(posted.text("tanggal")),
        data={key: value for key, value in given.items() if value},
    )
    return actions.act(session.ctx, session.actor, request)


def _page(
    request: HttpRequest,
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
