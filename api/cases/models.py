"""The described answers about cases, and the bodies that open a case or act on it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.models import CitationModel, FindingModel, Model, RegionModel
from engine.services.cases import EvidenceRef

Code = Annotated[str, Field(max_length=60)]
Text = Annotated[str, Field(max_length=10_000)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ProcedureRefModel(Model):
    """The exact version of a procedure that a case follows."""

    id: str
    version: str
    digest: str


class VillageModel(RegionModel):
    """A village of the case: its district, and its consent: belum, setuju, tidak_setuju."""

    district: str
    consent: str


class EvidenceModel(Model):
    """A file by content hash; without one, a paper known to be lost."""

    kind: str
    sha256: str | None
    name: str
    media_type: str
    size: int


class StepEvidenceModel(EvidenceModel):
    """Evidence of a step."""

    missing: bool


class DocumentRefModel(Model):
    """A document as its case names it."""

    id: str
    kind: str
    title: str
    state: str
    number: str | None
    dated: date | None


class StandingModel(Model):
    """Where a step or a village's branch of it stands."""

    id: str
    name: str
    phase: str
    scope: str
    state: str
    actor: str
    opened_on: date | None
    due_on: date | None
    due_legal: bool
    due_provisional: bool
    due_label: str | None
    done_on: date | None
    historical: bool
    evidence_missing: bool
    waiting_for: list[str]
    evidence: list[StepEvidenceModel]
    documents: list[DocumentRefModel]
    data: dict[str, Any]
    reason: str | None


class BranchModel(StandingModel):
    """One village's branch of a step."""

    village: str
    village_name: str


class StepModel(StandingModel):
    """A step; one that happens in each village carries its branches."""

    basis: list[CitationModel]
    branches: list[BranchModel] | None = None


class HeadModel(Model):
    """What a list and a single case have in common."""

    id: str
    number: str
    title: str
    procedure: ProcedureRefModel
    regency: RegionModel
    phase: str
    phase_name: str
    phase_since: date | None
    regency_state: str
    status: str
    opened_on: date | None
    version: int
    updated_at: datetime
    next_expected_change_at: datetime | None
    demonstration: bool
    parent: str | None


class CaseSummaryModel(HeadModel):
    """A case as lists show it; `current` is the step that holds it now."""

    villages: list[RegionModel]
    current: dict[str, Any] | None


class CaseModel(HeadModel):
    """A whole case."""

    villages: list[VillageModel]
    complete: bool
    steps: list[StepModel]


class BlockerModel(Model):
    """An open or waiting step with everything still unmet."""

    step: str
    name: str
    village: str | None
    village_name: str | None
    state: str
    actor: str
    who: str
    ready: bool
    waiting_for: list[str]
    due_on: date | None
    due_legal: bool
    due_provisional: bool
    earliest_completion: date | None
    findings: list[FindingModel]


class LegModel(Model):
    """One step of the way that is left."""

    step: str
    name: str
    village: str | None
    start: date
    finish: date


class ScheduleModel(Model):
    """When a case can be finished, and the steps that decide it."""

    earliest: date
    expected: date
    provisional: bool
    path: list[LegModel]


class BlockersModel(Model):
    """What holds a case, step by step, and the way that is left."""

    items: list[BlockerModel]
    next: str | None
    schedule: ScheduleModel


class KeyModel(Model):
    """A step, or a village's branch of it."""

    step: str
    village: str | None


class EventModel(Model):
    """One entry of the log, sealed."""

    case: str
    seq: int
    type: str
    step: str | None
    village: str | None
    occurred_on: date
    recorded_at: datetime
    actor: str
    role: str
    act_of: str | None
    principal: str | None
    reason: str | None
    to: KeyModel | None
    reopens: list[KeyModel]
    overridden: list[str]
    happened_on: date | None
    consequences: list[dict[str, str]]
    data: dict[str, Any]
    evidence: list[EvidenceModel]
    basis: list[str]
    previous_hash: str
    hash: str


class Body(BaseModel):
    """A request body: an unknown key is an error, not a silent loss."""

    model_config = ConfigDict(extra="forbid")


class OpenBody(Body):
    """A request to open a case. `procedure` is an id, or ``id@version``."""

    procedure: Code
    regency: Code
    title: Annotated[str, Field(max_length=300)]
    occurred_on: date
    villages: Annotated[list[Code], Field(max_length=500)] = []
    parent: Code | None = None
    reason: Text = ""


class EvidenceBody(Body):
    """A stored file offered as evidence; `sha256` null says that the paper is lost."""

    kind: Code
    sha256: Sha256 | None = None
    name: Annotated[str, Field(max_length=150)] = ""

    def ref(self) -> EvidenceRef:
        """As the service takes it."""
        return EvidenceRef(self.kind, self.sha256, self.name)


class ActBody(Body):
    """A request to act on a case; step actions name a step, and a village where it has one."""

    action: Code
    step: Code = ""
    village: Code | None = None
    occurred_on: date
    evidence: Annotated[list[EvidenceBody], Field(max_length=200)] = []
    reason: Text | None = None
    to: Code | None = None
    new_date: date | None = None
    data: dict[str, Any] = {}
