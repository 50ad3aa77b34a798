"""The described answers about documents, and what an office may ask to do with one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from api.cases.models import Body, Code, DocumentRefModel, Text
from api.models import Model

DocumentAction = Literal["acknowledge", "return", "sign", "draft"]


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


class DocumentModel(DocumentRefModel):
    """A document on record; `sha256` is of its PDF, `code` verifies it in public."""

    case: str
    regency: str
    step: str
    village: str | None
    signatory: str | None
    signed_by: str | None
    sha256: str | None
    code: str
    template_version: str
    reason: str | None
    demonstration: bool
    version: int
    created_at: datetime
    updated_at: datetime
    deliveries: list[DeliveryModel]


class DocumentActionBody(Body):
    """What is done with a document: `return` needs a reason, `sign` the date it bears.

    `draft` writes a draft anew from what is on record now.
    """

    action: DocumentAction
    reason: Text = ""
    dated: date | None = None


class DraftBody(Body):
    """What to draft for a step: a kind of the catalogue, and a village where the step has one."""

    kind: Code
    step: Code
    village: Code | None = None
