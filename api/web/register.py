"""The agenda books of the visitor's offices, on the page and to take away."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.web.contexts.register import register_page
from api.web.render import page
from api.web.session import SignedIn
from engine.services.files import PDF, clean_name

router = APIRouter()
Office = Annotated[str, Query(alias="kantor", max_length=60)]
Year = Annotated[int, Query(alias="tahun", ge=0, le=2200)]
Name = Annotated[str, Query(alias="buku", max_length=10)]
Kind = Annotated[str, Query(alias="jenis", max_length=60)]


@router.get("/buku-agenda")
def show(
    request: Request,
    session: SignedIn,
    office: Office = "",
    year: Year = 0,
    name: Name = "keluar",
    kind: Kind = "",
) -> HTMLResponse:
    """One book of one of the visitor's offices, with its gaps."""
    view = register_page(session.ctx, session.actor, office, year, name, kind)
    return page(
        request, "register.html", view, title="Buku agenda", demonstration=view.demonstration
    )


@router.get("/buku-agenda/unduh")
def download(
    session: SignedIn,
    office: Office = "",
    year: Year = 0,
    name: Name = "keluar",
    kind: Kind = "",
    form: Annotated[str, Query(alias="bentuk", pattern="^(pdf|xlsx)$")] = "pdf",
) -> Response:
    """The same book as PDF or as a spreadsheet."""
    from documents import agenda

    view = register_page(session.ctx, session.actor, office, year, name, kind)
    content = agenda.book_pdf(view.book) if form == "pdf" else agenda.book_xlsx(view.book)
    file = quote(clean_name(f"agenda-{view.name}_{view.office}_{view.year}.{form}"), safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{file}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=PDF if form == "pdf" else agenda.XLSX, headers=headers)
