"""`kawasan apikey`: keys of other systems."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.common import AsJson, answer, reports, system, table

app = typer.Typer()


@app.command("create")
@reports
def create(
    name: Annotated[str, typer.Argument(help="Nama sistem pemakai kunci.")],
    area: Annotated[str, typer.Option(help="Kode wilayah, atau * untuk seluruh Indonesia.")],
    role: Annotated[str, typer.Option(help="Peran kunci.")] = "pembaca",
    *,
    as_json: AsJson = False,
) -> None:
    """Buat kunci; ditampilkan sekali ini saja."""
    from engine.services import access

    with system() as ctx:
        key_id, key = access.create_api_key(ctx, name, area, role)
    if as_json:
        answer({"id": key_id, "key": key, "name": name, "area": area, "role": role})
        return
    typer.echo(key)
    typer.echo(f"Kunci {key_id} hanya ditampilkan sekali ini; simpanlah.", err=True)


@app.command("list")
@reports
def list_(*, as_json: AsJson = False) -> None:
    """Semua kunci, tanpa kuncinya sendiri."""
    from api.times import moment
    from engine.services import access

    with system() as ctx:
        keys = access.api_keys(ctx)
    items = [
        {
            "id": k.id,
            "name": k.name,
            "area": k.area,
            "created_at": moment(k.created_at),
            "revoked_at": moment(k.revoked_at) if k.revoked_at else None,
        }
        for k in keys
    ]
    if as_json:
        answer({"items": items, "next": None})
        return
    rows = [
        (str(i["id"]), str(i["name"]), str(i["area"]), "dicabut" if i["revoked_at"] else "aktif")
        for i in items
    ]
    table("Id", "Nama", "Wilayah", "Keadaan", rows=rows)


@app.command("revoke")
@reports
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID")], *, as_json: AsJson = False
) -> None:
    """Cabut kunci; berlaku seketika."""
    from engine.services import access

    with system() as ctx:
        access.revoke_api_key(ctx, key_id)
    if as_json:
        answer({"id": key_id, "revoked": True})
    else:
        typer.echo(f"Kunci {key_id} dicabut.")
