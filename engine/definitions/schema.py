"""The exact shape of the TOML files. Unknown keys are errors; numbers may name a parameter."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from engine.domain.budget import Unit
from engine.domain.crossing import Crossing
from engine.domain.law import Certainty
from engine.domain.procedure import ConsentRule, Level, Reopens, Scope

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Parameter = Annotated[str, StringConstraints(pattern=r"^\$[a-z][a-z0-9_]*$")]
Scalar = bool | int | str | date
Kind = Literal[
    "text", "longtext", "number", "money", "date", "choice", "choices", "yes_no",
    "villages", "rows", "village_rows",
]  # fmt: skip


class _Table(BaseModel):
    """Strict about keys; enums and dates come as TOML gives them."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ArticleFile(_Table):
    """One article of a legal source."""

    ref: Text
    requires: Text
    certainty: Certainty


class LawFile(_Table):
    """One legal source: ``engine/law/<id>.toml``."""

    id: Id
    kind: Text
    short: Text
    citation: Text
    rank: int
    year: int
    certainty: Certainty
    effective_from: date | None = None
    effective_to: date | None = None
    note: str = ""
    article: tuple[ArticleFile, ...] = ()


class ParameterFile(_Table):
    """A number or word an office may set; every use names it as ``$name``."""

    value: Scalar | tuple[str, ...]
    label: Text
    certainty: Certainty
    basis: tuple[Text, ...] = ()


class PhaseFile(_Table):
    """A stage of the procedure."""

    id: Id
    name: Text
    regency_state: Id
    basis: tuple[Text, ...] = ()


class FieldFile(_Table):
    """A field of a step's form. For `rows`, `options` are the columns."""

    name: Name
    label: Text
    kind: Kind
    help: str = ""
    options: tuple[tuple[Text, Text], ...] = ()


class EvidenceFile(_Table):
    """A kind of file that proves the step."""

    id: Id
    label: Text


class ConditionFile(_Table):
    """Where a guard applies: a recorded field has one of the values."""

    step: Id | Literal[""] = ""
    field: Name
    values: tuple[Scalar, ...]


class GuardFile(_Table):
    """A rule of the vocabulary (`engine.domain.guards`) with its parameters in `given`."""

    id: Id
    use: Name
    level: Level
    given: dict[str, Scalar | tuple[Scalar, ...] | dict[str, Scalar]] = {}
    basis: tuple[Text, ...]
    who: Id
    remedy: Text
    document: str = ""
    when: tuple[ConditionFile, ...] = ()
    override_by: tuple[Id, ...] = ()


class ClockFile(_Table):
    """A budget of time; see `engine.domain.procedure.Clock`."""

    id: Id
    label: Text
    anchor: Id
    value: int | Parameter
    unit: Unit
    legal: bool
    basis: tuple[Text, ...] = ()
    anchor_field: Name | Literal[""] = ""
    year_end: bool = False
    anchor_counted: bool = False
    rolls: bool = False
    return_to: Id | Literal[""] = ""


class ConsentFile(_Table):
    """How the villages' answers join."""

    field: Name
    agree: Text
    rule: ConsentRule
    number: int | Parameter = 0
    basis: tuple[Text, ...] = ()


class ReturnFile(_Table):
    """A way back."""

    to: Id
    reopens: Reopens = Reopens.DEPENDENTS


class StepFile(_Table):
    """One step."""

    id: Id
    name: Text
    phase: Id
    scope: Scope = Scope.CASE
    actor: Id
    after: tuple[Id, ...] = ()
    basis: tuple[Text, ...]
    instruments: tuple[Text, ...] = ()
    documents: tuple[Id, ...] = ()
    waivable: bool = False
    optional: bool = False
    recurring: bool = False
    approval: bool = True
    fields: tuple[FieldFile, ...] = ()
    evidence: tuple[EvidenceFile, ...] = ()
    guards: tuple[GuardFile, ...] = ()
    clocks: tuple[ClockFile, ...] = ()
    returns: tuple[ReturnFile, ...] = ()
    consent: ConsentFile | None = None
    closes_when: ConditionFile | None = None


class TransitionFile(_Table):
    """How cases under way meet a step that this version changes."""

    step: Id
    rule: Crossing
    basis: tuple[Text, ...]


class ValidityFile(_Table):
    """When what the case established is in force."""

    step: Id
    until_field: Name


class OpensFromFile(_Table):
    """The step of another procedure after which a case of this one may be opened."""

    procedure: Id
    step: Id


class ProcedureFile(_Table):
    """One version of a procedure: ``engine/procedures/<id>/<version>.toml``."""

    id: Id
    version: Text
    name: Text
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,6}$")]
    subject: Text
    description: str = ""
    effective_from: date
    effective_to: date | None = None
    villages_required: bool = False
    one_per_regency: bool = False
    membership_reopens: tuple[Id, ...] = ()
    validity: ValidityFile | None = None
    opens_from: OpensFromFile | None = None
    parameters: dict[Name, ParameterFile] = {}
    regency: Annotated[str, StringConstraints(pattern=r"^(\d\d\.\d\d)?$")] = ""
    extends: str = ""
    transition: tuple[TransitionFile, ...] = ()
    phase: tuple[PhaseFile, ...]
    step: tuple[StepFile, ...]


class RoleFile(_Table):
    """A role: the actors it records acts for, and approves for, and what else it may do."""

    id: Id
    name: Text
    acts_for: tuple[Id, ...] = ()
    approves_for: tuple[Id, ...] = ()
    may: tuple[Id, ...] = ()


class RolesFile(_Table):
    """``engine/procedures/roles.toml``."""

    role: tuple[RoleFile, ...]
    record_rules: dict[Name, Text]
