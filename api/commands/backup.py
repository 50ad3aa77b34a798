"""`kawasan backup` and `kawasan restore`: the whole system, proven."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import REFUSED, AsJson, answer, system

if TYPE_CHECKING:
    from engine.services.backup_proof import Proof

AnyKey = Annotated[
    bool,
    typer.Option(
        "--any-key",
        help="Terima segel kunci lain; kode verifikasi yang tercetak lalu tidak berlaku.",
    ),
]


def backup(
    out: Annotated[
        Path | None,
        typer.Argument(
            help="Berkas .zip atau folder; tanpa itu folder cadangan malam.", show_default=False
        ),
    ] = None,
    *,
    keep: Annotated[
        int, typer.Option(help="Dalam folder, simpan sekian yang terbaru; 0 berarti semua.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Buat cadangan selagi layanan berjalan, lalu buktikan bahwa semuanya kembali darinya."""
    from engine.services import backup as backups

    with system() as ctx:
        proof = backups.backup(ctx, out or ctx.settings.backup_folder, keep)
    _show(proof, "Terbukti dapat dipulihkan.", as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="Cadangan yang dipulihkan.", show_default=False)],
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Buktikan saja di samping; jangan sentuh sistem.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Ganti seluruh isi sistem yang tidak kosong.")
    ] = False,
    any_key: AnyKey = False,
    as_json: AsJson = False,
) -> None:
    """Pulihkan seluruh sistem dari cadangan; hentikan layanan lebih dahulu."""
    from engine.services import backup_proof

    with system() as ctx:
        if check:
            proof = backup_proof.prove(ctx, file, any_key=any_key)
        else:
            proof = backup_proof.restore(ctx, file, force=force, any_key=any_key)
    done = "Terbukti dapat dipulihkan." if check else "Dipulihkan; semua utuh."
    _show(proof, done, as_json=as_json)


def _show(proof: Proof, done: str, *, as_json: bool) -> None:
    """Tell what came back; ends with 1 when anything did not."""
    found = proof.manifest
    if as_json:
        body: dict[str, object] = {
            "file": str(proof.path),
            "made_at": found.made_at,
            "cases": found.cases,
            "events": found.events,
            "files": len(found.of("files")),
            "root": found.root,
            "sound": proof.sound,
            "problems": list(proof.problems),
        }
        answer(body)
    else:
        for problem in proof.problems:
            typer.echo(problem, err=True)
        typer.echo(
            f"{proof.path}: {found.cases} perkara, {found.events} kejadian, "
            f"{len(found.of('files'))} berkas, per {found.made_at}."
        )
        typer.echo(done if proof.sound else "TIDAK terbukti dapat dipulihkan.")
    if not proof.sound:
        raise typer.Exit(REFUSED)
