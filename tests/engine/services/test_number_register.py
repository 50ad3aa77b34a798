"""Numbers follow each other without a gap, and every one that bears no document says why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from engine.domain.command import Actor
from engine.errors import InvalidInput, NotFound, Refused, UnknownRegion
from engine.services import issuing, lifecycle, papers, register, register_insertion
from engine.services.context import Context
from engine.services.issuing import Draft, Recipient
from engine.services.records import Document, Number, SeriesSetting
from engine.services.register import Outside, Serial, Series
from engine.services.register_book import gaps, incoming, outgoing
from engine.services.register_settings import pattern_problems, put_series, series_setting
from tests.support.world import OFFICER, SECOND, SEKDA, actor, open_tkpkp, pdf, set_clock

WRITERS = 50
DAY = date(2025, 7, 28)
OFFICE = ("pmd-provinsi", "63")


def series(name: str = "surat-keluar", month: int = 0, **more: str) -> Series:
    def write(serial: Serial) -> str:
        return f"{name}/{serial:03d}/2025"

    return Series("pmd-provinsi:63", name, 2025, write, month=month, **more)


def drafted(ctx: Context, case: str, village: str = "") -> Document:
    return issuing.save_draft(
        ctx,
        Draft(case, "nota-dinas", "audiensi-sekda", village, "Nota", {"isi": village}, "1", 1),
    )


def signed(ctx: Context, case: str, village: str, dated: date = DAY) -> Document:
    document = drafted(ctx, case, village)
    return issuing.finalize(
        ctx,
        OFFICER,
        document.id,
        number=issuing.reserve_number(ctx, document.id, series(), dated, "pmd.satu"),
        dated=dated,
        signatory="Kepala Dinas",
        letter={"isi": village},
        content=pdf(document.id),
        recipients=(Recipient("sekda", "63.01"),),
    )


def live(ctx: Context, document: Document) -> Number:
    return papers.numbers_of(ctx, document.id)[-1]


def test_fifty_writers_at_once_leave_no_gap_and_take_no_number_twice(ctx: Context) -> None:
    def take(place: int) -> str:
        return issuing.reserve_number(ctx, f"naskah-{place}", series(), DAY)

    with ThreadPoolExecutor(WRITERS) as pool:
        given = list(pool.map(take, range(WRITERS)))
    assert sorted(given) == [f"surat-keluar/{n:03d}/2025" for n in range(1, WRITERS + 1)]
    assert {g.kind for g in gaps(ctx, ctx.now().date())} == set()
    with ThreadPoolExecutor(WRITERS) as pool:
        again = list(pool.map(take, range(WRITERS)))
    assert again == given


def test_a_void_number_is_never_given_again_and_is_reported_with_its_reason(ctx: Context) -> None:
    case = open_tkpkp(ctx)
    first = signed(ctx, case, "a")
    lifecycle.void(ctx, OFFICER, first.id, "Salah alamat.")
    assert live(ctx, first).state == "void"
    assert signed(ctx, case, "b").number == "surat-keluar/002/2025"
    (gap,) = gaps(ctx, ctx.now().date())
    assert (gap.serial, gap.kind, gap.reason) == (1, "void", "Salah alamat.")


def test_a_number_reserved_too_long_is_reported_and_one_taken_out_is_found(ctx: Context) -> None:
    case = open_tkpkp(ctx)
    waiting = drafted(ctx, case)
    issuing.reserve_number(ctx, waiting.id, series(), DAY)
    signed(ctx, case, "b")
    today = ctx.now().date()
    assert gaps(ctx, today + timedelta(days=7)) == []
    (gap,) = gaps(ctx, today + timedelta(days=8))
    assert (gap.kind, gap.days) == ("reserved", 8)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM register_number WHERE serial = 1")
    assert [(g.serial, g.kind) for g in gaps(ctx, today)] == [(1, "missing")]


def test_a_date_before_that_of_an_earlier_number_is_told(ctx: Context) -> None:
    case = open_tkpkp(ctx)
    signed(ctx, case, "a", DAY)
    signed(ctx, case, "b", DAY - timedelta(days=3))
    (gap,) = gaps(ctx, ctx.now().date())
    assert (gap.kind, gap.serial) == ("order", 2)


@pytest.mark.parametrize(("style", "mark"), [(".01", "001.01"), ("A", "001A")])
def test_an_insertion_hangs_on_the_last_number_of_its_day(
    ctx: Context, style: str, mark: str
) -> None:
    case = open_tkpkp(ctx)
    signed(ctx, case, "a", DAY)
    signed(ctx, case, "b", DAY + timedelta(days=5))
    late = drafted(ctx, case, "c")
    where = series(insertion=style)
    day = DAY + timedelta(days=1)
    given = register_insertion.ask_insertion(ctx, OFFICER, late.id, where, day, "Terlewat.")
    assert given.number == f"surat-keluar/{mark}/2025"
    with pytest.raises(Refused, match="belum disetujui"):
        issuing.reserve_number(ctx, late.id, where, day)
    with pytest.raises(Refused, match="orang yang memintanya"):
        register_insertion.approve_insertion(ctx, OFFICER, late.id)
    stand_in = Actor("orang.ketiga", SECOND.grants, principal=OFFICER.person)
    with pytest.raises(Refused, match="orang yang memintanya"):
        register_insertion.approve_insertion(ctx, stand_in, late.id)
    register_insertion.approve_insertion(ctx, SECOND, late.id)
    with pytest.raises(Refused, match="disetujui untuk tanggal"):
        issuing.reserve_number(ctx, late.id, where, DAY)
    assert issuing.reserve_number(ctx, late.id, where, day) == given.number
    assert signed(ctx, case, "d", DAY + timedelta(days=6)).number == "surat-keluar/003/2025"


def test_an_insertion_needs_a_reason_and_a_day_that_is_past(ctx: Context) -> None:
    case = open_tkpkp(ctx)
    late = drafted(ctx, case)
    with pytest.raises(InvalidInput, match="Alasan"):
        register_insertion.ask_insertion(ctx, OFFICER, late.id, series(), DAY, "  ")
    with pytest.raises(Refused, match="pakai nomor biasa"):
        register_insertion.ask_insertion(ctx, OFFICER, late.id, series(), DAY, "Terlewat.")
    signed(ctx, case, "a", DAY)
    before = DAY - timedelta(days=1)
    with pytest.raises(Refused, match="Belum ada nomor"):
        register_insertion.ask_insertion(ctx, OFFICER, late.id, series(), before, "Terlewat.")
    with pytest.raises(Refused, match="pakai nomor biasa"):
        register_insertion.ask_insertion(ctx, OFFICER, late.id, series(), DAY, "Terlewat.")


def test_an_office_that_numbers_elsewhere_is_given_no_number_here(ctx: Context) -> None:
    document = drafted(ctx, open_tkpkp(ctx))
    away = series(elsewhere="SRIKANDI")
    with pytest.raises(Refused, match="SRIKANDI"):
        issuing.reserve_number(ctx, document.id, away, DAY)
    outside = Outside("B-77/DPMD/2025", DAY, "https://srikandi.contoh.id/77")
    assert register.take_outside(ctx, away, document.id, outside, "x").number == outside.number
    kept = live(ctx, document)
    assert (kept.serial, kept.source, kept.url) == (None, "SRIKANDI", outside.url)
    other = drafted(ctx, document.case_id, "b")
    with pytest.raises(Refused, match="sudah dipakai"):
        register.take_outside(ctx, away, other.id, outside, "x")
    with pytest.raises(Refused, match="register sistem ini"):
        register.take_outside(ctx, series(), other.id, Outside("1", DAY), "x")
    assert gaps(ctx, ctx.now().date()) == []


def test_two_series_that_write_the_same_number_are_refused(ctx: Context) -> None:
    def write(serial: Serial) -> str:
        return f"400/{serial:03d}/2025"

    one = Series("sekda:63.01", "surat", 2025, write)
    other = Series("sekda:63.01", "nota", 2025, write)
    assert issuing.reserve_number(ctx, "a", one, DAY) == "400/001/2025"
    with pytest.raises(Refused, match="format nomor yang berbeda"):
        issuing.reserve_number(ctx, "b", other, DAY)
    same_year = Series("sekda:63.02", "surat", 2025, write)
    assert issuing.reserve_number(ctx, "b", same_year, DAY) == "400/001/2025"


def test_a_number_of_another_year_is_not_taken_along(ctx: Context) -> None:
    issuing.reserve_number(ctx, "a", series(), DAY)
    later = Series("pmd-provinsi:63", "surat-keluar", 2026, lambda n: f"{n:03d}/2026")
    with pytest.raises(Refused, match="batalkan nomor itu dahulu"):
        issuing.reserve_number(ctx, "a", later, date(2026, 1, 5))


def test_each_month_counts_anew_where_the_office_says_so(ctx: Context) -> None:
    july = Series("sekda:63.01", "s", 2025, lambda n: f"{n:03d}/VII/2025", month=7)
    august = Series("sekda:63.01", "s", 2025, lambda n: f"{n:03d}/VIII/2025", month=8)
    assert issuing.reserve_number(ctx, "a", july, DAY) == "001/VII/2025"
    assert issuing.reserve_number(ctx, "b", august, DAY) == "001/VIII/2025"


@pytest.mark.parametrize(
    ("pattern", "monthly", "wrong"),
    [
        ("{kode}/{urut:03d}/{unit}/{tahun}", False, ""),
        ("{keamanan}-{urut}/{bulan_romawi}/{tahun}", True, ""),
        ("{urut:03d}/{unit}/{tahun}", True, "bulan_romawi"),
        ("{kode}/{unit}/{tahun}", False, "urut"),
        ("{urut}/{unit}", False, "tahun"),
        ("{urut}/{tahun}/{urut.__class__}", False, "tidak mengenal"),
        ("{urut:>1000000d}/{tahun}", False, "bentuk"),
        ("{urut!r}/{tahun}", False, "bentuk"),
        ("{urut}/{tahun", False, "tidak dapat dibaca"),
        ("{urut}/{tahun}\n", False, "tidak tercetak"),
    ],
)
def test_a_pattern_is_checked_before_it_numbers_anything(
    pattern: str, *, monthly: bool, wrong: str
) -> None:
    problems = " ".join(p.message for p in pattern_problems(pattern, monthly=monthly))
    assert (wrong in problems) if wrong else not problems


def test_an_office_sets_one_series_or_all_of_them(ctx: Context) -> None:
    put_series(ctx, SeriesSetting("sekda", "63.01", "", elsewhere="SRIKANDI"))
    put_series(ctx, SeriesSetting("sekda", "63.01", "nota-dinas", pattern="{urut}/{tahun}"))
    assert series_setting(ctx, "sekda", "63.01", "surat-keluar").elsewhere == "SRIKANDI"
    assert series_setting(ctx, "sekda", "63.01", "nota-dinas").pattern == "{urut}/{tahun}"
    assert series_setting(ctx, "sekda", "63.02", "surat-keluar").elsewhere == ""
    with pytest.raises(InvalidInput, match="setiap bulan"):
        put_series(ctx, SeriesSetting("sekda", "63.01", "", monthly=True))
    with pytest.raises(InvalidInput, match="sisipan"):
        put_series(ctx, SeriesSetting("sekda", "63.01", "", insertion="bis"))
    with pytest.raises(UnknownRegion):
        put_series(ctx, SeriesSetting("sekda", "63", ""))


def test_both_books_tell_what_went_out_and_came_in(ctx: Context) -> None:
    case = open_tkpkp(ctx)
    first, second = signed(ctx, case, "a"), signed(ctx, case, "b")
    lifecycle.acknowledge(ctx, SEKDA, second.id)
    out = outgoing(ctx, OFFICER, *OFFICE, 2025)
    assert [(s.number.number, len(s.deliveries)) for s in out] == [
        ("surat-keluar/001/2025", 1),
        ("surat-keluar/002/2025", 1),
    ]
    set_clock(ctx, ctx.now() + timedelta(minutes=1))
    book = incoming(ctx, SEKDA, "sekda", "63.01", ctx.now().year)
    assert [(r.number.number if r.number else "", r.document.id) for r in book] == [
        ("1", second.id),
        ("", first.id),
    ]
    lifecycle.acknowledge(ctx, SEKDA, first.id)
    lifecycle.acknowledge(ctx, SEKDA, first.id)
    book = incoming(ctx, SEKDA, "sekda", "63.01", ctx.now().year)
    assert [r.number.number for r in book if r.number] == ["1", "2"]
    assert outgoing(ctx, OFFICER, *OFFICE, 2025, "surat-usulan-kawasan") == []


@pytest.mark.parametrize("who", [SEKDA, actor("pembaca", "63"), actor("pmd-provinsi", "62")])
def test_only_the_office_sees_its_book(ctx: Context, who: Actor) -> None:
    with pytest.raises(NotFound):
        outgoing(ctx, who, *OFFICE, 2025)
