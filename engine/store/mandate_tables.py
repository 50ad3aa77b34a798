"""Who holds which office, and which office signs for which."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime


class TermRow(SQLModel, table=True):
    """An official's term in an office; only its end is ever written later."""

    __tablename__ = "official_term"
    __table_args__ = (Index("ix_official_term_post", "area", "role"),)

    id: str = Field(primary_key=True)
    role: str
    area: str
    holding: str
    name: str
    front: str = ""
    back: str = ""
    rank: str = ""
    nip: str = ""
    starts_on: date
    ends_on: date | None = None
    basis_name: str
    basis_number: str
    basis_dated: date
    scope: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    recorded_by: str
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    ended_by: str = ""
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    end_reason: str = ""


class DelegationRow(SQLModel, table=True):
    """One office signing for another, a.n. or u.b.; only its end is ever written later."""

    __tablename__ = "office_delegation"
    __table_args__ = (Index("ix_office_delegation_giver", "giver_area", "giver_role"),)

    id: str = Field(primary_key=True)
    mode: str
    giver_role: str
    giver_area: str
    through_role: str = ""
    through_area: str = ""
    taker_role: str
    taker_area: str
    starts_on: date
    ends_on: date | None = None
    basis_name: str
    basis_number: str
    basis_dated: date
    scope: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    recorded_by: str
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    ended_by: str = ""
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    end_reason: str = ""
