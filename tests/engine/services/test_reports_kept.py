"""Which monthly reports are due, and that each is kept and promised once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from engine.domain.reports import Month
from engine.errors import NotFound
from engine.services import reports_kept
from engine.services.calendars import import_days
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.digests import add_recipient
from engine.services.jobs import drain
from engine.services.offices import put_office
from engine.services.reports import report
from tests.support.world import OFFICER, SEKDA, actor, set_clock

WITA, WIB = "Asia/Makassar", "Asia/Jakarta"
READER = actor("pembaca", "63")
FEBRUARY = Month(2026, 2)
FIRST_OF_MARCH, MONDAY = date(2026, 3, 1), date(2026, 3, 2)  # a Sunday, and the day after


def stand(ctx: Context, day: date) -> None:
    """Put the clock at 6.00 WITA of a day."""
    set_clock(ctx, datetime(day.year, day.month, day.day - 1, 22, tzinfo=UTC))


@pytest.fixture(autouse=True)
def case(ctx: Context) -> str:
    """A case of Tanah Laut recorded on 10 February 2026."""
    stand(ctx, date(2026, 2, 10))
    request = OpenRequest("tkpkp-kabupaten", "63.01", "TKPKP", date(2026, 2, 9))
    found = open_case(ctx, OFFICER, request).case_id
    stand(ctx, MONDAY)
    return found


def keep(ctx: Context, area: str, month: Month = FEBRUARY) -> int | None:
    return reports_kept.keep(ctx, report(ctx, READER, area, month), "a" * 64, "b" * 64, "c" * 64)


def sent(ctx: Context) -> list[tuple[str, str, str]]:
    """What the outbox hands out now."""
    found: list[tuple[str, str, str]] = []

    def take(job: object) -> None:
        payload = job.payload  # type: ignore[attr-defined]
        found.append((payload["area"], payload["month"], payload["address"]))

    drain(ctx, reports_kept.REPORT_TOPIC, take)
    return sorted(found)


def test_last_months_reports_are_due_on_the_first_working_day(ctx: Context) -> None:
    stand(ctx, date(2026, 2, 28))
    assert reports_kept.due(ctx, WITA) == []
    set_clock(ctx, datetime(2026, 3, 1, 1, tzinfo=UTC))
    assert reports_kept.due(ctx, WITA) == []
    stand(ctx, MONDAY)
    assert reports_kept.due(ctx, WITA) == [("63", FEBRUARY), ("63.01", FEBRUARY)]
    assert reports_kept.due(ctx, WIB) == []


def test_a_holiday_of_the_province_moves_the_day(ctx: Context) -> None:
    sheet = "tanggal,nama,jenis,keputusan,wilayah\n2026-03-02,Hari jadi,libur daerah,Contoh,63\n"
    import_days(ctx, "operator", sheet.encode())
    assert reports_kept.due(ctx, WITA) == []
    stand(ctx, date(2026, 3, 3))
    assert reports_kept.due(ctx, WITA) != []


def test_what_is_kept_is_not_due_again_and_an_outage_is_made_up_for(ctx: Context) -> None:
    for area in ("63", "63.01"):
        keep(ctx, area)
    assert reports_kept.due(ctx, WITA) == []
    stand(ctx, date(2026, 6, 2))
    months = [Month(2026, 3), Month(2026, 4), Month(2026, 5)]
    assert reports_kept.due(ctx, WITA) == [(a, m) for m in months for a in ("63", "63.01")]
    stand(ctx, date(2027, 8, 3))
    due = reports_kept.due(ctx, WITA)
    assert (due[0][1], due[-1][1], len(due)) == (Month(2026, 8), Month(2027, 7), 24)


def test_a_report_goes_to_the_heads_of_its_area_and_once_to_each(ctx: Context) -> None:
    add_recipient(ctx, "pmd-kabupaten", "63.01", "kepala", "Kepala", "kadis@tanahlaut.example")
    add_recipient(ctx, "pmd-kabupaten", "63.01", "petugas", "Petugas", "p@tanahlaut.example")
    add_recipient(ctx, "pmd-kabupaten", "63.02", "kepala", "Kepala", "kadis@kotabaru.example")
    put_office(ctx, "sekda", "63.01", email="setda@tanahlaut.example")
    add_recipient(ctx, "pmd-provinsi", "63", "kepala", "Kepala", "kadis@kalsel.example")
    add_recipient(ctx, "sekda-provinsi", "63", "kepala", "Kepala", "kadis@kalsel.example")
    assert keep(ctx, "63.01") == 2
    assert keep(ctx, "63.01") is None
    assert keep(ctx, "63") == 1  # one person in two posts
    set_clock(ctx, datetime(2026, 3, 2, 2, tzinfo=UTC))  # messages leave in office hours
    assert sent(ctx) == [
        ("63", "2026-02", "kadis@kalsel.example"),
        ("63.01", "2026-02", "kadis@tanahlaut.example"),
        ("63.01", "2026-02", "setda@tanahlaut.example"),
    ]
    assert sent(ctx) == []


def test_nothing_leaves_before_office_hours(ctx: Context) -> None:
    put_office(ctx, "sekda", "63.01", email="setda@tanahlaut.example")
    keep(ctx, "63.01")
    assert sent(ctx) == []


def test_two_at_once_keep_a_report_once(ctx: Context) -> None:
    put_office(ctx, "sekda", "63.01", email="setda@tanahlaut.example")
    found = report(ctx, READER, "63.01", FEBRUARY)

    def keep_it(_: int) -> int | None:
        return reports_kept.keep(ctx, found, "a" * 64, "b" * 64, "c" * 64)

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(keep_it, range(3)), key=str) == [1, None, None]


def test_only_who_may_see_an_area_learns_of_its_reports(ctx: Context) -> None:
    keep(ctx, "63")
    keep(ctx, "63.01")
    held = reports_kept.kept(ctx, SEKDA, "63.01", FEBRUARY)
    assert held is not None
    assert held.totals["running"] == 1
    for area in ("63", "63.02"):
        with pytest.raises(NotFound):
            reports_kept.kept(ctx, SEKDA, area, FEBRUARY)
        with pytest.raises(NotFound):
            reports_kept.made(ctx, SEKDA, area)
    assert [p.code for p, _ in reports_kept.areas(ctx, SEKDA)] == ["63.01"]
    assert [p.code for p, _ in reports_kept.areas(ctx, READER)] == ["63", "63.01"]
    assert reports_kept.areas(ctx, actor("pembaca", "32")) == ()
