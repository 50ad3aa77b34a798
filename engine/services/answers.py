"""What an accepted request answered, kept so that repeating it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine.domain.command import Actor
from engine.domain.ledger import digest
from engine.errors import IdempotencyMismatch
from engine.services.context import Context
from engine.services.invalidation import NOTHING, Invalidated, from_json, to_json
from engine.store import access
from engine.store.database import Connection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance as Request

_NOT_ASKED = ("idempotency_key", "seen_version")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an accepted request did, and what it left no longer standing."""

    case_id: str
    version: int
    events: int
    repeated: bool = False
    invalidated: Invalidated = NOTHING


def first(connection: Connection, actor: Actor, key: str, request: Request) -> Outcome | None:
    """The first answer to this request, if its key was used before.

    Raises IdempotencyMismatch when the key belongs to another request.
    """
    kept = access.first_answer(connection, actor.person, key) if key else None
    if kept is None:
        return None
    request_hash, answer = kept
    if request_hash != _fingerprint(request):
        message = "Kunci idempotensi ini sudah dipakai untuk permintaan lain."
        raise IdempotencyMismatch(message)
    return _outcome(answer)


def keep(
    connection: Connection,
    actor: Actor,
    key: str,
    request: Request,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Keep the first answer under the key, in the transaction of the act itself."""
    if not key:
        return
    answer = {
        "case_id": outcome.case_id,
        "version": outcome.version,
        "events": outcome.events,
        "invalidated": to_json(outcome.invalidated),
    }
    access.keep_answer(connection, actor.person, key, _fingerprint(request), answer, now)


def recall(ctx: Context, actor: Actor, key: str, case_id: str) -> Outcome | None:
    """What this person was answered under a key about a case; None when there is no such."""
    with ctx.database.read() as connection:
        kept = access.first_answer(connection, actor.person, key)
    found = _outcome(kept[1]) if kept else None
    return found if found and found.case_id == case_id else None


def _outcome(answer: Mapping[str, Any]) -> Outcome:
    held = answer.get("invalidated")  # answers kept before acts named what they invalidate lack it
    invalidated = from_json(held) if held else NOTHING
    case_id, version, events = answer["case_id"], answer["version"], answer["events"]
    return Outcome(case_id, version, events, repeated=True, invalidated=invalidated)


def _fingerprint(request: Request) -> str:
    """What makes two requests the same; the key and the seen version do not."""
    asked = (field.name for field in fields(request) if field.name not in _NOT_ASKED)
    return digest({name: _plain(getattr(request, name)) for name in asked})


def _plain(value: object) -> object:
    """A value as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value
