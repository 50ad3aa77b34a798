"""Monthly reports: which there are, their key figures, and the files to take away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.reports.answer import answered
from api.web.contexts.reports import reports_page
from api.web.render import page
from api.web.session import SignedIn

router = APIRouter(prefix="/laporan")


@router.get("")
def listed(
    request: Request,
    session: SignedIn,
    area: Annotated[str, Query(alias="wilayah", max_length=10)] = "",
) -> HTMLResponse:
    """The months of one area, the first of the visitor's where none is named."""
    view = reports_page(session.ctx, session.actor, area)
    return page(request, "reports.html", view, title="Laporan", demonstration=view.demonstration)


@router.get("/{area}/{month}")
def download(
    session: SignedIn,
    area: str,
    month: str,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The report of a month as a file, by the ending of its address."""
    return answered(session.ctx, session.actor, area, month, "", if_none_match)
