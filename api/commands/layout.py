"""`kawasan layout`: how the documents of a region look, and how sure each rule is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.common import CERTAINTY, AsJson, AsUser, acting, answer, reports, system, table

app = typer.Typer()
Area = Annotated[str, typer.Argument(metavar="WILAYAH", help="Kode wilayah, misalnya 63.01.")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="BERKAS.toml")]


@app.command("show")
@reports
def show(area: Area, *, as_json: AsJson = False) -> None:
    """Setiap pengaturan yang berlaku bagi naskah suatu wilayah, dan kepastian nilai bawaannya."""
    from documents.layout import load_layout
    from documents.office_layout import layout_of

    with system() as ctx:
        layout = layout_of(ctx, area)
    usual = dict(_settings(load_layout().model_dump(exclude={"kepastian"})))
    rows = [
        (key, value, key in usual and usual[key] != value, layout.kepastian.get(key))
        for key, value in _settings(layout.model_dump(exclude={"kepastian"}))
    ]
    if as_json:
        items = [
            {
                "setting": key,
                "value": value,
                "own": own,
                "certainty": sure.tingkat if sure and not own else None,
                "note": sure.catatan if sure else "",
            }
            for key, value, own, sure in rows
        ]
        answer({"area": area, "version": layout.sidik, "items": items})
        return
    typer.echo(f"Tata letak {area}, sidik {layout.sidik}")
    shown = [
        (
            key,
            _plain(value),
            "diatur sendiri" if own else CERTAINTY[sure.tingkat] if sure else "",
            sure.catatan if sure else "",
        )
        for key, value, own, sure in rows
    ]
    table("Pengaturan", "Nilai", "Kepastian", "Catatan", rows=shown)


@app.command("set")
@reports
def set_(area: Area, file: File, *, user: AsUser, as_json: AsJson = False) -> None:
    """Berlakukan berkas tata letak bagi naskah suatu wilayah; versi lamanya tetap disimpan."""
    from documents.office_layout import layout_of, set_layout

    with system() as ctx:
        version = set_layout(ctx, acting(ctx, user), area, _text(file))
        seal = layout_of(ctx, area).sidik
    if as_json:
        answer({"area": area, "number": version.number, "version": seal})
    else:
        typer.echo(f"Tata letak {area} versi {version.number} berlaku, sidik {seal}.")


@app.command("check")
@reports
def check(area: Area, file: File, *, as_json: AsJson = False) -> None:
    """Periksa berkas tata letak tanpa memberlakukannya."""
    from documents.office_layout import check_layout

    with system() as ctx:
        seal = check_layout(ctx, area, _text(file)).sidik
    if as_json:
        answer({"area": area, "version": seal})
    else:
        typer.echo(f"Berkas dapat dipakai bagi {area}; sidiknya {seal}.")


def _settings(layout: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in layout.items():
        if isinstance(value, Mapping):
            yield from _settings(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _text(file: Path) -> str:
    """The file's text; what is no UTF-8 cannot be TOML either, and is refused as such."""
    return file.read_bytes().decode("utf-8", errors="replace")
