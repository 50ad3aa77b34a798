"""One message a day to each person, at hours when it may leave, with what was not told before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.errors import InvalidInput, NotFound, UnknownRegion
from engine.services import digests
from engine.services.calendars import import_days
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.digests import DIGEST_TOPIC
from engine.services.jobs import drain, waiting
from engine.services.offices import put_office
from engine.services.sweep import open_reminders, sweep
from engine.store.outbox import Job
from tests.support import world
from tests.support.world import NOW, set_clock

WITA = "Asia/Makassar"
OFFICER, HEAD = "petugas@uji.test", "kepala@uji.test"


def late_cases(ctx: Context, *regencies: str) -> None:
    for regency in regencies:
        request = OpenRequest("tkpkp-kabupaten", regency, "TKPKP uji", date(2026, 3, 2))
        open_case(ctx, world.OFFICER, request)
    set_clock(ctx, NOW + timedelta(days=70))  # a Monday, 10.00 WITA


def sent(ctx: Context) -> list[digests.Digest]:
    found: list[digests.Digest] = []

    def work(job: Job) -> None:
        found.append(digests.digest(ctx, job.payload))

    drain(ctx, DIGEST_TOPIC, work)
    return found


def test_what_is_late_in_many_regencies_is_one_message_to_one_person(ctx: Context) -> None:
    digests.add_recipient(ctx, "pmd-provinsi", "63", "petugas", "", OFFICER)
    late_cases(ctx, "63.01", "63.02", "63.11")
    assert sweep(ctx, WITA).messages == 1
    [found] = sent(ctx)
    assert found.address == OFFICER
    assert sorted(r.regency for r in found.reminders) == ["63.01", "63.02", "63.11"]


def test_who_holds_two_functions_gets_one_message(ctx: Context) -> None:
    for function in ("petugas", "kepala-bidang"):
        digests.add_recipient(ctx, "pmd-provinsi", "63", function, "", OFFICER)
    digests.add_recipient(ctx, "pmd-provinsi", "63", "kepala", "", HEAD)
    late_cases(ctx, "63.01")
    assert sweep(ctx, WITA).messages == 2
    by_address = {d.address: sorted(r.level for r in d.reminders) for d in sent(ctx)}
    assert by_address == {OFFICER: [1, 2], HEAD: [3]}


def test_nobody_gets_a_second_message_on_the_same_day(ctx: Context) -> None:
    digests.add_recipient(ctx, "pmd-provinsi", "63", "petugas", "", OFFICER)
    late_cases(ctx, "63.01")
    sweep(ctx, WITA)
    assert len(sent(ctx)) == 1
    request = OpenRequest("tkpkp-kabupaten", "63.02", "TKPKP uji", date(2026, 3, 2))
    open_case(ctx, world.OFFICER, request)
    assert sweep(ctx, WITA).messages == 0
    set_clock(ctx, NOW + timedelta(days=71))
    assert sweep(ctx, WITA).messages == 1
    [found] = sent(ctx)
    assert [r.regency for r in found.reminders] == ["63.02"]


def test_without_people_the_office_itself_is_told(ctx: Context) -> None:
    put_office(ctx, "pmd-provinsi", "63", email=OFFICER)
    late_cases(ctx, "63.01")
    assert sweep(ctx, WITA).messages == 1
    [found] = sent(ctx)
    assert sorted(r.level for r in found.reminders) == [1, 2, 3]


def test_where_nobody_can_be_reached_nothing_is_promised(ctx: Context) -> None:
    late_cases(ctx, "63.01")
    assert sweep(ctx, WITA).messages == 0
    assert waiting(ctx) == {}


def test_what_was_settled_meanwhile_is_left_out(ctx: Context) -> None:
    put_office(ctx, "pmd-provinsi", "63", email=OFFICER)
    late_cases(ctx, "63.01")
    sweep(ctx, WITA)
    case = open_reminders(ctx, world.OFFICER)[0].case_id
    reason = "audiensi sudah lisan"
    on = date(2026, 4, 1)
    world.act(ctx, world.OFFICER, case, "waive", "audiensi-sekda", on=on, reason=reason)
    [found] = sent(ctx)
    assert found.reminders == ()


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (datetime(2026, 3, 4, 2, tzinfo=UTC), datetime(2026, 3, 4, 2, tzinfo=UTC)),
        (datetime(2026, 3, 3, 22, tzinfo=UTC), datetime(2026, 3, 4, 0, tzinfo=UTC)),  # 6.00
        (datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 3, 6, 0, tzinfo=UTC)),  # 17.00
        (datetime(2026, 3, 7, 3, tzinfo=UTC), datetime(2026, 3, 9, 0, tzinfo=UTC)),  # Saturday
    ],
)
def test_messages_leave_on_working_days_between_eight_and_four(
    ctx: Context, now: datetime, leaves: datetime
) -> None:
    header = b"tanggal;nama;jenis;keputusan;wilayah\n"
    import_days(ctx, "admin", header + b"2026-03-05;Hari jadi;libur daerah;SE contoh;63\n")
    set_clock(ctx, now)
    with ctx.database.read() as connection:
        assert digests.allowed_from(ctx, connection, "63.01") == leaves


@pytest.mark.parametrize("address", ["bukan surel", "a@b@c", "saluran:", "saluran:a b", "x"])
def test_an_address_that_is_none_is_refused(ctx: Context, address: str) -> None:
    with pytest.raises(InvalidInput):
        digests.add_recipient(ctx, "sekda", "63.01", "kepala", "", address)


def test_only_functions_that_a_ladder_names_hear_anything(ctx: Context) -> None:
    with pytest.raises(InvalidInput, match="kepala"):
        digests.add_recipient(ctx, "sekda", "63.01", "sopir", "", OFFICER)
    with pytest.raises(UnknownRegion):
        digests.add_recipient(ctx, "sekda", "63", "kepala", "", OFFICER)


def test_a_person_is_added_once_and_can_be_taken_off(ctx: Context) -> None:
    for _ in range(2):
        digests.add_recipient(ctx, "sekda", "63.01", "kepala", "Ajudan", "saluran:ajudan")
    [found] = digests.list_recipients(ctx, "63")
    digests.remove_recipient(ctx, found.id)
    assert digests.list_recipients(ctx) == []
    with pytest.raises(NotFound):
        digests.remove_recipient(ctx, found.id)
