"""What one installation knows about itself; no part of the record, and never in a backup."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Connection, delete, insert, select
from sqlmodel import Field, SQLModel


class InstallationRow(SQLModel, table=True):
    """One fact by name, as JSON."""

    __tablename__ = "installation"

    name: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


INSTALLATION = InstallationRow.__table__  # type: ignore[attr-defined]


def fact(connection: Connection, name: str) -> dict[str, Any]:
    """What is known under a name; empty when nothing is."""
    found = connection.execute(select(INSTALLATION.c.value).where(INSTALLATION.c.name == name))
    return dict(found.scalar_one_or_none() or {})


def put_fact(connection: Connection, name: str, value: dict[str, Any]) -> None:
    """Replace what is known under a name."""
    connection.execute(delete(INSTALLATION).where(INSTALLATION.c.name == name))
    connection.execute(insert(INSTALLATION).values(name=name, value=value))
