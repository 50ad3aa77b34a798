"""`kawasan calendar`: working days, and why a date is what it is."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, acting, answer, reports, system, table

if TYPE_CHECKING:
    from engine.domain.calendar import Calendar, Holiday
    from engine.services.calendars import Explained, Imported

app = typer.Typer()
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_KINDS = {
    "libur-nasional": "libur nasional",
    "cuti-bersama": "cuti bersama",
    "libur-daerah": "libur daerah",
}
Region = Annotated[
    str,
    typer.Option("--region", metavar="KODE", help="Provinsi atau kabupaten; kosong: nasional."),
]
Week = Annotated[
    int | None, typer.Option("--week", min=5, max=6, help="Hari kerja seminggu; 5 atau 6.")
]


class CountedUnit(StrEnum):
    """How a budget may be counted."""

    HARI_KERJA = "hari-kerja"
    HARI = "hari"
    BULAN = "bulan"


@app.command("show")
@reports
def show(
    year: Annotated[int, typer.Argument(metavar="TAHUN")],
    region: Region = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Hari libur dan cuti bersama satu tahun, dengan keputusannya."""
    from engine.errors import FieldProblem, InvalidInput
    from engine.reference import holidays

    if not holidays.FIRST_YEAR <= year <= holidays.LAST_YEAR:
        message = f"Kalender memuat tahun {holidays.FIRST_YEAR} s.d. {holidays.LAST_YEAR}."
        raise InvalidInput(message, [FieldProblem("year", message)])
    calendar = _calendar(region)
    found = [h for day, h in sorted(calendar.holidays.items()) if day.year == year]
    provisional = year not in calendar.decreed_years
    if as_json:
        answer({"year": year, "provisional": provisional, "items": [_json(h) for h in found]})
        return
    if provisional:
        typer.echo("Sementara: keputusan hari libur tahun ini belum ada.")
    rows = [(h.day.isoformat(), h.name, _KINDS[h.kind], h.decree) for h in found]
    table("Tanggal", "Hari libur", "Jenis", "Dasar", rows=rows)


@app.command("explain")
@reports
def explain(
    start: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="TANGGAL", help="Mulai.")
    ],
    add: Annotated[int, typer.Option("--add", metavar="N", min=-2000, max=2000, help="Lamanya.")],
    unit: Annotated[CountedUnit, typer.Option("--unit", help="Satuan.")] = CountedUnit.HARI_KERJA,
    region: Region = "",
    week: Week = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Tanggal sekian hari kerja, hari, atau bulan setelah TANGGAL, hari demi hari."""
    from engine.services.calendars import explained

    found = explained(_calendar(region), start.date(), add, unit.value, week)
    if as_json:
        answer(_explained_json(found))
        return
    mark = " (sementara)" if found.provisional else ""
    typer.echo(f"{add} {unit.value.replace('-', ' ')} sejak {start.date()}: {found.day}{mark}")
    rows = [tuple(str(text or "") for text in s.values()) for s in _skipped(found)]
    table("Dilewati", "Sebab", "Dasar", rows=rows, empty="Tidak ada hari yang dilewati.")


@app.command("import")
@reports
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="BERKAS", exists=True, dir_okay=False, help="CSV atau XLSX.")
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Periksa saja; tidak ada yang dicatat.")
    ] = False,
    user: Annotated[
        str, typer.Option("--as", metavar="PENGGUNA", help="Akun yang mencatat.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Catat hari libur dari keputusan: kolom tanggal, nama, jenis, keputusan, wilayah.

    Daftar sebuah tahun menggantikan daftar sebelumnya untuk wilayah itu. Tenggat yang terbuka
    dihitung ulang; yang bergeser dicatat dengan sebabnya dan diberitahukan.
    """
    from engine.services.calendars import import_days
    from engine.services.recounting import recount_all

    with system() as ctx:
        person = acting(ctx, user).person if user else "operator-setempat"
        found = import_days(ctx, person, file.read_bytes(), dry_run=dry_run)
        moved = 0 if dry_run else recount_all(ctx)
    if as_json:
        answer({"dry_run": dry_run, "moved": moved, "items": [_imported_json(i) for i in found]})
        return
    rows = [
        (i.area or "nasional", str(i.year), str(len(i.added)), str(len(i.removed))) for i in found
    ]
    table("Wilayah", "Tahun", "Bertambah", "Berkurang", rows=rows, empty="Tidak ada perubahan.")
    if moved:
        typer.echo(f"{moved} tenggat bergeser; yang berkepentingan diberi tahu.")


@app.command("week")
@reports
def week_(
    area: Annotated[str, typer.Argument(metavar="WILAYAH", help="Provinsi atau kabupaten.")],
    days: Annotated[int, typer.Argument(metavar="HARI", min=5, max=6, help="5 atau 6.")],
    decree: Annotated[str, typer.Option("--decree", help="Aturan hari kerja daerah itu.")],
    user: Annotated[
        str, typer.Option("--as", metavar="PENGGUNA", help="Akun yang mencatat.")
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Catat berapa hari seminggu kantor suatu daerah bekerja."""
    from engine.services.calendars import set_week
    from engine.services.recounting import recount_all

    with system() as ctx:
        person = acting(ctx, user).person if user else "operator-setempat"
        set_week(ctx, person, area, days, decree)
        moved = recount_all(ctx)
    if as_json:
        answer({"area": area, "week": days, "moved": moved})
        return
    typer.echo(f"{area}: {days} hari kerja seminggu; {moved} tenggat bergeser.")


def _calendar(region: str) -> Calendar:
    with system() as ctx:
        return ctx.calendar(region)


def _explained_json(found: Explained) -> dict[str, object]:
    return {
        "from": found.start.isoformat(),
        "date": found.day.isoformat(),
        "provisional": found.provisional,
        "skipped": _skipped(found),
    }


def _skipped(found: Explained) -> list[dict[str, str | None]]:
    return [
        {
            "date": s.day.isoformat(),
            "reason": s.holiday.name if s.holiday else _WEEKDAYS[s.day.weekday()],
            "decree": s.holiday.decree if s.holiday else None,
        }
        for s in found.skipped
    ]


def _json(holiday: Holiday) -> dict[str, str]:
    return {
        "day": holiday.day.isoformat(),
        "name": holiday.name,
        "kind": holiday.kind.value,
        "decree": holiday.decree,
    }


def _imported_json(found: Imported) -> dict[str, object]:
    def days(given: tuple[date, ...]) -> list[str]:
        return [day.isoformat() for day in given]

    return {
        "area": found.area,
        "year": found.year,
        "added": days(found.added),
        "removed": days(found.removed),
    }
