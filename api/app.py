"""The application: every router, every handler, every middleware, in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from api import handlers, system
from api.cases.actions import router as actions
from api.cases.deadlines import router as deadlines
from api.cases.poll import CasePoll
from api.cases.routes import router as cases
from api.cases.time import router as time
from api.changes.routes import router as changes
from api.documents.routes import router as documents
from api.files.routes import router as files
from api.law.routes import router as law
from api.mandates.routes import router as mandates
from api.middleware import BodyLimit, SecurityHeaders
from api.procedures.routes import router as procedures
from api.regencies.routes import router as regencies
from api.reports.routes import router as reports
from api.signatures.routes import router as signatures
from api.visits.calendar import router as calendar
from api.visits.routes import router as visits
from api.web import error_page
from api.web import router as web
from api.webhooks.routes import router as webhooks
from engine.services.context import Context
from engine.services.polling import Poller

API = "/api/v1"
VERSION = "1.0.0"
_DESCRIPTION = """Status pembentukan kawasan perdesaan per kabupaten dan per perkara.

Semua permintaan memerlukan kunci (`Authorization: Bearer KUNCI`). Daftar dijawab sebagai
`{"items": [...], "next": kursor|null}`; kesalahan sebagai `application/problem+json` (RFC 9457)
dengan `findings`: apa yang belum terpenuhi, dasar hukumnya, siapa yang dapat memperbaikinya.
"""


class Application(FastAPI):
    """The application, behind the answer to an unchanged poll: that needs none of its layers."""

    def __init__(self, poller: Poller, **options: Any) -> None:
        super().__init__(**options)
        self._poll = CasePoll(super().__call__, poller)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._poll(scope, receive, send)


def create_app(ctx: Context) -> FastAPI:
    """The web application over one running system."""
    poller = Poller(ctx)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        poller.close()

    app = Application(
        poller,
        title="Kawasan",
        version=VERSION,
        description=_DESCRIPTION,
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.ctx = ctx
    handlers.install(app)
    app.include_router(system.router)
    for router in (
        regencies,
        cases,
        deadlines,
        time,
        actions,
        documents,
        signatures,
        files,
        procedures,
        law,
        mandates,
        changes,
        visits,
        reports,
        webhooks,
    ):
        app.include_router(router, prefix=API)
    app.include_router(calendar)
    app.include_router(web)
    app.state.error_page = error_page
    app.add_middleware(BodyLimit, ctx=ctx)
    app.add_middleware(SecurityHeaders)
    return app
