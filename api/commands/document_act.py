"""`kawasan document act`: what an office does with a document, as one of its officers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from api.commands.common import AsJson, AsUser, acting, answer, reports, system


@reports
def act(  # noqa: PLR0913 - one parameter for each option
    document: Annotated[str, typer.Argument(metavar="NASKAH", help="Id naskah.")],
    action: Annotated[
        str, typer.Argument(metavar="TINDAKAN", help="submit, paraf, number, sign, void ...")
    ],
    *,
    user: AsUser,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Tanggal naskah.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Alasan, atau catatan paraf.")] = "",
    number: Annotated[str, typer.Option(help="Nomor dari register lain.")] = "",
    url: Annotated[str, typer.Option(help="Tautan naskah pada register lain.")] = "",
    by: Annotated[str, typer.Option(help="Cara pengiriman.")] = "",
    version: Annotated[
        int | None, typer.Option(min=1, help="Versi yang Anda lihat; kosong berarti sekarang.")
    ] = None,
    key: Annotated[str, typer.Option("--key", help="Kunci idempotensi.")] = "",
    as_json: AsJson = False,
) -> None:
    """Bertindak atas satu naskah."""
    from api.documents.schemas import document_detail_json
    from documents import actions
    from documents.telling import tell
    from engine.services.changing import Request

    given = {"number": number, "url": url, "by": by}
    with system() as ctx:
        actor = acting(ctx, user)
        request = Request(
            document_id=document,
            action=action,
            reason=reason,
            dated=on.date() if on else None,
            data={name: value for name, value in given.items() if value},
            seen_version=version,
            idempotency_key=key,
        )
        found = actions.act(ctx, actor, request)
        if as_json:
            answer(document_detail_json(found, tell(ctx, actor, found)))
        else:
            typer.echo(f"{found.id} {found.state}: {found.number or 'belum bernomor'}")
