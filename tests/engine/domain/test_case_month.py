"""One case in a month: late by law, ended in one month only, read by the version it followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.domain.case_month import Bucket, CaseMonth, case_month
from engine.domain.events import Event, EventType, Recorded
from engine.domain.procedure import Procedure
from engine.domain.reports import Month, Window
from engine.reference import holidays
from engine.reference.holders import holders
from tests.engine.worlds import START, Run, procedure

ENTERPRISE = procedure("bumdesma")


def window(month: Month) -> Window:
    after = month.last + timedelta(days=1)
    begins, ends = (datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (month.first, after))
    return Window(month.first, month.last, after, begins, ends, UTC)


def log(events: list[Event], on: date) -> list[Recorded]:
    """The events as recorded at noon of a day."""
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return [Recorded("x", n, e, moment, "", "") for n, e in enumerate(events, start=1)]


def seen(recorded: list[Recorded], month: Month, p: Procedure = ENTERPRISE) -> CaseMonth:
    found = case_month(recorded, lambda _id, _v: p, holidays.calendar(), holders(), window(month))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def unpaid() -> Run:
    """An enterprise decided on at START whose villages have not paid their capital."""
    return Run(ENTERPRISE).until("penyaluran-modal")


def test_a_limit_of_law_is_late_from_the_day_after_it(unpaid: Run) -> None:
    recorded = log(unpaid.events, START)
    found = seen(recorded, Month(2025, 11))
    by_law = [step for step in found.late if step.legal]
    assert by_law
    assert {s.due_on for s in by_law if s.step == "penyaluran-modal"} == {date(2025, 10, 28)}
    assert {s.days for s in by_law if s.step == "penyaluran-modal"} == {33}
    before = seen(recorded, Month(2025, 9))
    assert [s for s in before.late if s.step == "penyaluran-modal" and s.legal] == []


def test_nothing_is_late_in_a_case_that_rests(unpaid: Run) -> None:
    rest = Event(EventType.SUSPENDED, START, actor="ani", role="pmd-provinsi")
    found = seen(log([*unpaid.events, rest], START), Month(2025, 11))
    assert (found.bucket, found.late) == (Bucket.SUSPENDED, ())
    assert set(found.held) == {"suspended"}


def test_a_case_ends_in_one_month_and_stays_finished() -> None:
    run = Run(procedure("tkpkp-kabupaten")).until("")
    half = len(run.events) - 1
    recorded = log(run.events[:half], START)
    moment = datetime(2025, 9, 3, tzinfo=UTC)
    recorded.append(Recorded("x", half + 1, run.events[half], moment, "", ""))
    told = [seen(recorded, Month(2025, n), run.procedure) for n in (8, 9, 10)]
    assert [each.bucket for each in told] == [
        Bucket.RUNNING,
        Bucket.FINISHED,
        Bucket.FINISHED,
    ]
    assert [each.ended for each in told] == [False, True, False]
    assert [len(each.done) for each in told] == [0, 1, 0]


def test_a_case_is_read_by_the_version_it_followed_then(unpaid: Run) -> None:
    data = {"from": ENTERPRISE.version, "to": "9.9.9", "digest": ""}
    move = Event(EventType.MIGRATED, START, actor="ani", role="pmd-provinsi", data=data)
    recorded = log([*unpaid.events, move], START)
    recorded[-1] = replace(recorded[-1], recorded_at=datetime(2025, 9, 3, tzinfo=UTC))
    asked: list[str] = []

    def version(_id: str, number: str) -> Procedure:
        asked.append(number)
        return ENTERPRISE

    for month in (Month(2025, 8), Month(2025, 9)):
        case_month(recorded, version, holidays.calendar(), holders(), window(month))
    assert asked == [ENTERPRISE.version, "9.9.9"]


def test_a_case_nobody_had_recorded_yet_is_not_there(unpaid: Run) -> None:
    recorded = log(unpaid.events, date(2025, 9, 1))
    found = case_month(
        recorded,
        lambda _id, _v: ENTERPRISE,
        holidays.calendar(),
        holders(),
        window(Month(2025, 8)),
    )
    assert found is None
