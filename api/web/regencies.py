"""A regency's page, and opening a case there."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.contexts.common import case_href, finding_views
from api.web.contexts.new_case import TypedOpening, new_case_view
from api.web.contexts.regency import regency_page
from api.web.render import page
from api.web.session import Posted, PostedForm, Session, SignedIn
from api.web.words import day
from engine.domain.procedure import Procedure
from engine.errors import FieldProblem, Forbidden, InvalidInput, KawasanError, Refused
from engine.services import cases, views
from engine.services.cases import OpenRequest
from engine.services.views import RegencyView

router = APIRouter()


@router.get("/kabupaten/{code}")
def regency(request: Request, session: SignedIn, code: str) -> HTMLResponse:
    """Where a regency stands; 404 outside the visitor's area."""
    ctx, actor = session.ctx, session.actor
    found = views.get_regency(ctx, actor, code)
    read = [views.get_case(ctx, actor, case.id) for case in found.cases]
    read.sort(key=lambda view: (view.state.status.terminal, view.id))
    view = regency_page(ctx, actor, found, read)
    shown = view.row.demonstration
    return page(request, "regency.html", view, title=found.place.name, demonstration=shown)


@router.get("/kabupaten/{code}/perkara-baru")
def new_case(
    request: Request,
    session: SignedIn,
    code: str,
    procedure_id: Annotated[str, Query(alias="prosedur")],
    parent: Annotated[str, Query(alias="induk")] = "",
) -> Response:
    """The empty form."""
    found = views.get_regency(session.ctx, session.actor, code)
    procedure = session.ctx.catalog.latest(procedure_id)
    return _form(request, session, found, procedure, TypedOpening(parent=parent), None)


@router.post("/kabupaten/{code}/perkara-baru")
def open_case(request: Request, posted: PostedForm, code: str) -> Response:
    """Open the case, or show the form again as it was typed, with what is wrong."""
    session = posted.session
    found = views.get_regency(session.ctx, session.actor, code)
    procedure = session.ctx.catalog.latest(posted.text("prosedur"))
    typed = _typed(posted)
    try:
        outcome = cases.open_case(
            session.ctx, session.actor, _request(posted, found, procedure, typed)
        )
    except (InvalidInput, Refused, Forbidden) as error:
        return _form(request, session, found, procedure, typed, error)
    return RedirectResponse(f"{case_href(outcome.case_id)}?pesan=dibuka", status_code=303)


def _typed(posted: Posted) -> TypedOpening:
    return TypedOpening(
        title=posted.text("judul"),
        occurred_on=posted.text("tanggal"),
        villages=posted.texts("desa"),
        parent=posted.text("induk"),
        reason=posted.text("keterangan"),
    )


def _request(
    posted: Posted, found: RegencyView, procedure: Procedure, typed: TypedOpening
) -> OpenRequest:
    occurred_on = day(typed.occurred_on)
    if occurred_on is None:
        problem = FieldProblem("occurred_on", "Tanggal pembukaan belum diisi.")
        raise InvalidInput(problem.message, [problem])
    return OpenRequest(
        procedure=procedure.id,
        regency=found.place.code,
        title=typed.title,
        occurred_on=occurred_on,
        villages=typed.villages,
        parent=typed.parent,
        reason=typed.reason,
        idempotency_key=posted.text("kunci"),
    )


def _form(
    request: Request,
    session: Session,
    found: RegencyView,
    procedure: Procedure,
    typed: TypedOpening,
    error: KawasanError | None,
) -> Response:
    findings = error.findings if isinstance(error, Refused | Forbidden) else ()
    problems: dict[str, str] = {}
    for problem in error.problems if isinstance(error, InvalidInput) else ():
        problems[problem.field] = f"{problems.get(problem.field, '')} {problem.message}".strip()
    view = new_case_view(
        session.ctx,
        procedure,
        found,
        typed,
        today=session.ctx.today(found.place.code).isoformat(),
        key=secrets.token_hex(16),
        message=str(error) if error else "",
        problems=problems,
        findings=finding_views(findings, procedure.roles),
    )
    status = fault_of(error).status if error else 200
    title = f"Buka perkara: {procedure.name}"
    return page(request, "new_case.html", view, title=title, status=status)
