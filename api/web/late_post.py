"""What did not arrive: retried, given up or sent anew by whoever is responsible."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.contexts.late_post import late_page
from api.web.render import page
from api.web.session import Posted, PostedForm, Session, SignedIn
from engine.errors import FieldProblem, InvalidInput, KawasanError
from engine.services import mailing, outbox_admin

router = APIRouter(prefix="/kiriman-tertunda")
_NOTICES = {
    "ulangi": "Kiriman akan dicoba lagi.",
    "hentikan": "Kiriman dihentikan; alasannya tercatat.",
    "kirim-lagi": "Naskah akan dikirim lagi ke alamat kantor yang sekarang.",
}


@router.get("")
def show(
    request: Request, session: SignedIn, notice: Annotated[str, Query(alias="pesan")] = ""
) -> HTMLResponse:
    """What failed in the visitor's areas, and what came back."""
    return _page(request, session, notice=_NOTICES.get(notice, ""))


@router.post("")
def settle(request: Request, posted: PostedForm) -> Response:
    """Do what a button of the page says."""
    action = posted.text("tindakan")
    try:
        _act(posted, action)
    except KawasanError as error:
        return _page(request, posted.session, error=error)
    return RedirectResponse(f"/kiriman-tertunda?pesan={action}", status_code=303)


def _act(posted: Posted, action: str) -> None:
    ctx, actor, number = posted.session.ctx, posted.session.actor, posted.text("nomor")
    if action == "kirim-lagi":
        mailing.resend(ctx, actor, posted.text("pengiriman"))
    elif action in ("ulangi", "hentikan") and number.isascii() and number.isdecimal():
        job_id = int(number[:18])
        if action == "ulangi":
            outbox_admin.retry(ctx, actor, job_id)
        else:
            outbox_admin.drop(ctx, actor, job_id, posted.text("alasan"))
    else:
        message = "Tindakan ini tidak dikenal."
        raise InvalidInput(message, [FieldProblem("tindakan", message)])


def _page(
    request: Request, session: Session, *, notice: str = "", error: KawasanError | None = None
) -> HTMLResponse:
    problem = str(error) if error else ""
    view = late_page(session.ctx, session.actor, notice=notice, problem=problem)
    status = fault_of(error).status if error else 200
    return page(request, "late_post.html", view, title="Kiriman tertunda", status=status)
