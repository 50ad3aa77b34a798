"""The morning sweep: due, late and stuck steps become reminders, each once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from engine.services import views
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.sweep import open_reminders, sweep
from tests.support import world
from tests.support.world import NOW, set_clock

WITA, WIB = "Asia/Makassar", "Asia/Jakarta"


def opened(ctx: Context, regency: str = "63.01") -> str:
    request = OpenRequest("tkpkp-kabupaten", regency, "TKPKP uji", date(2026, 3, 2))
    return open_case(ctx, world.OFFICER, request).case_id


def days_later(ctx: Context, days: int) -> None:
    set_clock(ctx, NOW + timedelta(days=days))


def test_nothing_is_raised_while_everything_is_in_time(ctx: Context) -> None:
    opened(ctx)
    assert sweep(ctx, WITA).raised == 0


def due_of(ctx: Context, case_id: str) -> date:
    due = views.get_case(ctx, world.OFFICER, case_id).steps[0].due_on
    assert due is not None
    return due


def test_a_step_is_announced_before_it_is_due_and_only_once(ctx: Context) -> None:
    case_id = opened(ctx)
    days_later(ctx, (due_of(ctx, case_id) - NOW.date()).days - 2)
    assert sweep(ctx, WITA).raised == 1
    assert sweep(ctx, WITA).raised == 0
    assert [r.kind for r in open_reminders(ctx, world.OFFICER)] == ["segera"]


def test_an_overdue_step_rises_to_the_next_level_and_names_nobody_twice(ctx: Context) -> None:
    opened(ctx)
    for day in range(30, 110):
        days_later(ctx, day)
        sweep(ctx, WITA)
    found = open_reminders(ctx, world.OFFICER)
    late = sorted((r.level, r.key.rpartition(":")[2]) for r in found if r.kind == "terlambat")
    assert [rung for _, rung in late] == ["h+1", "lagi-1", "h+5", "h+10", "h+20"]
    assert {(r.to_role, r.to_function) for r in found if r.level == 2} == {
        ("pmd-provinsi", "kepala-bidang")
    }
    assert {(r.to_role, r.to_area) for r in found if r.level == 4} == {("sekda-provinsi", "63")}


def test_after_an_outage_each_level_hears_once_of_all_it_missed(ctx: Context) -> None:
    opened(ctx)
    days_later(ctx, 70)
    assert sweep(ctx, WITA).raised == 4
    assert sweep(ctx, WITA).raised == 0
    assert sorted(r.level for r in open_reminders(ctx, world.OFFICER)) == [1, 2, 3, 4]


def test_two_sweeps_at_once_raise_each_reminder_once(ctx: Context) -> None:
    for number in range(6):
        opened(ctx, f"63.{number + 1:02d}")
    days_later(ctx, 70)
    with ThreadPoolExecutor(4) as pool:
        raised = [each.raised for each in pool.map(lambda _: sweep(ctx, WITA), range(4))]
    assert sum(raised) == len(open_reminders(ctx, world.OFFICER)) == 24


def test_the_sweep_of_another_zone_leaves_it_alone(ctx: Context) -> None:
    opened(ctx)
    days_later(ctx, 70)
    assert sweep(ctx, WIB).looked_at == 0


def test_a_reminder_is_settled_when_the_step_is_done(ctx: Context) -> None:
    case_id = opened(ctx)
    days_later(ctx, 70)
    sweep(ctx, WITA)
    view = views.get_case(ctx, world.OFFICER, case_id)
    world.act(
        ctx,
        world.OFFICER,
        case_id,
        "waive",
        view.steps[0].step.id,
        on=date(2026, 4, 1),
        reason="audiensi sudah lisan",
    )
    assert [r.step for r in open_reminders(ctx, world.OFFICER)] == []


def test_the_sweep_reads_what_is_due_by_index_however_many_cases_there_are(ctx: Context) -> None:
    if not ctx.database.is_sqlite:
        pytest.skip("SQLite tells its plan without statistics")
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(
        _c: Any, _cursor: Any, statement: str, given: tuple[object, ...], *_more: Any
    ) -> None:
        asked.append((statement, given))

    event.listen(ctx.database.engine, "before_cursor_execute", listen)
    sweep(ctx, WITA)
    event.remove(ctx.database.engine, "before_cursor_execute", listen)
    looked = [(s, g) for s, g in asked if s.startswith("SELECT") and "case_step" in s]
    assert looked
    with ctx.database.read() as connection:
        for statement, given in looked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            steps = [row[-1] for row in plan]
            assert not [step for step in steps if step.startswith("SCAN")], steps
            assert any("ix_case_step_due" in step for step in steps), steps
