"""What becomes of a document, as events of its case's chain: they change no step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

from engine.domain.command import Actor
from engine.domain.events import Event, EventType, Recorded
from engine.domain.evolve import evolve
from engine.domain.ledger import seal_all
from engine.services.context import Context
from engine.services.projection import _FEED_LOCK
from engine.store import cases
from engine.store.cases import StoredCase
from engine.store.database import Connection
from engine.store.papers import Document

__all__ = ["Recorded", "append", "event", "of_document", "only_papers"]


def event(
    document: Document,
    state: str,
    actor: Actor,
    on: date,
    *,
    role: str = "",
    reason: str = "",
    more: dict[str, object] | None = None,
) -> Event:
    """One thing that became of a document: which, what, under which number, with which file."""
    data: dict[str, object] = {
        "document": document.id,
        "kind": document.kind,
        "state": state,
        "number": document.number,
        "sha256": document.file_sha256,
        **(more or {}),
    }
    return Event(
        EventType.DOCUMENT,
        on,
        actor.person,
        role,
        principal=actor.principal,
        step=document.step,
        village=document.village,
        data={name: value for name, value in data.items() if value not in ("", None, [], {})},
        reason=reason,
    )


def append(
    ctx: Context, connection: Connection, case: StoredCase, events: Sequence[Event]
) -> None:
    """Add events about documents to the log of a case that the caller holds locked.

    The case's version rises, so that pollers see it; no step and no deadline moves.
    """
    if not events:
        return
    now = ctx.now()
    sealed = seal_all(case.id, case.state.version, events, now, case.head_hash)
    after = reduce(evolve, events, case.state)
    values = {"head_hash": sealed[-1].hash, "updated_at": now}
    cases.save(connection, after, values, new=False)
    ctx.database.serialize(connection, _FEED_LOCK)
    cases.append(connection, sealed)


def of_document(connection: Connection, document: Document) -> list[Recorded]:
    """What the case's log says about one document, in order."""
    told = cases.events(connection, document.case_id, type_=EventType.DOCUMENT.value)
    return [r for r in told if r.event.data.get("document") == document.id]


def only_papers(connection: Connection, case_id: str, after: int) -> bool:
    """Whether nothing but documents changed since a version: then no step is stale."""
    since = cases.events(connection, case_id, after)
    return bool(since) and all(r.event.type is EventType.DOCUMENT for r in since)
