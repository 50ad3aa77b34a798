"""`kawasan serve` and `kawasan migrate`: one part alone."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.common import AsJson, answer, system

_PATIENCE = 5  # seconds that open requests get when the service ends


def serve(
    port: Annotated[int, typer.Option(help="Porta.", min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Alamat yang didengarkan.")] = "127.0.0.1",
    *,
    as_json: AsJson = False,
) -> None:
    """Jalankan halaman web dan API sampai dihentikan (SIGTERM atau Ctrl-C)."""
    import uvicorn

    from api.app import create_app

    with system() as ctx:
        if as_json:
            answer({"url": f"http://{host}:{port}"})
        uvicorn.run(
            create_app(ctx),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_PATIENCE,
        )


def migrate(*, as_json: AsJson = False) -> None:
    """Bawa skema basis data ke versi terkini; aman diulang."""
    from engine.services import audit

    with system() as ctx:
        missing = audit.unready(ctx)
        if as_json:
            answer({"current": not missing})
        else:
            typer.echo("Skema basis data sudah terkini.")
