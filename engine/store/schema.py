"""Bringing the database to the current shape, by Alembic only."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlmodel import SQLModel

from engine.store import (
    access_tables,
    appearance_tables,
    calendar_tables,
    mandate_tables,
    paper_tables,
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
    "calendar_tables",
    "mandate_tables",
    "paper_tables",
    "tables",
    "upgrade",
    "visit_tables",
    "webhook_tables",
]


def upgrade(database: Database) -> None:
    """Apply every migration that is missing; safe to call when none is.

    Several processes may call it at once: the first does the work, the others wait.
    """
    config = alembic_config()
    with database.write() as connection:
        database.serialize(connection, lock=7001)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def alembic_config() -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
