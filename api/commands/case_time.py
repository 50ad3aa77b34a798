"""`kawasan case time`: whose days a case took, and disputing them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, operator, reports, system, table


@reports
def time(
    case: Annotated[str, typer.Argument(metavar="PERKARA|KABUPATEN")],
    *,
    dispute: Annotated[
        str, typer.Option("--dispute", metavar="ALASAN", help="Sanggah hari dengan alasan.")
    ] = "",
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Hari pertama.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Hari terakhir.")
    ] = None,
    user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """Pemegang setiap hari perkara (atau jumlahnya bagi kode kabupaten), dan sanggahannya."""
    from api.cases.time import regency_time_json, time_json
    from engine.reference import regions
    from engine.services import time_ledger

    with system() as ctx:
        if regions.find(case) is not None:
            regency = time_ledger.regency_time(ctx, operator(), case)
            _tell(regency_time_json(regency), regency.by_holder, regency.elapsed, as_json=as_json)
            return
        if dispute or first or last:
            if first is None:
                message = "Sebutkan hari yang disanggah dengan --from (dan --to)."
                raise typer.BadParameter(message)
            days = (first.date(), (last or first).date())
            time_ledger.dispute(ctx, acting(ctx, user), case, *days, dispute)
        found = time_ledger.case_time(ctx, operator(), case)
    _tell(time_json(found), found.ledger.by_holder, found.ledger.elapsed, as_json=as_json)
    if not as_json:
        rows = [
            (
                s.first.isoformat(),
                s.last.isoformat(),
                str(s.days),
                _name(s.held.holder),
                f"{s.held.step} {s.held.village}".strip(),
            )
            for s in found.ledger.spans
        ]
        table("Dari", "Sampai", "Hari", "Pemegang", "Langkah", rows=rows)
        for each in found.disputes:
            typer.echo(f"Disanggah {each.first} s.d. {each.last} oleh {each.by}: {each.reason}")


def _tell(body: object, days: Mapping[str, int], elapsed: int, *, as_json: bool) -> None:
    if as_json:
        answer(body)
        return
    rows = [(_name(h), str(n)) for h, n in sorted(days.items(), key=lambda i: -i[1])]
    table("Pemegang", "Hari", rows=[*rows, ("Jumlah", str(elapsed))])


def _name(holder: str) -> str:
    from engine.reference.holders import names

    return names()[holder]
