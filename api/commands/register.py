"""`kawasan register`: an office's numbers, its agenda books, its gaps, and how it numbers."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import AsJson, AsUser, acting, answer, reports, system, table
from engine.errors import FieldProblem, InvalidInput

if TYPE_CHECKING:
    from engine.domain.command import Actor
    from engine.services.records import Number

app = typer.Typer()
Role = Annotated[str, typer.Argument(metavar="PERAN", help="Peran kantor, misalnya sekda.")]
Area = Annotated[str, typer.Argument(metavar="WILAYAH", help="Kode wilayah kantor.")]
Kind = Annotated[str, typer.Option("--kind", help="Hanya jenis naskah ini.")]
Document = Annotated[str, typer.Argument(metavar="NASKAH", help="Id naskah.")]
Reason = Annotated[str, typer.Option(help="Alasan tertulis.")]


@app.command("list")
@reports
def list_(
    role: Role,
    area: Area,
    *,
    year: Annotated[int | None, typer.Option(help="Tahun; kosong berarti tahun ini.")] = None,
    kind: Kind = "",
    as_json: AsJson = False,
) -> None:
    """Nomor yang diberikan satu kantor, yang batal dan yang dipesan juga."""
    from engine.services.register_book import outgoing

    with system() as ctx:
        actor = _keeper(role, area)
        found = outgoing(ctx, actor, role, area, year or ctx.today(area).year, kind)
        items = [_number_json(sent.number) for sent in found]
    if as_json:
        answer({"items": items, "next": None})
        return
    rows = [(i["number"], i["state"], i["dated"] or "", i["document"], i["reason"]) for i in items]
    table("Nomor", "Keadaan", "Tanggal", "Naskah", "Alasan", rows=rows)


@app.command("void")
@reports
def void(document: Document, *, user: AsUser, reason: Reason, as_json: AsJson = False) -> None:
    """Batalkan naskah bersama nomornya; nomornya tidak dipakai lagi."""
    from documents import service
    from engine.services import papers

    with system() as ctx:
        service.void(ctx, acting(ctx, user), document, reason)
        items = [_number_json(n) for n in papers.numbers_of(ctx, document)]
    if as_json:
        answer({"items": items, "next": None})
    else:
        typer.echo(f"{document} dibatalkan; nomor: {', '.join(i['number'] for i in items) or '-'}")


@app.command("insert")
@reports
def insert(
    document: Document,
    *,
    user: AsUser,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Tanggal naskah.")
    ] = None,
    reason: Reason = "",
    approve: Annotated[
        bool, typer.Option("--approve", help="Setujui sisipan yang diminta orang lain.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Minta nomor sisipan bagi tanggal yang sudah lewat, atau setujui permintaan orang lain."""
    from documents import service

    with system() as ctx:
        actor = acting(ctx, user)
        if approve:
            given = service.approve_insertion(ctx, actor, document)
        elif on is None:
            message = "Sebutkan tanggal naskah dengan --on."
            raise InvalidInput(message, [FieldProblem("on", message)])
        else:
            given = service.ask_insertion(ctx, actor, document, on.date(), reason)
    if as_json:
        answer(_number_json(given))
    else:
        typer.echo(f"{given.number}: {'disetujui' if approve else 'menunggu persetujuan'}")


@app.command("agenda")
@reports
def agenda(
    role: Role,
    area: Area,
    *,
    book: Annotated[str, typer.Option(help="keluar atau masuk.")] = "keluar",
    year: Annotated[int | None, typer.Option(help="Tahun; kosong berarti tahun ini.")] = None,
    kind: Kind = "",
    pdf: Annotated[Path | None, typer.Option(dir_okay=False, help="Tulis sebagai PDF.")] = None,
    xlsx: Annotated[Path | None, typer.Option(dir_okay=False, help="Tulis sebagai XLSX.")] = None,
    as_json: AsJson = False,
) -> None:
    """Buku agenda satu kantor, keluar atau masuk."""
    from documents import agenda as books

    with system() as ctx:
        actor = _keeper(role, area)
        found = books.book(ctx, actor, book, role, area, year or ctx.today(area).year, kind)
    if pdf is not None:
        pdf.write_bytes(books.book_pdf(found))
    if xlsx is not None:
        xlsx.write_bytes(books.book_xlsx(found))
    if as_json:
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        answer({"title": found.title, "office": found.office, "year": found.year, "items": rows})
    elif pdf is None and xlsx is None:
        table(*found.columns, rows=found.rows)
    else:
        typer.echo(f"{found.title} {found.office} {found.year}: {len(found.rows)} catatan")


@app.command("gaps")
@reports
def gaps(
    *,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Keadaan per tanggal.")
    ] = None,
    days: Annotated[int, typer.Option(min=0, help="Nomor dipesan paling lama sekian hari.")] = 7,
    as_json: AsJson = False,
) -> None:
    """Setiap nomor tanpa naskah yang ditandatangani, dan sebabnya."""
    from engine.services import register_book

    with system() as ctx:
        day = on.date() if on else ctx.now().date()
        found = register_book.gaps(ctx, day, waits=days)
    if as_json:
        answer({"items": [asdict(gap) for gap in found], "next": None})
        return
    rows = [(g.unit, g.series, str(g.serial), g.number, g.kind, g.reason) for g in found]
    table("Kantor", "Seri", "Urut", "Nomor", "Jenis", "Sebab", rows=rows)


@app.command("setting")
@reports
def setting(  # noqa: PLR0913 - one parameter for each option
    role: Role,
    area: Area,
    *,
    series: Annotated[str, typer.Option(help="Seri nomor; kosong berarti semua seri.")] = "",
    pattern: Annotated[
        str,
        typer.Option(help="Format: {kode} {urut:03d} {unit} {bulan_romawi} {tahun} {keamanan}."),
    ] = "",
    monthly: Annotated[
        bool, typer.Option("--monthly", help="Urutan dimulai lagi setiap bulan.")
    ] = False,
    insertion: Annotated[str, typer.Option(help="Tanda sisipan: .01 atau A.")] = "",
    elsewhere: Annotated[
        str, typer.Option(help="Register lain yang menomori, misalnya SRIKANDI.")
    ] = "",
    paraf: Annotated[
        bool, typer.Option("--paraf", help="Naskah tidak dinomori sebelum selesai diparaf.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Tampilkan saja.")] = False,
    as_json: AsJson = False,
) -> None:
    """Atur cara satu kantor menomori; yang kosong kembali kepada kebiasaan."""
    from engine.services import register_settings
    from engine.services.records import SeriesSetting

    with system() as ctx:
        if not show:
            chosen = SeriesSetting(
                role, area, series, pattern, monthly, insertion, elsewhere.strip(), paraf
            )
            register_settings.put_series(ctx, chosen)
        held = register_settings.office_settings(ctx, role, area)
    items = [asdict(each) for each in held.values()]
    if as_json:
        answer({"items": items, "next": None})
        return
    rows = [
        (
            i["series"] or "(semua)",
            i["pattern"],
            i["elsewhere"],
            "ya" if i["paraf_required"] else "",
        )
        for i in items
    ]
    table("Seri", "Format", "Dinomori dalam", "Wajib paraf", rows=rows)


def _keeper(role: str, area: str) -> Actor:
    """Whoever sits at the machine reads every office's book."""
    from engine.domain.command import Actor, Grant

    return Actor("operator-setempat", (Grant(role, area),))


def _number_json(number: Number) -> dict[str, Any]:
    return {
        "number": number.number,
        "series": number.series,
        "year": number.year,
        "serial": number.serial,
        "state": number.state,
        "dated": number.dated.isoformat() if number.dated else None,
        "document": number.document_id,
        "reason": number.reason,
        "source": number.source,
        "url": number.url,
    }
