"""Holidays as decrees list them, the working week of a region, and deadlines that moved."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime


class CalendarEditionRow(SQLModel, table=True):
    """What an area was told of a year: its days off, or (year 0) its working week.

    A later edition of the same area and year takes the place of an earlier one; none is changed.
    """

    __tablename__ = "calendar_edition"

    id: int | None = Field(default=None, primary_key=True)
    area: str
    year: int
    week: int = 0
    decree: str = ""
    recorded_by: str
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class CalendarDayRow(SQLModel, table=True):
    """A day off of an edition, with the decree that made it one."""

    __tablename__ = "calendar_day"

    edition: int = Field(primary_key=True, foreign_key="calendar_edition.id")
    day: date = Field(primary_key=True)
    name: str
    kind: str
    decree: str


class DeadlineMoveRow(SQLModel, table=True):
    """A due date that moved because the calendar did, and why."""

    __tablename__ = "deadline_move"

    id: int | None = Field(default=None, primary_key=True)
    case_id: str = Field(foreign_key="case.id", index=True)
    step: str
    village: str
    moved_from: date
    moved_to: date
    reason: str
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
