"""Visits, and the secret addresses of calendars that people subscribe to."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime


class VisitRow(SQLModel, table=True):
    """A planned, done or cancelled visit."""

    __tablename__ = "visit"

    id: str = Field(primary_key=True)
    regency: str = Field(index=True)
    case_id: str
    step: str
    village: str
    kind: str
    purpose: str
    place: str
    starts_on: date = Field(index=True)
    ends_on: date = Field(index=True)
    begins: time
    people: list[str] = Field(sa_column=Column(JSON, nullable=False))
    agenda: list[str] = Field(sa_column=Column(JSON, nullable=False))
    cost: int
    state: str
    outcome: str
    reason: str
    version: int
    created_by: str
    updated_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class FeedRow(SQLModel, table=True):
    """A calendar to subscribe to, by the hash of its secret: of a person or of a region."""

    __tablename__ = "calendar_feed"

    token_hash: str = Field(primary_key=True)
    username: str = Field(index=True)
    area: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
