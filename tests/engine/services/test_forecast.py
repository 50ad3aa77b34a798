"""A forecast of a running case: dates in order, from records where there are enough."""

from __future__ import annotations

from datetime import date

import pytest

from engine.domain.rehearsal import Chances, Outcome
from engine.domain.spans import ENOUGH, Basis
from engine.errors import NotFound, Refused
from engine.services.context import Context
from engine.services.forecast import QUANTILES, forecast
from tests.support import world
from tests.support.data import REGENCY

REGENCIES = ("63.03", "63.04", "63.05")


def test_the_dates_are_in_the_future_in_order_and_repeat(ctx: Context) -> None:
    case_id = world.tkpkp_at(ctx, "rancangan-sk-tkpkp")
    found = forecast(ctx, world.OFFICER, case_id, runs=40)
    low, middle, high = (found.dates[share] for share in QUANTILES)
    assert ctx.today(REGENCY) < low <= middle <= high
    assert found.outcomes == {Outcome.COMPLETED: 40}
    assert found == forecast(ctx, world.OFFICER, case_id, runs=40)
    assert "audiensi-sekda" not in found.steps
    assert found.steps["penetapan-tkpkp"][0.5] <= middle


def test_a_case_further_on_is_complete_sooner(ctx: Context) -> None:
    early = world.tkpkp_at(ctx, "audiensi-sekda")
    late = world.tkpkp_at(ctx, "rencana-kerja-tkpkp", "63.02")
    calm = Chances()
    first = forecast(ctx, world.OFFICER, early, runs=20, chances=calm).dates[0.5]
    assert forecast(ctx, world.OFFICER, late, runs=20, chances=calm).dates[0.5] < first


def test_enough_recorded_cases_are_believed_before_the_target(ctx: Context) -> None:
    running = world.tkpkp_at(ctx, "audiensi-sekda")
    before = forecast(ctx, world.OFFICER, running, runs=2).spans["audiensi-sekda"]
    assert before.basis is Basis.TARGET
    for regency in REGENCIES[:ENOUGH]:
        world.tkpkp_at(ctx, "susunan-tim", regency)
    after = forecast(ctx, world.OFFICER, running, runs=2).spans["audiensi-sekda"]
    assert after.basis is Basis.RECORDED
    assert len(after.days) == ENOUGH


@pytest.mark.parametrize("action", ["suspend", "cancel"])
def test_a_case_that_does_not_run_is_not_forecast(ctx: Context, action: str) -> None:
    case_id = world.open_tkpkp(ctx)
    world.act(ctx, world.OFFICER, case_id, action, on=date(2026, 2, 2), reason="menunggu")
    with pytest.raises(Refused) as refusal:
        forecast(ctx, world.OFFICER, case_id)
    assert all(finding.basis for finding in refusal.value.findings)


def test_a_case_outside_the_area_does_not_exist(ctx: Context) -> None:
    case_id = world.open_tkpkp(ctx)
    with pytest.raises(NotFound):
        forecast(ctx, world.actor("pmd-kabupaten", "63.02"), case_id)
