"""A case's history: what happened, when it happened, when it was recorded, whose act it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.web import words
from api.web.contexts.common import case_href, paper_name, role_name
from engine.domain.case import Evidence
from engine.domain.events import Event, EventType, Recorded
from engine.domain.procedure import Procedure
from engine.reference import regions

SHOWN = 20
_HASH_SHOWN = 10


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file of evidence: where to read it, or that only its loss is on record."""

    name: str
    kind: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the log."""

    seq: int
    tone: str
    label: str
    step: str
    village: str
    on: date
    recorded: str
    person: str
    role: str
    act_of: str
    reason: str
    returned_to: str
    overridden: tuple[str, ...]
    files: tuple[FileLink, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The newest events first; `hidden` older ones are a link away."""

    entries: tuple[Entry, ...]
    hidden: int


def timeline_view(
    procedure: Procedure,
    recorded: Sequence[Recorded],
    people: Mapping[str, str],
    regency: str,
    *,
    whole: bool,
) -> TimelineView:
    """The history of a case, the newest event at the top."""
    shown = list(recorded) if whole else list(recorded)[-SHOWN:]
    entries = tuple(entry(procedure, r, people, regency) for r in reversed(shown))
    return TimelineView(entries, len(recorded) - len(shown))


def entry(
    procedure: Procedure, recorded: Recorded, people: Mapping[str, str], regency: str
) -> Entry:
    """One event as shown."""
    event = recorded.event
    step = procedure.step(event.step)
    return Entry(
        seq=recorded.seq,
        tone=event.type.value,
        label=_label(event),
        step=step.name if step else event.step,
        village=regions.name(event.village) if event.village else "",
        on=event.occurred_on,
        recorded=words.moment(recorded.recorded_at, regency),
        person=people.get(event.actor, event.actor),
        role=role_name(event.role, procedure.roles),
        act_of=role_name(event.act_of, procedure.roles) if event.act_of != event.role else "",
        reason=event.reason,
        returned_to=_target(procedure, event),
        overridden=_overridden(procedure, event),
        files=file_links(procedure, event.step, recorded.case, event.evidence),
        seal=recorded.hash[:_HASH_SHOWN],
    )


def file_links(
    procedure: Procedure, step_id: str, case_id: str, evidence: Sequence[Evidence]
) -> tuple[FileLink, ...]:
    """Files with where to read them; a lost one has no address."""
    step = procedure.step(step_id)
    labels = {kind.id: kind.label for kind in step.evidence} if step else {}
    return tuple(
        FileLink(
            name=item.name,
            kind=labels.get(item.kind, item.kind),
            href=f"{case_href(case_id)}/bukti/{item.sha256}" if item.sha256 else "",
            size=words.size(item.size) if item.sha256 else "",
        )
        for item in evidence
    )


def _label(event: Event) -> str:
    """What happened; of a document also to which one."""
    label = words.EVENTS[event.type]
    if event.type is not EventType.DOCUMENT:
        return label
    kind, state = str(event.data["kind"]), str(event.data["state"])
    number = event.data.get("number")
    named = f"{paper_name(kind)} Nomor {number}" if number else paper_name(kind)
    return f"{named} {words.PAPER_EVENTS.get(state, state).lower()}"


def _target(procedure: Procedure, event: Event) -> str:
    if event.type is not EventType.RETURNED or event.to is None or event.to[0] == event.step:
        return ""
    step = procedure.step(event.to[0])
    village = f" ({regions.name(event.to[1])})" if event.to[1] else ""
    return f"{step.name if step else event.to[0]}{village}"


def _overridden(procedure: Procedure, event: Event) -> tuple[str, ...]:
    step = procedure.step(event.step)
    known = {guard.id: guard.remedy for guard in step.guards} if step else {}
    return tuple(known.get(guard, guard) for guard in event.overridden)
