"""The described answers about regencies."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.models import Model, RegionModel


class RegencyCaseModel(Model):
    """A case of a regency, in one line."""

    id: str
    title: str
    procedure: str
    phase: str
    status: str
    demonstration: bool


class RegencyModel(Model):
    """A regency: one state, since when, what blocks it, what comes next."""

    code: str
    name: str
    province: RegionModel
    state: str
    since: date | None
    blocked_by: list[str]
    next: str | None
    headline: dict[str, Any] | None
    leading: str | None
    bumdesma: str | None
    cases: list[RegencyCaseModel]
