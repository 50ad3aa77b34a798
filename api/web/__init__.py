"""The web pages: server-rendered, in Indonesian, usable without JavaScript.

`router` holds every page and the static files; `error_page` is what the application puts on
`app.state.error_page`.
"""

from __future__ import annotations

from fastapi import APIRouter

from api.web import (
    appearance,
    cases,
    copies,
    documents,
    drafts,
    late_post,
    law,
    login,
    overview,
    regencies,
    register,
    reports,
    signing,
    static,
    steps,
    verification,
    visits,
)
from api.web.errors import error_page

router = APIRouter(include_in_schema=False)
_PARTS = (
    static,
    login,
    overview,
    regencies,
    cases,
    steps,
    drafts,
    documents,
    register,
    late_post,
    signing,
    copies,
    law,
    visits,
    reports,
    appearance,
    verification,
)
for _part in _PARTS:
    router.include_router(_part.router)

__all__ = ["error_page", "router"]
