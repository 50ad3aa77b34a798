"""`kawasan verify`: the whole log against its seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from api.commands.common import REFUSED, AsJson, answer, system

if TYPE_CHECKING:
    from engine.services.audit import Report


def verify(*, as_json: AsJson = False) -> None:
    """Periksa setiap catatan kejadian terhadap segelnya; 1 bila ada yang tidak cocok."""
    from engine.services import audit

    with system() as ctx:
        report = audit.verify(ctx)
    show(report, as_json=as_json)


def show(report: Report, *, as_json: bool) -> None:
    """Tell what was checked; ends with 1 when anything does not hold."""
    if as_json:
        answer(
            {
                "sound": report.sound,
                "cases": report.cases,
                "events": report.events,
                "root": report.root,
                "breaks": [
                    {"case": b.case, "seq": b.seq, "problem": b.problem} for b in report.breaks
                ],
            }
        )
    else:
        for found in report.breaks:
            typer.echo(f"{found.case} kejadian {found.seq}: {found.problem}", err=True)
        typer.echo(f"{report.cases} perkara, {report.events} kejadian diperiksa.")
        typer.echo("Semua utuh." if report.sound else f"{len(report.breaks)} tidak cocok.")
        typer.echo(f"Segel seluruhnya: {report.root}")
    if not report.sound:
        raise typer.Exit(REFUSED)
