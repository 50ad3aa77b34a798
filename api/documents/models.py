"""The described answers about documents, and what an office may ask to do with one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from api.cases.models import Body, Code, DocumentRefModel, Text
from api.models import Model

DocumentAction = Literal[
    "draft",
    "submit",
    "paraf",
    "return",
    "number",
    "sign",
    "record_number",
    "insert",
    "approve_insertion",
    "ralat",
    "void",
    "send",
    "acknowledge",
]


class DeliveryModel(Model):
    """Where a document was sent, and what became of it."""

    id: str
    role: str
    area: str
    state: str
    sent_at: datetime | None
    opened_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    notice: str | None
    bounced_at: datetime | None
    bounce_reason: str | None


class ParafModel(Model):
    """One office of the chain that initials a document; `by` is empty until it has."""

    role: str
    area: str
    by: list[str]
    at: datetime | None
    note: str | None


class NumberModel(Model):
    """A number the document holds or held; `source` names another register that gave it."""

    number: str
    state: Literal["requested", "reserved", "final", "void"]
    dated: date | None
    reason: str | None
    source: str | None
    url: str | None


class HistoryModel(Model):
    """One event of the case's chain about the document."""

    seq: int
    state: str
    occurred_on: date
    recorded_at: datetime
    actor: str
    role: str | None
    reason: str | None
    data: dict[str, Any]
    hash: str


class DifferenceModel(Model):
    """A field that the document says otherwise than the one it replaces."""

    field: str
    before: str
    after: str


class BlankModel(Model):
    """A fact that a draft lacks, and the step that yields it."""

    label: str
    step: str
    step_name: str


class DocumentModel(DocumentRefModel):
    """A document on record; `sha256` is of its original PDF, `code` verifies it in public.

    `blanks` are what a draft shows as dots; a document in force has none.
    """

    case: str
    regency: str
    step: str
    village: str | None
    signatory: str | None
    signed_by: str | None
    sha256: str | None
    signed_sha256: str | None
    signature: str | None
    signed_at: datetime | None
    signatures: list[dict[str, Any]]
    code: str
    template_version: str
    reason: str | None
    demonstration: bool
    version: int
    created_at: datetime
    updated_at: datetime
    deliveries: list[DeliveryModel]
    supersedes: str | None
    superseded_by: str | None
    paraf: list[ParafModel]
    blanks: list[BlankModel]


class DocumentDetailModel(DocumentModel):
    """A document with its numbers, its history in the case's chain, and what may be done now.

    `differences` are held against the document it replaces, or is to replace.
    """

    numbers: list[NumberModel]
    history: list[HistoryModel]
    differences: list[DifferenceModel]
    actions: list[DocumentAction]


class DocumentActionBody(Body):
    """What is done with a document.

    `dated` is the date it bears (`number`, `sign`, `record_number`, `insert`); `return`, `ralat`,
    `void` and `insert` need a `reason`, `paraf` may have one as its note. `data` holds `number`
    and `url` for `record_number`, and `by` (how it was brought) for `send`. `draft` writes a
    draft anew from what is on record now, `ralat` drafts the successor of an issued document.
    """

    action: DocumentAction
    reason: Text = ""
    dated: date | None = None
    data: dict[str, Text] = Field(default_factory=dict, max_length=10)


class DraftBody(Body):
    """What to draft for a step: a kind of the catalogue, and a village where the step has one."""

    kind: Code
    step: Code
    village: Code | None = None
