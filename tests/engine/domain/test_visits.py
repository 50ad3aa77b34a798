"""Visits: dates and people that cannot be are told, and proposals follow urgency and the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.planner import Need, Open, Rates, Trips, needs, propose
from engine.domain.visits import Visit, VisitState, obstacles
from engine.reference import holidays

CALENDAR = holidays.calendar()
TODAY = date(2026, 3, 2)
VISIT = Visit(
    id="KUNJ-63.01-2026-001",
    regency="63.01",
    case_id="",
    step="",
    village="",
    kind="audiensi",
    purpose="Audiensi",
    place="Pelaihari",
    starts_on=date(2026, 3, 9),
    ends_on=date(2026, 3, 10),
    begins=time(9),
    people=("sari", "budi"),
)
RATES = Rates(60, 30, 1, 30, 20, 14, 3, 10)
TRIPS = Trips(days=2, team=2, weeks=3, trips_per_week=1, cost_trip=1_000, cost_day=100)
CHAIN = {"63.01": frozenset({"63.02"}), "63.02": frozenset({"63.01", "63.03"})}
STAFF = {
    name: frozenset(TODAY + timedelta(days=n) for n in range(60))
    for name in ("ani", "budi", "cici")
}


def told(visit: Visit, *others: Visit, today: date = TODAY) -> list[str]:
    return [o.field for o in obstacles(visit, others, CALENDAR, today) if o.blocks]


def open_step(regency: str, days_late: int, *, legal: bool = False) -> Open:
    due = TODAY - timedelta(days=days_late)
    return Open(regency, f"KASUS-{regency}", "langkah", "", due, legal, TODAY)


def wanted(*steps: Open) -> tuple[Need, ...]:
    return needs(steps, RATES, dict.fromkeys((s.regency for s in steps), CALENDAR), TODAY)


def test_nobody_is_in_two_places_on_one_day() -> None:
    other = replace(VISIT, id="lain", regency="63.02", starts_on=VISIT.ends_on)
    assert told(VISIT, replace(other, people=("budi",))) == ["people"]
    assert told(VISIT, replace(other, people=("tono",))) == []
    assert told(VISIT, replace(other, state=VisitState.CANCELLED)) == []


def test_a_visit_is_not_in_its_own_way() -> None:
    assert told(VISIT, VISIT) == []


def test_dates_that_cannot_be_are_told() -> None:
    assert told(replace(VISIT, ends_on=date(2026, 3, 8))) == ["ends_on"]
    assert told(VISIT, today=date(2026, 3, 10)) == ["starts_on"]
    assert told(replace(VISIT, people=())) == ["people"]


def test_a_day_off_is_said_but_a_village_may_meet_on_it() -> None:
    sunday = replace(VISIT, starts_on=date(2026, 3, 8))
    [remark] = obstacles(sunday, (), CALENDAR, TODAY)
    assert (remark.blocks, remark.field) == (False, "starts_on")


def test_a_second_visit_to_the_same_regency_is_said() -> None:
    other = replace(VISIT, id="lain", people=("tono",))
    [remark] = obstacles(VISIT, [other], CALENDAR, TODAY)
    assert "lain" in remark.message
    assert not remark.blocks


def test_what_is_late_by_law_comes_before_what_is_late_by_target() -> None:
    found = wanted(open_step("63.01", 3), open_step("63.02", 3, legal=True))
    assert [n.regency for n in found] == ["63.02", "63.01"]
    assert "tenggat" in found[0].reasons[0]


def test_neighbours_join_a_trip_and_strangers_wait() -> None:
    steps = (open_step("63.01", 9), open_step("63.02", 5), open_step("63.11", 7))
    trips = propose(wanted(*steps), CHAIN, STAFF, TRIPS, None, CALENDAR, TODAY)
    assert [[s.need.regency for s in t.stops] for t in trips] == [["63.01", "63.02"], ["63.11"]]


def test_a_budget_ends_the_plan() -> None:
    steps = (open_step("63.01", 9), open_step("63.11", 7))
    assert len(propose(wanted(*steps), CHAIN, STAFF, TRIPS, 1_250, CALENDAR, TODAY)) == 1
    assert propose(wanted(*steps), CHAIN, STAFF, TRIPS, 100, CALENDAR, TODAY) == ()


def test_without_enough_people_nothing_is_proposed() -> None:
    alone = {"ani": STAFF["ani"]}
    assert propose(wanted(open_step("63.01", 9)), CHAIN, alone, TRIPS, None, CALENDAR, TODAY) == ()


@given(
    late=st.lists(st.integers(-30, 200), min_size=1, max_size=9),
    away=st.sets(st.integers(7, 30)),
    trips_per_week=st.integers(1, 3),
)
def test_a_plan_keeps_every_limit(late: list[int], away: set[int], trips_per_week: int) -> None:
    steps = [open_step(f"63.{n:02d}", days) for n, days in enumerate(late, 1)]
    free = STAFF | {"ani": STAFF["ani"] - {TODAY + timedelta(days=n) for n in away}}
    limits = replace(TRIPS, trips_per_week=trips_per_week)
    trips = propose(wanted(*steps), CHAIN, free, limits, 10_000, CALENDAR, TODAY)
    assert sum(t.cost for t in trips) <= 10_000
    regencies = [s.need.regency for t in trips for s in t.stops]
    assert len(regencies) == len(set(regencies))
    busy = [(p, s.day) for t in trips for s in t.stops for p in t.people]
    assert len(busy) == len(set(busy))
    for person, day in busy:
        assert day in free[person]
        assert CALENDAR.is_working_day(day)
        assert day > TODAY
