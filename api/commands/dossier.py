"""`kawasan case dossier`: the file an inspector takes away."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, operator, reports, system


@reports
def dossier(
    case: Annotated[str, typer.Argument(metavar="PERKARA")],
    out: Annotated[Path, typer.Argument(metavar="KELUARAN.zip", dir_okay=False, writable=True)],
    *,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="Hitung keterlambatan per tanggal ini."
        ),
    ] = None,
    user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """Tulis berkas pemeriksaan: kewajiban, bukti, naskah, rantai, akar, dan pemeriksanya."""
    from hashlib import sha256

    from documents.dossier import dossier_zip

    with system() as ctx:
        actor = acting(ctx, user) if user else operator()
        content = dossier_zip(ctx, actor, case, as_of=as_of.date() if as_of else None)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    digest = sha256(content).hexdigest()
    if as_json:
        answer({"case": case, "file": str(out), "size": len(content), "sha256": digest})
        return
    typer.echo(f"{out}: {len(content)} bita, SHA-256 {digest}")
