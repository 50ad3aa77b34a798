"""GET /changes: everything that happened in the caller's area, in the order it was committed."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from api.cases.models import EventModel
from api.cases.schemas import event_json
from api.deps import Ctx, CurrentVisitor
from api.findings import Json
from api.models import PROBLEMS, Model
from engine.services import views
from engine.services.access import Visitor
from engine.services.context import Context

router = APIRouter(prefix="/changes", tags=["perubahan"], responses=PROBLEMS)
_PAUSE = 0.5  # seconds between two looks while a client waits
LONGEST_WAIT = 30


class ChangeModel(EventModel):
    """An event and its place in the feed."""

    position: int


class ChangesModel(Model):
    """A stretch of the feed. `next` continues after it; null when nothing was new."""

    items: list[ChangeModel]
    next: str | None
    position: int


@router.get("", summary="Umpan perubahan", response_model=ChangesModel)
async def get_changes(
    request: Request,
    ctx: Ctx,
    visitor: CurrentVisitor,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT, description="Detik.")] = 0,
) -> Response:
    """Events after a position, oldest first; `position` is always where to go on from.

    With `wait` an empty answer is held back until something happens or the time is up. No
    database connection is held meanwhile.
    """
    items = await _items(ctx, visitor, after, limit)
    for _ in range(int(wait / _PAUSE)):
        if items or await request.is_disconnected():
            break
        await asyncio.sleep(_PAUSE)
        items = await _items(ctx, visitor, after, limit)
    last = items[-1]["position"] if items else after
    following = str(last) if items else None
    return JSONResponse({"items": items, "next": following, "position": last})


async def _items(ctx: Context, visitor: Visitor, after: int, limit: int) -> list[Json]:
    found = await run_in_threadpool(views.changes, ctx, visitor.actor, after, limit)
    return [{"position": position, **event_json(event)} for position, event in found]
