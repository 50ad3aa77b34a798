"""`kawasan report`: the progress of a province or regency in a month."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, operator, system, table


def report(
    area: Annotated[
        str, typer.Argument(metavar="WILAYAH", help="Kode provinsi, kabupaten, atau kota.")
    ],
    month: Annotated[str, typer.Argument(metavar="BULAN", help="Misalnya 2026-02.")],
    *,
    pdf: Annotated[
        Path | None, typer.Option(dir_okay=False, writable=True, help="Tulis sebagai PDF.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(dir_okay=False, writable=True, help="Tulis sebagai XLSX.")
    ] = None,
    user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """Laporan kemajuan satu bulan: angka, PDF, atau XLSX."""
    from documents.report import cell
    from documents.report_post import content
    from documents.report_tables import tables
    from engine.services import reports

    with system() as ctx:
        actor = acting(ctx, user) if user else operator()
        wanted = reports.month_of(month)
        for form, out in (("pdf", pdf), ("xlsx", xlsx)):
            if out is not None:
                made, _ = content(ctx, actor, area, wanted, form)
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_bytes(made)
        if as_json:
            answer(json.loads(content(ctx, actor, area, wanted, "json")[0]))
            return
        found = reports.report(ctx, actor, area, wanted)
    state = "keadaan" if found.complete else "angka sementara"
    typer.echo(f"{found.name}, {found.month}, {state} per {found.as_of.isoformat()}")
    summary = tables(found)[0]
    heads = [column.head for column in summary.columns]
    table(*heads, rows=[tuple(map(cell, row)) for row in summary.rows])
