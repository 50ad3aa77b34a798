"""Facilitation visits: who goes where, when and what for; and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from engine.domain.calendar import Calendar


class VisitState(StrEnum):
    """The life of a visit."""

    PLANNED = "direncanakan"
    DONE = "terlaksana"
    CANCELLED = "dibatalkan"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to a regency, mostly to clear one step of one case.

    `starts_on` and `ends_on` are days in the regency's zone, both included; `begins` is when
    the first meeting starts. `people` are accounts; `cost` is in whole rupiah.
    """

    id: str
    regency: str
    case_id: str
    step: str
    village: str
    kind: str
    purpose: str
    place: str
    starts_on: date
    ends_on: date
    begins: time
    people: tuple[str, ...]
    cost: int = 0
    agenda: tuple[str, ...] = ()
    state: VisitState = VisitState.PLANNED
    outcome: str = ""
    reason: str = ""
    version: int = 1

    def overlaps(self, other: Visit) -> bool:
        """Whether both fall on a common day."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a visit cannot be as planned; `blocks` is False for what is only worth knowing."""

    field: str
    message: str
    blocks: bool = True


def obstacles(
    visit: Visit, others: Iterable[Visit], calendar: Calendar, today: date
) -> tuple[Obstacle, ...]:
    """Everything against a planned visit: dates, people who are elsewhere, days off."""
    found = []
    if visit.ends_on < visit.starts_on:
        found.append(Obstacle("ends_on", "Kunjungan berakhir sebelum mulai."))
    if visit.starts_on < today:
        found.append(Obstacle("starts_on", "Tanggal kunjungan sudah lewat."))
    if not visit.people:
        found.append(Obstacle("people", "Sebutkan siapa yang berangkat."))
    for other in others:
        if other.id == visit.id or other.state is not VisitState.PLANNED:
            continue
        if not visit.overlaps(other):
            continue
        both = sorted(set(visit.people) & set(other.people))
        if both:
            where = f"kunjungan {other.id} pada {other.starts_on.isoformat()}"
            found.append(Obstacle("people", f"{', '.join(both)} bertugas pada {where}."))
        elif other.regency == visit.regency:
            message = f"Pada hari itu ada kunjungan lain ke kabupaten ini: {other.id}."
            found.append(Obstacle("starts_on", message, blocks=False))
    if not calendar.is_working_day(visit.starts_on):
        holiday = calendar.holidays.get(visit.starts_on)
        reason = holiday.name if holiday else "akhir pekan"
        message = f"Hari pertama bukan hari kerja: {reason}."
        found.append(Obstacle("starts_on", message, blocks=False))
    return tuple(found)
