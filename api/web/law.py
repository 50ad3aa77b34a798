"""Legal sources: what is in force, and what rests on each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.web.contexts.law import law_page, source_page
from api.web.render import page
from api.web.session import SignedIn
from api.web.words import day
from engine.services import law

router = APIRouter()
_TITLE = "Dasar hukum"


@router.get("/dasar-hukum")
def sources(
    request: Request, session: SignedIn, on: Annotated[str, Query(alias="pada")] = ""
) -> HTMLResponse:
    """Every source with its standing on a date, and how much rests on it."""
    asked = day(on) or session.ctx.now().date()
    found = law.register(session.ctx, session.actor, asked)
    return page(request, "law.html", law_page(session.ctx, found, asked), title=_TITLE)


@router.get("/dasar-hukum/{source_id}")
def source(
    request: Request,
    session: SignedIn,
    source_id: str,
    on: Annotated[str, Query(alias="pada")] = "",
) -> HTMLResponse:
    """One source: its articles, and the procedures, open cases and documents that cite it."""
    asked = day(on) or session.ctx.now().date()
    cited = law.citing(session.ctx, session.actor, source_id, asked)
    return page(request, "law_source.html", source_page(session.ctx, cited), title=_TITLE)
