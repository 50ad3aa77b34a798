"""The described answer to an act on a case: the case, and what the act invalidated."""

from __future__ import annotations

from datetime import date
from typing import Literal

from api.cases.models import CaseModel
from api.models import Model


class StepUndoneModel(Model):
    """A step that no longer stands as it did.

    `effect`: reopened (to be done again), corrected (done, with other facts than its documents
    were made of) or doubted (done, but what it rests on was corrected and no longer fits).
    """

    step: str
    name: str
    village: str | None
    village_name: str | None
    effect: Literal["reopened", "corrected", "doubted"]


class HolderModel(Model):
    """An office that was sent a document, and how far that went."""

    role: str
    area: str
    name: str
    state: str


class PaperUndoneModel(Model):
    """An issued document of such a step: void from now on, or valid until it is replaced."""

    id: str
    kind: str
    title: str
    number: str
    dated: date | None
    step: str
    village: str | None
    valid_until_replaced: bool
    holders: list[HolderModel]


class InvalidatedModel(Model):
    """Every step and every issued document that an act invalidates; empty for most acts."""

    steps: list[StepUndoneModel]
    documents: list[PaperUndoneModel]


class ActedModel(CaseModel):
    """The case as it is after an act, and what the act left no longer standing."""

    invalidated: InvalidatedModel
