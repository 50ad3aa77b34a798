"""Shapes that every resource shares, for the OpenAPI document.

The models describe what the pure functions in the ``schemas`` modules build; tests hold the
two together, so that answers need not be validated a second time at run time.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A described answer: nothing beyond what is named here."""

    model_config = ConfigDict(extra="forbid")


T = TypeVar("T")


class ItemsModel(Model, Generic[T]):
    """A list; `next` is the cursor of the next page, null on the last."""

    items: list[T]
    next: str | None


class CitationModel(Model):
    """Where a rule stands, in our words, and how sure that is."""

    source: str
    article: str
    label: str
    requires: str
    certainty: str
    until: date | None


class FindingModel(Model):
    """One reason why something cannot be done."""

    kind: str
    guard: str
    step: str
    village: str
    field: str
    message: str
    basis: list[CitationModel]
    who: str
    remedy: str
    document: str


class FieldErrorModel(Model):
    """What is wrong with one field."""

    field: str
    message: str


class ProblemModel(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    findings: list[FindingModel]
    errors: list[FieldErrorModel] = []
    seen_version: int | None = None
    current_version: int | None = None


class RegionModel(Model):
    """A region's code and name."""

    code: str
    name: str


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documented errors of a route."""
    return {status: {"model": ProblemModel, "description": _WHAT[status]} for status in statuses}


_WHAT = {
    401: "Kunci tidak ada atau tidak dikenal.",
    403: "Peran pemanggil tidak mengizinkannya.",
    404: "Tidak ada di wilayah pemanggil.",
    409: "Ditolak prosedur; `findings` menjelaskan mengapa.",
    412: "Versi yang disebut sudah usang.",
    413: "Berkas terlalu besar.",
    415: "Isi berkas tidak diterima.",
    422: "Isian tidak sah; `errors` menyebut setiap isian.",
    428: "If-Match belum disertakan.",
    503: "Bagian yang diperlukan belum siap.",
}
PROBLEMS = problem_responses(401, 403, 404, 422)
ACTION_PROBLEMS = problem_responses(409, 412, 428)
