"""Opening a case and acting on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.domain.case import CaseState, Evidence
from engine.domain.command import Action, Actor, Command, Opening
from engine.domain.decide import decide
from engine.domain.events import Event
from engine.domain.evolve import evolve
from engine.domain.facts import Facts
from engine.domain.findings import FindingKind, Refusal
from engine.domain.opening import open_case as decide_opening
from engine.domain.procedure import Procedure
from engine.errors import (
    FieldProblem,
    Forbidden,
    InvalidInput,
    NotFound,
    PreconditionMissing,
    Refused,
    StaleVersion,
)
from engine.reference import regions
from engine.services import answers, invalidation, projection
from engine.services.answers import Outcome
from engine.services.context import Context
from engine.services.facts import gather, gather_for_opening
from engine.services.invalidation import Invalidated
from engine.services.taking_over import take_over
from engine.services.trail import only_papers
from engine.store import access, cases
from engine.store.cases import StoredCase
from engine.store.database import Connection

_NUMBERING_LOCK = 7002


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A stored file offered as evidence of a kind; without a hash, a paper known to be lost."""

    kind: str
    sha256: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request to open a case."""

    procedure: str
    regency: str
    title: str
    occurred_on: date
    villages: tuple[str, ...] = ()
    parent: str = ""
    reason: str = ""
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class ActRequest:
    """A request to act on a case; `seen_version` is the version the person was looking at."""

    case_id: str
    action: str
    occurred_on: date
    seen_version: int | None
    step: str = ""
    village: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[EvidenceRef, ...] = ()
    reason: str = ""
    to: str = ""
    idempotency_key: str = ""
    new_date: date | None = None


def open_case(ctx: Context, actor: Actor, request: OpenRequest) -> Outcome:
    """Open a case; its id is the next readable number of its regency and year.

    Raises UnknownRegion, InvalidInput, Forbidden, Refused, IdempotencyMismatch.
    """
    regions.regency(request.regency)
    procedure = ctx.catalog.for_opening(request.procedure, request.regency, request.occurred_on)
    with ctx.database.write() as connection:
        if repeated := answers.first(connection, actor, request.idempotency_key, request):
            return repeated
        ctx.database.serialize(connection, _NUMBERING_LOCK)
        facts = gather_for_opening(
            ctx, connection, procedure, request.regency, request.villages, request.parent
        )
        opening = Opening(
            _next_id(connection, procedure, request.regency, request.occurred_on.year),
            request.regency,
            request.title,
            request.villages,
            request.parent,
        )
        command = Command(Action.OPEN, request.occurred_on, actor, reason=request.reason)
        events = accepted(decide_opening(procedure, opening, command, facts))
        return _commit(ctx, connection, procedure, None, events, None, actor, request)


def act(ctx: Context, actor: Actor, request: ActRequest) -> Outcome:
    """Act on a case: decide, append, project, promise letters; all of it or nothing.

    Raises NotFound outside the actor's area, PreconditionMissing, StaleVersion, InvalidInput,
    Forbidden, Refused (with every finding), IdempotencyMismatch.
    """
    _action(request.action)
    with ctx.database.write() as connection:
        case = visible(ctx, connection, actor, request.case_id, lock=True)
        if repeated := answers.first(connection, actor, request.idempotency_key, request):
            return repeated
        if request.seen_version is None:
            message = "Sebutkan versi perkara yang Anda lihat (If-Match)."
            raise PreconditionMissing(message)
        if request.seen_version != case.state.version and not only_papers(
            connection, case.id, request.seen_version
        ):
            raise StaleVersion(request.seen_version, case.state.version)
        procedure, facts, events = _decided(ctx, connection, actor, case, request)
        return _commit(ctx, connection, procedure, case, events, facts, actor, request)


def foresee(ctx: Context, actor: Actor, request: ActRequest) -> Invalidated:
    """What an act would invalidate if it were done now; changes nothing.

    Raises what `act` raises for what the act itself would be refused for.
    """
    with ctx.database.read() as connection:
        case = visible(ctx, connection, actor, request.case_id)
        procedure, _, events = _decided(ctx, connection, actor, case, request)
        return invalidation.foreseen(connection, procedure, case.state, events)


def _decided(
    ctx: Context, connection: Connection, actor: Actor, case: StoredCase, request: ActRequest
) -> tuple[Procedure, Facts, tuple[Event, ...]]:
    procedure = ctx.procedure_of(case)
    command = Command(
        _action(request.action),
        request.occurred_on,
        actor,
        request.step,
        request.village,
        request.data,
        _evidence(connection, request.evidence),
        request.reason,
        request.to,
        request.new_date,
    )
    if command.action is Action.MIGRATE and command.to:
        procedure, facts, decision = take_over(ctx, connection, case, command)
        return procedure, facts, accepted(decision)
    facts = gather(ctx, connection, procedure, case.state, command)
    return procedure, facts, accepted(decide(procedure, case.state, command, facts))


def visible(
    ctx: Context, connection: Connection, actor: Actor, case_id: str, *, lock: bool = False
) -> StoredCase:
    """A case within the actor's area; raises NotFound otherwise, as if there were none."""
    case = cases.load(connection, case_id, lock=lock)
    if case is None or not may_see(ctx, actor, case.state.regency):
        message = f"Perkara {case_id} tidak ditemukan."
        raise NotFound(message)
    return case


def may_see(ctx: Context, actor: Actor, regency: str) -> bool:
    """Whether any of the actor's roles reaches the regency; nothing granted, nothing seen."""
    roles = ctx.catalog.roles
    held = (roles[g.role] for g in actor.grants if g.role in roles and g.covers(regency))
    return any("read" in role.may for role in held)


def areas_of(ctx: Context, actor: Actor) -> tuple[str, ...]:
    """The areas whose cases the actor may read: the SQL side of `may_see`."""
    reading = {role.id for role in ctx.catalog.roles.values() if "read" in role.may}
    return tuple(sorted({g.area for g in actor.grants if g.role in reading}))


def _commit(
    ctx: Context,
    connection: Connection,
    procedure: Procedure,
    case: StoredCase | None,
    events: tuple[Event, ...],
    facts: Facts | None,
    actor: Actor,
    request: OpenRequest | ActRequest,
) -> Outcome:
    """Write what was decided; `facts` are those of the decision, still true of the new state."""
    before = case.state if case else CaseState()
    after = before
    for event in events:
        after = evolve(after, event)
    if facts is None or after.villages != before.villages:
        facts = gather(ctx, connection, procedure, after)
    head = case.head_hash if case else ""
    invalidated = projection.write(ctx, connection, procedure, before, after, events, facts, head)
    if case and procedure.version != case.version:
        cases.set_version(connection, case.id, procedure.version, procedure.digest)
    outcome = Outcome(after.id, after.version, len(events), invalidated=invalidated)
    answers.keep(connection, actor, request.idempotency_key, request, outcome, ctx.now())
    return outcome


def accepted(decision: tuple[Event, ...] | Refusal) -> tuple[Event, ...]:
    """The events of a decision; raises Forbidden, InvalidInput or Refused with its findings."""
    if not isinstance(decision, Refusal):
        return decision
    findings = decision.findings
    kinds = {finding.kind for finding in findings}
    if FindingKind.FORBIDDEN in kinds:
        raise Forbidden(findings[0].message, findings)
    if FindingKind.INVALID in kinds:
        problems = [FieldProblem(f.field or f.step, f.message) for f in findings]
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    raise Refused(findings)


def _evidence(connection: Connection, refs: Sequence[EvidenceRef]) -> tuple[Evidence, ...]:
    found = []
    for ref in refs:
        if ref.sha256 is None:
            found.append(Evidence(ref.kind, None, ref.name or "bukti tidak ditemukan"))
            continue
        file = access.file(connection, ref.sha256)
        if file is None:
            message = f"Berkas {ref.sha256[:12]}… belum diunggah."
            raise InvalidInput(message, [FieldProblem("evidence", message)])
        name = ref.name or file.name
        found.append(Evidence(ref.kind, file.sha256, name, file.media_type, file.size))
    return tuple(found)


def _action(name: str) -> Action:
    try:
        action = Action(name)
    except ValueError:
        action = Action.OPEN
    if action is Action.OPEN:
        message = f"Tindakan {name!r} tidak dikenal."
        raise InvalidInput(message, [FieldProblem("action", message)])
    return action


def _next_id(connection: Connection, procedure: Procedure, regency: str, year: int) -> str:
    prefix = f"{procedure.prefix}-{regency}-{year}-"
    return f"{prefix}{cases.next_serial(connection, regency, prefix):03d}"
