"""Accounts, their grants, their sessions; API keys. Secrets only as hashes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from engine.store.types import UtcDateTime


class AccountRow(SQLModel, table=True):
    """A person who may log in."""

    __tablename__ = "account"

    username: str = Field(primary_key=True)
    name: str
    password_hash: str
    active: bool = True
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class GrantRow(SQLModel, table=True):
    """A role a person or key holds over an area."""

    __tablename__ = "grant_of_role"

    holder: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    area: str = Field(primary_key=True)


class StandInRow(SQLModel, table=True):
    """A person who acts for another on certain days, and the instrument that says so."""

    __tablename__ = "account_stand_in"

    username: str = Field(primary_key=True, foreign_key="account.username")
    starts_on: date = Field(primary_key=True)
    principal: str = Field(foreign_key="account.username")
    ends_on: date
    basis: str
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class SessionRow(SQLModel, table=True):
    """A logged-in browser, by the hash of its cookie."""

    __tablename__ = "login_session"

    token_hash: str = Field(primary_key=True)
    username: str = Field(foreign_key="account.username", index=True)
    csrf: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False, index=True))


class AttemptRow(SQLModel, table=True):
    """Failed logins of a name, so that guessing is slowed down."""

    __tablename__ = "login_attempt"

    username: str = Field(primary_key=True)
    failures: int
    last_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class ApiKeyRow(SQLModel, table=True):
    """A client's key, by its hash; the key itself is shown once and never stored."""

    __tablename__ = "api_key"

    id: str = Field(primary_key=True)
    name: str
    key_hash: str = Field(unique=True)
    area: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime()))
