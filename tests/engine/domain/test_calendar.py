"""Working days: weekends and decreed holidays are skipped, undecreed years are provisional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.calendar import SIX_DAYS, Calendar, Holiday, Skipped, add_months
from engine.reference import holidays

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
FREE = Calendar(
    {date(2025, 8, 18): Holiday(date(2025, 8, 18), "Cuti bersama", "SKB contoh")},
    frozenset({2025}),
)


def test_a_holiday_inside_the_counted_days_is_skipped_too() -> None:
    skipped: list[Skipped] = []
    counted = FREE.add_working_days(date(2025, 8, 15), 1, skipped)
    assert counted.day == date(2025, 8, 19)
    assert [s.day.day for s in skipped] == [16, 17, 18]
    assert [s.holiday.name for s in skipped if s.holiday] == ["Cuti bersama"]
    assert not counted.provisional


def test_an_office_that_works_six_days_counts_saturdays() -> None:
    six = replace(FREE, week=SIX_DAYS)
    assert six.add_working_days(date(2025, 8, 15), 1).day == date(2025, 8, 16)
    assert not six.is_working_day(date(2025, 8, 17))


@given(start=DAYS, count=st.integers(-80, 80))
def test_a_date_and_its_derivation_cannot_disagree(start: date, count: int) -> None:
    calendar = holidays.calendar()
    skipped: list[Skipped] = []
    day = calendar.add_working_days(start, count, skipped).day
    assert abs((day - start).days) == abs(count) + len(skipped)
    assert not any(calendar.is_working_day(s.day) for s in skipped)


def test_counting_into_a_year_without_a_decree_is_provisional() -> None:
    assert FREE.add_working_days(date(2025, 12, 31), 1).provisional


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2025, 3, 15), -12) == date(2024, 3, 15)


@given(start=DAYS, count=st.integers(1, 80))
def test_the_day_found_is_a_working_day_with_as_many_between(start: date, count: int) -> None:
    calendar = holidays.calendar()
    day = calendar.add_working_days(start, count).day
    assert calendar.is_working_day(day)
    between = [
        d
        for d in (date.fromordinal(n) for n in range(start.toordinal() + 1, day.toordinal() + 1))
        if calendar.is_working_day(d)
    ]
    assert len(between) == count


@given(start=DAYS, count=st.integers(1, 60))
def test_counting_back_undoes_counting_forth_from_a_working_day(start: date, count: int) -> None:
    calendar = holidays.calendar()
    day = calendar.roll_to_working_day(start)
    assert calendar.add_working_days(calendar.add_working_days(day, count).day, -count).day == day


def test_the_decree_of_a_year_is_named_with_its_number() -> None:
    new_year = holidays.calendar().holidays[date(2027, 1, 1)]
    assert "SKB Nomor" in new_year.decree


def test_years_after_the_last_decree_are_not_settled() -> None:
    calendar = holidays.calendar()
    assert 2026 in calendar.decreed_years
    assert 2029 not in calendar.decreed_years
