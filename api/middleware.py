"""What holds for every request: headers that protect, and a limit on what is read."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.handlers import error_response
from engine.errors import FileTooLarge
from engine.services.context import Context
from engine.settings import MEGABYTE

JSON_LIMIT = 1024 * 1024
FORM_OVERHEAD = 1024 * 1024  # field names and boundaries around the file itself
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; "
        "base-uri 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORM_FILES = 8  # a page's form may bring several files, one of them too large, and lose nothing
OPEN_LIMIT = 20 * MEGABYTE  # what anybody may send without having logged in
_STATIC = "/static"
_API = "/api/"
_OPEN = "/verifikasi"


class SecurityHeaders:
    """Adds the protective headers; whatever does not say how it may be cached, may not be."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith(_STATIC):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, completed)


class BodyLimit:
    """Refuses a request body over the limit: by its stated length, else while it is read.

    A form of the web pages may be larger than one upload: it is spooled to disk, its session is
    asked first, and each file is judged by itself, so that a file too large costs no typed word.
    """

    def __init__(self, app: ASGIApp, ctx: Context) -> None:
        self.app = app
        self._upload = ctx.settings.upload_limit + FORM_OVERHEAD
        self._form = FORM_FILES * ctx.settings.upload_limit + FORM_OVERHEAD
        self._open = min(ctx.settings.upload_limit, OPEN_LIMIT) + FORM_OVERHEAD
        self._most_mb = ctx.settings.upload_limit_mb

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counted body."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        multipart = headers.get("content-type", "").startswith("multipart/form-data")
        form = multipart and not scope["path"].startswith(_API)
        limit = self._form if form else self._upload if multipart else JSON_LIMIT
        most_mb = self._most_mb
        if multipart and scope["path"].startswith(_OPEN):
            limit, most_mb = self._open, min(most_mb, OPEN_LIMIT // MEGABYTE)
        stated = headers.get("content-length", "0")
        if not stated.isdigit() or int(stated) > limit:
            message = f"Permintaan lebih besar dari batas {most_mb} MB."
            response = error_response(Request(scope), FileTooLarge(message))
            await response(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)
