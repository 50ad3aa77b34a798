"""Who is behind a page: the session cookie, the form token, and where to go after logging in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from api.deps import CSRF_FIELD, check_csrf, get_context
from api.deps import session as visitor_by_cookie
from engine.domain.command import Actor
from engine.errors import Forbidden, Unauthenticated
from engine.services.access import Visitor
from engine.services.context import Context
from engine.services.files import Upload

_MAX_FIELDS = 20_000  # a rows field may hold 500 rows of many columns
_MAX_FILES = 200
_FIRST_PRINTABLE = " "


@dataclass(frozen=True, slots=True)
class Session:
    """A page request by somebody who is logged in."""

    ctx: Context
    visitor: Visitor

    @property
    def actor(self) -> Actor:
        """The person with their grants."""
        return self.visitor.actor


@dataclass(frozen=True, slots=True)
class Posted:
    """A form that came from one of our own pages: its token has been checked."""

    session: Session
    form: FormData

    def text(self, name: str) -> str:
        """The value of a field, stripped; empty when it was not sent."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Every value sent under a name."""
        return tuple(v for v in self.form.getlist(name) if isinstance(v, str))

    def uploads(self, name: str) -> tuple[Upload, ...]:
        """Every file sent under a name; a file input left empty counts for nothing.

        Of a file over the limit no more is read than shows that it is.
        """
        most = self.session.ctx.settings.upload_limit + 1
        sent = [v for v in self.form.getlist(name) if isinstance(v, UploadFile) and v.filename]
        return tuple(Upload(v.filename or "", v.file.read(most)) for v in sent)


def visitor_of(request: Request) -> Visitor | None:
    """Who the session cookie belongs to, looked up once per request."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = visitor_by_cookie(get_context(request), request)
    known: Visitor | None = request.state.visitor
    return known


def signed_in(request: Request) -> Session:
    """The session of the request; raises Unauthenticated."""
    visitor = visitor_of(request)
    if visitor is None:
        message = "Silakan masuk lebih dahulu."
        raise Unauthenticated(message)
    return Session(get_context(request), visitor)


SignedIn = Annotated[Session, Depends(signed_in)]


async def posted(request: Request, session: SignedIn) -> AsyncIterator[Posted]:
    """The form of a request; raises Forbidden unless it carries the session's own token."""
    async with request.form(max_files=_MAX_FILES, max_fields=_MAX_FIELDS) as form:
        token = form.get(CSRF_FIELD, "")
        check_csrf(session.visitor, token if isinstance(token, str) else "")
        yield Posted(session, form)


PostedForm = Annotated[Posted, Depends(posted)]


def refuse_foreign(request: Request) -> None:
    """Refuse a form sent from another site; for the one form that has no session yet."""
    origin = request.headers.get("origin", "")
    if origin in ("", "null"):
        return
    known = {
        request.headers.get("host", ""),
        urlsplit(get_context(request).settings.base_url).netloc,
    }
    if urlsplit(origin).netloc not in known:
        message = "Formulir ini dikirim dari situs lain."
        raise Forbidden(message)


def local_path(path: str) -> str:
    """The path if it stays on this site, else empty: no redirect leads elsewhere."""
    if not path.startswith("/") or path.startswith(("//", "/masuk", "/keluar")):
        return ""
    if "\\" in path or any(letter < _FIRST_PRINTABLE for letter in path):
        return ""
    return path
