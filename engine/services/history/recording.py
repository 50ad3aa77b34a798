"""Rehearsing a job on the pure core, and doing it by the services that everybody uses."""

from __future__ import annotations

from datetime import date

from engine.domain.case import CaseState, Evidence
from engine.domain.command import Action, Actor, Command, Opening
from engine.domain.decide import decide
from engine.domain.evolve import evolve, replay
from engine.domain.findings import Refusal
from engine.domain.ledger import digest
from engine.domain.opening import open_case as decide_opening
from engine.reference import columns
from engine.services.answers import Outcome
from engine.services.cases import ActRequest, EvidenceRef, OpenRequest, act, open_case
from engine.services.context import Context
from engine.services.facts import gather, gather_for_opening
from engine.services.history.cases import MARK, Job, Plan
from engine.services.history.reading import Act
from engine.store.database import Connection

_LOST = "bukti tidak ditemukan"


def rehearse(ctx: Context, actor: Actor, planned: Plan, file: str) -> None:
    """Ask the core whether every job would be accepted; what it refuses blocks the entry."""
    for job in planned.jobs:
        with ctx.database.read() as connection:
            state = job.case.state if job.case else _opened(ctx, connection, actor, planned, job)
            if state is not None:
                _try(ctx, connection, actor, planned, job, state, file)


def perform(ctx: Context, actor: Actor, planned: Plan, file: str) -> tuple[str, ...]:
    """Do every job that is not done yet; the ids of the cases that changed.

    Each case and step is a transaction of its own with a key from the row's content: stopped
    half way, a second import goes on where the first one stopped.
    """
    return tuple(_perform(ctx, actor, planned, job, file) for job in planned.jobs if not job.idle)


def _opened(
    ctx: Context, connection: Connection, actor: Actor, planned: Plan, job: Job
) -> CaseState | None:
    facts = gather_for_opening(
        ctx, connection, job.procedure, job.regency, job.villages, parent=""
    )
    opening = Opening("(baru)", job.regency, job.title, job.villages)
    command = Command(Action.OPEN, facts.today, actor, reason=MARK)
    decision = decide_opening(job.procedure, opening, command, facts)
    if isinstance(decision, Refusal):
        _refused(planned, decision)
        return None
    return replay(decision)


def _try(
    ctx: Context,
    connection: Connection,
    actor: Actor,
    planned: Plan,
    job: Job,
    state: CaseState,
    file: str,
) -> None:
    facts = gather(ctx, connection, job.procedure, state)
    for wanted in job.acts:
        command = Command(
            Action.RECORD,
            wanted.on,
            actor,
            step=wanted.instrument.step,
            data=wanted.data,
            evidence=tuple(Evidence(kind, None, _LOST) for kind in wanted.instrument.missing),
            reason=_reason(planned, file, wanted),
        )
        decision = decide(job.procedure, state, command, facts)
        if isinstance(decision, Refusal):
            _refused(planned, decision, wanted.instrument.name)
            continue
        for event in decision:
            state = evolve(state, event)
    if job.remarks:
        command = Command(Action.COMMENT, facts.today, actor, reason=MARK)
        decision = decide(job.procedure, state, command, facts)
        if isinstance(decision, Refusal):
            _refused(planned, decision)


def _refused(planned: Plan, refusal: Refusal, about: str = "") -> None:
    for finding in refusal.findings:
        planned.fail(f"{about}: {finding.message}" if about else finding.message)


def _perform(ctx: Context, actor: Actor, planned: Plan, job: Job, file: str) -> str:
    today = ctx.today(job.regency)
    done = _open(ctx, actor, planned, job, file, today)
    for wanted in job.acts:
        request = ActRequest(
            done.case_id,
            "record",
            wanted.on,
            done.version,
            step=wanted.instrument.step,
            data=wanted.data,
            evidence=tuple(EvidenceRef(kind, None) for kind in wanted.instrument.missing),
            reason=_reason(planned, file, wanted),
            idempotency_key=_key("record", done.case_id, done.version, _content(wanted)),
        )
        done = act(ctx, actor, request)
    if job.remarks:
        text = "\n".join((_source(planned, file), *job.remarks))
        request = ActRequest(
            done.case_id,
            "comment",
            today,
            done.version,
            reason=text,
            idempotency_key=_key("comment", done.case_id, done.version, list(job.remarks)),
        )
        done = act(ctx, actor, request)
    return done.case_id


def _open(ctx: Context, actor: Actor, planned: Plan, job: Job, file: str, today: date) -> Outcome:
    if job.case is not None:
        return Outcome(job.case.id, job.case.state.version, 0)
    named = columns.plain(job.title)
    request = OpenRequest(
        procedure=f"{job.procedure.id}@{job.procedure.version}",
        regency=job.regency,
        title=job.title,
        occurred_on=today,
        villages=job.villages,
        reason=_source(planned, file),
        idempotency_key=_key("open", job.procedure.id, job.regency, named, job.round),
    )
    return open_case(ctx, actor, request)


def _source(planned: Plan, file: str) -> str:
    """The file and rows that something was taken from; begins with the mark of imports."""
    rows = planned.entry.rows
    where = f"baris {rows[0]}" + (f" s.d. {rows[-1]}" if len(rows) > 1 else "")
    told = f" Sumber menurut berkas: {planned.entry.source}." if planned.entry.source else ""
    return f"{MARK} dari berkas “{file}”, {where}.{told}"


def _reason(planned: Plan, file: str, wanted: Act) -> str:
    parts = (_source(planned, file), wanted.doubt, "Naskahnya belum diunggah.")
    return " ".join(part for part in parts if part)


def _content(wanted: Act) -> list[object]:
    return [wanted.instrument.step, wanted.on.isoformat(), dict(wanted.data)]


def _key(*content: object) -> str:
    return f"impor:{digest({'content': list(content)})[:40]}"
