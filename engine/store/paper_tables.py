"""Documents, their numbers, their deliveries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime


class DocumentRow(SQLModel, table=True):
    """A letter or legal draft: its facts, its state, its current file."""

    __tablename__ = "document"
    __table_args__ = (Index("ix_document_place", "case_id", "kind", "step", "village"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case.id")
    regency: str = Field(index=True)
    kind: str
    title: str
    step: str
    village: str
    state: str
    number: str = ""
    dated: date | None = None
    signatory: str = ""
    file_sha256: str = Field(default="", index=True)
    letter: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    template_version: str = ""
    code: str = Field(unique=True)
    based_on_seq: int
    reason: str = ""
    demonstration: bool = False
    version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    updated_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    signed_by: str = ""
    prepared_by: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    paraf: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    supersedes: str = ""
    superseded_by: str = ""
    signed_sha256: str = Field(default="", index=True)
    signature_kind: str = ""
    signed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    signatures: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]")
    )


class NumberRow(SQLModel, table=True):
    """A number in an office's book: asked for, reserved, final or void with a reason.

    A void number keeps its row, so it is never given again. `serial` is empty for a number that
    another register gave; `suffix` tells an insertion from the number it hangs on.
    """

    __tablename__ = "register_number"
    __table_args__ = (
        UniqueConstraint("unit", "series", "year", "month", "serial", "suffix"),
        UniqueConstraint("unit", "book", "year", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    book: str
    unit: str
    series: str
    year: int
    month: int = 0
    serial: int | None = None
    suffix: str = ""
    number: str
    document_id: str = Field(index=True)
    dated: date | None = None
    state: str
    reason: str = ""
    source: str = ""
    url: str = ""
    taken_by: str
    approved_by: str = ""
    reserved_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class SeriesRow(SQLModel, table=True):
    """How an office numbers: all its series, or one; what is empty stays as usual."""

    __tablename__ = "register_series"

    role: str = Field(primary_key=True)
    area: str = Field(primary_key=True)
    series: str = Field(primary_key=True)
    pattern: str = ""
    monthly: bool = False
    insertion: str = ""
    elsewhere: str = ""
    paraf_required: bool = False


class DeliveryRow(SQLModel, table=True):
    """One document to one office: sent, opened, acknowledged."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("document_id", "role", "area"),)

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", index=True)
    role: str
    area: str = Field(index=True)
    address: str = ""
    state: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    sent_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    opened_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    acknowledged_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    acknowledged_by: str = ""
    notice: str = ""
    told_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    bounced_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    bounce_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})


class MailRow(SQLModel, table=True):
    """A message that left, by the name in its Message-ID: what a returned mail is matched to."""

    __tablename__ = "mail"

    id: str = Field(primary_key=True)
    delivery_id: str
    area: str
    address: str
    subject: str
    first_sent_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    bounced_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime(), index=True))
    reason: str = ""


class OfficeRow(SQLModel, table=True):
    """An office: how its head is called, where its mail goes, how its numbers look."""

    __tablename__ = "office"

    role: str = Field(primary_key=True)
    area: str = Field(primary_key=True)
    name: str
    head: str
    unit: str
    email: str = ""
    address: str = ""
    city: str = ""
