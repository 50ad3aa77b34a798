"""The rows that are derived from a case's state, written with its events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from engine.domain.case import CaseState, CaseStatus
from engine.domain.events import Event, EventType
from engine.domain.explain import Position, explained, positions
from engine.domain.facts import Facts
from engine.domain.ledger import seal_all
from engine.domain.procedure import Procedure
from engine.domain.regency import progress
from engine.services import invalidation
from engine.services.context import Context
from engine.services.facts import members_map, widened
from engine.services.invalidation import Invalidated
from engine.store import cases, outbox, reminders, standings
from engine.store.database import Connection

DRAFT_TOPIC = "document.draft"
FINAL_TOPIC = "document.final"
_FEED_LOCK = 7004
_DONE = frozenset({EventType.APPROVED, EventType.COMPLETED})


def write(
    ctx: Context,
    connection: Connection,
    procedure: Procedure,
    before: CaseState,
    after: CaseState,
    events: Sequence[Event],
    facts: Facts,
    head_hash: str,
) -> Invalidated:
    """Append the events and bring every projection along; part of the caller's transaction.

    Answers the steps and issued documents that the events invalidate.
    """
    now = ctx.now()
    sealed = seal_all(after.id, before.version, events, now, head_hash)
    values, steps = derived(connection, procedure, after, facts, now)
    new = before.version == 0
    values["head_hash"] = sealed[-1].hash
    if new:
        values |= {
            "procedure_id": procedure.id,
            "version": procedure.version,
            "digest": procedure.digest,
            "demonstration": ctx.demonstration,
        }
    cases.save(connection, after, values, new=new)
    # Positions of the change feed must become visible in their order, or a client that reads
    # while two writers commit the other way round would skip an event for good.
    ctx.database.serialize(connection, _FEED_LOCK)
    cases.append(connection, sealed)
    standings.save_steps(connection, after.id, steps)
    villages = members_map(procedure, after)
    if new or villages != members_map(procedure, before):
        standings.save_villages(connection, after.id, villages)
    invalidated = invalidation.apply(connection, procedure, before, events, now)
    still = [(step["step"], step["village"]) for step in steps]
    reminders.resolve(connection, after.id, still, facts.today)
    for recorded in sealed:
        _promise_documents(connection, procedure, recorded.case, recorded.seq, recorded.event, now)
    return invalidated


def derived(
    connection: Connection, procedure: Procedure, state: CaseState, facts: Facts, now: datetime
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What lists show of a case and of its steps, as the facts have it now.

    Only of the step that holds the case are the guards asked.
    """
    found = positions(procedure, state, facts.calendar)
    at = progress(procedure, state, found)
    current = at.current
    if current is not None:
        wider = widened(connection, procedure, state, facts, (current.step,))
        current = explained(procedure, state, current, wider)
    values = {
        "phase": at.phase,
        "phase_since": at.since,
        "regency_state": at.regency_state,
        "updated_at": now,
        "next_change_on": min((d.day for p in found for d in p.deadlines), default=None),
        "validity": validity(procedure, state),
        "headline": _headline(procedure, current),
    }
    return values, _step_values(state, found, facts.today)


def _headline(procedure: Procedure, current: Position | None) -> dict[str, Any]:
    """What holds the case now, who must act, by when, and what comes next: for overviews."""
    if current is None:
        return {}
    due = current.deadlines[0] if current.deadlines else None
    role = procedure.roles.get(current.step.actor)
    following = next((s for s in procedure.steps if current.step.id in s.after), None)
    return {
        "step": current.step.id,
        "name": current.step.name,
        "state": current.standing.value,
        "who": role.name if role else current.step.actor,
        "since": current.opened_on.isoformat() if current.opened_on else None,
        "due_on": due.day.isoformat() if due else None,
        "due_legal": due.clock.legal if due else False,
        "due_provisional": due.due.provisional if due else False,
        "blockers": [f.message for f in current.findings[:4]],
        "next": following.name if following else "",
    }


def validity(procedure: Procedure, state: CaseState) -> list[list[str | None]]:
    """Every term the case established, renewals included."""
    if procedure.validity is None:
        return []
    found: list[list[str | None]] = []
    for completion in state.cell(procedure.validity.step).rounds:
        until = completion.data.get(procedure.validity.until_field)
        found.append([completion.done_on.isoformat(), str(until) if until else None])
    return found


def _step_values(state: CaseState, found: Sequence[Position], today: date) -> list[dict[str, Any]]:
    if state.status is not CaseStatus.RUNNING:
        return []
    rows = []
    for p in found:
        if not p.actionable and not p.deadlines:
            continue
        first = p.deadlines[0] if p.deadlines and not p.step.optional else None
        rows.append(
            {
                "step": p.step.id,
                "village": p.village,
                "regency": state.regency,
                "standing": p.standing.value,
                "actor": p.step.actor,
                "opened_on": p.opened_on,
                "due_on": first.day if first else None,
                "due_legal": first.clock.legal if first else False,
                "due_provisional": first.due.provisional if first else False,
                "idle_since": today if p.actionable and not p.step.optional else None,
            }
        )
    return rows


def _promise_documents(
    connection: Connection,
    procedure: Procedure,
    case_id: str,
    seq: int,
    event: Event,
    now: datetime,
) -> None:
    """A recorded step has its documents drafted; a finished one may have them made final."""
    step = procedure.step(event.step)
    if step is None or event.type not in _DONE | {EventType.SUBMITTED}:
        return
    topic = FINAL_TOPIC if event.type in _DONE else DRAFT_TOPIC
    for kind in step.documents:
        payload = {
            "case": case_id,
            "kind": kind,
            "step": event.step,
            "village": event.village,
            "seq": seq,
        }
        key = f"{case_id}:{seq}:{kind}:{event.village}"
        outbox.put(connection, topic, key, payload, now)
