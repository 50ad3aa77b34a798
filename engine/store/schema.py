"""Bringing the database to the current shape, by Alembic only."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

from engine.store import (
    access_tables,
    appearance_tables,
    calendar_tables,
    installation,
    mandate_tables,
    paper_tables,
    report_tables,
    tables,
    visit_tables,
    webhook_tables,
)
from engine.store.database import Database

METADATA = SQLModel.metadata
MIGRATIONS = Path(__file__).parent.parent / "migrations"
__all__ = [
    "METADATA",
    "access_tables",
    "alembic_config",
    "appearance_tables",
    "applied",
    "calendar_tables",
    "installation",
    "mandate_tables",
    "paper_tables",
    "report_tables",
    "revisions",
    "tables",
    "upgrade",
    "upgrade_on",
    "visit_tables",
    "webhook_tables",
]


def upgrade(database: Database) -> None:
    """Apply every migration that is missing; safe to call when none is.

    Several processes may call it at once: the first does the work, the others wait.
    """
    with database.write() as connection:
        database.serialize(connection, lock=7001)
        upgrade_on(connection)


def upgrade_on(connection: Connection, revision: str = "head") -> None:
    """The same within a transaction, up to a revision."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def applied(connection: Connection) -> str:
    """The revision the database is at; empty where it never had one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def revisions() -> list[str]:
    """Every revision this version knows, the newest first."""
    script = ScriptDirectory.from_config(alembic_config())
    return [each.revision for each in script.walk_revisions()]


def alembic_config() -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
