"""`kawasan demo OUT`: the main job without a server, in a database of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

Say = Callable[[str], None]


def demo(
    out: Annotated[Path, typer.Argument(help="Folder baru atau kosong untuk hasilnya.")],
) -> None:
    """Jalankan peragaan Kalimantan Selatan; tulis naskah, status, dan linimasanya ke OUT."""
    from api.demo.output import check_folder

    console = Console(stderr=True)

    def say(text: str) -> None:
        console.print(f"kawasan: {text}", highlight=False)

    check_folder(out)
    with TemporaryDirectory(prefix="kawasan-peragaan-") as folder:
        _run(Path(folder), out, say)


def _run(home: Path, out: Path, say: Say) -> None:
    from api.demo.output import summary, write
    from api.demo.plan import scenario
    from api.demo.play import own_settings, play
    from engine.services.context import connect

    ctx = connect(own_settings(home), demonstration=True)
    try:
        plan = scenario()
        stage = play(ctx, plan, say)
        letters = write(stage, plan, out)
        for line in summary(stage, plan):
            say(line)
    finally:
        ctx.database.close()
    say(f"{letters} naskah, status.json, dan timeline.json ditulis ke {out}")
