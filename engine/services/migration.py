"""Procedure versions of an office, and taking running cases over to them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.definitions.catalog import PROCEDURE_FOLDER, order
from engine.definitions.procedures import load_procedure
from engine.definitions.proving import ensure_sound
from engine.definitions.roles import load_roles
from engine.domain.case import CaseStatus
from engine.domain.command import Action, Actor, Command
from engine.domain.events import Event
from engine.domain.evolve import evolve
from engine.domain.findings import FindingKind
from engine.domain.migration import Assessment, assess, migrate, undoes
from engine.domain.procedure import Procedure
from engine.domain.questions import system
from engine.errors import InvalidInput, Refused, StaleVersion
from engine.services import projection
from engine.services.answers import Outcome
from engine.services.cases import accepted, areas_of, visible
from engine.services.context import Context
from engine.services.facts import gather
from engine.store import cases
from engine.store.cases import StoredCase
from engine.store.database import Connection


@dataclass(frozen=True, slots=True)
class Move:
    """A request to take one case over; without `seen_version` the present one is meant."""

    case_id: str
    to: str
    occurred_on: date
    reason: str
    seen_version: int | None = None


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

    Raises NotFound, StaleVersion, Forbidden, Refused with every finding.
    """
    with ctx.database.write() as connection:
        case = visible(ctx, connection, actor, move.case_id, lock=True)
        if move.seen_version not in (None, case.state.version):
            raise StaleVersion(move.seen_version or 0, case.state.version)
        old, new = ctx.procedure_of(case), ctx.catalog.version(case.procedure_id, move.to)
        facts = gather(ctx, connection, new, case.state)
        command = Command(Action.MIGRATE, move.occurred_on, actor, reason=move.reason)
        _refuse_going_back(connection, case, old, new)
        events = accepted(migrate(old, new, case.state, command, facts))
        return _take_over(ctx, connection, case, new, events)


def migrate_all(
    ctx: Context, actor: Actor, name: str, to: str, occurred_on: date, reason: str
) -> Iterator[Outcome]:
    """Take over every running case that may be; one transaction each, so it can be resumed."""
    for rehearsed in list(rehearse(ctx, actor, name, to)):
        suspended = rehearsed.case.state.status is CaseStatus.SUSPENDED
        if not rehearsed.assessment.findings and not suspended:
            yield migrate_case(ctx, actor, Move(rehearsed.case.id, to, occurred_on, reason))


def _refuse_going_back(
    connection: Connection, case: StoredCase, old: Procedure, new: Procedure
) -> None:
    """To an older version a case returns only by taking back its very last event."""
    if order(new.version) >= order(old.version):
        return
    log = cases.events(connection, case.id, after=case.state.version - 1)
    if not log or not undoes(log[-1].event, new.version):
        message = "Perpindahan hanya dapat dibatalkan selama belum ada kejadian sesudahnya."
        finding = system(old, "urutan_langkah", message, kind=FindingKind.ORDER)
        raise Refused([finding])


def _take_over(
    ctx: Context,
    connection: Connection,
    case: StoredCase,
    new: Procedure,
    events: tuple[Event, ...],
) -> Outcome:
    after = case.state
    for event in events:
        after = evolve(after, event)
    facts = gather(ctx, connection, new, after)
    invalidated = projection.write(
        ctx, connection, new, case.state, after, events, facts, case.head_hash
    )
    cases.set_version(connection, case.id, new.version, new.digest)
    return Outcome(after.id, after.version, len(events), invalidated=invalidated)
