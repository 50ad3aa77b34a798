"""`kawasan contacts FILE`: which villages touch, from boundary data the office holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import AsJson, answer, reports, system


@reports
def contacts(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="BERKAS.csv")],
    *,
    as_json: AsJson = False,
) -> None:
    """Muat ketetanggaan desa (kolom code_a, code_b); menggantikan yang sudah dimuat."""
    from engine.services.contacts import load_contacts

    with system() as ctx:
        count = load_contacts(ctx, file.read_bytes())
    if as_json:
        answer({"pairs": count})
    else:
        typer.echo(f"{count} pasangan desa yang berbatasan dimuat.")
