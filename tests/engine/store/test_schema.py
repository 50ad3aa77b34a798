"""The migrations are the schema: nothing in the tables is missing from them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from engine.services.context import Context
from engine.store.schema import METADATA, upgrade
from engine.store.types import UtcDateTime


def test_the_migrated_database_is_the_tables_the_code_uses(ctx: Context) -> None:
    with ctx.database.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert differences == []


def test_migrating_again_changes_nothing(ctx: Context) -> None:
    upgrade(ctx.database)
    with ctx.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1


def test_an_error_leaves_nothing_of_a_transaction(ctx: Context) -> None:
    query = text("INSERT INTO village_contact (a, b) VALUES ('x', 'y')")

    def interrupted() -> None:
        with ctx.database.write() as connection:
            connection.execute(query)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    with ctx.database.read() as connection:
        found = connection.execute(text("SELECT count(*) FROM village_contact")).scalar_one()
    assert found == 0


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(ctx: Context) -> None:
    wita = datetime(2025, 7, 29, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    kind = UtcDateTime()
    dialect = ctx.database.engine.dialect
    stored = kind.process_bind_param(wita, dialect)
    assert kind.process_result_value(stored, dialect) == datetime(2025, 7, 29, 1, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused(ctx: Context) -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2025, 7, 29, 9, 0), ctx.database.engine.dialect)  # noqa: DTZ001
