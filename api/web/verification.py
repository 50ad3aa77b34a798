"""Public verification of a document by the code printed on it. Nothing personal is shown."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import get_context
from api.web.contexts.documents import verified_view
from api.web.render import page
from engine.errors import NotFound
from engine.services import papers

router = APIRouter()
_TITLE = "Verifikasi naskah"
_LONGEST = 40
_LOOKALIKES = str.maketrans("018", "OIB")


@router.get("/verifikasi")
def ask(request: Request, code: Annotated[str, Query(alias="kode")] = "") -> Response:
    """The form; a code given in it leads to its own address."""
    if wanted := _plain(code):
        return RedirectResponse(f"/verifikasi/{wanted}", status_code=303)
    return page(request, "verify.html", verified_view("", None), title=_TITLE)


@router.get("/verifikasi/{code}")
def verify(request: Request, code: str) -> HTMLResponse:
    """What is on record under a code; an unknown one is a 404 that says so."""
    ctx, wanted = get_context(request), _plain(code)
    try:
        found = papers.by_code(ctx, wanted)
    except NotFound:
        view = verified_view(wanted, None)
        return page(request, "verify.html", view, title=_TITLE, status=404)
    view = verified_view(wanted, found)
    return page(request, "verify.html", view, title=_TITLE, demonstration=view.demonstration)


def _plain(code: str) -> str:
    """A code as typed or read aloud; digits it never holds are the letters they look like."""
    return re.sub(r"[^A-Z2-7]", "", code.upper().translate(_LOOKALIKES))[:_LONGEST]
