"""Holidays by decree: recorded by year and area, and open deadlines follow them."""

from __future__ import annotations

from datetime import date

import pytest

from engine.domain.calendar import HolidayKind
from engine.errors import InvalidInput
from engine.reference import holidays
from engine.services import views
from engine.services.calendars import import_days, set_week
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.jobs import waiting
from engine.services.recounting import recount_all
from engine.services.sweep import open_reminders
from engine.store import calendars, outbox
from tests.support import world

HEADER = "tanggal;nama;jenis;keputusan;wilayah"
LOCAL = "2026-03-05;Hari jadi daerah;libur daerah;Surat edaran contoh;63.01"


def file(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows)).encode()


def opened(ctx: Context, regency: str = "63.01") -> str:
    request = OpenRequest("tkpkp-kabupaten", regency, "TKPKP uji", date(2026, 3, 2))
    return open_case(ctx, world.OFFICER, request).case_id


def due(ctx: Context, case_id: str) -> date | None:
    return views.get_case(ctx, world.OFFICER, case_id).steps[0].due_on


def test_a_regional_holiday_is_one_there_and_below_and_nowhere_else(ctx: Context) -> None:
    import_days(ctx, "admin", file(LOCAL.replace("63.01", "63")))
    assert not ctx.calendar("63.02").is_working_day(date(2026, 3, 5))
    assert not ctx.calendar("63").is_working_day(date(2026, 3, 5))
    assert ctx.calendar("64.01").is_working_day(date(2026, 3, 5))
    assert ctx.calendar("").is_working_day(date(2026, 3, 5))


def test_a_decree_replaces_the_national_days_of_its_year_and_settles_it(ctx: Context) -> None:
    year = holidays.LAST_YEAR
    assert year not in ctx.calendar("63.01").decreed_years
    rows = (f"{year}-01-01;Tahun Baru;libur;SKB contoh;", f"{year}-06-01;Jeda;cuti bersama;SKB;")
    [found] = import_days(ctx, "admin", file(*rows))
    assert date(year, 8, 17) in found.removed
    calendar = ctx.calendar("63.01")
    assert year in calendar.decreed_years
    assert calendar.holidays[date(year, 6, 1)].kind is HolidayKind.JOINT_LEAVE
    assert [d for d in calendar.holidays if d.year == year] == [
        date(year, 1, 1),
        date(year, 6, 1),
    ]


def test_importing_the_same_list_again_changes_nothing(ctx: Context) -> None:
    assert import_days(ctx, "admin", file(LOCAL))
    with ctx.database.read() as connection:
        before = calendars.revision(connection)
    assert import_days(ctx, "admin", file(LOCAL)) == []
    with ctx.database.read() as connection:
        assert calendars.revision(connection) == before


def test_a_dry_run_tells_what_would_change_and_changes_nothing(ctx: Context) -> None:
    [found] = import_days(ctx, "admin", file(LOCAL), dry_run=True)
    assert found.added == (date(2026, 3, 5),)
    assert ctx.calendar("63.01").is_working_day(date(2026, 3, 5))
    assert waiting(ctx) == {}


def test_a_new_holiday_moves_open_deadlines_and_says_why(ctx: Context) -> None:
    here, elsewhere = opened(ctx), opened(ctx, "63.02")
    before, other = due(ctx, here), due(ctx, elsewhere)
    tag = views.get_case(ctx, world.OFFICER, here).tag
    import_days(ctx, "admin", file(LOCAL))
    assert recount_all(ctx) == 1
    after = due(ctx, here)
    assert before is not None
    assert after is not None
    assert after > before
    assert due(ctx, elsewhere) == other
    assert views.get_case(ctx, world.OFFICER, here).tag != tag
    with ctx.database.read() as connection:
        [move] = calendars.moves_of(connection, here)
        assert calendars.dues(connection, here)[0].day == after
    assert (move.moved_from, move.moved_to, move.reason) == (before, after, "Surat edaran contoh")
    [told] = open_reminders(ctx, world.OFFICER)
    assert (told.kind, told.to_role) == ("bergeser", "pmd-provinsi")
    assert "Surat edaran contoh" in told.message


def test_a_recount_that_was_killed_half_way_moves_and_tells_nothing_twice(ctx: Context) -> None:
    case_id = opened(ctx)
    import_days(ctx, "admin", file(LOCAL))
    assert recount_all(ctx) == 1
    payload = {"area": "63.01", "since": "2026-01-01", "reason": "Surat edaran contoh"}
    with ctx.database.write() as connection:
        outbox.put(connection, "calendar.recount", "sekali lagi", payload, ctx.now())
    assert recount_all(ctx) == 0
    with ctx.database.read() as connection:
        assert len(calendars.moves_of(connection, case_id)) == 1
    assert len(open_reminders(ctx, world.OFFICER)) == 1


def test_offices_that_work_on_saturdays_are_due_earlier(ctx: Context) -> None:
    case_id = opened(ctx)
    before = due(ctx, case_id)
    set_week(ctx, "admin", "63", 6, "Peraturan contoh")
    assert recount_all(ctx) == 1
    after = due(ctx, case_id)
    assert before is not None
    assert after is not None
    assert after < before


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("2026;Tahun;libur;SKB;", "lengkap"),
        ("besok;Tahun;libur;SKB;", "bukan tanggal"),
        ("2026-03-05;;libur;SKB;", "harus diisi"),
        ("2026-03-05;=HYPERLINK(1);libur;SKB;", "rumus"),
        ("2026-03-05;Libur;sesuka hati;SKB;", "Jenis"),
        ("2026-03-05;Libur;libur;SKB;63", "Libur daerah"),
        ("2026-03-05;Libur;libur daerah;SE;63.99", "bukan provinsi"),
    ],
)
def test_a_bad_row_is_named_and_nothing_of_the_file_is_kept(
    ctx: Context, row: str, complaint: str
) -> None:
    with pytest.raises(InvalidInput, match=complaint) as refused:
        import_days(ctx, "admin", file(LOCAL, row))
    assert refused.value.problems[0].field == "baris 3"
    with ctx.database.read() as connection:
        assert calendars.revision(connection) == 0


@pytest.mark.parametrize(("area", "days"), [("63.01", 4), ("63.01.01", 6), ("99", 6)])
def test_a_week_that_cannot_be_is_refused(ctx: Context, area: str, days: int) -> None:
    with pytest.raises(InvalidInput):
        set_week(ctx, "admin", area, days, "Peraturan contoh")
