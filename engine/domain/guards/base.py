"""What a guard is asked, and how its parameters are described to the loader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.domain.case import CaseState, Data, Evidence
from engine.domain.facts import Facts
from engine.domain.forms import is_empty
from engine.domain.procedure import Procedure, Step


class Param(StrEnum):
    """Kinds of guard parameters; the loader checks each reference by its kind."""

    FIELD = "field"
    FIELDS = "fields"
    COLUMN = "column"
    EVIDENCE = "evidence"
    STEP = "step"
    OTHER_FIELD = "other_field"
    OTHER_EVIDENCE = "other_evidence"
    CLOCK = "clock"
    PROCEDURE = "procedure"
    NUMBER = "number"
    VALUE = "value"
    VALUES = "values"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a guard: this step, with these answers, on this date, by these people."""

    procedure: Procedure
    state: CaseState
    step: Step
    village: str
    data: Data
    evidence: tuple[Evidence, ...]
    occurred_on: date
    facts: Facts
    preparers: frozenset[str] = frozenset()
    approvers: frozenset[str] = frozenset()

    def label(self, name: str) -> str:
        """The label of a field of the step."""
        field = self.step.field(name)
        return field.label if field else name

    def filled(self, name: str) -> bool:
        """Whether a field has an answer."""
        return not is_empty(self.data.get(name))

    def day(self, name: str) -> date | None:
        """A date field as a date."""
        value = self.data.get(name)
        return date.fromisoformat(value) if isinstance(value, str) and value else None

    def rows(self, name: str) -> list[Mapping[str, str]]:
        """A rows field as rows."""
        value = self.data.get(name)
        return value if isinstance(value, list) else []

    def names(self, codes: list[str]) -> str:
        """Village names for a message."""
        return ", ".join(self.facts.place_name(code) for code in codes)


Params = Mapping[str, object]
Check = Callable[[Ask, Params], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A guard: its parameters, and the check that answers None or what is unmet."""

    check: Check
    params: Mapping[str, Param]


def texts(value: object) -> list[str]:
    """A parameter that lists words."""
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
