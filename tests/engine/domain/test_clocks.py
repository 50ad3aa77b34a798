"""Budgets of time: where they start, how they are counted, what they do when they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.budget import Clock, Effect, Unit
from engine.domain.calendar import Calendar, Holiday, Skipped
from engine.domain.case import Suspension
from engine.domain.clocks import count
from engine.reference import holidays

TARGET = Clock("target", "Sasaran", "opened", 5, Unit.WORKING_DAYS, legal=False, basis=())
LIMIT = replace(TARGET, legal=True)
MONTHS = replace(LIMIT, value=3, unit=Unit.MONTHS)
CALENDAR = holidays.calendar()
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 1))
FRIDAY, SATURDAY, SUNDAY = date(2025, 8, 15), date(2025, 8, 16), date(2025, 8, 17)


def test_the_anchor_day_is_counted_only_where_the_clock_says_so() -> None:
    monday = date(2025, 9, 1)
    assert count(LIMIT, monday, CALENDAR).day == date(2025, 9, 9)  # 5 September is Maulid
    assert count(replace(LIMIT, anchor_counted=True), monday, CALENDAR).day == date(2025, 9, 8)


def test_an_anchor_without_work_is_no_first_day_even_where_it_would_be_counted() -> None:
    counted = replace(LIMIT, value=1, anchor_counted=True)
    assert count(counted, SUNDAY, CALENDAR).day == date(2025, 8, 19)


def test_a_deadline_on_a_sunday_stays_there_unless_the_rule_moves_it() -> None:
    two_days = replace(LIMIT, value=2, unit=Unit.DAYS)
    assert count(two_days, FRIDAY, CALENDAR).day == SUNDAY
    skipped: list[Skipped] = []
    moved = count(replace(two_days, rolls=True), FRIDAY, CALENDAR, skipped=skipped)
    assert (moved.day, moved.rolled_from) == (date(2025, 8, 19), SUNDAY)
    assert [s.day.day for s in skipped] == [17, 18]


def test_three_months_from_the_end_of_november_end_with_february() -> None:
    assert count(MONTHS, date(2025, 11, 30), CALENDAR).day == date(2026, 2, 28)


def test_days_of_a_suspension_that_were_holidays_anyway_are_not_given_back() -> None:
    rest = Suspension(FRIDAY, date(2025, 8, 19))  # Saturday to Monday were free
    plain, rested = (count(TARGET, date(2025, 8, 14), CALENDAR, s) for s in ((), (rest,)))
    assert CALENDAR.working_days_between(plain.day, rested.day) == 1


def test_a_limit_of_law_runs_on_while_the_case_rests() -> None:
    rest = Suspension(date(2025, 9, 2), date(2025, 10, 2))
    start = date(2025, 9, 1)
    assert count(LIMIT, start, CALENDAR, (rest,)) == count(LIMIT, start, CALENDAR)
    assert count(TARGET, start, CALENDAR, (rest,)).day > count(TARGET, start, CALENDAR).day


def test_a_budget_longer_than_the_known_calendar_is_provisional() -> None:
    assert count(replace(LIMIT, value=4000), date(2026, 1, 5), CALENDAR).provisional


def test_a_case_suspended_after_its_deadline_gains_nothing() -> None:
    start = date(2025, 9, 1)
    due = count(TARGET, start, CALENDAR).day
    late = Suspension(due + timedelta(days=1), due + timedelta(days=30))
    assert count(TARGET, start, CALENDAR, (late,)).day == due


def test_only_a_clock_with_a_way_back_changes_a_step() -> None:
    assert TARGET.effect is Effect.REMIND
    assert LIMIT.effect is Effect.LATE
    assert replace(LIMIT, return_to="pengajuan").effect is Effect.EXPIRE


@given(start=DAYS, more=st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_one_more_holiday_never_makes_a_deadline_earlier(start: date, more: date) -> None:
    days = dict(CALENDAR.holidays) | {more: Holiday(more, "Libur", "SKB contoh")}
    longer = Calendar(days, CALENDAR.decreed_years)
    assert count(LIMIT, start, longer).day >= count(LIMIT, start, CALENDAR).day


@given(start=DAYS, first=st.integers(0, 40), length=st.integers(0, 60))
def test_a_target_gets_back_as_many_working_days_as_the_case_rested(
    start: date, first: int, length: int
) -> None:
    long = replace(TARGET, value=60)
    since = start + timedelta(days=first)
    rest = Suspension(since, since + timedelta(days=length))
    rested = count(long, start, CALENDAR, (rest,)).day
    lost = CALENDAR.working_days_between(rest.start, since + timedelta(days=length))
    assert CALENDAR.working_days_between(start, rested) == 60 + lost
