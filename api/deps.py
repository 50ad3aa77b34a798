"""Who is asking. Nothing is answered before one of these has said so.

A client shows its key (``Authorization: Bearer``); a person shows the session cookie, and for
whatever changes something also the session's CSRF token.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from engine.errors import Forbidden, Unauthenticated
from engine.services import access
from engine.services.access import Visitor
from engine.services.cases import areas_of
from engine.services.context import Context

COOKIE = "kawasan_sesi"
CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def get_context(request: Request) -> Context:
    """The running system."""
    context: Context = request.app.state.ctx
    return context


Ctx = Annotated[Context, Depends(get_context)]


async def current_visitor(request: Request, ctx: Ctx) -> AsyncIterator[Visitor]:
    """Who is behind an API request.

    Raises Unauthenticated for nobody, and Forbidden for a cookie without its CSRF token and
    for an account that may read nothing.
    """
    visitor = await run_in_threadpool(identify, ctx, request)
    if not areas_of(ctx, visitor.actor):
        message = "Akun ini belum diberi peran di wilayah mana pun."
        raise Forbidden(message)
    try:
        if visitor.csrf and request.method not in _SAFE:
            check_csrf(visitor, await csrf_given(request))
        yield visitor
    finally:
        await request.close()  # whatever form was read for its token


CurrentVisitor = Annotated[Visitor, Depends(current_visitor)]


def identify(ctx: Context, request: Request) -> Visitor:
    """Whose key or cookie came with the request; raises Unauthenticated.

    A wrong key is never made up for by a cookie.
    """
    if (header := request.headers.get("Authorization")) is not None:
        found = access.client(ctx, bearer(header))
        message = "Kunci tidak dikenal atau sudah dicabut."
    else:
        found = session(ctx, request)
        message = "Sertakan kunci (Authorization: Bearer) atau masuk lebih dahulu."
    if found is None:
        raise Unauthenticated(message)
    return found


def session(ctx: Context, request: Request) -> Visitor | None:
    """Who the session cookie belongs to, if anybody."""
    token = request.cookies.get(COOKIE, "")
    return access.visitor(ctx, token) if token else None


async def csrf_given(request: Request) -> str:
    """The CSRF token a request came with, by header or form field; empty when it has none."""
    if header := request.headers.get(CSRF_HEADER):
        return header
    if request.headers.get("Content-Type", "").startswith(_FORMS):
        value = (await request.form()).get(CSRF_FIELD)
        return value if isinstance(value, str) else ""
    return ""


def check_csrf(visitor: Visitor, token: str) -> None:
    """Raises Forbidden unless the token is the session's; compared in constant time."""
    if not hmac.compare_digest(visitor.csrf.encode(), token.encode()):
        message = "Formulir ini kedaluwarsa. Muat ulang halaman, lalu kirim lagi."
        raise Forbidden(message)


def bearer(header: str) -> str:
    """The key in an Authorization header; empty when the header is of another scheme."""
    scheme, _, key = header.partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""
