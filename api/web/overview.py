"""The overview, where an officer begins the day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.web.contexts.overview import Filters, overview_view
from api.web.contexts.tasks import tasks_of
from api.web.render import page
from api.web.session import SignedIn
from engine.domain.regency import LADDER
from engine.services import views

router = APIRouter()
_ORDERS = ("mandek", "kode")
_LONGEST_SEARCH = 60


@router.get("/")
def overview(
    request: Request,
    session: SignedIn,
    state: Annotated[str, Query(alias="keadaan")] = "",
    search: Annotated[str, Query(alias="cari")] = "",
    order: Annotated[str, Query(alias="urut")] = "mandek",
    province: Annotated[str, Query(alias="provinsi")] = "",
) -> HTMLResponse:
    """Every regency of the visitor's areas, and what waits for the visitor today."""
    ctx, actor = session.ctx, session.actor
    found = views.overview(ctx, actor)
    held = {case.id: case for regency in found for case in regency.cases}
    tasks = tasks_of(ctx, actor, held)
    filters = Filters(
        state=state if state in LADDER else "",
        search=search.strip()[:_LONGEST_SEARCH],
        order=order if order in _ORDERS else _ORDERS[0],
        province=province,
    )
    today = ctx.today(found[0].place.code if found else "")
    view = overview_view(ctx, found, tasks, filters, today)
    shown = any(row.demonstration for row in view.rows)
    return page(request, "overview.html", view, title="Ikhtisar", demonstration=shown)
