"""A procedure as the core sees it: phases, steps, guards, clocks, return paths.

Instances come from `engine.definitions`, which has checked every reference in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from engine.domain.budget import Clock
from engine.domain.crossing import Crossing, Transition
from engine.domain.law import Citation


class Scope(StrEnum):
    """Whether a step happens once in the case or once in each member village."""

    CASE = "case"
    VILLAGE = "village"


class Level(StrEnum):
    """A hard guard blocks; a soft one may be overridden with a written reason."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Option:
    """One value a choice may take."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing an office records about a step; `kind` is a key of `forms.KINDS`."""

    name: str
    label: str
    kind: str
    help: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of file that proves a step."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when a recorded field has one of the values; `step` empty means this step."""

    step: str
    field: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """A named rule with its parameters, where it applies, and the law it rests on."""

    id: str
    use: str
    level: Level
    params: Mapping[str, object]
    basis: tuple[Citation, ...]
    who: str
    remedy: str
    document: str = ""
    when: tuple[Condition, ...] = ()
    override_by: tuple[str, ...] = ()


class ConsentRule(StrEnum):
    """How many villages must agree."""

    ALL = "all"
    AT_LEAST = "at_least"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Consent:
    """How the branches of a village step join into one answer."""

    field: str
    agree: str
    rule: ConsentRule
    number: int
    basis: tuple[Citation, ...]


class Reopens(StrEnum):
    """What a return reopens besides its target."""

    DEPENDENTS = "dependents"  # everything that rests on the target
    PATH = "path"  # only what lies between the target and the returning step


@dataclass(frozen=True, slots=True)
class ReturnPath:
    """Where a step may be sent back to, always with a reason."""

    to: str
    reopens: Reopens = Reopens.DEPENDENTS


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One mandated step."""

    id: str
    name: str
    phase: str
    scope: Scope
    actor: str
    after: tuple[str, ...]
    fields: tuple[Field, ...]
    evidence: tuple[EvidenceKind, ...]
    guards: tuple[Guard, ...]
    clocks: tuple[Clock, ...]
    returns: tuple[ReturnPath, ...]
    basis: tuple[Citation, ...]
    instruments: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    consent: Consent | None = None
    waivable: bool = False
    optional: bool = False
    recurring: bool = False
    approval: bool = True
    closes_when: Condition | None = None

    def __repr__(self) -> str:
        return f"Step({self.id})"

    def field(self, name: str) -> Field | None:
        """The field of that name, if the step has one."""
        return next((f for f in self.fields if f.name == name), None)

    @property
    def mandatory(self) -> bool:
        """Whether the case is not complete without it."""
        return not (self.optional or self.recurring)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stage of the procedure; `regency_state` is what the regency counts as while in it."""

    id: str
    name: str
    regency_state: str
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What the holder of a role may do, and for which actors."""

    id: str
    name: str
    acts_for: frozenset[str]
    approves_for: frozenset[str]
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Validity:
    """When what a case established is in force: from a step's date until a date it records."""

    step: str
    until_field: str


@dataclass(frozen=True)
class Procedure:
    """One immutable version of a process definition."""

    id: str
    version: str
    digest: str
    name: str
    prefix: str
    subject: str
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    parameters: Mapping[str, object]
    roles: Mapping[str, Role]
    record_rules: Mapping[str, Citation]
    villages_required: bool = False
    one_per_regency: bool = False
    validity: Validity | None = None
    opens_from: tuple[str, str] | None = None
    membership_reopens: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    regency: str = ""
    transitions: tuple[Transition, ...] = ()
    description: str = ""
    by_id: Mapping[str, Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {s.id: s for s in self.steps})

    def step(self, step_id: str) -> Step | None:
        """The step of that id, if any."""
        return self.by_id.get(step_id)

    @cached_property
    def dependents(self) -> Mapping[str, frozenset[str]]:
        """For each step, every step that rests on it, however indirectly."""
        direct: dict[str, set[str]] = {s.id: set() for s in self.steps}
        for step in self.steps:
            for before in step.after:
                direct[before].add(step.id)
        closure: dict[str, frozenset[str]] = {}

        def reach(step_id: str) -> frozenset[str]:
            if step_id not in closure:
                found = set(direct[step_id])
                for nearer in direct[step_id]:
                    found |= reach(nearer)
                closure[step_id] = frozenset(found)
            return closure[step_id]

        for step in self.steps:
            reach(step.id)
        return closure

    @cached_property
    def consent_steps(self) -> tuple[Step, ...]:
        """The village steps whose answers decide who is a member."""
        return tuple(s for s in self.steps if s.consent is not None)

    def applies(self, regency: str, on: date) -> bool:
        """Whether a case of the regency may be opened under this version on a date."""
        began = self.effective_from is None or self.effective_from <= on
        ended = self.effective_to is not None and self.effective_to <= on
        return began and not ended and self.regency in ("", regency)

    def crossing(self, step_id: str) -> Crossing:
        """How a case under way meets this step; without a rule, what is done stays done."""
        found = (t.rule for t in self.transitions if t.step == step_id)
        return next(found, Crossing.SWITCH_NEXT)

    def phase(self, phase_id: str) -> Phase:
        """The phase of that id; the loader has checked that it exists."""
        return next(p for p in self.phases if p.id == phase_id)
