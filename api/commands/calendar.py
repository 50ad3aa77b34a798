"""`kawasan calendar`: working days, and why a date is what it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, answer, reports, table

if TYPE_CHECKING:
    from engine.domain.calendar import Holiday

app = typer.Typer()


@app.command("show")
@reports
def show(
    year: Annotated[int, typer.Argument(metavar="TAHUN")], *, as_json: AsJson = False
) -> None:
    """Hari libur dan cuti bersama satu tahun, dengan keputusannya."""
    from engine.errors import FieldProblem, InvalidInput
    from engine.reference import holidays

    if not holidays.FIRST_YEAR <= year <= holidays.LAST_YEAR:
        message = f"Kalender memuat tahun {holidays.FIRST_YEAR} s.d. {holidays.LAST_YEAR}."
        raise InvalidInput(message, [FieldProblem("year", message)])
    calendar = holidays.calendar()
    found = [h for day, h in sorted(calendar.holidays.items()) if day.year == year]
    provisional = year not in calendar.decreed_years
    if as_json:
        answer({"year": year, "provisional": provisional, "items": [_json(h) for h in found]})
        return
    if provisional:
        typer.echo("Sementara: keputusan hari libur tahun ini belum ada.")
    rows = [(h.day.isoformat(), h.name, h.decree) for h in found]
    table("Tanggal", "Hari libur", "Dasar", rows=rows)


@app.command("explain")
@reports
def explain(
    start: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="MULAI")],
    days: Annotated[
        int, typer.Argument(metavar="HARI_KERJA", min=-2000, max=2000, help="Hari kerja.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Tanggal sekian hari kerja setelah MULAI, dengan hari libur yang dilewati."""
    from engine.reference import holidays

    counted = holidays.calendar().add_working_days(start.date(), days)
    if as_json:
        answer(
            {
                "start": start.date().isoformat(),
                "working_days": days,
                "day": counted.day.isoformat(),
                "provisional": counted.provisional,
                "skipped": [_json(h) for h in counted.skipped],
            }
        )
        return
    mark = " (sementara)" if counted.provisional else ""
    typer.echo(f"{days} hari kerja sejak {start.date().isoformat()}: {counted.day}{mark}")
    rows = [(h.day.isoformat(), h.name, h.decree) for h in counted.skipped]
    table("Dilewati", "Hari libur", "Dasar", rows=rows, empty="Tidak ada hari libur di antaranya.")


def _json(holiday: Holiday) -> dict[str, str]:
    return {"day": holiday.day.isoformat(), "name": holiday.name, "decree": holiday.decree}
