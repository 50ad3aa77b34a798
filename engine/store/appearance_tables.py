"""How a region's documents look, and where its villages lie."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime


class AppearanceRow(SQLModel, table=True):
    """One version of a region's layout or emblem: which file, put there by whom and when."""

    __tablename__ = "appearance"

    area: str = Field(primary_key=True)
    part: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    sha256: str
    person: str
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class BoundaryRow(SQLModel, table=True):
    """The outline of a village: polygons of rings of [longitude, latitude]."""

    __tablename__ = "boundary"

    code: str = Field(primary_key=True)
    regency: str = Field(index=True)
    shape: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    source: str
