"""`kawasan recipient`: who is told what concerns a function in an office."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.common import AsJson, answer, reports, system, table

app = typer.Typer()
Area = Annotated[str, typer.Option("--area", metavar="KODE", help="Wilayah; kosong: semua.")]


@app.command("list")
@reports
def list_(area: Area = "", *, as_json: AsJson = False) -> None:
    """Siapa saja yang diberi tahu."""
    from engine.services.digests import list_recipients

    with system() as ctx:
        found = list_recipients(ctx, area)
    if as_json:
        names = ("id", "role", "area", "function", "name", "address")
        answer({"items": [{name: getattr(r, name) for name in names} for r in found]})
        return
    rows = [(str(r.id), f"{r.role}@{r.area}", r.function, r.name, r.address) for r in found]
    table("Nomor", "Kantor", "Fungsi", "Nama", "Alamat", rows=rows, empty="Belum ada penerima.")


@app.command("add")
@reports
def add(
    role: Annotated[str, typer.Argument(metavar="PERAN", help="Misalnya pmd-kabupaten.")],
    area: Annotated[str, typer.Argument(metavar="WILAYAH")],
    function: Annotated[str, typer.Argument(metavar="FUNGSI", help="Misalnya kepala-bidang.")],
    address: Annotated[str, typer.Argument(metavar="ALAMAT", help="Surel, atau saluran:nama.")],
    name: Annotated[str, typer.Option("--name", help="Nama atau jabatan penerima.")] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Beri tahu seseorang tentang yang menyangkut suatu fungsi pada kantor."""
    from engine.services.digests import add_recipient

    with system() as ctx:
        add_recipient(ctx, role, area, function, name, address)
    if as_json:
        answer({"role": role, "area": area, "function": function, "address": address})
        return
    typer.echo(f"{address} diberi tahu sebagai {function} pada {role}@{area}.")


@app.command("remove")
@reports
def remove(
    number: Annotated[int, typer.Argument(metavar="NOMOR")], *, as_json: AsJson = False
) -> None:
    """Tidak lagi memberi tahu seseorang."""
    from engine.services.digests import remove_recipient

    with system() as ctx:
        remove_recipient(ctx, number)
    if as_json:
        answer({"removed": number})
        return
    typer.echo(f"Penerima nomor {number} dihapus.")
