"""The state of one case: the fold of its events, nothing that can be derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Data = Mapping[str, object]


class CaseStatus(StrEnum):
    """Where the whole case stands."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def terminal(self) -> bool:
        """Whether nothing can happen to the case any more."""
        return self in (CaseStatus.CLOSED, CaseStatus.CANCELLED)


class Mark(StrEnum):
    """What was last recorded about a step; locked and open are derived (`standing`)."""

    NONE = "none"
    STARTED = "started"
    SUBMITTED = "submitted"
    DONE = "done"
    RETURNED = "returned"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file by content hash; without a hash, a paper known to have existed but not found."""

    kind: str
    sha256: str | None
    name: str
    media_type: str = ""
    size: int = 0

    @property
    def missing(self) -> bool:
        """Whether only its absence is on record."""
        return self.sha256 is None


@dataclass(frozen=True, slots=True)
class Completion:
    """One time a step was done: its legal date, its approval, and what was recorded."""

    done_on: date
    settled_on: date
    seq: int
    data: Data
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A step of the case, or one village's branch of it.

    `done_on` is the legal date of the act, `settled_on` that of its approval: order is judged by
    the first, and the time of whoever comes next runs from the second. `extended` tells by how
    many of its units each clock was extended.
    """

    mark: Mark = Mark.NONE
    occurred_on: date | None = None
    done_on: date | None = None
    settled_on: date | None = None
    reopened_on: date | None = None
    seq: int = 0
    data: Data = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    preparers: frozenset[str] = frozenset()
    reason: str = ""
    overridden: frozenset[str] = frozenset()
    historical: bool = False
    correcting: bool = False
    rounds: tuple[Completion, ...] = ()
    extended: Mapping[str, int] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether what rests on it may go on; while a correction waits, the old record stands."""
        return self.mark in (Mark.DONE, Mark.WAIVED) or self.correcting

    @property
    def evidence_missing(self) -> bool:
        """Whether any evidence is on record only as lost."""
        return any(e.missing for e in self.evidence)


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Member:
    """A village of the case and when it joined."""

    joined_on: date
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which the case rested; no end while it still does."""

    start: date
    end: date | None = None


Key = tuple[str, str]
"""(step, village); village is empty for a step of the whole case."""


@dataclass(frozen=True, slots=True)
class CaseState:
    """Everything `decide` needs to know about a case. `version` counts its events.

    `historical` tells whether anything was ever recorded as history, so that most cases need
    not look for it.
    """

    id: str = ""
    regency: str = ""
    title: str = ""
    status: CaseStatus = CaseStatus.RUNNING
    version: int = 0
    opened_on: date | None = None
    parent: str = ""
    villages: Mapping[str, Member] = field(default_factory=dict)
    cells: Mapping[Key, Cell] = field(default_factory=dict)
    suspensions: tuple[Suspension, ...] = ()
    historical: bool = False

    def cell(self, step: str, village: str = "") -> Cell:
        """What is recorded about a step or branch; an empty cell when nothing is."""
        return self.cells.get((step, village), NOTHING)

    def active_villages(self) -> tuple[str, ...]:
        """Codes of the villages that have not left, in code order."""
        return tuple(sorted(v for v, m in self.villages.items() if m.left_on is None))

    def branches(self, step: str) -> Iterator[tuple[str, Cell]]:
        """Each active village with its cell of `step`."""
        return ((village, self.cell(step, village)) for village in self.active_villages())
