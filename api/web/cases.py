"""A case's page, its evidence, and what is done with the whole case."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.cases.invalidated import Listed
from api.problems import fault_of
from api.web.contexts.actions import case_actions
from api.web.contexts.cases import CaseAction, case_page
from api.web.contexts.common import Link, case_href
from api.web.contexts.consequences import NOTHING_DONE, Told, result_query, told_after, told_before
from api.web.contexts.timeline import timeline_view
from api.web.render import page
from api.web.session import PostedForm, Session, SignedIn
from api.web.words import day
from engine.domain.case import Evidence
from engine.domain.command import Action
from engine.errors import KawasanError, NotFound, Unauthenticated
from engine.services import access, cases, files, views
from engine.services.cases import ActRequest
from engine.services.context import Context
from engine.services.views import CaseView

router = APIRouter()
_NOTICES = {
    "dibuka": "Perkara dibuka.",
    "dicatat": "Tercatat dalam riwayat perkara.",
}


@router.get("/perkara/{case_id}")
def case(
    request: Request,
    session: SignedIn,
    case_id: str,
    history: Annotated[str, Query(alias="riwayat")] = "",
    notice: Annotated[str, Query(alias="pesan")] = "",
    result: Annotated[str, Query(alias="hasil", max_length=255)] = "",
) -> HTMLResponse:
    """A case as one reads it; 404 outside the visitor's area."""
    view = views.get_case(session.ctx, session.actor, case_id)
    whole = history == "semua"
    said = _NOTICES.get(notice, "")
    told = told_after(session.ctx, session.actor, case_id, said, result)
    return _page(request, session, view, told, whole=whole)


@router.post("/perkara/{case_id}")
def act(request: Request, posted: PostedForm, case_id: str) -> Response:
    """Comment on, suspend, resume or cancel a case; a refusal keeps what was typed."""
    session = posted.session
    view = views.get_case(session.ctx, session.actor, case_id)
    seen = posted.text("versi")
    asked = ActRequest(
        case_id=case_id,
        action=posted.text("tindakan"),
        occurred_on=day(posted.text("tanggal")) or session.ctx.today(view.regency.code),
        seen_version=int(seen) if seen.isdigit() else None,
        village=posted.text("desa").strip(),
        reason=posted.text("alasan"),
        idempotency_key=posted.text("kunci"),
    )
    try:
        outcome = cases.act(session.ctx, session.actor, asked)
    except (NotFound, Unauthenticated):
        raise
    except KawasanError as error:
        return _page(request, session, view, error=error, typed=asked)
    result = result_query(outcome, asked.idempotency_key)
    return RedirectResponse(f"{case_href(case_id)}?pesan=dicatat{result}", status_code=303)


@router.get("/perkara/{case_id}/bukti/{digest}")
def evidence(session: SignedIn, case_id: str, digest: str) -> Response:
    """A file, if it is or ever was evidence of this case."""
    item = evidence_of(session, case_id, digest)
    content = files.read_file(session.ctx, digest)
    disposition = f"attachment; filename*=UTF-8''{quote(item.name, safe='')}"
    headers = {
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=item.media_type, headers=headers)


def evidence_of(session: Session, case_id: str, digest: str) -> Evidence:
    """The record of a file in the log of a case; raises NotFound."""
    for recorded in views.events(session.ctx, session.actor, case_id):
        for item in recorded.event.evidence:
            if item.sha256 == digest:
                return item
    message = "Berkas ini bukan bukti dalam perkara ini."
    raise NotFound(message)


def people(ctx: Context) -> dict[str, str]:
    """Account names by user name, for the history."""
    return {account.username: account.name for account, _ in access.accounts(ctx)}


def _page(
    request: Request,
    session: Session,
    view: CaseView,
    told: Told = NOTHING_DONE,
    *,
    whole: bool = False,
    error: KawasanError | None = None,
    typed: ActRequest | None = None,
) -> HTMLResponse:
    ctx, actor = session.ctx, session.actor
    log = views.events(ctx, actor, view.id)
    timeline = timeline_view(view.procedure, log, people(ctx), view.regency.code, whole=whole)
    parent = view.state.parent
    actions = case_actions(actor, view)
    shown = case_page(
        ctx,
        view,
        timeline,
        parent=Link(parent, case_href(parent)) if parent else None,
        actions=actions,
        key=secrets.token_hex(16),
        told=told,
        undone_by_membership=_undone_by_membership(session, view, actions),
        problem=str(error) if error else "",
        typed_reason=typed.reason if typed else "",
        typed_village=typed.village if typed else "",
    )
    return page(
        request,
        "case.html",
        shown,
        title=view.state.title,
        status=fault_of(error).status if error else 200,
        demonstration=view.stored.demonstration,
    )


def _undone_by_membership(
    session: Session, view: CaseView, actions: tuple[CaseAction, ...]
) -> tuple[Listed, ...]:
    """What a village's leaving, or joining, would invalidate: the same whichever it is."""
    members = view.state.active_villages()
    if not members or Action.REMOVE_VILLAGE not in {each.action for each in actions}:
        return ()
    today = session.ctx.today(view.regency.code)
    return told_before(
        session.ctx, session.actor, Action.REMOVE_VILLAGE, view.id, today, village=members[0]
    )
