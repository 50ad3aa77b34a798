"""State from events: one small function per kind of event, no decision in any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from engine.domain.case import (
    NOTHING,
    CaseState,
    CaseStatus,
    Cell,
    Completion,
    Evidence,
    Key,
    Mark,
    Member,
    Suspension,
)
from engine.domain.events import Event, EventType
from engine.domain.restoring import restore


def evolve(state: CaseState, event: Event) -> CaseState:
    """The state after one more event. Total: every event `decide` can emit is handled."""
    return replace(_APPLY[event.type](state, event), version=state.version + 1)


def replay(events: Iterable[Event]) -> CaseState:
    """The state after all events, from nothing."""
    state = CaseState()
    for event in events:
        state = evolve(state, event)
    return state


def _opened(_state: CaseState, event: Event) -> CaseState:
    data = event.data
    villages = data.get("villages")
    codes = [str(v) for v in villages] if isinstance(villages, list | tuple) else []
    return CaseState(
        id=str(data["case_id"]),
        regency=str(data["regency"]),
        title=str(data["title"]),
        parent=str(data.get("parent", "")),
        opened_on=event.occurred_on,
        villages={code: Member(event.occurred_on) for code in codes},
    )


def _started(state: CaseState, event: Event) -> CaseState:
    cell = state.cell(event.step, event.village)
    renewed = bool(event.reopens)
    mark = Mark.RETURNED if cell.mark is Mark.RETURNED else Mark.STARTED
    filled = _filled(state, cell, event, mark=mark)
    if renewed:
        filled = replace(filled, done_on=None, settled_on=None, reopened_on=event.occurred_on)
    return _put(_reopen(state, event), event, filled)


def _submitted(state: CaseState, event: Event) -> CaseState:
    return _put(state, event, _handed_in(state, event))


def _corrected(state: CaseState, event: Event) -> CaseState:
    """The corrected facts wait for approval; who corrects is who prepared them."""
    cell = state.cell(event.step, event.village)
    corrected = replace(
        cell,
        mark=Mark.SUBMITTED,
        correcting=True,
        occurred_on=event.happened_on or cell.occurred_on,
        data=dict(event.data),
        evidence=_merged(cell.evidence, event.evidence),
        preparers=_people(event),
        overridden=cell.overridden | frozenset(event.overridden),
        seq=state.version + 1,
    )
    return _put(state, event, corrected)


def _approved(state: CaseState, event: Event) -> CaseState:
    cell = state.cell(event.step, event.village)
    return _put(state, event, _finished(cell, state.version + 1, event.occurred_on))


def _completed(state: CaseState, event: Event) -> CaseState:
    cell = _handed_in(state, event)
    return _put(state, event, _finished(cell, state.version + 1, event.occurred_on))


def _recorded(state: CaseState, event: Event) -> CaseState:
    cell = state.cell(event.step, event.village)
    recorded = replace(
        cell,
        historical=True,
        occurred_on=event.occurred_on,
        seq=state.version + 1,
        data=dict(event.data),
        evidence=event.evidence,
        reason=event.reason,
        preparers=cell.preparers | _people(event),
    )
    done = _finished(recorded, state.version + 1, event.occurred_on)
    return _put(replace(state, historical=True), event, done)


def _returned(state: CaseState, event: Event) -> CaseState:
    cell = state.cell(event.step, event.village)
    if cell.correcting and event.to == (event.step, event.village):
        return _put(state, event, _as_it_was(cell))
    return _reopen(state, event)


def _extended(state: CaseState, event: Event) -> CaseState:
    cell = state.cell(event.step, event.village)
    longer = {**cell.extended, str(event.data["clock"]): int(str(event.data["total"]))}
    return _put(state, event, replace(cell, extended=longer))


def _waived(state: CaseState, event: Event) -> CaseState:
    cell = state.cell(event.step, event.village)
    waived = replace(
        cell,
        mark=Mark.WAIVED,
        occurred_on=event.occurred_on,
        done_on=event.occurred_on,
        settled_on=event.occurred_on,
        reason=event.reason,
        seq=state.version + 1,
    )
    return _put(state, event, waived)


def _withdrawn(state: CaseState, event: Event) -> CaseState:
    cell = state.cell(event.step, event.village)
    if cell.done_on is None:
        return _put(state, event, replace(cell, mark=Mark.STARTED, reason=event.reason))
    return _put(state, event, _as_it_was(cell))


def _as_it_was(cell: Cell) -> Cell:
    """A done step whose correction or next round was not accepted stands as before."""
    last = cell.rounds[-1]
    return replace(
        cell,
        mark=Mark.DONE,
        correcting=False,
        occurred_on=last.done_on,
        done_on=last.done_on,
        settled_on=last.settled_on,
        data=last.data,
        evidence=last.evidence,
        seq=last.seq,
    )


def _migrated(state: CaseState, event: Event) -> CaseState:
    """What the new version restarts is to be done again; taken back, it stands as it was."""
    return restore(_reopen(state, event), event.data.get("restores"))


def _village_added(state: CaseState, event: Event) -> CaseState:
    """A village joins, or joins again: whatever it once did, it deliberates anew."""
    cells = {
        key: replace(cell, mark=Mark.NONE, done_on=None, settled_on=None)
        if key[1] == event.village
        else cell
        for key, cell in state.cells.items()
    }
    joined = {**state.villages, event.village: Member(event.occurred_on)}
    return _reopen(replace(state, villages=joined, cells=cells), event)


def _village_removed(state: CaseState, event: Event) -> CaseState:
    member = replace(state.villages[event.village], left_on=event.occurred_on)
    return _reopen(replace(state, villages={**state.villages, event.village: member}), event)


def _suspended(state: CaseState, event: Event) -> CaseState:
    resting = (*state.suspensions, Suspension(event.occurred_on))
    return replace(state, status=CaseStatus.SUSPENDED, suspensions=resting)


def _resumed(state: CaseState, event: Event) -> CaseState:
    last = replace(state.suspensions[-1], end=event.occurred_on)
    return replace(state, status=CaseStatus.RUNNING, suspensions=(*state.suspensions[:-1], last))


def _same(state: CaseState, _event: Event) -> CaseState:
    return state


def _with_status(status: CaseStatus) -> Callable[[CaseState, Event], CaseState]:
    def apply(state: CaseState, _event: Event) -> CaseState:
        return replace(state, status=status)

    return apply


def _reopen(state: CaseState, event: Event) -> CaseState:
    """The target is marked returned; what rests on it keeps its data as a draft."""
    cells = dict(state.cells)
    for key in event.reopens:
        target = key == event.to
        cells[key] = replace(
            cells.get(key, NOTHING),
            mark=Mark.RETURNED if target else Mark.NONE,
            done_on=None,
            settled_on=None,
            correcting=False,
            reopened_on=event.occurred_on,
            reason=event.reason if target else "",
            overridden=frozenset(),
            extended={},
        )
    return replace(state, cells=cells)


def _handed_in(state: CaseState, event: Event) -> Cell:
    return _filled(
        state,
        state.cell(event.step, event.village),
        event,
        mark=Mark.SUBMITTED,
        occurred_on=event.occurred_on,
        overridden=frozenset(event.overridden),
        reason=event.reason,
    )


def _filled(state: CaseState, cell: Cell, event: Event, **more: Any) -> Cell:
    again = cell.mark is Mark.DONE
    return replace(
        cell,
        seq=state.version + 1,
        data=dict(event.data),
        evidence=_merged(() if again else cell.evidence, event.evidence),
        preparers=_people(event) if again else cell.preparers | _people(event),
        historical=False,
        **more,
    )


def _finished(cell: Cell, seq: int, settled_on: date) -> Cell:
    if cell.occurred_on is None:
        message = "a step without a date cannot be finished"
        raise ValueError(message)
    done = Completion(cell.occurred_on, settled_on, seq, cell.data, cell.evidence)
    earlier = cell.rounds[:-1] if cell.correcting else cell.rounds
    return replace(
        cell,
        mark=Mark.DONE,
        done_on=cell.occurred_on,
        settled_on=settled_on,
        correcting=False,
        rounds=(*earlier, done),
    )


def _people(event: Event) -> frozenset[str]:
    return frozenset(p for p in (event.actor, event.principal) if p)


def _merged(held: tuple[Evidence, ...], new: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """New files join the held ones; the same file sent twice is held once."""
    known = {(e.kind, e.sha256, e.name) for e in held}
    return held + tuple(e for e in new if (e.kind, e.sha256, e.name) not in known)


def _put(state: CaseState, event: Event, cell: Cell) -> CaseState:
    key: Key = (event.step, event.village)
    return replace(state, cells={**state.cells, key: cell})


_APPLY: dict[EventType, Callable[[CaseState, Event], CaseState]] = {
    EventType.OPENED: _opened,
    EventType.STARTED: _started,
    EventType.SUBMITTED: _submitted,
    EventType.APPROVED: _approved,
    EventType.COMPLETED: _completed,
    EventType.RECORDED: _recorded,
    EventType.EXTENDED: _extended,
    EventType.RETURNED: _returned,
    EventType.WAIVED: _waived,
    EventType.WITHDRAWN: _withdrawn,
    EventType.COMMENTED: _same,
    EventType.CORRECTED: _corrected,
    EventType.VILLAGE_ADDED: _village_added,
    EventType.VILLAGE_REMOVED: _village_removed,
    EventType.MIGRATED: _migrated,
    EventType.SUSPENDED: _suspended,
    EventType.RESUMED: _resumed,
    EventType.CANCELLED: _with_status(CaseStatus.CANCELLED),
    EventType.CLOSED: _with_status(CaseStatus.CLOSED),
    EventType.DOCUMENT: _same,
}
