"""Ladders: each level hears once of each rung, and after an outage only of the last."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.ladder import Rung
from engine.errors import DefinitionError
from engine.reference import holidays
from engine.reference.ladder import ladder

LADDER = ladder()
CALENDAR = holidays.calendar()
DUE = date(2026, 4, 15)  # a Wednesday
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def rungs(day: date) -> list[str]:
    return [rung.id for rung in LADDER.reached(DUE, day, CALENDAR)]


def test_nothing_is_said_long_before_the_day() -> None:
    assert rungs(date(2026, 4, 7)) == []


def test_the_officer_hears_a_week_and_a_day_before_and_the_day_after() -> None:
    assert rungs(date(2026, 4, 8)) == ["h-5"]
    assert rungs(date(2026, 4, 14)) == rungs(DUE) == ["h-1"]
    assert rungs(date(2026, 4, 16)) == ["h+1"]


def test_what_stays_late_rises_level_by_level() -> None:
    levels = [r.level for r in LADDER.reached(DUE, date(2026, 4, 30), CALENDAR)]
    assert levels == [1, 2, 3]
    assert rungs(date(2026, 5, 19)) == ["h+1", "h+5", "h+10", "h+20"]


def test_what_stays_late_for_long_is_named_again_to_the_officer() -> None:
    assert rungs(date(2026, 6, 30))[0] == "lagi-1"


@given(due=DAYS, today=DAYS)
def test_each_level_hears_at_most_one_thing_a_day(due: date, today: date) -> None:
    levels = [rung.level for rung in LADDER.reached(due, today, CALENDAR)]
    assert levels == sorted(set(levels))


@given(due=DAYS, start=DAYS, days=st.integers(0, 200))
def test_no_rung_is_left_once_a_later_one_of_its_level_was_reached(
    due: date, start: date, days: int
) -> None:
    before: dict[int, Rung] = {}
    for day in (start + timedelta(days=n) for n in range(0, days, 7)):
        now = {r.level: r for r in LADDER.reached(due, day, CALENDAR)}
        for level, rung in before.items():
            assert now[level].when >= rung.when
        before = now


def test_silence_rises_too() -> None:
    since = date(2026, 1, 5)
    ids = {
        n: [r.id for r in LADDER.silent(since, since + timedelta(days=n))] for n in (29, 30, 60)
    }
    assert ids == {29: [], 30: ["mandek-30"], 60: ["mandek-30", "mandek-60"]}


def test_an_office_puts_its_own_ladder_in_place_of_the_rungs(tmp_path: Path) -> None:
    own = tmp_path / "tangga.toml"
    own.write_text('rung = [{ id = "h", when = 0, level = 1, kind = "segera" }]\n')
    assert [r.id for r in ladder(own).rungs] == ["h"]
    assert ladder(own).chains == LADDER.chains


@pytest.mark.parametrize("text", ["rung = []", "hours = { from = 8, to = 99 }", "lain = 1", "= 1"])
def test_a_wrong_ladder_is_refused_by_name(tmp_path: Path, text: str) -> None:
    own = tmp_path / "tangga.toml"
    own.write_text(text)
    with pytest.raises(DefinitionError, match=r"tangga\.toml"):
        ladder(own)
