"""`kawasan procedure`: list, check, show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, answer, reports, table

if TYPE_CHECKING:
    from engine.domain.procedure import Procedure

app = typer.Typer()


@app.command("list")
@reports
def list_(*, as_json: AsJson = False) -> None:
    """Semua prosedur dan versinya."""
    from api.procedures.schemas import procedure_ref_json
    from engine.definitions.catalog import shipped

    found = [p for _, p in sorted(shipped().versions.items())]
    if as_json:
        answer({"items": [procedure_ref_json(p) for p in found], "next": None})
        return
    rows = [(p.id, p.version, p.name, str(len(p.steps)), p.digest[:12]) for p in found]
    table("Id", "Versi", "Nama", "Langkah", "Segel", rows=rows)


@app.command("check")
@reports
def check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Berkas TOML.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Periksa satu berkas prosedur; setiap kekeliruan disebut dengan berkas dan barisnya."""
    from engine.definitions.catalog import PROCEDURE_FOLDER
    from engine.definitions.law import load_law
    from engine.definitions.procedures import load_procedure
    from engine.definitions.roles import load_roles
    from engine.errors import DefinitionError, DefinitionProblem

    law = load_law()
    roles = load_roles(PROCEDURE_FOLDER / "roles.toml", law)
    try:
        procedure = load_procedure(file, law, roles)
    except UnicodeDecodeError as error:
        problem = DefinitionProblem(file.name, 1, f"bukan teks UTF-8: {error.reason}")
        raise DefinitionError([problem]) from None
    if as_json:
        answer({"id": procedure.id, "version": procedure.version, "digest": procedure.digest})
    else:
        typer.echo(f"{procedure.id}@{procedure.version} benar; segel {procedure.digest}")


@app.command("show")
@reports
def show(
    name: Annotated[str, typer.Argument(metavar="ID[@VERSI]")], *, as_json: AsJson = False
) -> None:
    """Langkah, pelaksana, syarat, dan dasar hukum satu prosedur."""
    from api.procedures.schemas import procedure_json
    from engine.definitions.catalog import shipped

    procedure = shipped().resolve(name)
    if as_json:
        answer(procedure_json(procedure))
        return
    typer.echo(f"{procedure.name} ({procedure.id}@{procedure.version})")
    typer.echo(procedure.description)
    table("Id", "Langkah", "Pelaksana", "Setelah", "Dasar", rows=_rows(procedure))


def _rows(procedure: Procedure) -> list[tuple[str, ...]]:
    return [
        (
            step.id,
            step.name,
            step.actor,
            ", ".join(step.after),
            "; ".join(c.label for c in step.basis),
        )
        for step in procedure.steps
    ]
