"""`kawasan emblem`: the emblems over the letters of a region's offices."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, reports, system, table

app = typer.Typer()
Area = Annotated[str, typer.Argument(metavar="WILAYAH", help="Kode wilayah, misalnya 63.01.")]


class Kind(StrEnum):
    """Whose emblem it is: the region's, or the state's."""

    DAERAH = "daerah"
    NEGARA = "negara"


@app.command("set")
@reports
def set_(
    area: Area,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="BERKAS")],
    *,
    kind: Annotated[Kind, typer.Option(help="Lambang daerah, atau lambang negara.")],
    user: AsUser,
    as_json: AsJson = False,
) -> None:
    """Pasang lambang (PNG atau SVG) pada kop naskah suatu wilayah."""
    from documents.emblem import set_emblem
    from documents.model import Emblem
    from engine.services.files import Upload

    with system() as ctx:
        upload = Upload(file.name, file.read_bytes())
        version = set_emblem(ctx, acting(ctx, user), area, Emblem[kind.name], upload)
    if as_json:
        answer({"area": area, "kind": kind.value, "sha256": version.sha256})
    else:
        typer.echo(f"Lambang {kind.value} {area} terpasang, versi {version.number}.")


@app.command("list")
@reports
def list_(area: Area, *, as_json: AsJson = False) -> None:
    """Lambang yang pernah dipasang bagi suatu wilayah; yang terakhir berlaku."""
    from api.times import moment
    from documents.emblem import PARTS
    from engine.services import appearance

    with system() as ctx:
        held = [v for part in PARTS.values() for v in appearance.history(ctx, area, part)]
    items = [
        {
            "kind": v.part,
            "number": v.number,
            "sha256": v.sha256,
            "by": v.person,
            "at": moment(v.recorded_at),
        }
        for v in held
    ]
    if as_json:
        answer({"items": items, "next": None})
        return
    rows = [(v.part, str(v.number), v.person, v.sha256[:12]) for v in held]
    table("Jenis", "Versi", "Oleh", "Sidik", rows=rows)
