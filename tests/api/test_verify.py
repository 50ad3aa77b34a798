"""Whoever tampers with the log is found out: every row is looked at, also the last."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.domain.ledger import root
from engine.errors import NotFound
from engine.services import audit
from engine.services.context import Context
from tests.support.world import OFFICER, SEKDA, make_context, open_tkpkp, tkpkp_at


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    """Three cases, the first with several events."""
    ctx = make_context(tmp_path)
    tkpkp_at(ctx, "rancangan-sk-tkpkp")
    for regency in ("63.02", "63.03"):
        open_tkpkp(ctx, regency)
    return ctx


def sql(ctx: Context, statement: str) -> None:
    """Write to the database behind the system's back."""
    with ctx.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.exec_driver_sql(statement)


def test_an_untouched_log_is_sound(ctx: Context) -> None:
    report = audit.verify(ctx)
    assert report.sound
    assert (report.cases, report.events) == (3, 7)
    with ctx.database.read() as connection:
        rows = connection.exec_driver_sql('SELECT id, head_hash FROM "case"').all()
    assert report.root == root({row[0]: row[1] for row in rows})


FIRST = "case_id LIKE '%63.01%'"


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (f"UPDATE event SET body = '{{}}' WHERE {FIRST} AND seq = 3", "segelnya"),
        (f"UPDATE event SET recorded_at = '2020-01-01' WHERE {FIRST} AND seq = 1", "segelnya"),
        (f"DELETE FROM event WHERE {FIRST} AND seq = 2", "nomor 2 hilang"),
        (f"DELETE FROM event WHERE {FIRST} AND seq = 5", "tercatat 5 kejadian, ada 4"),
        (f"DELETE FROM event WHERE {FIRST}", "tanpa catatan"),
        (f"UPDATE event SET seq = seq + 90 WHERE {FIRST} AND seq > 3", "hilang"),
        (f"UPDATE event SET hash = 'x' WHERE {FIRST} AND seq = 5", "segelnya"),
        (f"UPDATE \"case\" SET head_hash = 'x' WHERE id {FIRST[7:]}", "terakhir"),
        (f'UPDATE "case" SET seq = 9 WHERE id {FIRST[7:]}', "tercatat 9 kejadian"),
    ],
)
def test_any_change_behind_the_systems_back_is_found(
    ctx: Context, statement: str, problem: str
) -> None:
    sql(ctx, statement)
    report = audit.verify(ctx)
    assert any(problem in b.problem for b in report.breaks), report.breaks
    assert all("63.01" in b.case for b in report.breaks)


def test_events_whose_case_is_gone_are_found(ctx: Context) -> None:
    with closing(sqlite3.connect(str(ctx.database.url.database))) as outsider, outsider:
        outsider.execute("DELETE FROM \"case\" WHERE id LIKE '%63.01%'")
    assert [b.problem for b in audit.verify(ctx).breaks] == ["kejadian tanpa perkara"]


def test_one_case_is_checked_alone_and_within_the_area(ctx: Context) -> None:
    sql(ctx, f"DELETE FROM event WHERE {FIRST} AND seq = 5")
    with ctx.database.read() as connection:
        ids = connection.exec_driver_sql('SELECT id FROM "case" ORDER BY id').scalars().all()
    assert not audit.verify_case(ctx, OFFICER, ids[0]).sound
    assert audit.verify_case(ctx, OFFICER, ids[1]).sound
    with pytest.raises(NotFound):
        audit.verify_case(ctx, SEKDA, ids[1])
