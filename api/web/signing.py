"""Signing a numbered document: its page, and what comes from it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.contexts.common import paper_href
from api.web.contexts.signing import signing_view
from api.web.render import page
from api.web.session import Posted, PostedForm, Session, SignedIn
from documents import issue
from documents.signing.ways import Form, sign
from engine.errors import Forbidden, KawasanError, NotFound
from engine.services import papers
from engine.services.records import Document

router = APIRouter()


@router.get("/naskah/{document_id}/tanda-tangan")
def form(request: Request, session: SignedIn, document_id: str) -> HTMLResponse:
    """The ways open to the signatory; only the office that issues the document sees them."""
    found = issue.signable(session.ctx, session.actor, document_id).document
    return _page(request, session, found)


@router.post("/naskah/{document_id}/tanda-tangan")
def signed(request: Request, posted: PostedForm, document_id: str) -> Response:
    """Sign; a refusal shows the page again, without what was entrusted to it."""
    session = posted.session
    found = papers.document(session.ctx, session.actor, document_id)
    try:
        sign(session.ctx, session.actor, document_id, _form(posted))
    except (NotFound, Forbidden):
        raise
    except KawasanError as error:
        return _page(request, session, found, error, posted.text("cara"))
    return RedirectResponse(f"{paper_href(document_id)}?pesan=bertanda-tangan", status_code=303)


def _form(posted: Posted) -> Form:
    files = posted.uploads("berkas")
    secret = posted.form.get("sandi", "")
    return Form(
        way=posted.text("cara"),
        file=files[0].content if files else b"",
        passphrase=secret if isinstance(secret, str) else "",
        nik=posted.text("nik"),
        totp=posted.text("totp"),
    )


def _page(
    request: Request,
    session: Session,
    found: Document,
    error: KawasanError | None = None,
    chosen: str = "",
) -> HTMLResponse:
    view = signing_view(session.ctx, found, error, chosen)
    return page(
        request,
        "sign.html",
        view,
        title="Tanda tangani naskah",
        status=fault_of(error).status if error else 200,
        demonstration=found.demonstration,
    )
