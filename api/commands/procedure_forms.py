"""`kawasan procedure diff`, `diagram` and `bpmn`: a procedure compared and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, answer, operator, reports, system
from engine.errors import DefinitionError, InvalidInput

if TYPE_CHECKING:
    from engine.domain.procedure import Procedure

Name = Annotated[str, typer.Argument(metavar="ID[@VERSI]|BERKAS", help="Prosedur.")]


@reports
def diff(old: Name, new: Name, *, as_json: AsJson = False) -> None:
    """Bandingkan dua versi: langkah, penjaga, jam, parameter, dan dasar hukum."""
    from api.procedures.compare import changes, diff_json

    before, after = _named(old), _named(new)
    if as_json:
        answer(diff_json(before, after))
        return
    typer.echo(f"{before.id}@{before.version} → {after.id}@{after.version}")
    found = changes(before, after)
    for change in found:
        typer.echo(change.text)
    if not found:
        typer.echo("Tidak ada perbedaan.")


@reports
def diagram(
    name: Name,
    case: Annotated[
        str, typer.Option(metavar="PERKARA", help="Tandai kedudukan perkara ini.")
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Gambar prosedur (SVG, satu halaman A4)."""
    from engine.pictures.svg import diagram as draw

    procedure = _named(name)
    if not case:
        _give(draw(procedure), "image/svg+xml", as_json=as_json)
        return
    from api.procedures.pictures import position
    from engine.services import views

    with system() as ctx:
        view = views.get_case(ctx, operator(), case)
        if view.procedure.id != procedure.id:
            message = f"Perkara {case} mengikuti prosedur {view.procedure.id}."
            raise InvalidInput(message)
        _give(draw(view.procedure, position(view), case), "image/svg+xml", as_json=as_json)


@reports
def bpmn(name: Name, *, as_json: AsJson = False) -> None:
    """Prosedur sebagai BPMN 2.0 (XML), dengan tata letak dan dasar hukumnya."""
    from engine.pictures.bpmn import bpmn as write

    _give(write(_named(name)), "application/bpmn+xml", as_json=as_json)


def _give(content: str, media_type: str, *, as_json: bool) -> None:
    if as_json:
        answer({"media_type": media_type, "content": content})
    else:
        typer.echo(content, nl=False)


def _named(name: str) -> Procedure:
    """A shipped version, or what a file defines; raises NotFound or DefinitionError."""
    from api.commands.procedure_check import path_of
    from engine.definitions.catalog import PROCEDURE_FOLDER, shipped
    from engine.definitions.procedures import load_procedure
    from engine.definitions.roles import load_roles
    from engine.errors import DefinitionProblem

    path = path_of(name)
    law = shipped().law
    roles = load_roles(PROCEDURE_FOLDER / "roles.toml", law)
    try:
        return load_procedure(path, law, roles, (PROCEDURE_FOLDER,))
    except UnicodeDecodeError as error:
        problem = DefinitionProblem(path.name, 1, f"bukan teks UTF-8: {error.reason}")
        raise DefinitionError([problem]) from None
