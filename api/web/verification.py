"""Public verification: by the code printed on a document, and of a PDF somebody holds.

Nothing is shown that the paper itself does not show, and nothing is kept of an uploaded file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.deps import get_context
from api.problems import fault_of
from api.throttle import Throttle
from api.web.contexts.verification import VerifiedView, verified_json, verified_view
from api.web.render import page
from api.web.session import refuse_foreign
from documents.signing.verification import Verdict, verify_file
from engine.errors import FieldProblem, InvalidInput, KawasanError, NotFound
from engine.services import papers
from engine.services.context import Context
from engine.services.files import PDF, Upload, sniff
from engine.services.records import Document

router = APIRouter()
_TITLE = "Verifikasi naskah"
_LONGEST = 40
_LOOKALIKES = str.maketrans("018", "OIB")
_WINDOW = timedelta(minutes=10)
_UNKNOWN_CODES, _FILES = 60, 30


@dataclass(frozen=True, slots=True)
class Gate:
    """What one client may try: codes that turn out unknown, and files."""

    codes: Throttle
    files: Throttle


@router.get("/verifikasi")
def ask(request: Request, code: Annotated[str, Query(alias="kode")] = "") -> Response:
    """The form; a code given in it leads to its own address."""
    if wanted := _plain(code):
        return RedirectResponse(f"/verifikasi/{wanted}", status_code=303)
    return _page(request, verified_view(get_context(request), "", None))


@router.get("/verifikasi/{code}")
def verify(request: Request, code: str) -> Response:
    """What is on record under a code, as a page or as JSON; an unknown one is a 404."""
    found = _by_code(request, code)
    view = verified_view(get_context(request), _plain(code), found)
    status = 200 if found else 404
    if "application/json" in request.headers.get("Accept", ""):
        return JSONResponse(verified_json(view), status_code=status)
    return _page(request, view, status)


async def uploaded(request: Request) -> Upload:
    """The file of a form that anybody may send; its size was limited before it was read."""
    refuse_foreign(request)
    async with request.form(max_files=1, max_fields=5) as form:
        file = form.get("berkas")
        if not isinstance(file, UploadFile) or not file.filename:
            return Upload("", b"")
        return Upload(file.filename, await file.read())


Uploaded = Annotated[Upload, Depends(uploaded)]


@router.post("/verifikasi")
def check_file(request: Request, upload: Uploaded) -> HTMLResponse:
    """Whether a PDF is a document on record, whichever it is."""
    return _answer(request, upload, "", None)


@router.post("/verifikasi/{code}")
def check_file_of(request: Request, code: str, upload: Uploaded) -> HTMLResponse:
    """Whether a PDF is the document of a code."""
    found = _by_code(request, code)
    if found is None:
        view = verified_view(get_context(request), _plain(code), None)
        return _page(request, view, 404)
    return _answer(request, upload, _plain(code), found)


def _answer(
    request: Request, upload: Upload, code: str, expected: Document | None
) -> HTMLResponse:
    ctx = get_context(request)
    try:
        verdict = _verdict(request, ctx, upload, expected)
    except KawasanError as error:
        view = verified_view(ctx, code, expected, problem=str(error))
        return _page(request, view, fault_of(error).status)
    return _page(request, verified_view(ctx, code, verdict.document, verdict=verdict))


def _verdict(request: Request, ctx: Context, upload: Upload, expected: Document | None) -> Verdict:
    if not upload.content:
        message = "Pilih berkas PDF yang akan diperiksa."
        raise InvalidInput(message, [FieldProblem("berkas", message)])
    if sniff(upload) != PDF:
        message = "Yang dapat diperiksa hanya berkas PDF."
        raise InvalidInput(message, [FieldProblem("berkas", message)])
    _pass(request, ctx, _gate(request).files)
    _gate(request).files.note(_client(request), ctx.now())
    return verify_file(ctx, upload.content, expected)


def _by_code(request: Request, code: str) -> Document | None:
    """The document of a code, or None; whoever asks for many unknown ones must wait."""
    ctx, gate = get_context(request), _gate(request).codes
    _pass(request, ctx, gate)
    try:
        return papers.by_code(ctx, _plain(code))
    except NotFound:
        gate.note(_client(request), ctx.now())
        return None


def _pass(request: Request, ctx: Context, throttle: Throttle) -> None:
    if not throttle.open_to(_client(request), ctx.now()):
        raise HTTPException(429)


def _gate(request: Request) -> Gate:
    state = request.app.state
    if not hasattr(state, "gate"):
        state.gate = Gate(Throttle(_UNKNOWN_CODES, _WINDOW), Throttle(_FILES, _WINDOW))
    gate: Gate = state.gate
    return gate


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _page(request: Request, view: VerifiedView, status: int = 200) -> HTMLResponse:
    return page(
        request,
        "verify.html",
        view,
        title=_TITLE,
        status=status,
        demonstration=view.demonstration,
    )


def _plain(code: str) -> str:
    """A code as typed or read aloud; digits it never holds are the letters they look like."""
    return re.sub(r"[^A-Z2-7]", "", code.upper().translate(_LOOKALIKES))[:_LONGEST]
