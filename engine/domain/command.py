"""What somebody asks to do, and who they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from engine.domain.case import Evidence


class Action(StrEnum):
    """The closed list of actions on a case."""

    OPEN = "open"
    START = "start"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    WAIVE = "waive"
    WITHDRAW = "withdraw"
    RECORD = "record"
    CORRECT = "correct"
    EXTEND = "extend"
    ADD_VILLAGE = "add_village"
    REMOVE_VILLAGE = "remove_village"
    COMMENT = "comment"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    MIGRATE = "migrate"


STEP_ACTIONS = frozenset(
    {
        Action.START,
        Action.SUBMIT,
        Action.APPROVE,
        Action.RETURN,
        Action.WAIVE,
        Action.WITHDRAW,
        Action.RECORD,
        Action.CORRECT,
        Action.EXTEND,
    }
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held over an area: a province, a regency, or ``*`` for the whole country."""

    role: str
    area: str

    def covers(self, code: str) -> bool:
        """Whether a region code lies in the area."""
        return self.area in ("*", code) or code.startswith(f"{self.area}.")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with their grants; `principal` is whom they stand in for, if anybody."""

    person: str
    grants: tuple[Grant, ...]
    principal: str = ""

    @property
    def identities(self) -> frozenset[str]:
        """Every person this act counts as done by, for four-eyes."""
        return frozenset(p for p in (self.person, self.principal) if p)


@dataclass(frozen=True, slots=True)
class Command:
    """A request to change a case."""

    action: Action
    occurred_on: date
    actor: Actor
    step: str = ""
    village: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    to: str = ""
    new_date: date | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case needs to be told."""

    case_id: str
    regency: str
    title: str
    villages: tuple[str, ...] = ()
    parent: str = ""
