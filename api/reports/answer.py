"""One report in the form asked for: by the ending of its address, else by the Accept header."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from fastapi.responses import Response

from api.accept import preferred
from api.etags import etag, unchanged
from documents.report import file_name
from documents.report_post import FORMS, content
from engine.domain.command import Actor
from engine.services.context import Context
from engine.services.reports import month_of

JSON = "json"


def answered(
    ctx: Context, actor: Actor, area: str, written: str, accept: str, if_none_match: str | None
) -> Response:
    """The report of `written`, "2026-02" or "2026-02.pdf", with a strong ETag.

    Raises UnknownRegion, InvalidInput, NotFound as the service does.
    """
    form = _form(written, accept)
    month = month_of(written.removesuffix(f".{form}"))
    body, digest = content(ctx, actor, area, month, form)
    tag = digest or sha256(body).hexdigest()
    headers = {
        "ETag": etag(tag),
        "Cache-Control": "private, no-cache",
        "Vary": "Accept, Authorization, Cookie",
        "X-Content-Type-Options": "nosniff",
    }
    if unchanged(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    if form != JSON:
        name = quote(file_name(area, str(month), form), safe="")
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return Response(body, media_type=FORMS[form], headers=headers)


def _form(written: str, accept: str) -> str:
    """The ending of the address, where it is one of ours, else what the header likes best."""
    _, _, ending = written.rpartition(".")
    if ending in FORMS:
        return ending
    offered = {FORMS[form]: form for form in (JSON, "pdf", "xlsx")}
    return offered[preferred(accept, tuple(offered))]
