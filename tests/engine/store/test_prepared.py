"""A prepared statement does what SQLAlchemy would do, in the caller's transaction."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select

from engine.services.context import Context
from engine.store.cases import CASE
from engine.store.prepared import Prepared
from tests.support import world

_FIND = select(CASE).where(CASE.c.id == bindparam("case_id"), CASE.c.status != "cancelled")
_ADD = Prepared(insert(CASE), *(column.key for column in CASE.c))
ROW: dict[str, Any] = {
    "id": "UJI-1",
    "procedure_id": "uji",
    "version": "1",
    "digest": "",
    "regency": "63.01",
    "title": "Perkara “uji” 100 %",
    "status": "running",
    "phase": "audiensi",
    "phase_since": None,
    "regency_state": "audiensi",
    "seq": 1,
    "head_hash": "0",
    "opened_on": date(2025, 7, 29),
    "updated_at": datetime(2025, 7, 29, 1, 30, 0, 7, tzinfo=UTC),
    "parent": "",
    "validity": [["2025-07-29", None]],
    "next_change_on": date(2025, 8, 12),
    "demonstration": True,
    "papers": 0,
    "headline": {},
    "state": {"cells": [["a", "", {"data": {"é": 1}}]]},
}


def test_what_it_writes_and_reads_is_what_sqlalchemy_reads(ctx: Context) -> None:
    with ctx.database.write() as connection:
        _ADD.run(connection, ROW)
        (prepared,) = Prepared(_FIND).rows(connection, {"case_id": "UJI-1"})
        usual = connection.execute(_FIND, {"case_id": "UJI-1"}).one()
    assert prepared._asdict() == usual._asdict() == ROW


def test_many_rows_are_written_at_once(ctx: Context) -> None:
    with ctx.database.write() as connection:
        _ADD.run_many(connection, [ROW, {**ROW, "id": "UJI-2"}])
        found = Prepared(select(CASE.c.id).order_by(CASE.c.id)).rows(connection, {})
    assert [row.id for row in found] == ["UJI-1", "UJI-2"]


def test_it_is_undone_with_the_transaction_it_ran_in(ctx: Context) -> None:
    def interrupted() -> None:
        with ctx.database.write() as connection:
            _ADD.run(connection, ROW)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interrupted()
    with ctx.database.read() as connection:
        assert Prepared(_FIND).rows(connection, {"case_id": "UJI-1"}) == []


@pytest.mark.parametrize("left_out", ["title", "opened_on", "state"])
def test_a_value_that_was_forgotten_is_an_error_and_not_empty(ctx: Context, left_out: str) -> None:
    values = {name: value for name, value in ROW.items() if name != left_out}
    with ctx.database.write() as connection, pytest.raises(Exception, match=left_out):
        _ADD.run(connection, values)


def test_a_statement_knows_both_kinds_of_database_at_once(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "kajian")
    with ctx.database.read() as connection:
        (row,) = Prepared(_FIND).rows(connection, {"case_id": case_id})
    assert (row.id, row.updated_at) == (case_id, world.NOW)
