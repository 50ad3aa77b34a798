"""The morning sweep: due, late and stuck steps become reminders, each once."""

from __future__ import annotations

from datetime import date, timedelta

from engine.services import views
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.jobs import waiting
from engine.services.sweep import REMIND_TOPIC, open_reminders, sweep
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


def test_a_step_is_announced_before_it_is_due_and_only_once(ctx: Context) -> None:
    case_id = opened(ctx)
    due = views.get_case(ctx, world.OFFICER, case_id).steps[0].due_on
    assert due is not None
    days_later(ctx, (due - date(2026, 3, 2)).days - 2)
    assert sweep(ctx, WITA).raised == 1
    assert sweep(ctx, WITA).raised == 0
    assert [r.kind for r in open_reminders(ctx, world.OFFICER)] == ["segera"]
    assert waiting(ctx) == {REMIND_TOPIC: 1}


def test_an_overdue_step_is_named_again_every_week(ctx: Context) -> None:
    opened(ctx)
    raised = 0
    for day in range(60, 82):
        days_later(ctx, day)
        raised += sweep(ctx, WITA).raised
    kinds = [r.kind for r in open_reminders(ctx, world.OFFICER)]
    assert set(kinds) == {"terlambat"}
    assert raised == len(kinds) == 4


def test_a_week_of_outage_loses_no_reminder(ctx: Context) -> None:
    opened(ctx)
    days_later(ctx, 70)
    assert sweep(ctx, WITA).raised == 1


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
