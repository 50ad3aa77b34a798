"""An approval that law lets run out goes back by itself, once, and only where the law says so."""

from __future__ import annotations

from datetime import timedelta

from engine.domain.standing import Standing
from engine.services.context import Context
from engine.services.expiring import expire
from engine.services.views import events, get_case
from tests.support.bumdesma import bumdesma_at
from tests.support.world import OFFICER, set_clock, tkpkp_at

WITA, WIB = "Asia/Makassar", "Asia/Jakarta"


def standing_of(ctx: Context, case_id: str, step: str) -> Standing:
    return next(s.state for s in get_case(ctx, OFFICER, case_id).steps if s.step.id == step)


def limit_step(ctx: Context) -> str:
    procedure = ctx.catalog.latest("bumdesma")
    return next(s.id for s in procedure.steps for c in s.clocks if c.return_to)


def after(ctx: Context, case_id: str, step: str, days: int) -> None:
    found = next(s for s in get_case(ctx, OFFICER, case_id).steps if s.step.id == step)
    assert found.due_on is not None
    set_clock(ctx, ctx.now() + (found.due_on + timedelta(days=days) - ctx.today("63.01")))


def test_an_approved_name_goes_back_on_the_day_after_its_last(ctx: Context) -> None:
    step = limit_step(ctx)
    case_id = bumdesma_at(ctx, step)
    after(ctx, case_id, step, 0)
    assert expire(ctx, WITA) == 0
    after(ctx, case_id, step, 1)
    assert expire(ctx, WIB) == 0
    assert expire(ctx, WITA) == 1
    assert standing_of(ctx, case_id, "pengajuan-nama") is Standing.RETURNED
    last = events(ctx, OFFICER, case_id)[-1].event
    assert (last.actor, last.to) == ("sistem", ("pengajuan-nama", ""))
    assert "Masa berlaku persetujuan nama berakhir" in last.reason
    assert expire(ctx, WITA) == 0


def test_what_is_only_late_stays_where_it_is(ctx: Context) -> None:
    case_id = tkpkp_at(ctx, "penetapan-tkpkp")
    before = get_case(ctx, OFFICER, case_id).state
    set_clock(ctx, ctx.now() + timedelta(days=365))
    assert expire(ctx, WITA) == 0
    assert get_case(ctx, OFFICER, case_id).state == before
