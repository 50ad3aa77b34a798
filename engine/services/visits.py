"""Planning visits, changing them, and recording what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.domain.visits import Obstacle, Visit, VisitState, obstacles
from engine.errors import FieldProblem, Forbidden, InvalidInput, NotFound, StaleVersion
from engine.reference import regions
from engine.services.cases import ActRequest, EvidenceRef, act, areas_of, may_see, visible
from engine.services.context import Context
from engine.store import access, visits
from engine.store.database import Connection

KINDS = ("audiensi", "pendampingan", "verifikasi", "monitoring")
_LOCK = 7008
_LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """A visit as somebody plans it."""

    regency: str
    purpose: str
    place: str
    starts_on: date
    ends_on: date
    begins: time
    people: tuple[str, ...]
    kind: str = KINDS[0]
    case_id: str = ""
    step: str = ""
    village: str = ""
    cost: int = 0
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a visit; `data` and `evidence` go to the step it was meant to clear."""

    outcome: str
    data: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[EvidenceRef, ...] = ()


def plan(ctx: Context, actor: Actor, request: VisitRequest) -> tuple[Visit, tuple[Obstacle, ...]]:
    """Plan a visit; answers it with what is worth knowing about its date.

    Raises Forbidden, NotFound (a case out of sight), InvalidInput with everything that is
    against it: people who are elsewhere on those days, dates that have passed.
    """
    regions.regency(request.regency)
    _must_plan(ctx, actor, request.regency)
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        found = Visit(
            id=visits.next_id(connection, request.regency, request.starts_on.year),
            **{name: getattr(request, name) for name in VisitRequest.__slots__},
        )
        remarks = _checked(ctx, connection, actor, found)
        visits.put(connection, found, actor.person, ctx.now())
        return found, remarks


def change(
    ctx: Context, actor: Actor, visit_id: str, seen_version: int, request: VisitRequest
) -> tuple[Visit, tuple[Obstacle, ...]]:
    """Plan a visit anew: dates, people, place, agenda. Raises as `plan`, and StaleVersion."""
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        held = _planned(ctx, connection, actor, visit_id, seen_version)
        values = {name: getattr(request, name) for name in VisitRequest.__slots__}
        values |= {"regency": held.regency, "version": held.version + 1}
        found = replace(held, **values)
        remarks = _checked(ctx, connection, actor, found)
        visits.put(connection, found, actor.person, ctx.now())
        return found, remarks


def cancel(ctx: Context, actor: Actor, visit_id: str, seen_version: int, reason: str) -> Visit:
    """Call a visit off, with the reason; it stays on record."""
    if not reason.strip():
        message = "Sebutkan alasan pembatalan."
        raise InvalidInput(message, [FieldProblem("reason", message)])
    with ctx.database.write() as connection:
        held = _planned(ctx, connection, actor, visit_id, seen_version)
        found = replace(
            held, state=VisitState.CANCELLED, reason=reason.strip(), version=held.version + 1
        )
        visits.put(connection, found, actor.person, ctx.now())
        return found


def report(ctx: Context, actor: Actor, visit_id: str, seen_version: int, told: Report) -> Visit:
    """Record what came of a visit; its findings and files become the draft of its step.

    The case first, then the visit: killed in between, the same report again records the case's
    part once. Raises what `cases.act` raises, and then nothing is recorded.
    """
    if not told.outcome.strip():
        message = "Tuliskan hasil kunjungan."
        raise InvalidInput(message, [FieldProblem("outcome", message)])
    with ctx.database.read() as connection:
        held = _planned(ctx, connection, actor, visit_id, seen_version)
    if held.starts_on > ctx.today(held.regency):
        message = "Kunjungan ini belum berlangsung."
        raise InvalidInput(message, [FieldProblem("outcome", message)])
    if held.case_id:
        _feed_step(ctx, actor, held, told)
    with ctx.database.write() as connection:
        held = _planned(ctx, connection, actor, visit_id, seen_version)
        found = replace(
            held,
            state=VisitState.DONE,
            outcome=told.outcome.strip(),
            version=held.version + 1,
        )
        visits.put(connection, found, actor.person, ctx.now())
        return found


def get(ctx: Context, actor: Actor, visit_id: str) -> Visit:
    """One visit; raises NotFound outside the actor's area."""
    with ctx.database.read() as connection:
        return _seen(ctx, visits.visit(connection, visit_id), actor, visit_id)


def for_step(
    ctx: Context, case_id: str, step: str, village: str
) -> tuple[Visit, tuple[str, ...]] | None:
    """The newest visit still planned for a step, with the names of who goes; None without one."""
    with ctx.database.read() as connection:
        found = visits.planned_for(connection, case_id, step, village)
        if found is None:
            return None
        known = (access.account(connection, username) for username in found.people)
        return found, tuple(account.name for account in known if account)


def between(ctx: Context, actor: Actor, first: date, last: date) -> list[Visit]:
    """The visits to the actor's areas on those days, in order."""
    with ctx.database.read() as connection:
        return visits.between(connection, areas_of(ctx, actor), first, last)


def may_plan(ctx: Context, actor: Actor, regency: str) -> bool:
    """Whether the actor plans visits there."""
    anyone = ctx.catalog.procedures[0]
    return any("visits" in role.may for role in roles_over(anyone, actor, regency))


def _feed_step(ctx: Context, actor: Actor, held: Visit, told: Report) -> None:
    stored = visible_version(ctx, actor, held.case_id)
    feeds = bool(held.step and (told.data or told.evidence))
    text = f"Laporan kunjungan {held.id}: {told.outcome.strip()}"
    act(
        ctx,
        actor,
        ActRequest(
            case_id=held.case_id,
            action="start" if feeds else "comment",
            occurred_on=held.ends_on if feeds else ctx.today(held.regency),
            seen_version=stored,
            step=held.step if feeds else "",
            village=held.village if feeds else "",
            data=told.data if feeds else {},
            evidence=told.evidence if feeds else (),
            reason=text,
            idempotency_key=f"kunjungan:{held.id}:{held.version}",
        ),
    )


def visible_version(ctx: Context, actor: Actor, case_id: str) -> int:
    """The version of a case the actor may see; raises NotFound."""
    with ctx.database.read() as connection:
        return visible(ctx, connection, actor, case_id).state.version


def _checked(
    ctx: Context, connection: Connection, actor: Actor, found: Visit
) -> tuple[Obstacle, ...]:
    """What is worth knowing; raises InvalidInput for what is against the visit."""
    problems = _malformed(connection, found)
    if found.case_id:
        case = visible(ctx, connection, actor, found.case_id)
        if case.state.regency != found.regency:
            problems.append(FieldProblem("case_id", "Perkara itu di kabupaten lain."))
        elif found.step and ctx.procedure_of(case).step(found.step) is None:
            problems.append(FieldProblem("step", "Langkah itu tidak ada dalam perkaranya."))
    others = visits.between(connection, ["*"], found.starts_on, found.ends_on)
    calendar = ctx.calendar(found.regency, connection)
    told = obstacles(found, others, calendar, ctx.today(found.regency))
    problems += [FieldProblem(o.field, o.message) for o in told if o.blocks]
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    return tuple(o for o in told if not o.blocks)


def _malformed(connection: Connection, found: Visit) -> list[FieldProblem]:
    problems = [
        FieldProblem(name, f"{label} belum diisi.")
        for name, label in (("purpose", "Tujuan"), ("place", "Tempat"))
        if not getattr(found, name).strip()
    ]
    if found.kind not in KINDS:
        problems.append(FieldProblem("kind", f"Jenis kunjungan: {', '.join(KINDS)}."))
    if found.ends_on - found.starts_on > _LONGEST:
        problems.append(FieldProblem("ends_on", "Kunjungan paling lama satu bulan."))
    if found.cost < 0:
        problems.append(FieldProblem("cost", "Biaya tidak boleh negatif."))
    unknown = [p for p in found.people if access.account(connection, p) is None]
    return problems + [FieldProblem("people", f"Akun {p!r} tidak ada.") for p in unknown]


def _planned(
    ctx: Context, connection: Connection, actor: Actor, visit_id: str, seen_version: int
) -> Visit:
    held = _seen(ctx, visits.visit(connection, visit_id, lock=True), actor, visit_id)
    _must_plan(ctx, actor, held.regency)
    if held.version != seen_version:
        raise StaleVersion(seen_version, held.version)
    if held.state is not VisitState.PLANNED:
        message = f"Kunjungan ini sudah {held.state.value}."
        raise InvalidInput(message, [FieldProblem("state", message)])
    return held


def _seen(ctx: Context, found: Visit | None, actor: Actor, visit_id: str) -> Visit:
    if found is None or not may_see(ctx, actor, found.regency):
        message = f"Kunjungan {visit_id} tidak ditemukan."
        raise NotFound(message)
    return found


def _must_plan(ctx: Context, actor: Actor, regency: str) -> None:
    if not may_plan(ctx, actor, regency):
        message = "Anda tidak berwenang merencanakan kunjungan ke sana."
        raise Forbidden(message)
