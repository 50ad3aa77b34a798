"""One case in a month, from the part of its log that was on record when the month ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from engine.domain.calendar import Calendar
from engine.domain.case import CaseState, CaseStatus, Key
from engine.domain.events import EventType, Recorded
from engine.domain.evolve import evolve
from engine.domain.explain import Position, positions
from engine.domain.procedure import Procedure
from engine.domain.regency import progress
from engine.domain.reports import DoneStep, LateStep, Window
from engine.domain.time_ledger import Holders, TimeLedger, time_ledger

_DONE = frozenset({EventType.APPROVED, EventType.COMPLETED, EventType.RECORDED, EventType.WAIVED})
_REOPENING = frozenset({EventType.RETURNED, EventType.MIGRATED})
_REMARKS = frozenset({EventType.COMMENTED, EventType.DOCUMENT})
_ONE_DAY = timedelta(days=1)


class Bucket(StrEnum):
    """Where a case counts: each in one of these."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    FINISHED = "finished"  # closed, or no mandatory step is left
    CANCELLED = "cancelled"


_OVER = frozenset({Bucket.FINISHED, Bucket.CANCELLED})


@dataclass(frozen=True, slots=True)
class CaseMonth:
    """A case as it stood, and what happened to it. `moved_on` is the last day of activity."""

    id: str
    title: str
    regency: str
    procedure: Procedure
    state: CaseState
    phase: str
    bucket: Bucket
    opened: bool
    ended: bool
    moved_on: date
    done: tuple[DoneStep, ...]
    late: tuple[LateStep, ...]
    held: Mapping[str, int]
    held_ever: Mapping[str, int]
    provisional: bool

    def silent(self, last: date) -> int:
        """For how many days nothing was recorded about its steps."""
        return (last - self.moved_on).days


@dataclass(slots=True)
class _Story:
    """A log being read: the state, the version followed, and what fell into the window.

    `before` is state and version as the window began, where anything happened in it since.
    """

    state: CaseState
    procedure: str
    version: str
    moved_on: date
    opened: bool
    before: tuple[CaseState, str] | None
    done: list[tuple[Key, date, date]]


def case_month(
    log: Sequence[Recorded],
    version: Callable[[str, str], Procedure],
    calendar: Calendar,
    holders: Holders,
    window: Window,
) -> CaseMonth | None:
    """The month of a case; None where nothing of it was on record yet."""
    known = list(takewhile(lambda r: r.recorded_at < window.ends, log))
    if not known:
        return None
    story = _read(known, window)
    procedure, state = version(story.procedure, story.version), story.state
    found = positions(procedure, state, calendar)
    at = progress(procedure, state, found)
    bucket = _bucket(state.status, finished=at.finished)
    events = [r.event for r in known]
    ledger = time_ledger(procedure, events, calendar, holders, window.until)
    years = set(range(ledger.opened_on.year, ledger.until.year + 1))
    return CaseMonth(
        id=state.id,
        title=state.title,
        regency=state.regency,
        procedure=procedure,
        state=state,
        phase=at.phase,
        bucket=bucket,
        opened=story.opened,
        ended=_ended(story, bucket, version, calendar),
        moved_on=story.moved_on,
        done=tuple(_done(procedure, state, *each) for each in story.done),
        late=tuple(_late(procedure, state, found, window.last)),
        held=_clipped(ledger, window),
        held_ever=ledger.by_holder,
        provisional=not years <= calendar.decreed_years,
    )


def _read(known: Sequence[Recorded], window: Window) -> _Story:
    opening = known[0].event.data
    story = _Story(
        state=CaseState(),
        procedure=str(opening["procedure"]),
        version=str(opening["version"]),
        moved_on=window.first,
        opened=window.holds(known[0].recorded_at),
        before=None,
        done=[],
    )
    for recorded in known:
        _take(story, recorded, window)
    return story


def _take(story: _Story, recorded: Recorded, window: Window) -> None:
    event, now = recorded.event, window.holds(recorded.recorded_at)
    key = (event.step, event.village)
    if now and story.before is None and not story.opened:
        story.before = (story.state, story.version)
    corrected = story.state.cell(*key).correcting
    story.state = evolve(story.state, event)
    recorded_on = recorded.recorded_at.astimezone(window.zone).date()
    if event.type not in _REMARKS:
        story.moved_on = recorded_on
    if event.type is EventType.MIGRATED:
        story.version = str(event.data["to"])
    if event.type in _REOPENING:
        story.done = [each for each in story.done if each[0] not in event.reopens]
    if now and event.type in _DONE and not corrected:
        done_on = story.state.cell(*key).done_on or event.occurred_on
        story.done.append((key, done_on, recorded_on))


def _ended(
    story: _Story, bucket: Bucket, version: Callable[[str, str], Procedure], calendar: Calendar
) -> bool:
    """Whether the case came to its end within the window."""
    if bucket not in _OVER or story.before is None:
        return bucket in _OVER and story.opened
    state, followed = story.before
    procedure = version(story.procedure, followed)
    at = progress(procedure, state, positions(procedure, state, calendar))
    return _bucket(state.status, finished=at.finished) not in _OVER


def _bucket(status: CaseStatus, *, finished: bool) -> Bucket:
    if status is CaseStatus.RUNNING:
        return Bucket.FINISHED if finished else Bucket.RUNNING
    others = {
        CaseStatus.SUSPENDED: Bucket.SUSPENDED,
        CaseStatus.CLOSED: Bucket.FINISHED,
        CaseStatus.CANCELLED: Bucket.CANCELLED,
    }
    return others[status]


def _done(
    procedure: Procedure, state: CaseState, key: Key, done_on: date, recorded_on: date
) -> DoneStep:
    step = procedure.step(key[0])
    return DoneStep(
        case_id=state.id,
        title=state.title,
        regency=state.regency,
        step=key[0],
        name=step.name if step else key[0],
        village=key[1],
        done_on=done_on,
        recorded_on=recorded_on,
    )


def _late(
    procedure: Procedure, state: CaseState, found: Sequence[Position], last: date
) -> Iterator[LateStep]:
    """Every deadline passed, by the sweep's rule: of running cases, and of no optional step."""
    if state.status is not CaseStatus.RUNNING:
        return
    for position in found:
        step = position.step
        role = procedure.roles.get(step.actor)
        for deadline in () if step.optional else position.deadlines:
            days = (last - deadline.day).days
            if days > 0:
                yield LateStep(
                    case_id=state.id,
                    title=state.title,
                    regency=state.regency,
                    step=step.id,
                    name=step.name,
                    village=position.village,
                    actor=role.name if role else step.actor,
                    label=deadline.clock.label,
                    legal=deadline.clock.legal,
                    due_on=deadline.day,
                    provisional=deadline.due.provisional,
                    days=days,
                )


def _clipped(ledger: TimeLedger, window: Window) -> Mapping[str, int]:
    """The days per holder that lie within the month."""
    found: Counter[str] = Counter()
    for span in ledger.spans:
        first, after = max(span.first, window.first), min(span.last + _ONE_DAY, window.until)
        if first < after:
            found[span.held.holder] += (after - first).days
    return found
