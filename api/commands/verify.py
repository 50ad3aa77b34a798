"""`kawasan verify`: the whole log against its seals."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import REFUSED, AsJson, answer, system, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.domain.ledger import Break
    from engine.services.audit import Report
    from engine.services.roots import Root


def verify(
    *,
    listed: Annotated[
        bool, typer.Option("--roots", help="Tampilkan akar harian; periksa sambungannya.")
    ] = False,
    seal: Annotated[
        bool, typer.Option("--seal", help="Tulis akar hari ini lebih dahulu bila belum ada.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Periksa setiap catatan kejadian terhadap segel dan akar harian; 1 bila ada yang salah."""
    from engine.services import audit, roots
    from engine.services.backup import recovery_point

    with system() as ctx:
        if seal:
            roots.write_root(ctx)
        if listed:
            show_roots(list(roots.roots(ctx)), roots.broken(ctx), as_json=as_json)
            return
        report, point = audit.verify(ctx), recovery_point(ctx)
    if not as_json:
        proven = f"{point.at} ({point.file})" if point else "belum ada"
        typer.echo(f"Cadangan terakhir yang terbukti: {proven}")
    show(report, as_json=as_json, more={"recovery_point": asdict(point) if point else None})


def show_roots(found: Sequence[Root], breaks: Sequence[Break], *, as_json: bool) -> None:
    """Tell the daily roots; ends with 1 when they do not hold among themselves."""
    if as_json:
        items = [{**root.seal(), "hash": root.hash, "short": root.short} for root in found]
        answer({"sound": not breaks, "items": items, "next": None, "breaks": _listed(breaks)})
    else:
        rows = [(root.name, str(root.count), root.root[:16], root.short) for root in found]
        table("Hari", "Perkara", "Akar", "Bentuk pendek", rows=rows, empty="Belum ada akar.")
        for each in breaks:
            typer.echo(f"{each.case} {each.seq}: {each.problem}", err=True)
    if breaks:
        raise typer.Exit(REFUSED)


def _listed(breaks: Sequence[Break]) -> list[dict[str, object]]:
    return [{"case": b.case, "seq": b.seq, "problem": b.problem} for b in breaks]


def show(report: Report, *, as_json: bool, more: Mapping[str, object] = {}) -> None:
    """Tell what was checked, as JSON with `more`; ends with 1 when anything does not hold."""
    if as_json:
        answer(
            {
                "sound": report.sound,
                "cases": report.cases,
                "events": report.events,
                "root": report.root,
                "roots": report.roots,
                "breaks": _listed(report.breaks),
                **more,
            }
        )
    else:
        for found in report.breaks:
            typer.echo(f"{found.case} kejadian {found.seq}: {found.problem}", err=True)
        typer.echo(
            f"{report.cases} perkara, {report.events} kejadian, {report.roots} akar diperiksa."
        )
        typer.echo("Semua utuh." if report.sound else f"{len(report.breaks)} tidak cocok.")
        typer.echo(f"Segel seluruhnya: {report.root}")
    if not report.sound:
        raise typer.Exit(REFUSED)
