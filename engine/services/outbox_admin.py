"""Promised work that does not get done: seen, retried or given up by people, on the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.domain.command import Actor
from engine.errors import FieldProblem, InvalidInput, NotFound
from engine.services.context import Context
from engine.store import cases, outbox, papers
from engine.store.database import Connection
from engine.store.outbox import Delayed

_POWERS = frozenset({"documents", "accounts"})
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Late:
    """Promised work that failed; `dead` where it waits for a person."""

    id: int
    topic: str
    area: str
    case_id: str
    document_id: str
    attempts: int
    error: str
    since: datetime
    next_at: datetime
    dead: bool
    log: tuple[dict[str, Any], ...]


def delayed(ctx: Context, actor: Actor | None = None) -> list[Late]:
    """What failed and is not done, what waits for a person first.

    For those who issue documents or keep accounts, of their areas; all of it for the operator
    at the machine, who is nobody in particular.
    """
    with ctx.database.read() as connection:
        found = [_late(connection, each) for each in outbox.delayed(connection)]
    return [each for each in found if actor is None or may_manage(ctx, actor, each.area)]


def retry(ctx: Context, actor: Actor, job_id: int) -> None:
    """Let work that waits for a person be tried again; raises NotFound where none does."""
    with _settling(ctx, actor, job_id) as (connection, found, entry):
        log = [*found.log, {**entry, "act": "retry"}]
        outbox.revive(connection, job_id, ctx.now(), log)


def drop(ctx: Context, actor: Actor, job_id: int, reason: str) -> None:
    """Give work up for good, with the reason.

    Raises InvalidInput without one, NotFound where nothing waits for a person.
    """
    if not reason.strip():
        message = "Alasan penghentian belum ditulis."
        raise InvalidInput(message, [FieldProblem("reason", message)])
    told = reason.strip()[:_LONGEST_REASON]
    with _settling(ctx, actor, job_id) as (connection, found, entry):
        log = [*found.log, {**entry, "act": "drop", "reason": told}]
        outbox.drop(connection, job_id, ctx.now(), log)


def may_manage(ctx: Context, actor: Actor, area: str) -> bool:
    """Whether any role of the person over the area issues documents or keeps accounts."""
    roles = ctx.catalog.roles
    held = (roles[g.role] for g in actor.grants if g.role in roles and g.covers(area))
    return any(_POWERS & role.may for role in held)


def manages_any(ctx: Context, actor: Actor) -> bool:
    """Whether the person may settle delayed work anywhere."""
    return any(may_manage(ctx, actor, grant.area) for grant in actor.grants)


@contextmanager
def _settling(
    ctx: Context, actor: Actor, job_id: int
) -> Iterator[tuple[Connection, Delayed, dict[str, Any]]]:
    """One transaction over work that waits for a person, and who decides about it."""
    with ctx.database.write() as connection:
        found = outbox.dead_letter(connection, job_id)
        if found is None or not may_manage(ctx, actor, _late(connection, found).area):
            message = f"Tidak ada kiriman tertunda nomor {job_id}."
            raise NotFound(message)
        entry: dict[str, Any] = {
            "at": ctx.now().isoformat(),
            "by": actor.person,
            "attempts": found.attempts,
            "error": found.last_error,
        }
        yield connection, found, entry


def _late(connection: Connection, job: Delayed) -> Late:
    area, case_id, document_id = _place(connection, job.payload)
    return Late(
        id=job.id,
        topic=job.topic,
        area=area,
        case_id=case_id,
        document_id=document_id,
        attempts=job.attempts,
        error=job.last_error,
        since=job.created_at,
        next_at=job.available_at,
        dead=job.dead_at is not None,
        log=tuple(job.log),
    )


def _place(connection: Connection, payload: dict[str, Any]) -> tuple[str, str, str]:
    """Area, case and document that work is about; what is of nowhere is of everywhere."""
    if delivery := payload.get("delivery"):
        found = papers.document(connection, str(delivery).partition(":")[0])
        if found is not None:
            return found.regency, found.case_id, found.id
    if case_id := payload.get("case"):
        case = cases.load(connection, str(case_id))
        if case is not None:
            return case.state.regency, case.id, ""
    if posts := payload.get("posts"):
        return str(posts[0][1]), "", ""
    return str(payload.get("area", "*")), "", ""
