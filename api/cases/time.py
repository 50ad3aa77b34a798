"""Whose days a case took: the ledger as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.findings import Json
from api.models import PROBLEMS, Model
from engine.domain.time_ledger import Span
from engine.reference.holders import names
from engine.services.time_ledger import CaseTime, RegencyTime, case_time, regency_time

router = APIRouter(tags=["waktu"], responses=PROBLEMS)


class HolderDaysModel(Model):
    """Days of one holder."""

    holder: str
    name: str
    days: int


class PhaseDaysModel(Model):
    """Days of one phase of a procedure, by holder."""

    procedure: str
    phase: str
    days: int
    by_holder: list[HolderDaysModel]


class SpanModel(Model):
    """Days in a row that were held alike; `also` names the holders of other open steps."""

    first: str
    last: str
    days: int
    holder: str
    phase: str
    step: str | None
    village: str | None
    also: list[str]


class DisputeModel(Model):
    """Days somebody disputes, and why."""

    first: str
    last: str
    reason: str
    by: str
    seq: int


class CaseTimeModel(Model):
    """Every elapsed day of a case, given to one holder."""

    case: str
    opened_on: str
    until: str
    elapsed: int
    provisional: bool
    by_holder: list[HolderDaysModel]
    by_phase: list[PhaseDaysModel]
    spans: list[SpanModel]
    disputes: list[DisputeModel]


class RegencyTimeModel(Model):
    """The sums over a regency's cases."""

    regency: str
    cases: list[str]
    elapsed: int
    by_holder: list[HolderDaysModel]
    by_phase: list[PhaseDaysModel]


@router.get("/cases/{case_id}/time", summary="Waktu perkara", response_model=CaseTimeModel)
def get_case_time(ctx: Ctx, visitor: CurrentVisitor, case_id: str) -> Response:
    """Every elapsed day of the case with who held it; the days add up to those elapsed."""
    return JSONResponse(time_json(case_time(ctx, visitor.actor, case_id)))


@router.get("/regencies/{code}/time", summary="Waktu kabupaten", response_model=RegencyTimeModel)
def get_regency_time(ctx: Ctx, visitor: CurrentVisitor, code: str) -> Response:
    """Days per holder and phase over all cases of the regency."""
    return JSONResponse(regency_time_json(regency_time(ctx, visitor.actor, code)))


def time_json(time: CaseTime) -> Json:
    """A case's ledger."""
    ledger = time.ledger
    return {
        "case": time.case.id,
        "opened_on": ledger.opened_on.isoformat(),
        "until": ledger.until.isoformat(),
        "elapsed": ledger.elapsed,
        "provisional": time.provisional,
        "by_holder": holder_days(ledger.by_holder),
        "by_phase": [
            _phase(time.case.procedure_id, phase, days) for phase, days in ledger.by_phase.items()
        ],
        "spans": [_span(span) for span in ledger.spans],
        "disputes": [
            {
                "first": d.first.isoformat(),
                "last": d.last.isoformat(),
                "reason": d.reason,
                "by": d.by,
                "seq": d.seq,
            }
            for d in time.disputes
        ],
    }


def regency_time_json(time: RegencyTime) -> Json:
    """A regency's sums."""
    return {
        "regency": time.regency,
        "cases": [each.case.id for each in time.cases],
        "elapsed": time.elapsed,
        "by_holder": holder_days(time.by_holder),
        "by_phase": [_phase(*key, days) for key, days in time.by_phase.items()],
    }


def holder_days(days: Mapping[str, int]) -> list[Json]:
    """Days per holder in the order holders are shown; those without a day are left out."""
    return [
        {"holder": holder, "name": name, "days": days[holder]}
        for holder, name in names().items()
        if days.get(holder)
    ]


def _phase(procedure: str, phase: str, days: Mapping[str, int]) -> Json:
    return {
        "procedure": procedure,
        "phase": phase,
        "days": sum(days.values()),
        "by_holder": holder_days(days),
    }


def _span(span: Span) -> Json:
    held = span.held
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "days": span.days,
        "holder": held.holder,
        "phase": held.phase,
        "step": held.step or None,
        "village": held.village or None,
        "also": list(held.also),
    }
