"""The style sheet and the icon: small, cached for good, under a name that follows content."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.web.render import STATIC_FOLDER, asset
from engine.errors import NotFound

router = APIRouter()
_TYPES = {"kawasan.css": "text/css; charset=utf-8", "kawasan.svg": "image/svg+xml"}


@router.get("/static/{name}")
def static_file(name: str, version: Annotated[str, Query(alias="v")] = "") -> Response:
    """A file of the closed list; asked for by its current hash it may be kept for a year."""
    if name not in _TYPES:
        message = "Berkas tidak ditemukan."
        raise NotFound(message)
    current = version and asset(name).endswith(f"?v={version}")
    kept = "public, max-age=31536000, immutable" if current else "no-cache"
    content = (STATIC_FOLDER / name).read_bytes()
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=_TYPES[name], headers=headers)
