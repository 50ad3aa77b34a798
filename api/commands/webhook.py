"""`kawasan webhook`: addresses of other systems that are told of changes."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.common import AsJson, answer, reports, system, table

app = typer.Typer()
Id = Annotated[str, typer.Argument(metavar="ID")]


@app.command("list")
@reports
def list_(*, as_json: AsJson = False) -> None:
    """Semua webhook, tanpa rahasianya."""
    from api.webhooks.schemas import webhook_json
    from engine.services import webhooks

    with system() as ctx:
        found = webhooks.listed(ctx)
    if as_json:
        answer({"items": [{**webhook_json(w), "owner": w.owner} for w in found], "next": None})
        return
    states = {"active": "aktif", "failing": "gagal", "paused": "dijeda"}
    rows = [
        (w.id, w.owner, w.area, w.url, states[str(webhook_json(w)["state"])], w.reason)
        for w in found
    ]
    table("Id", "Pemilik", "Wilayah", "Alamat", "Keadaan", "Sebab", rows=rows)


@app.command("add")
@reports
def add(
    url: Annotated[str, typer.Argument(metavar="ALAMAT", help="https://...")],
    area: Annotated[str, typer.Option(help="Kode wilayah, atau * untuk seluruh Indonesia.")],
    owner: Annotated[
        str, typer.Option("--for", metavar="PEMILIK", help="Id kunci API, atau nama akun.")
    ],
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", help="Jenis peristiwa; kosong: semua.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Daftarkan webhook; rahasianya ditampilkan sekali ini saja."""
    from api.webhooks.schemas import webhook_json
    from engine.errors import NotFound
    from engine.services import access, webhooks

    with system() as ctx:
        actor = access.holder(ctx, f"kunci:{owner}") or access.holder(ctx, owner)
        if actor is None:
            message = f"Tidak ada kunci atau akun {owner!r} yang berlaku."
            raise NotFound(message)
        made, secret = webhooks.add(ctx, actor, url, area, kinds or ())
    if as_json:
        answer({**webhook_json(made), "secret": secret})
        return
    typer.echo(secret)
    typer.echo(f"Rahasia webhook {made.id} hanya ditampilkan sekali ini; simpanlah.", err=True)


@app.command("remove")
@reports
def remove(webhook_id: Id, *, as_json: AsJson = False) -> None:
    """Hapus webhook."""
    from engine.services import webhooks

    with system() as ctx:
        webhooks.remove(ctx, webhook_id)
    if as_json:
        answer({"id": webhook_id, "removed": True})
    else:
        typer.echo(f"Webhook {webhook_id} dihapus.")


@app.command("test")
@reports
def probe(webhook_id: Id, *, as_json: AsJson = False) -> None:
    """Kirim peristiwa uji; webhook yang dijeda berjalan lagi bila diterima."""
    from api.webhooks.schemas import attempt_json
    from engine.services import webhooks

    with system() as ctx:
        attempt = webhooks.probe(ctx, webhook_id)
    if as_json:
        answer(attempt_json(attempt))
    elif attempt.error:
        typer.echo(f"Tidak diterima. {attempt.error}.", err=True)
    else:
        typer.echo(f"Diterima: {attempt.status}, {attempt.milliseconds} ms.")
    if attempt.error:
        raise typer.Exit(1)
