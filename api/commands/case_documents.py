"""`kawasan case documents`: every document of a case in one file."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, operator, reports, system


@reports
def documents(
    case: Annotated[str, typer.Argument(metavar="PERKARA")],
    out: Annotated[Path, typer.Argument(metavar="KELUARAN.zip", dir_okay=False, writable=True)],
    *,
    user: AsUser = "",
    as_json: AsJson = False,
) -> None:
    """Tulis semua naskah perkara ke satu ZIP; rancangan ikut bila akunnya boleh menyusunnya."""
    from documents.copies import case_archive

    with system() as ctx:
        actor = acting(ctx, user) if user else operator()
        found = case_archive(ctx, actor, case)
        out.parent.mkdir(parents=True, exist_ok=True)
        seal = sha256()
        with out.open("wb") as file:
            for chunk in found.chunks:
                file.write(chunk)
                seal.update(chunk)
    if as_json:
        items = [asdict(entry) for entry in found.entries]
        answer({"case": case, "file": str(out), "sha256": seal.hexdigest(), "items": items})
        return
    typer.echo(f"{out}: {len(found.entries)} naskah, SHA-256 {seal.hexdigest()}")
    for entry in found.entries:
        if entry.catatan:
            typer.echo(f"- {entry.judul}: tidak disertakan. {entry.catatan}")
