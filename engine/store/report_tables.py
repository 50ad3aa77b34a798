"""Monthly reports that were made: their files by content hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime


class ReportRow(SQLModel, table=True):
    """The report of an area and month, made once; `totals` are its key figures for lists."""

    __tablename__ = "monthly_report"

    area: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    pdf: str
    xlsx: str
    json_file: str
    totals: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    demonstration: bool = False
    made_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
