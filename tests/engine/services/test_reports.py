"""The monthly report of a small world counted by hand, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.domain.reports import Month
from engine.errors import InvalidInput, NotFound, UnknownRegion
from engine.services import visits
from engine.services.access import create_account
from engine.services.calendars import import_days
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.reports import as_json, month_of, report
from engine.services.visits import VisitRequest
from tests.support import data
from tests.support.world import (
    OFFICER,
    SECOND,
    SEKDA,
    act,
    actor,
    finish,
    set_clock,
)

JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)
READER = actor("pembaca", "63")


def at(day: date, hour: int = 2) -> datetime:
    """A moment of a day in WITA; 2 UTC is 10.00."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def opened(ctx: Context, regency: str, day: date) -> str:
    set_clock(ctx, at(day))
    title = f"TKPKP {regency}"
    return open_case(ctx, OFFICER, OpenRequest("tkpkp-kabupaten", regency, title, day)).case_id


def audience(ctx: Context, case_id: str, day: date) -> None:
    """The audience with the Sekda, held and recorded on a day."""
    set_clock(ctx, at(day))
    done = next(each for each in data.TKPKP if each.step == "audiensi-sekda")
    finish(ctx, case_id, replace(done, on=day))


@pytest.fixture
def world(ctx: Context) -> dict[str, str]:
    """Three cases: one that moves in January, one that only waits, one cancelled in February.

    Opened 5 January 2026 (a Monday); the audience of the first is on 20 January.
    """
    first = opened(ctx, "63.01", date(2026, 1, 5))
    second = opened(ctx, "63.02", date(2026, 1, 5))
    third = opened(ctx, "63.03", date(2026, 1, 5))
    audience(ctx, first, date(2026, 1, 20))
    set_clock(ctx, at(date(2026, 2, 10)))
    act(ctx, OFFICER, third, "cancel", on=date(2026, 2, 10), reason="Salah kabupaten.")
    set_clock(ctx, at(date(2026, 3, 2)))
    return {"first": first, "second": second, "third": third}


def test_january_counts_what_january_knew(ctx: Context, world: dict[str, str]) -> None:
    found = report(ctx, READER, "63", JANUARY)
    assert (found.totals.running, found.totals.opened, found.totals.ended) == (3, 3, 0)
    assert (found.totals.cancelled, found.totals.steps_done) == (0, 1)
    (done,) = found.done
    assert (done.case_id, done.step, done.done_on, done.recorded_on) == (
        world["first"],
        "audiensi-sekda",
        date(2026, 1, 20),
        date(2026, 1, 20),
    )
    assert found.complete
    assert (found.as_of, found.zone) == (date(2026, 1, 31), "WITA")
    assert [(p.phase, p.cases) for p in found.phases] == [("audiensi", 2), ("tkpkp", 1)]


def test_the_days_of_january_are_each_given_to_one_holder(
    ctx: Context, world: dict[str, str]
) -> None:
    """27 days for each of three cases, 5 to 31 January: 7 on weekends, and 16 January is off."""
    held = {h.holder: h.month for h in report(ctx, READER, "63", JANUARY).holders}
    assert sum(held.values()) == 3 * 27
    assert {holder: days for holder, days in held.items() if days} == {
        "holiday": 3 * 8,
        "regency": 9,  # the first case, from the audience on
        "province": 3 * 19 - 9,
    }
    ever = {h.holder: h.ever for h in report(ctx, READER, "63", FEBRUARY).holders}
    assert sum(ever.values()) == 2 * (27 + 28) + 27 + 9  # the third ended on 10 February


def test_february_sees_the_end_of_one_and_the_lateness_of_the_others(
    ctx: Context, world: dict[str, str]
) -> None:
    found = report(ctx, READER, "63", FEBRUARY)
    assert (found.totals.running, found.totals.cancelled, found.totals.ended) == (2, 1, 1)
    assert (found.totals.opened, found.totals.steps_done, found.done) == (0, 0, ())
    late = {(s.case_id, s.step): s for s in found.late}
    waiting = late[world["second"], "audiensi-sekda"]
    assert not waiting.legal
    assert waiting.days == (date(2026, 2, 28) - waiting.due_on).days > 0
    assert found.totals.late_by_target == len(found.late)
    assert world["third"] not in {s.case_id for s in found.late}


def test_a_case_without_activity_is_stuck_after_thirty_days(
    ctx: Context, world: dict[str, str]
) -> None:
    assert report(ctx, READER, "63", JANUARY).stuck == ()
    found = {s.case_id: s for s in report(ctx, READER, "63", FEBRUARY).stuck}
    assert found.keys() == {world["first"], world["second"]}
    assert (found[world["second"]].since, found[world["second"]].days) == (date(2026, 1, 5), 54)
    assert found[world["first"]].days == 39


def test_a_past_month_is_the_same_whenever_it_is_made(ctx: Context, world: dict[str, str]) -> None:
    before = report(ctx, READER, "63", JANUARY)
    audience(ctx, world["second"], date(2026, 3, 2))
    opened(ctx, "63.04", date(2026, 3, 3))
    set_clock(ctx, at(date(2026, 6, 1)))
    assert report(ctx, READER, "63", JANUARY) == before
    assert report(ctx, OFFICER, "63", JANUARY) == before
    assert as_json(before)["as_of"] == "2026-01-31"


def test_what_is_recorded_late_counts_in_the_month_of_its_record(
    ctx: Context, world: dict[str, str]
) -> None:
    done = next(each for each in data.TKPKP if each.step == "audiensi-sekda")
    finish(ctx, world["second"], replace(done, on=date(2026, 1, 30)))
    assert report(ctx, READER, "63.02", JANUARY).done == ()
    (line,) = report(ctx, READER, "63.02", MARCH).done
    assert (line.done_on, line.recorded_on) == (date(2026, 1, 30), date(2026, 3, 2))


def test_a_step_returned_within_the_month_is_not_counted_as_done(
    ctx: Context, world: dict[str, str]
) -> None:
    audience(ctx, world["second"], date(2026, 3, 2))
    team = next(each for each in data.TKPKP if each.step == "susunan-tim")
    finish(ctx, world["second"], replace(team, on=date(2026, 3, 2)))
    assert report(ctx, READER, "63.02", MARCH).totals.steps_done == 2
    act(
        ctx,
        SECOND,
        world["second"],
        "return",
        "rancangan-sk-tkpkp",
        on=date(2026, 3, 2),
        to="susunan-tim",
        reason="Notula belum lengkap.",
    )
    assert [d.step for d in report(ctx, READER, "63.02", MARCH).done] == ["audiensi-sekda"]


def test_the_running_month_is_told_as_such(ctx: Context, world: dict[str, str]) -> None:
    found = report(ctx, READER, "63.01", MARCH)
    assert not found.complete
    assert found.as_of == date(2026, 3, 2)
    with pytest.raises(InvalidInput):
        report(ctx, READER, "63.01", Month(2026, 4))


def test_a_month_ends_at_midnight_of_the_areas_own_zone(ctx: Context) -> None:
    set_clock(ctx, at(date(2026, 1, 31), hour=15))  # 23.00 WITA
    request = OpenRequest("tkpkp-kabupaten", "63.01", "TKPKP", date(2026, 1, 31))
    open_case(ctx, OFFICER, request)
    set_clock(ctx, at(date(2026, 1, 31), hour=16))  # midnight
    request = replace(request, regency="63.02")
    open_case(ctx, OFFICER, request)
    set_clock(ctx, at(date(2026, 3, 2)))
    assert report(ctx, READER, "63", JANUARY).totals.opened == 1
    assert report(ctx, READER, "63", FEBRUARY).totals.opened == 1


def test_a_calendar_recorded_later_leaves_a_past_month_as_it_was(
    ctx: Context, world: dict[str, str]
) -> None:
    before = report(ctx, READER, "63.02", FEBRUARY)
    sheet = (
        "tanggal,nama,jenis,keputusan,wilayah\n"
        "2026-01-07,Hari jadi,libur daerah,Keputusan Bupati (contoh),63.02\n"
    )
    import_days(ctx, "operator", sheet.encode())
    assert report(ctx, READER, "63.02", FEBRUARY) == before
    (old,) = (h.ever for h in before.holders if h.holder == "holiday")
    set_clock(ctx, at(date(2026, 4, 2)))
    found = report(ctx, READER, "63.02", MARCH)
    (new,) = (h.ever for h in found.holders if h.holder == "holiday")
    assert new - old == 1 + next(h.month for h in found.holders if h.holder == "holiday")


def test_a_visit_counts_when_its_outcome_is_recorded(ctx: Context, world: dict[str, str]) -> None:
    create_account(ctx, "pmd.satu", "Petugas", "kata sandi uji", OFFICER.grants)
    request = VisitRequest(
        regency="63.01",
        kind=visits.KINDS[0],
        purpose="Audiensi",
        place="Setda",
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 10),
        begins=datetime(2026, 3, 9, 9).time(),  # noqa: DTZ001 - only the time of day
        people=("pmd.satu",),
    )
    planned, _ = visits.plan(ctx, OFFICER, request)
    set_clock(ctx, at(date(2026, 4, 2)))
    visits.report(ctx, OFFICER, planned.id, 1, visits.Report("Sekda mendukung."))
    assert report(ctx, READER, "63", MARCH).visits == ()
    (done,) = report(ctx, READER, "63", Month(2026, 4)).visits
    assert (done.id, done.outcome) == (planned.id, "Sekda mendukung.")
    assert report(ctx, READER, "63.02", Month(2026, 4)).visits == ()


def test_a_forecast_looks_ahead_from_the_end_of_the_month(
    ctx: Context, world: dict[str, str]
) -> None:
    found = {f.case_id: f for f in report(ctx, READER, "63", FEBRUARY).forecasts}
    assert found.keys() == {world["first"], world["second"]}
    one = found[world["first"]]
    assert one.early is not None
    assert one.middle is not None
    assert one.late is not None
    assert date(2026, 2, 28) < one.early <= one.middle <= one.late
    ahead = found[world["second"]].middle
    assert ahead is not None
    assert ahead >= one.middle


def test_a_regency_reads_its_own_report_and_no_other(ctx: Context, world: dict[str, str]) -> None:
    found = report(ctx, SEKDA, "63.01", JANUARY)
    assert [line.code for line in found.regencies] == ["63.01"]
    assert found.totals == found.regencies[0].totals
    for area in ("63", "63.02"):
        with pytest.raises(NotFound):
            report(ctx, SEKDA, area, JANUARY)
    with pytest.raises(NotFound):
        report(ctx, actor("peran-asing", "63"), "63.01", JANUARY)
    for area in ("63.01.01", "*", "", "entah"):
        with pytest.raises(UnknownRegion):
            report(ctx, READER, area, JANUARY)


def test_a_province_is_the_sum_of_its_regencies(ctx: Context, world: dict[str, str]) -> None:
    whole = report(ctx, READER, "63", FEBRUARY)
    parts = [report(ctx, READER, line.code, FEBRUARY) for line in whole.regencies]
    assert [p.totals for p in parts] == [line.totals for line in whole.regencies]
    assert sum(h.month for p in parts for h in p.holders) == sum(h.month for h in whole.holders)


@pytest.mark.parametrize("text", ["2026-2", "2026-13", "2026", "02-2026", "2026-02-01", "x", ""])
def test_a_month_is_written_in_one_way(text: str) -> None:
    with pytest.raises(InvalidInput):
        month_of(text)


def test_months_follow_each_other() -> None:
    assert str(month_of("2026-01").moved(-1)) == "2025-12"
    assert month_of("2025-12").moved(1) == JANUARY
    assert FEBRUARY.last == date(2026, 2, 28) == MARCH.first - timedelta(days=1)
