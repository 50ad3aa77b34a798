"""`kawasan procedure`: list and show; the other commands are in files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, answer, known, reports, table
from api.commands.migration import install
from api.commands.procedure_check import check
from api.commands.procedure_forms import bpmn, diagram, diff
from api.commands.simulate import simulate
from engine.domain.citing import revoked, uses

if TYPE_CHECKING:
    from engine.domain.procedure import Procedure

app = typer.Typer()
app.command("simulate")(simulate)
app.command("install")(install)
app.command("check")(check)
app.command("diff")(diff)
app.command("diagram")(diagram)
app.command("bpmn")(bpmn)


@app.command("list")
@reports
def list_(*, as_json: AsJson = False) -> None:
    """Semua prosedur dan versinya."""
    from api.procedures.schemas import procedure_ref_json

    found = [p for _, p in sorted(known().versions.items())]
    if as_json:
        answer({"items": [procedure_ref_json(p) for p in found], "next": None})
        return
    rows = [
        (p.id, p.version, p.name, str(len(p.steps)), p.digest[:12], ", ".join(revoked(p)) or "-")
        for p in found
    ]
    table("Id", "Versi", "Nama", "Langkah", "Segel", "Dasar tidak berlaku", rows=rows)


@app.command("show")
@reports
def show(
    name: Annotated[str, typer.Argument(metavar="ID[@VERSI]")], *, as_json: AsJson = False
) -> None:
    """Langkah, pelaksana, syarat, dan dasar hukum satu prosedur."""
    from api.procedures.schemas import procedure_json

    procedure = known().resolve(name)
    if as_json:
        answer(procedure_json(procedure))
        return
    typer.echo(f"{procedure.name} ({procedure.id}@{procedure.version})")
    typer.echo(procedure.description)
    table("Id", "Langkah", "Pelaksana", "Setelah", "Dasar", rows=_rows(procedure))
    for line in revoked_lines(procedure):
        typer.echo(line)


def revoked_lines(procedure: Procedure) -> list[str]:
    """Every cited source that is out of force, or will be, with the steps that rest on it."""
    from documents.locale import tanggal

    lines = []
    for source, until in revoked(procedure).items():
        steps = dict.fromkeys(use.step for use in uses(procedure, source) if use.step)
        named = ", ".join(steps) or "seluruh prosedur"
        lines.append(f"{source} dilaporkan tidak berlaku sejak {tanggal(until)}; dikutip: {named}")
    return lines


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
