"""GET /cases/{id}/deadlines: each running deadline with its derivation, day by day."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.findings import Json, citation_json
from api.models import PROBLEMS, CitationModel, Model
from api.times import day
from engine.domain.calendar import Skipped
from engine.services import views
from engine.services.deadlines import Proof, moves, proofs
from engine.services.records import Move

router = APIRouter(prefix="/cases", tags=["perkara"], responses=PROBLEMS)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class SkippedModel(Model):
    """A day that was not counted; the decree is null for a day of the week without work."""

    date: str
    reason: str
    decree: str | None


class DeadlineModel(Model):
    """A deadline: its budget, what it is counted from, and what its end does."""

    step: str
    village: str | None
    clock: str
    label: str
    start: str
    budget: int
    extended: int
    unit: str
    legal: bool
    effect: str
    basis: list[CitationModel]
    date: str
    provisional: bool
    rolled_from: str | None
    skipped: list[SkippedModel]


class MoveModel(Model):
    """A due date that a change of the calendar moved, and the decree."""

    step: str
    village: str | None
    moved_from: str
    moved_to: str
    reason: str


class DeadlinesModel(Model):
    """The deadlines that run, and those a decree has moved."""

    items: list[DeadlineModel]
    moves: list[MoveModel]


@router.get(
    "/{case_id}/deadlines", summary="Tenggat dan cara menghitungnya", response_model=DeadlinesModel
)
def deadlines(ctx: Ctx, visitor: CurrentVisitor, case_id: str) -> Response:
    """Every running deadline with each day that was not counted; 404 outside the area."""
    view = views.get_case(ctx, visitor.actor, case_id)
    body = {
        "items": [_deadline(proof) for proof in proofs(view)],
        "moves": [_move(move) for move in moves(ctx, view)],
    }
    return JSONResponse(body)


def reason(skipped: Skipped) -> str:
    """Why a day was not counted."""
    return skipped.holiday.name if skipped.holiday else WEEKDAYS[skipped.day.weekday()]


def _deadline(proof: Proof) -> Json:
    found = proof.deadline
    return {
        "step": proof.step.id,
        "village": proof.village.code if proof.village else None,
        "clock": found.clock.id,
        "label": found.clock.label,
        "start": day(found.start),
        "budget": found.clock.value,
        "extended": found.more,
        "unit": found.clock.unit.value,
        "legal": found.clock.legal,
        "effect": found.clock.effect.value,
        "basis": [citation_json(c) for c in found.clock.basis],
        "date": day(found.day),
        "provisional": found.due.provisional,
        "rolled_from": day(found.due.rolled_from),
        "skipped": [
            {
                "date": day(s.day),
                "reason": reason(s),
                "decree": s.holiday.decree if s.holiday else None,
            }
            for s in proof.skipped
        ],
    }


def _move(move: Move) -> Json:
    return {
        "step": move.step,
        "village": move.village or None,
        "moved_from": day(move.moved_from),
        "moved_to": day(move.moved_to),
        "reason": move.reason,
    }
