"""What can have happened to a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from engine.domain.case import Evidence, Key


class EventType(StrEnum):
    """The closed list of events; `evolve` handles each of them."""

    OPENED = "case_opened"
    STARTED = "step_started"
    SUBMITTED = "step_submitted"
    APPROVED = "step_approved"
    COMPLETED = "step_completed"
    RETURNED = "step_returned"
    WAIVED = "step_waived"
    WITHDRAWN = "step_withdrawn"
    CORRECTED = "step_corrected"
    RECORDED = "step_recorded"
    EXTENDED = "step_extended"  # data: which clock, and by how much in all
    VILLAGE_ADDED = "village_added"
    VILLAGE_REMOVED = "village_removed"
    COMMENTED = "case_commented"
    SUSPENDED = "case_suspended"
    RESUMED = "case_resumed"
    MIGRATED = "case_migrated"
    CANCELLED = "case_cancelled"
    CLOSED = "case_closed"
    DOCUMENT = "document_changed"  # data: which document, its new state, number and file


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a correction leaves unmet in a step that was done."""

    step: str
    village: str
    guard: str
    message: str


@dataclass(frozen=True, slots=True)
class Event:
    """One fact. `occurred_on` is a legal date; when it was recorded the store adds.

    `actor` is the person who recorded it, `role` the power used, `act_of` the body whose act
    it was. `basis` holds citation references; `overridden` the soft guards set aside with
    `reason`; `reopens` every step a return or renewal opens again. A correction may move the
    legal date to `happened_on`; `consequences` are what it leaves unmet in steps that rest on it.
    """

    type: EventType
    occurred_on: date
    actor: str
    role: str
    act_of: str = ""
    principal: str = ""
    step: str = ""
    village: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    to: Key | None = None
    reopens: tuple[Key, ...] = ()
    overridden: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    happened_on: date | None = None
    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in its place in the log: numbered, dated, chained."""

    case: str
    seq: int
    event: Event
    recorded_at: datetime
    previous_hash: str
    hash: str
