"""Every running deadline of a case with its proof: what was counted, what was not, what moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.domain.calendar import Skipped
from engine.domain.clocks import Deadline, deadlines, derivation
from engine.domain.facts import Place
from engine.domain.procedure import Step
from engine.domain.standing import Standing
from engine.services.context import Context
from engine.services.views import CaseView, StepView
from engine.store import calendars
from engine.store.calendars import Move

_RUNNING = (Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Proof:
    """A deadline of a step or branch, and every day it did not count."""

    step: Step
    village: Place | None
    deadline: Deadline
    skipped: tuple[Skipped, ...]


def proofs(view: CaseView) -> tuple[Proof, ...]:
    """The running deadlines of a case, the earliest first."""
    found = [proof for each in _branches(view) for proof in proofs_of(view, each)]
    return tuple(sorted(found, key=lambda p: (p.deadline.day, p.step.id)))


def proofs_of(view: CaseView, found: StepView) -> tuple[Proof, ...]:
    """The running deadlines of one step or branch."""
    if found.state not in _RUNNING and not found.step.recurring:
        return ()
    village = found.village.code if found.village else ""
    running = deadlines(view.procedure, view.state, found.step, village, view.calendar)
    return tuple(
        Proof(
            found.step,
            found.village,
            deadline,
            derivation(deadline, view.calendar, view.state.suspensions),
        )
        for deadline in running
    )


def moves(ctx: Context, view: CaseView) -> list[Move]:
    """The due dates of a case that a change of the calendar moved, oldest first."""
    with ctx.database.read() as connection:
        return calendars.moves_of(connection, view.id)


def _branches(view: CaseView) -> Iterator[StepView]:
    for step in view.steps:
        yield from step.branches or (step,)
