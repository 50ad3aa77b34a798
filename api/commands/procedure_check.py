"""`kawasan procedure check`: what is proven of a procedure, and what speaks against it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import REFUSED, AsJson, answer, known, reports
from engine.errors import NotFound

if TYPE_CHECKING:
    from engine.definitions.proving import Judged, Judgement

Villages = Annotated[
    int, typer.Option(min=1, max=6, help="Sampai berapa desa keadaan ditelusuri.")
]


@reports
def check(
    file: Annotated[str, typer.Argument(metavar="BERKAS|ID[@VERSI]", help="Prosedur.")],
    villages: Villages = 3,
    *,
    as_json: AsJson = False,
) -> None:
    """Buktikan bahwa setiap perkara dapat berakhir; bila tidak, tunjukkan jalannya."""
    from documents.catalogue import CATALOGUE
    from engine.definitions.catalog import PROCEDURE_FOLDER
    from engine.definitions.proving import judge_file
    from engine.definitions.roles import load_roles

    catalog = known()
    roles = load_roles(PROCEDURE_FOLDER / "roles.toml", catalog.law)
    found = judge_file(path_of(file), catalog, roles, frozenset(CATALOGUE), villages=villages)
    if as_json:
        answer(judgement_json(found))
    else:
        _tell(found)
    if not found.sound:
        raise typer.Exit(REFUSED)


def path_of(name: str) -> Path:
    """A file by its path, or the file of a shipped version by ``id`` or ``id@version``."""
    from engine.definitions.catalog import PROCEDURE_FOLDER
    from engine.settings import Settings

    path = Path(name)
    if path.is_file():
        return path
    if path.suffix == ".toml" or "/" in name:
        message = f"Berkas {name!r} tidak ada."
        raise NotFound(message)
    procedure = known().resolve(name)
    file = Path(procedure.id) / f"{procedure.version}.toml"
    installed = Settings().procedures / file
    return installed if installed.is_file() else PROCEDURE_FOLDER / file


def judgement_json(found: Judgement) -> dict[str, Any]:
    """The judgement as JSON; `exact` and `bound` say how far the proof reaches."""
    proof, procedure = found.proof, found.procedure
    named = {"id": procedure.id, "version": procedure.version} if procedure else {}
    return {
        **named,
        **({"digest": procedure.digest} if procedure else {}),
        "sound": found.sound,
        "states": proof.states if proof else 0,
        "exact": proof.exact if proof else False,
        "bound": {"villages": list(proof.villages) if proof else []},
        "left_out": list(proof.left_out) if proof else [],
        "findings": [
            {
                "kind": f.kind,
                "message": f.message,
                "file": f.file,
                "line": f.line,
                "path": list(f.path),
                "refuses": f.refuses,
            }
            for f in found.findings
        ],
    }


def _tell(found: Judgement) -> None:
    for finding in found.findings:
        typer.echo(_text(finding), err=True)
    procedure, proof = found.procedure, found.proof
    if procedure is None or proof is None:
        return
    counted = [str(n) for n in proof.villages if n]
    size = f", perkara dengan {' atau '.join(counted)} desa" if counted else ""
    reach = "lengkap" if proof.exact else f"tidak lengkap: {'; '.join(proof.left_out)}"
    verdict = "benar" if found.sound else "TIDAK benar"
    typer.echo(
        f"{procedure.id}@{procedure.version} {verdict}; {proof.states} keadaan ditelusuri"
        f"{size} ({reach}); segel {procedure.digest}"
    )


def _text(finding: Judged) -> str:
    mark = "" if finding.refuses else "catatan: "
    lines = [f"{finding.file}:{finding.line}: {mark}{finding.message}"]
    lines += [f"    {n}. {step}" for n, step in enumerate(finding.path, start=1)]
    return "\n".join(lines)
