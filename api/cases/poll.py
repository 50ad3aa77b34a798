"""The cheapest answer there is: an unchanged case, to a client that polls with its ETag."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from api.deps import bearer
from api.etags import etag, unchanged
from engine.services.polling import Poller

_PREFIX = "/api/v1/cases/"


class CasePoll:
    """Answers 304 before routing; every other request, and every doubt, goes to the app.

    It can only say "unchanged", and only to a key that may see the case: whatever is refused,
    missing or new is said by the ordinary route, so there is one place that says it.
    """

    def __init__(self, app: ASGIApp, poller: Poller) -> None:
        self.app = app
        self._poller = poller

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an unchanged poll, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET":
            case_id = scope["path"].removeprefix(_PREFIX)
            if case_id != scope["path"] and "/" not in case_id:
                tag = await self._unchanged(scope, case_id)
                if tag is not None:
                    await _not_modified(send, tag)
                    return
        await self.app(scope, receive, send)

    async def _unchanged(self, scope: Scope, case_id: str) -> str | None:
        headers = dict(scope["headers"])
        known, authorization = headers.get(b"if-none-match"), headers.get(b"authorization")
        if known is None or authorization is None:
            return None
        tag = await self._tag(bearer(authorization.decode("latin-1")), case_id)
        return tag if tag is not None and unchanged(known.decode("latin-1"), tag) else None

    async def _tag(self, key: str, case_id: str) -> str | None:
        try:
            if self._poller.instant:
                return self._poller.tag(key, case_id)
            return await run_in_threadpool(self._poller.tag, key, case_id)
        except Exception:  # noqa: BLE001 - the route asks again, and says and logs what fails
            return None


async def _not_modified(send: Send, tag: str) -> None:
    headers = [
        (b"etag", etag(tag).encode()),
        (b"cache-control", b"private, no-cache"),
        (b"vary", b"Authorization, Cookie"),
    ]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
