"""Visits, proposed trips and reports, as JSON."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.cases.models import EvidenceBody
from api.models import Model
from engine.domain.planner import Trip
from engine.domain.visits import Obstacle, Visit
from engine.reference import regions
from engine.services.visits import Report, VisitRequest

Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=10_000)]


class VisitBody(BaseModel):
    """A visit as somebody plans it; times are of the regency's zone."""

    model_config = ConfigDict(extra="forbid")

    regency: Short
    kind: Short = "audiensi"
    purpose: Long
    place: Short
    starts_on: date
    ends_on: date
    begins: time
    people: Annotated[list[Short], Field(max_length=50)]
    case_id: Short = ""
    step: Short = ""
    village: Short = ""
    cost: Annotated[int, Field(ge=0, le=10**12)] = 0
    agenda: Annotated[list[Short], Field(max_length=50)] = []

    def request(self) -> VisitRequest:
        """What the service is asked."""
        values = self.model_dump()
        return VisitRequest(
            **values | {"people": tuple(self.people), "agenda": tuple(self.agenda)}
        )


class ReportBody(BaseModel):
    """What came of a visit; data and files go into the draft of its step."""

    model_config = ConfigDict(extra="forbid")

    outcome: Long
    data: dict[str, object] = {}
    evidence: Annotated[list[EvidenceBody], Field(max_length=50)] = []

    def report(self) -> Report:
        """What the service is told."""
        return Report(self.outcome, self.data, tuple(e.ref() for e in self.evidence))


class CancelBody(BaseModel):
    """Why a visit is called off."""

    model_config = ConfigDict(extra="forbid")

    reason: Long


class VisitModel(Model):
    """A visit; `remarks` is worth knowing and forbids nothing."""

    id: str
    regency: dict[str, str]
    case_id: str
    step: str
    village: str
    kind: str
    purpose: str
    place: str
    starts_on: date
    ends_on: date
    begins: time
    zone: str
    people: list[str]
    agenda: list[str]
    cost: int
    state: str
    outcome: str
    reason: str
    version: int
    remarks: list[str]


class StopModel(Model):
    """One day in one regency, and why."""

    day: date
    regency: dict[str, str]
    case_id: str
    step: str
    village: str
    points: int
    reasons: list[str]


class TripModel(Model):
    """Consecutive days of one team."""

    people: list[str]
    cost: int
    stops: list[StopModel]


class FeedModel(Model):
    """The address of a calendar; it is shown once."""

    url: str


def visit_json(visit: Visit, remarks: tuple[Obstacle, ...] = ()) -> dict[str, object]:
    """A visit as JSON."""
    named = {name: getattr(visit, name) for name in Visit.__slots__}
    return named | {
        "regency": _region(visit.regency),
        "starts_on": visit.starts_on.isoformat(),
        "ends_on": visit.ends_on.isoformat(),
        "begins": visit.begins.strftime("%H:%M"),
        "zone": regions.zone_short(visit.regency),
        "people": list(visit.people),
        "agenda": list(visit.agenda),
        "state": visit.state.value,
        "remarks": [r.message for r in remarks],
    }


def trip_json(trip: Trip) -> dict[str, object]:
    """A proposed trip as JSON."""
    return {
        "people": list(trip.people),
        "cost": trip.cost,
        "stops": [
            {
                "day": stop.day.isoformat(),
                "regency": _region(stop.need.regency),
                "case_id": stop.need.step.case_id,
                "step": stop.need.step.step,
                "village": stop.need.step.village,
                "points": stop.need.points,
                "reasons": list(stop.need.reasons),
            }
            for stop in trip.stops
        ],
    }


def _region(code: str) -> dict[str, str]:
    return {"code": code, "name": regions.name(code)}
