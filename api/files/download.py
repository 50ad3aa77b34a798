"""A stored file as a download: never shown in place, never guessed at, never run."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response

from api.etags import etag, unchanged


def saved_as(name: str) -> dict[str, str]:
    """The headers of a file made for this answer alone: saved under its name, kept nowhere."""
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Vary": "Accept, Authorization, Cookie",
    }


def attachment(
    request: Request, content: bytes, sha256: str, name: str, media_type: str
) -> Response:
    """The file under its own name; its hash is its ETag, since content never changes."""
    headers = {
        "ETag": etag(sha256),
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    }
    if unchanged(request.headers.get("If-None-Match"), sha256):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, headers=headers, media_type=media_type or "application/octet-stream")
