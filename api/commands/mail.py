"""`kawasan mail`: mail that came back."""

from __future__ import annotations

import typer

from api.commands.common import AsJson, answer, reports, system

app = typer.Typer()


@app.callback()
def group() -> None:
    """Keep `bounce` a command of its own, also while it is the only one."""


@app.command("bounce")
@reports
def bounce(*, as_json: AsJson = False) -> None:
    """Baca satu surel yang kembali dari masukan baku, untuk pipa peladen surel."""
    from documents import bounces

    content = typer.get_binary_stream("stdin").read(bounces.LARGEST)
    with system() as ctx:
        found = bounces.take(ctx, content)
    if as_json:
        answer({"bounced": found})
    else:
        typer.echo(f"{found} kiriman tercatat kembali.")
