"""`kawasan up`: everything on one machine, ended together."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from api.commands.children import Child, Family, answers, free_port
from engine.errors import NotReady
from engine.services.context import connect
from engine.settings import Settings, child_environment

LEASES = "prefect.server.concurrency.lease_storage.filesystem"
WAIT_FOR_WEB, WAIT_FOR_PREFECT = 60.0, 120.0
Say = Callable[[str], None]


def up(
    *,
    demo: Annotated[
        bool, typer.Option("--demo", help="Muat peragaan Kalimantan Selatan.")
    ] = False,
    port: Annotated[int, typer.Option(help="Porta halaman web dan API.")] = 8000,
) -> None:
    """Jalankan semuanya di satu mesin: basis data, halaman web dan API, Prefect, jadwal."""
    console = Console(stderr=True)

    def say(text: str) -> None:
        console.print(f"kawasan: {text}", highlight=False)

    settings = Settings()
    _prepare(settings, say, demo=demo)
    family = Family(settings.home / "logs")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stopper(family))
    try:
        _start(settings, family, port, say)
        ended = family.wait()
    finally:
        family.stop()
    if ended is not None:
        message = f"{ended.name} berhenti sendiri; lihat {ended.log}"
        raise NotReady(message)
    say("berhenti dengan baik.")


def _prepare(settings: Settings, say: Say, *, demo: bool) -> None:
    say(f"menyiapkan basis data di {settings.home}")
    ctx = connect(settings)
    if demo:
        from api.demo.load import load

        say("memuat peragaan Kalimantan Selatan (sekali saja, kurang lebih semenit)")
        load(ctx, say)
    ctx.database.close()


def _start(settings: Settings, family: Family, port: int, say: Say) -> None:
    if answers(f"http://127.0.0.1:{port}/healthz"):
        message = f"Porta {port} sudah dipakai layanan lain; pilih porta lain dengan --port."
        raise NotReady(message)
    prefect_url = settings.prefect_api_url
    environment = _environment(settings, prefect_url, port)
    family.start(_module("halaman web", ["api.cli", "serve", "--port", str(port)], environment))
    if not prefect_url:
        prefect_port = free_port(settings.prefect_port)
        prefect_url = f"http://127.0.0.1:{prefect_port}/api"
        environment = _environment(settings, prefect_url, port)
        command = ["prefect", "server", "start", "--host", "127.0.0.1"]
        command += ["--port", str(prefect_port), "--no-ui"]
        family.start(_module("peladen Prefect", command, environment))
    family.until(f"http://127.0.0.1:{port}/healthz", WAIT_FOR_WEB)
    say(f"halaman web dan API siap di http://127.0.0.1:{port}")
    family.until(f"{prefect_url}/health", WAIT_FOR_PREFECT)
    family.start(_module("penjadwal", ["api.cli", "worker"], environment))
    say("jadwal berjalan; tekan Ctrl-C untuk berhenti.")


def _module(name: str, arguments: list[str], environment: Mapping[str, str]) -> Child:
    return Child(name, [sys.executable, "-m", *arguments], environment)


def _environment(settings: Settings, prefect_url: str, port: int) -> dict[str, str]:
    home = settings.home.resolve()
    root = Path(__file__).parent.parent.parent
    changes = {
        "KAWASAN_HOME": str(home),
        "KAWASAN_BASE_URL": settings.base_url.replace(":8000", f":{port}"),
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        # Places of the concurrency limits must outlive the server that gave them out.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": LEASES,
        "PYTHONPATH": str(root),
    }
    if prefect_url:
        changes["PREFECT_API_URL"] = prefect_url
    return child_environment(changes)


def _stopper(family: Family) -> Callable[[int, FrameType | None], None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        family.ask_to_stop()

    return stop
