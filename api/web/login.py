"""Logging in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import COOKIE, get_context
from api.web.render import home_of, page
from api.web.session import PostedForm, local_path, refuse_foreign, visitor_of
from engine.errors import Unauthenticated
from engine.services import access

router = APIRouter()
_TITLE = "Masuk"


@dataclass(frozen=True, slots=True)
class LoginView:
    """The login page."""

    problem: str
    username: str
    onward: str
    left: bool


@router.get("/masuk")
def login_form(
    request: Request,
    onward: Annotated[str, Query(alias="lanjut")] = "",
    left: Annotated[str, Query(alias="keluar")] = "",
) -> Response:
    """The login form; who is logged in already goes on."""
    known = visitor_of(request)
    if known is not None:
        target = local_path(onward) or home_of(get_context(request), known.actor)
        return RedirectResponse(target, status_code=303)
    view = LoginView("", "", local_path(onward), left=bool(left))
    return page(request, "login.html", view, title=_TITLE)


@router.post("/masuk")
def log_in(
    request: Request,
    username: Annotated[str, Form(alias="nama_pengguna")] = "",
    password: Annotated[str, Form(alias="kata_sandi")] = "",
    onward: Annotated[str, Form(alias="lanjut")] = "",
) -> Response:
    """Open a session and go on; a wrong name and a wrong password are told alike."""
    refuse_foreign(request)
    ctx = get_context(request)
    try:
        opened = access.login(ctx, username.strip().lower(), password)
    except Unauthenticated as error:
        view = LoginView(str(error), username.strip(), local_path(onward), left=False)
        return page(request, "login.html", view, title=_TITLE, status=401)
    target = local_path(onward) or home_of(ctx, opened.actor)
    response = RedirectResponse(target, status_code=303)
    response.set_cookie(
        COOKIE,
        opened.token,
        httponly=True,
        samesite="lax",
        secure=ctx.settings.cookie_secure,
        path="/",
    )
    return response


@router.post("/keluar")
def log_out(request: Request, posted: PostedForm) -> Response:
    """End the session and forget the cookie."""
    access.logout(posted.session.ctx, request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/masuk?keluar=1", status_code=303)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    return response
