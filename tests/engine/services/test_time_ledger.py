"""The time of cases and regencies, and what is disputed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.errors import Forbidden, InvalidInput, NotFound
from engine.services import audit
from engine.services.context import Context
from engine.services.time_ledger import case_time, dispute, regency_time
from tests.support.world import NOW, OFFICER, SEKDA, actor, open_tkpkp, set_clock, tkpkp_at

OPENED = date(2025, 7, 25)


def test_a_case_takes_the_days_since_it_was_opened(ctx: Context) -> None:
    case_id = tkpkp_at(ctx, "rancangan-sk-tkpkp")
    time = case_time(ctx, OFFICER, case_id)
    assert time.ledger.elapsed == (date(2026, 3, 2) - OPENED).days
    set_clock(ctx, NOW + timedelta(days=10))
    assert case_time(ctx, OFFICER, case_id).ledger.elapsed == time.ledger.elapsed + 10
    assert case_time(ctx, OFFICER, case_id, as_of=OPENED).ledger.elapsed == 0


def test_the_days_before_the_first_act_belong_to_whoever_must_act(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    ledger = case_time(ctx, OFFICER, case_id, as_of=date(2025, 8, 1)).ledger
    assert ledger.by_holder == {"province": 5, "holiday": 2}  # 25 July 2025 is a Friday


def test_a_regency_takes_the_days_of_its_cases(ctx: Context) -> None:
    first = tkpkp_at(ctx, "rancangan-sk-tkpkp")
    open_tkpkp(ctx, "63.02")
    time = regency_time(ctx, OFFICER, "63.01")
    one = case_time(ctx, OFFICER, first).ledger
    assert [c.case.id for c in time.cases] == [first]
    assert time.by_holder == one.by_holder
    assert time.elapsed == one.elapsed == sum(sum(c.values()) for c in time.by_phase.values())
    with pytest.raises(NotFound):
        regency_time(ctx, SEKDA, "63.02")


def test_a_disputed_day_is_in_the_sealed_log_and_keeps_its_holder(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    before = case_time(ctx, OFFICER, case_id).ledger
    days = OPENED, OPENED + timedelta(days=3)
    dispute(ctx, SEKDA, case_id, *days, "berkas baru\nditerima tanggal 29")
    time = case_time(ctx, OFFICER, case_id)
    assert time.ledger == before
    (found,) = time.disputes
    assert (found.first, found.last, found.by, found.seq) == (*days, SEKDA.person, 2)
    assert found.reason == "berkas baru\nditerima tanggal 29"
    assert audit.verify_case(ctx, OFFICER, case_id).sound


def test_a_day_outside_the_case_or_without_a_reason_cannot_be_disputed(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    with pytest.raises(InvalidInput):
        dispute(ctx, OFFICER, case_id, OPENED - timedelta(days=1), OPENED, "alasan")
    with pytest.raises(InvalidInput):
        dispute(ctx, OFFICER, case_id, OPENED, OPENED, "  ")
    with pytest.raises(Forbidden):
        dispute(ctx, actor("pembaca", "63"), case_id, OPENED, OPENED, "alasan")
