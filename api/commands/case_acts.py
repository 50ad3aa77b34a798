"""`kawasan case open` and `kawasan case act`: changing a case as one of its officers."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, reports, system
from engine.errors import FieldProblem, InvalidInput

if TYPE_CHECKING:
    from engine.domain.command import Actor
    from engine.services.cases import EvidenceRef
    from engine.services.context import Context
    from engine.services.invalidation import Invalidated

On = Annotated[
    datetime,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Tanggal kejadian menurut naskahnya."),
]
Reason = Annotated[str, typer.Option(help="Alasan tertulis.")]
Key = Annotated[str, typer.Option("--key", help="Kunci idempotensi.")]


@reports
def open_(  # noqa: PLR0913 - one parameter for each option
    *,
    procedure: Annotated[str, typer.Option(metavar="ID[@VERSI]")],
    regency: Annotated[str, typer.Option(help="Kode kabupaten.")],
    title: Annotated[str, typer.Option(help="Judul perkara.")],
    on: On,
    user: AsUser,
    village: Annotated[list[str] | None, typer.Option(help="Kode desa; dapat diulang.")] = None,
    parent: Annotated[str, typer.Option(help="Perkara induk.")] = "",
    reason: Reason = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Buka perkara."""
    from engine.services import cases

    with system() as ctx:
        actor = acting(ctx, user)
        request = cases.OpenRequest(
            procedure=procedure,
            regency=regency,
            title=title,
            occurred_on=on.date(),
            villages=tuple(village or ()),
            parent=parent,
            reason=reason,
            idempotency_key=key,
        )
        outcome = cases.open_case(ctx, actor, request)
        _show(ctx, actor, outcome.case_id, outcome.invalidated, as_json=as_json)


@reports
def act(  # noqa: PLR0913 - one parameter for each option
    case: Annotated[str, typer.Argument(metavar="PERKARA")],
    action: Annotated[str, typer.Argument(metavar="TINDAKAN", help="start, submit, approve ...")],
    step: Annotated[str, typer.Argument(metavar="LANGKAH")] = "",
    *,
    on: On,
    user: AsUser,
    village: Annotated[str, typer.Option(help="Kode desa.")] = "",
    data: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Isian langkah, berkas JSON.")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="JENIS=BERKAS", help="Bukti; dapat diulang.")
    ] = None,
    reason: Reason = "",
    to: Annotated[str, typer.Option(help="Langkah tujuan pengembalian.")] = "",
    version: Annotated[
        int | None, typer.Option(min=0, help="Versi yang Anda lihat; kosong berarti sekarang.")
    ] = None,
    key: Key = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Perlihatkan saja apa yang akan digugurkan.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bertindak atas satu langkah atau seluruh perkara."""
    from engine.services import cases, views

    with system() as ctx:
        actor = acting(ctx, user)
        seen = views.get_case(ctx, actor, case).state.version if version is None else version
        request = cases.ActRequest(
            case_id=case,
            action=action,
            occurred_on=on.date(),
            seen_version=seen,
            step=step,
            village=village,
            data=_data(data),
            evidence=tuple(_evidence(ctx, actor, given) for given in evidence or ()),
            reason=reason,
            to=to,
            idempotency_key=key,
        )
        undone = (
            cases.foresee(ctx, actor, request)
            if dry_run
            else cases.act(ctx, actor, request).invalidated
        )
        _show(ctx, actor, case, undone, as_json=as_json)


def _show(ctx: Context, actor: Actor, case_id: str, undone: Invalidated, *, as_json: bool) -> None:
    from api.cases.invalidated import consequences, invalidated_json
    from api.cases.schemas import case_json
    from engine.services import views

    view = views.get_case(ctx, actor, case_id)
    if as_json:
        answer({**case_json(view), **invalidated_json(undone)})
        return
    typer.echo(f"{case_id} versi {view.state.version}: {view.state.title}")
    for listed in consequences(undone):
        typer.echo(f"{listed.heading}:")
        for item in listed.lines:
            typer.echo(f"- {item}")


def _data(file: Path | None) -> dict[str, object]:
    if file is None:
        return {}
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise _wrong("data", f"{file.name} bukan JSON: {error}") from None
    if not isinstance(given, dict):
        raise _wrong("data", f"{file.name} harus berupa objek JSON.")
    return given


def _evidence(ctx: Context, actor: Actor, given: str) -> EvidenceRef:
    from engine.services.cases import EvidenceRef
    from engine.services.files import Upload, store_file

    kind, _, name = given.partition("=")
    path = Path(name)
    if not name or not path.is_file():
        raise _wrong("evidence", f"{given!r}: tulis JENIS=BERKAS dengan berkas yang ada.")
    stored = store_file(ctx, actor, Upload(path.name, path.read_bytes()))
    return EvidenceRef(kind, stored.sha256, stored.name)


def _wrong(field: str, message: str) -> InvalidInput:
    return InvalidInput(message, [FieldProblem(field, message)])
