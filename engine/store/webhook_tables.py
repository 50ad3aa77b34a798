"""Webhooks: where changes are told, how far each has come, and how every attempt went."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, Integer
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime

_Big = BigInteger().with_variant(Integer(), "sqlite")


class WebhookRow(SQLModel, table=True):
    """One address that is told of changes; `position` is the last event it took.

    `secret` is sealed. `next_at` is both the lease of a worker and the time of the next attempt.
    """

    __tablename__ = "webhook"

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    url: str
    area: str
    kinds: list[str] = Field(sa_column=Column(JSON, nullable=False))
    secret: str
    position: int = Field(sa_column=Column(_Big, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    next_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    attempts: int = 0
    failing_since: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    delivered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    paused_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
    reason: str = ""


class WebhookAttemptRow(SQLModel, table=True):
    """One attempt to tell a webhook of one event; status 0 means that nobody answered."""

    __tablename__ = "webhook_attempt"

    id: int | None = Field(
        default=None, sa_column=Column(_Big, primary_key=True, autoincrement=True)
    )
    webhook_id: str = Field(foreign_key="webhook.id", index=True)
    event_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    status: int
    error: str = ""
    milliseconds: int
