"""Steps and issued documents that an act invalidates: named in the answer to the act itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from engine.domain.case import CaseState
from engine.domain.events import Event
from engine.domain.invalidating import Undone, undone
from engine.domain.procedure import Procedure
from engine.reference import regions
from engine.services.notices import tell_holders
from engine.services.offices import on_record
from engine.store import papers
from engine.store.database import Connection
from engine.store.papers import Delivery, Document


@dataclass(frozen=True, slots=True)
class StepUndone:
    """A step or branch that no longer stands; `effect` is a `domain.invalidating.Effect`."""

    step: str
    name: str
    village: str
    village_name: str
    effect: str


@dataclass(frozen=True, slots=True)
class Holder:
    """An office that was sent the document, and how far that went."""

    role: str
    area: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class PaperUndone:
    """An issued document of such a step: void from now on, or valid until it is replaced."""

    id: str
    kind: str
    title: str
    number: str
    dated: date | None
    step: str
    village: str
    valid_until_replaced: bool
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Invalidated:
    """Everything one act invalidates."""

    steps: tuple[StepUndone, ...] = ()
    documents: tuple[PaperUndone, ...] = ()


NOTHING = Invalidated()


def apply(
    connection: Connection,
    procedure: Procedure,
    before: CaseState,
    events: Sequence[Event],
    now: datetime,
) -> Invalidated:
    """Mark the documents that stop being valid, and name everything the events invalidate.

    Part of the transaction that appends the events; asks nothing of the store when they
    invalidate nothing.
    """
    found = undone(before, events)
    if not found:
        return NOTHING
    case_id, reason = before.id, events[0].reason
    told = _told(connection, procedure, case_id, found)
    for each in found:
        if each.ends:
            for document in papers.issued(connection, case_id, each.keys):
                tell_holders(connection, document, "dicabut", reason, now)
            papers.invalidate(connection, case_id, each.keys, reason, now)
    return told


def foreseen(
    connection: Connection, procedure: Procedure, before: CaseState, events: Sequence[Event]
) -> Invalidated:
    """What the events would invalidate if they were appended now; changes nothing."""
    found = undone(before, events)
    return _told(connection, procedure, before.id, found) if found else NOTHING


def to_json(found: Invalidated) -> dict[str, Any]:
    """As the API answers it and as the first answer to a request is kept."""
    body = asdict(found)
    for paper in body["documents"]:
        paper["dated"] = paper["dated"].isoformat() if paper["dated"] else None
    return body


def from_json(body: Mapping[str, Any]) -> Invalidated:
    """What `to_json` wrote."""
    documents = []
    for paper in body["documents"]:
        dated = date.fromisoformat(paper["dated"]) if paper["dated"] else None
        holders = tuple(Holder(**holder) for holder in paper["holders"])
        documents.append(PaperUndone(**{**paper, "dated": dated, "holders": holders}))
    return Invalidated(tuple(StepUndone(**s) for s in body["steps"]), tuple(documents))


def _told(
    connection: Connection, procedure: Procedure, case_id: str, found: Sequence[Undone]
) -> Invalidated:
    steps = {
        key: StepUndone(key[0], _name(procedure, key[0]), key[1], _place(key[1]), effect.value)
        for each in found
        for key, effect in each.steps
    }
    ends = {key for each in found if each.ends for key in each.keys}
    concerned = papers.issued(connection, case_id, tuple(steps))
    sent = papers.deliveries_of(connection, [d.id for d in concerned]) if concerned else []
    documents = tuple(
        _paper(
            document,
            [_holder(connection, d) for d in sent if d.document_id == document.id],
            stays=(document.step, document.village) not in ends,
        )
        for document in concerned
    )
    return Invalidated(tuple(steps.values()), documents)


def _paper(document: Document, holders: Sequence[Holder], *, stays: bool) -> PaperUndone:
    return PaperUndone(
        document.id,
        document.kind,
        document.title,
        document.number,
        document.dated,
        document.step,
        document.village,
        stays,
        tuple(holders),
    )


def _holder(connection: Connection, delivery: Delivery) -> Holder:
    name = on_record(connection, delivery.role, delivery.area).name
    return Holder(delivery.role, delivery.area, name, delivery.state)


def _name(procedure: Procedure, step_id: str) -> str:
    step = procedure.step(step_id)
    return step.name if step else step_id


def _place(village: str) -> str:
    return regions.name(village) if village else ""
