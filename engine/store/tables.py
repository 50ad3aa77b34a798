"""Cases, their log and their projections. Rows only: the domain never sees these classes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime

_Big = BigInteger().with_variant(Integer(), "sqlite")


class CaseRow(SQLModel, table=True):
    """A case: what lists show, and the state that saves replaying its log."""

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_regency_procedure", "regency", "procedure_id", "id"),
        Index("ix_case_names", "procedure_id", "title"),
    )

    id: str = Field(primary_key=True)
    procedure_id: str
    version: str
    digest: str
    regency: str
    title: str
    status: str
    phase: str
    phase_since: date | None = None
    regency_state: str
    seq: int
    head_hash: str
    opened_on: date
    updated_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False, index=True))
    parent: str = Field(default="", index=True)
    validity: list[list[str | None]] = Field(sa_column=Column(JSON, nullable=False))
    next_change_on: date | None = None
    demonstration: bool = False
    papers: int = 0
    headline: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    state: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class VillageRow(SQLModel, table=True):
    """A village of a case, for asking which cases a village belongs to."""

    __tablename__ = "case_village"

    case_id: str = Field(primary_key=True, foreign_key="case.id")
    code: str = Field(primary_key=True, index=True)
    member: bool


class StepRow(SQLModel, table=True):
    """An actionable step with its due date: what the daily sweep looks through."""

    __tablename__ = "case_step"
    __table_args__ = (
        Index("ix_case_step_due", "due_on"),
        Index("ix_case_step_idle", "idle_since"),
    )

    case_id: str = Field(primary_key=True, foreign_key="case.id")
    step: str = Field(primary_key=True)
    village: str = Field(primary_key=True)
    regency: str
    standing: str
    actor: str
    opened_on: date | None = None
    due_on: date | None = None
    due_legal: bool = False
    due_provisional: bool = False
    idle_since: date | None = None


class EventRow(SQLModel, table=True):
    """One event. Never updated, never deleted."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("case_id", "seq"),)

    position: int | None = Field(
        default=None, sa_column=Column(_Big, primary_key=True, autoincrement=True)
    )
    case_id: str = Field(foreign_key="case.id")
    seq: int
    type: str
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    previous_hash: str
    hash: str


class OutboxRow(SQLModel, table=True):
    """Work to be done after a commit; drained by flows, at least once, in order of id.

    What failed too often is dead until a person retries or drops it; `log` says who did.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "done_at", "topic", "available_at"),)

    id: int | None = Field(
        default=None, sa_column=Column(_Big, primary_key=True, autoincrement=True)
    )
    topic: str
    key: str = Field(unique=True)
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    available_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    attempts: int = 0
    done_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    last_error: str = ""
    dead_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    log: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]")
    )


class IdempotencyRow(SQLModel, table=True):
    """The first answer to a request that carried an idempotency key."""

    __tablename__ = "idempotency"

    person: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    request_hash: str
    answer: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class FileRow(SQLModel, table=True):
    """A file by content; the bytes lie in the file store under the same hash."""

    __tablename__ = "file"

    sha256: str = Field(primary_key=True)
    size: int
    media_type: str
    name: str
    stored_by: str
    stored_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class ReminderRow(SQLModel, table=True):
    """A reminder about a step. The key claims it: each is raised at most once."""

    __tablename__ = "reminder"
    __table_args__ = (Index("ix_reminder_told", "told_on", "to_role", "to_area", "to_function"),)

    key: str = Field(primary_key=True)
    case_id: str = Field(index=True, foreign_key="case.id")
    step: str
    village: str
    regency: str = Field(index=True)
    kind: str
    role: str
    message: str
    due_on: date | None = None
    raised_on: date
    resolved_on: date | None = Field(default=None, index=True)
    level: int = 1
    to_role: str = ""
    to_area: str = ""
    to_function: str = ""
    told_on: date | None = None


class RecipientRow(SQLModel, table=True):
    """A person who hears what a function in an office is told; none means the office's mail."""

    __tablename__ = "recipient"
    __table_args__ = (UniqueConstraint("role", "area", "function", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    role: str
    area: str
    function: str
    name: str
    address: str


class ContactRow(SQLModel, table=True):
    """Two villages that touch, from loaded boundary data; a < b."""

    __tablename__ = "village_contact"

    a: str = Field(primary_key=True)
    b: str = Field(primary_key=True)
