"""The scenario as one sequence of dated moves, each at the moment it is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from api.demo.plan import CaseFile, MoveFile, Scenario, Usual
from api.demo.words import words_of
from engine.reference import regions

OPEN = "open"
_APART = timedelta(minutes=1)


@dataclass(frozen=True)
class Move:
    """One thing somebody does: everything filled in, at one moment.

    `turn` counts the letters signed before at the same place: which letter of that place this
    move is about, also when the scenario is played again.
    """

    case: str
    number: int
    moment: datetime
    do: str
    on: date
    by: str
    step: str = ""
    kind: str = ""
    village: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reason: str = ""
    to: str = ""
    turn: int = 0

    @property
    def place(self) -> tuple[str, str, str]:
        """Where a letter belongs: its kind, step and village."""
        return (self.kind, self.step, self.village)

    @property
    def key(self) -> str:
        """What makes repeating this very move harmless."""
        return f"peragaan:{self.case}:{self.number}"


def agenda(plan: Scenario) -> tuple[Move, ...]:
    """Every move of every case in the order of recording; within a moment, as written."""
    moves = [move for case in plan.cases for move in _in_turn(_moves(plan, case))]
    return tuple(sorted(moves, key=lambda move: move.moment))


def end(plan: Scenario) -> datetime:
    """The moment at which the demonstration ends."""
    zone = ZoneInfo(regions.zone(plan.cases[0].regency))
    return plan.timing.until.replace(tzinfo=zone).astimezone(UTC)


def _in_turn(moves: Iterator[Move]) -> Iterator[Move]:
    signed: Counter[tuple[str, str, str]] = Counter()
    for move in moves:
        yield replace(move, turn=signed[move.place])
        signed[move.place] += move.do == "sign"


def _moves(plan: Scenario, case: CaseFile) -> Iterator[Move]:
    opening = case.open
    yield Move(
        case=case.key,
        number=0,
        moment=_moment(plan, case, opening.on, OPEN),
        do=OPEN,
        on=opening.on,
        by=opening.by,
        reason=opening.reason,
    )
    number = 0
    for written in case.move:
        for index, village in enumerate(written.villages):
            number += 1
            yield _move(plan, case, written, village, number, index)
        if written.approve is None:
            continue
        approval = MoveFile(
            do="approve", step=written.step, on=written.approve.on, by=written.approve.by
        )
        for index, village in enumerate(written.villages):
            number += 1
            yield _move(plan, case, approval, village, number, index)


def _move(
    plan: Scenario, case: CaseFile, written: MoveFile, village: str, number: int, index: int
) -> Move:
    with_usual = written.usual or written.do == "submit"
    usual = plan.usual.get((case.procedure, written.step), Usual()) if with_usual else Usual()
    words = words_of(case, written.on).at(village)
    recorded = written.recorded or written.on + timedelta(days=written.late)
    evidence = usual.evidence if written.evidence is None else written.evidence
    return Move(
        case=case.key,
        number=number,
        moment=_moment(plan, case, recorded, written.do, written.at) + index * _APART,
        do=written.do,
        on=written.on,
        by=written.by,
        step=written.step,
        kind=written.kind,
        village=village,
        data=words.value({**usual.data, **written.data}),
        evidence=evidence,
        missing=written.missing,
        reason=words.text(written.reason),
        to=written.to,
    )


def _moment(plan: Scenario, case: CaseFile, day: date, do: str, at: str = "") -> datetime:
    hour, minute = (at or plan.timing.hours[do]).split(".")
    zone = ZoneInfo(regions.zone(case.regency))
    return datetime.combine(day, time(int(hour), int(minute)), zone).astimezone(UTC)
