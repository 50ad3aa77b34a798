"""`kawasan user`: accounts. A password never stands on the command line."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from api.commands.common import AsJson, answer, reports, system, table

app = typer.Typer()


@app.command("create")
@reports
def create(
    username: Annotated[str, typer.Argument(metavar="PENGGUNA")],
    name: Annotated[str, typer.Option(help="Nama yang ditampilkan.")],
    grant: Annotated[
        list[str], typer.Option(metavar="PERAN@WILAYAH", help="Peran; dapat diulang.")
    ],
    *,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Baca kata sandi dari masukan baku.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Buat atau ganti akun; kata sandi ditanyakan, atau dibaca dari masukan baku."""
    from engine.domain.command import Grant
    from engine.services import access

    parts = [given.partition("@") for given in grant]
    grants = [Grant(role, area) for role, _, area in parts]
    password = _from_stdin() if password_stdin else _asked()
    with system() as ctx:
        access.create_account(ctx, username, name, password, grants)
    if as_json:
        answer({"username": username, "grants": [f"{g.role}@{g.area}" for g in grants]})
    else:
        typer.echo(f"Akun {username} siap dipakai.")


@app.command("list")
@reports
def list_(*, as_json: AsJson = False) -> None:
    """Semua akun dengan perannya."""
    from engine.services import access

    with system() as ctx:
        found = access.accounts(ctx)
    if as_json:
        items = [
            {
                "username": account.username,
                "name": account.name,
                "active": account.active,
                "grants": [{"role": g.role, "area": g.area} for g in grants],
            }
            for account, grants in found
        ]
        answer({"items": items, "next": None})
        return
    rows = [
        (
            account.username,
            account.name,
            ", ".join(f"{g.role}@{g.area}" for g in grants),
            "aktif" if account.active else "nonaktif",
        )
        for account, grants in found
    ]
    table("Pengguna", "Nama", "Peran", "Keadaan", rows=rows)


def _from_stdin() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _asked() -> str:
    given: str = typer.prompt(
        "Kata sandi", hide_input=True, confirmation_prompt="Ulangi kata sandi"
    )
    return given


@app.command("stand-in")
@reports
def stand_in(
    username: Annotated[str, typer.Argument(metavar="PENGGUNA")],
    principal: Annotated[str, typer.Option("--for", metavar="PENGGUNA", help="Yang diwakili.")],
    since: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"])],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"])],
    basis: Annotated[str, typer.Option(help="Surat perintah: nomor dan tanggal.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Catat bahwa seorang petugas bertindak bagi petugas lain pada suatu waktu."""
    from engine.services import stand_ins

    with system() as ctx:
        stand_ins.stand_in(ctx, username, principal, since.date(), until.date(), basis)
    if as_json:
        answer({"username": username, "principal": principal})
    else:
        typer.echo(f"{username} mewakili {principal} sampai {until.date().isoformat()}.")
