"""`kawasan procedure install` and `kawasan case migrate`: versions, and taking cases over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, reports, system, table

if TYPE_CHECKING:
    from engine.services.migration import Rehearsed


@reports
def install(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="BERKAS")],
    *,
    as_json: AsJson = False,
) -> None:
    """Periksa dan pasang versi prosedur kantor ini; versi yang ada tidak pernah diubah."""
    from engine.services.migration import install as install_version

    with system() as ctx:
        found = install_version(ctx, file)
    if as_json:
        answer({"id": found.id, "version": found.version, "digest": found.digest})
        return
    typer.echo(f"{found.id} versi {found.version} terpasang ({found.digest[:12]}…).")
    typer.echo("Layanan yang sedang berjalan memakainya setelah dinyalakan ulang.")


@reports
def migrate(  # noqa: PLR0913 - one parameter for each option
    name: Annotated[str, typer.Argument(metavar="PERKARA", help="Dengan --all: id prosedur.")],
    *,
    to: Annotated[str, typer.Option("--to", help="Versi tujuan, misalnya 1.1.0.")],
    user: AsUser,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Tanggal perpindahan.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Alasan tertulis.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Semua perkara prosedur itu.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Perlihatkan saja.")] = False,
    key: Annotated[str, typer.Option("--key", help="Kunci idempotensi, untuk satu perkara.")] = "",
    as_json: AsJson = False,
) -> None:
    """Pindahkan perkara ke versi lain; kembali ke versi lama membatalkan perpindahan terakhir."""
    from api.cases.invalidated import consequences, invalidated_json
    from engine.services import migration

    with system() as ctx:
        actor = acting(ctx, user)
        procedure = name if every else migration.procedure_of(ctx, actor, name)
        if dry_run:
            found = [
                r
                for r in migration.rehearse(ctx, actor, procedure, to)
                if every or r.case.id == name
            ]
            _show(found, as_json=as_json)
            return
        day = on.date() if on else ctx.now().date()
        if every:
            done = list(migration.migrate_all(ctx, actor, procedure, to, day, reason))
        else:
            asked = migration.Move(name, to, day, reason, idempotency_key=key)
            done = [migration.migrate_case(ctx, actor, asked)]
    if as_json:
        items = [
            {"case": d.case_id, "version": d.version, **invalidated_json(d.invalidated)}
            for d in done
        ]
        answer({"items": items})
        return
    for each in done:
        typer.echo(f"{each.case_id}: mengikuti versi {to}")
        for listed in consequences(each.invalidated):
            typer.echo(f"  {listed.heading}: {'; '.join(listed.lines)}")
    typer.echo(f"{len(done)} perkara dipindahkan.")


def _show(found: list[Rehearsed], *, as_json: bool) -> None:
    if as_json:
        answer({"items": [_json(each) for each in found]})
        return
    rows = [
        (
            each.case.id,
            each.case.version,
            "; ".join(f.message for f in each.assessment.findings) or "dapat dipindahkan",
            str(len(each.assessment.moved)),
            ", ".join(step for step, _ in each.assessment.restarted) or "-",
            ", ".join(step for step, _ in each.assessment.orphaned) or "-",
        )
        for each in found
    ]
    titles = ("Perkara", "Versi", "Hasil", "Tenggat bergeser", "Diulang", "Tanpa tempat")
    table(*titles, rows=rows, empty="Tidak ada perkara yang perlu dipindahkan.")


def _json(each: Rehearsed) -> dict[str, object]:
    from api.findings import finding_json

    found = each.assessment
    return {
        "case": each.case.id,
        "from": each.case.version,
        "findings": [finding_json(f) for f in found.findings],
        "restarted": [list(key) for key in found.restarted],
        "orphaned": [list(key) for key in found.orphaned],
        "moved": [
            {
                "step": m.step,
                "village": m.village or None,
                "before": m.before.isoformat() if m.before else None,
                "after": m.after.isoformat() if m.after else None,
            }
            for m in found.moved
        ],
    }
