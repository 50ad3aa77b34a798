"""`kawasan law`: which legal sources are in force on a date, and what rests on them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import (
    CERTAINTY,
    AsJson,
    answer,
    operator,
    reports,
    system,
    table,
)

if TYPE_CHECKING:
    from engine.services.context import Context
    from engine.services.law import Cited

app = typer.Typer()
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Pada tanggal; kosong berarti hari ini."),
]


@app.command("list")
@reports
def list_(
    *,
    on: On = None,
    revoked: Annotated[bool, typer.Option("--revoked", help="Yang tidak berlaku saja.")] = False,
    as_json: AsJson = False,
) -> None:
    """Semua sumber hukum, keberlakuannya, dan berapa yang bersandar padanya."""
    from api.law.schemas import source_json, status
    from documents.drafting.cited import templates_citing
    from engine.services import law

    with system() as ctx:
        day = on.date() if on else ctx.now().date()
        found = [c for c in law.register(ctx, operator(), day) if not (revoked and c.in_force)]
        if as_json:
            answer({"items": [source_json(ctx, c) for c in found], "next": None})
            return
        rows = [
            (
                c.source.id,
                c.source.short,
                status(c),
                str(len(c.procedures)),
                str(c.open_cases),
                str(len(templates_citing(ctx.catalog, c.source.id))),
            )
            for c in found
        ]
    titles = ("Id", "Sumber", "Keberlakuan", "Prosedur", "Perkara terbuka", "Naskah")
    table(*titles, rows=rows)


@app.command("show")
@reports
def show(
    source: Annotated[str, typer.Argument(metavar="ID", help="Misalnya id dari `law list`.")],
    *,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Satu sumber hukum, dengan prosedur, perkara terbuka, dan naskah yang mengutipnya."""
    from api.law.schemas import cited_json
    from engine.services import law

    with system() as ctx:
        cited = law.citing(ctx, operator(), source, on.date() if on else ctx.now().date())
        if as_json:
            answer(cited_json(ctx, cited))
            return
        _tell(ctx, cited)


def _tell(ctx: Context, cited: Cited) -> None:
    from api.law.schemas import status, use_text
    from documents.drafting.cited import templates_citing

    source = cited.source
    typer.echo(f"{source.citation} ({CERTAINTY[source.certainty.value]})")
    typer.echo(f"Keberlakuan: {status(cited)}.")
    if source.note:
        typer.echo(f"Catatan: {source.note}")
    for resting in cited.procedures:
        procedure = resting.procedure
        typer.echo(f"{procedure.id}@{procedure.version}, {resting.open_cases} perkara terbuka:")
        for use in resting.uses:
            named = "; ".join(a for a in use.articles if a)
            typer.echo(f"- {use_text(resting, use)}{f': {named}' if named else ''}")
    for heading, items in (
        ("Perkara terbuka", cited.cases),
        ("Naskah", tuple(t.name for t in templates_citing(ctx.catalog, source.id))),
    ):
        typer.echo(f"{heading}: {', '.join(items) or 'tidak ada'}.")
