"""`kawasan region`: what offices know of the land: where villages lie."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import AsJson, answer, reports, system

app = typer.Typer()


@app.callback()
def region() -> None:
    """Wilayah: batas desa."""


@app.command("import-boundaries")
@reports
def import_boundaries(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="BERKAS.geojson")],
    *,
    source: Annotated[str, typer.Option("--source", help="Sumber data; tercetak pada peta.")],
    as_json: AsJson = False,
) -> None:
    """Muat batas desa dari GeoJSON, dan turunkan desa mana yang berbatasan."""
    from engine.services import boundaries

    with system() as ctx:
        done = boundaries.import_boundaries(ctx, file.read_bytes(), source)
    if as_json:
        answer(asdict(done))
        return
    typer.echo(
        f"{done.villages} batas desa, {done.changed} baru atau berubah, "
        f"{done.contacts} pasangan desa berbatasan."
    )
    if done.unknown:
        typer.echo(f"{done.unknown} fitur dilewati: kode desanya tidak dikenal.", err=True)
