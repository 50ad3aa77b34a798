"""`kawasan outbox`: promised work that does not get done."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, reports, system, table

app = typer.Typer()
Number = Annotated[int, typer.Argument(metavar="NOMOR")]


@app.command("list")
@reports
def list_(*, as_json: AsJson = False) -> None:
    """Kiriman yang gagal dan belum selesai; yang menunggu keputusan lebih dahulu."""
    from api.times import moment
    from api.web.words import JOBS
    from engine.services import outbox_admin

    with system() as ctx:
        found = outbox_admin.delayed(ctx)
    if as_json:
        items = [
            {
                "id": each.id,
                "topic": each.topic,
                "area": each.area,
                "case": each.case_id or None,
                "document": each.document_id or None,
                "attempts": each.attempts,
                "error": each.error,
                "since": moment(each.since),
                "next_at": None if each.dead else moment(each.next_at),
                "state": "dead" if each.dead else "waiting",
                "log": list(each.log),
            }
            for each in found
        ]
        answer({"items": items, "next": None})
        return
    rows = [
        (
            str(each.id),
            JOBS.get(each.topic, each.topic),
            each.document_id or each.case_id or each.area,
            str(each.attempts),
            "menunggu keputusan" if each.dead else "dicoba lagi",
            each.error,
        )
        for each in found
    ]
    titles = ("Nomor", "Kiriman", "Tentang", "Percobaan", "Keadaan", "Kesalahan terakhir")
    table(*titles, rows=rows, empty="Tidak ada kiriman tertunda.")


@app.command("retry")
@reports
def retry(number: Number, *, user: AsUser, as_json: AsJson = False) -> None:
    """Coba lagi kiriman yang menunggu keputusan."""
    from engine.services import outbox_admin

    with system() as ctx:
        outbox_admin.retry(ctx, acting(ctx, user), number)
    if as_json:
        answer({"id": number, "retried": True})
    else:
        typer.echo(f"Kiriman nomor {number} dicoba lagi.")


@app.command("drop")
@reports
def drop(
    number: Number,
    *,
    user: AsUser,
    reason: Annotated[str, typer.Option(help="Alasan penghentian.")],
    as_json: AsJson = False,
) -> None:
    """Hentikan kiriman yang menunggu keputusan; catatannya tetap ada."""
    from engine.services import outbox_admin

    with system() as ctx:
        outbox_admin.drop(ctx, acting(ctx, user), number, reason)
    if as_json:
        answer({"id": number, "dropped": True})
    else:
        typer.echo(f"Kiriman nomor {number} dihentikan.")
