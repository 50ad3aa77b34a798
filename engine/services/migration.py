"""Procedure versions of an office, and taking running cases over to them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.definitions.catalog import PROCEDURE_FOLDER
from engine.definitions.procedures import load_procedure
from engine.definitions.proving import ensure_sound
from engine.definitions.roles import load_roles
from engine.domain.case import CaseStatus
from engine.domain.command import Action, Actor
from engine.domain.migration import Assessment, assess
from engine.domain.procedure import Procedure
from engine.errors import InvalidInput
from engine.services.answers import Outcome
from engine.services.cases import ActRequest, act, areas_of, visible
from engine.services.context import Context
from engine.services.facts import gather
from engine.store import cases
from engine.store.cases import StoredCase


@dataclass(frozen=True, slots=True)
class Move:
    """A request to take one case over; without `seen_version` the present one is meant."""

    case_id: str
    to: str
    occurred_on: date
    reason: str
    seen_version: int | None = None
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a migration would do to one running case."""

    case: StoredCase
    assessment: Assessment


def install(ctx: Context, path: Path) -> Procedure:
    """Check a version file and keep it for this office; running processes take it up on restart.

    Raises DefinitionError naming file and line, also where some case could never end, and
    InvalidInput when the version exists: a version is never changed once it is there.
    """
    roles = load_roles(PROCEDURE_FOLDER / "roles.toml", ctx.catalog.law)
    folders = [PROCEDURE_FOLDER, ctx.settings.procedures]
    procedure = load_procedure(path, ctx.catalog.law, roles, folders)
    ensure_sound(procedure, path, {p.id for p in ctx.catalog.procedures})
    if (procedure.id, procedure.version) in ctx.catalog.versions:
        message = f"{procedure.id} versi {procedure.version} sudah ada; beri nomor versi lain."
        raise InvalidInput(message)
    target = ctx.settings.procedures / procedure.id / f"{procedure.version}.toml"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    return procedure


def procedure_of(ctx: Context, actor: Actor, case_id: str) -> str:
    """The id of the procedure a case follows; raises NotFound outside the area."""
    with ctx.database.read() as connection:
        return visible(ctx, connection, actor, case_id).procedure_id


def rehearse(ctx: Context, actor: Actor, name: str, to: str) -> Iterator[Rehearsed]:
    """What taking every running case of a procedure to a version would do; changes nothing."""
    new = ctx.catalog.version(name, to)
    with ctx.database.read() as connection:
        found = cases.many(connection, areas_of(ctx, actor), procedure=name, limit=1_000_000)
        for case in found:
            if case.version != to and not case.state.status.terminal:
                old = ctx.procedure_of(case)
                facts = gather(ctx, connection, new, case.state)
                yield Rehearsed(case, assess(old, new, case.state, facts))


def migrate_case(ctx: Context, actor: Actor, move: Move) -> Outcome:
    """Take one case over, or back while nothing has happened since.

    Raises NotFound, StaleVersion, Forbidden, Refused with every finding, IdempotencyMismatch.
    """
    seen = move.seen_version
    if seen is None:
        with ctx.database.read() as connection:
            seen = visible(ctx, connection, actor, move.case_id).state.version
    request = ActRequest(
        move.case_id,
        Action.MIGRATE,
        move.occurred_on,
        seen,
        reason=move.reason,
        to=move.to,
        idempotency_key=move.idempotency_key,
    )
    return act(ctx, actor, request)


def migrate_all(
    ctx: Context, actor: Actor, name: str, to: str, occurred_on: date, reason: str
) -> Iterator[Outcome]:
    """Take over every running case that may be; one transaction each, so it can be resumed."""
    for rehearsed in list(rehearse(ctx, actor, name, to)):
        suspended = rehearsed.case.state.status is CaseStatus.SUSPENDED
        if not rehearsed.assessment.findings and not suspended:
            yield migrate_case(ctx, actor, Move(rehearsed.case.id, to, occurred_on, reason))
