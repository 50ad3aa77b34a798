"""`kawasan import`: past kawasan from an office's own list, tried first or recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from api.commands.common import REFUSED, AsJson, acting, answer, system, table
from engine.errors import FieldProblem, InvalidInput

if TYPE_CHECKING:
    from engine.domain.command import Actor
    from engine.services.context import Context
    from engine.services.history.importing import Item, Report
    from engine.services.history.problems import Problem

RESULTS = {
    "ready": "siap diimpor",
    "imported": "diimpor",
    "unchanged": "sudah tercatat",
    "rejected": "bermasalah",
    "held": "ditahan",
}


def import_(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="BERKAS", exists=True, dir_okay=False, help="CSV atau XLSX."),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Periksa saja; tidak ada yang dicatat.")
    ] = False,
    user: Annotated[
        str, typer.Option("--as", metavar="PENGGUNA", help="Akun yang mencatat.")
    ] = "",
    all_or_nothing: Annotated[
        bool,
        typer.Option("--semua-atau-tidak", help="Satu baris bermasalah menahan seluruh berkas."),
    ] = False,
    example: Annotated[
        Path | None,
        typer.Option("--contoh", metavar="OUT.csv", help="Tulis berkas contoh, lalu selesai."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Impor riwayat kawasan yang sudah terbentuk; kode keluar 1 bila ada baris bermasalah."""
    from engine.services.history.importing import Result, import_history

    if example is not None:
        _write_example(example, as_json=as_json)
        return
    if file is None:
        _misused("berkas", "Sebutkan berkas yang diimpor, atau --contoh OUT.csv.")
    with system() as ctx:
        actor = _actor(ctx, user, dry_run=dry_run)
        report = import_history(
            ctx,
            actor,
            _content(file),
            file.name,
            dry_run=dry_run,
            all_or_nothing=all_or_nothing,
        )
    _show(report, as_json=as_json)
    if report.count(Result.REJECTED):
        raise typer.Exit(REFUSED)


def report_json(report: Report) -> dict[str, object]:
    """The report as JSON: counts, each kawasan, and every problem by row and column."""
    return {
        "file": report.file,
        "dry_run": report.dry_run,
        **{result: sum(i.result == result for i in report.items) for result in RESULTS},
        "items": [_item_json(item) for item in report.items],
        "problems": [_problem_json(problem) for problem in report.problems],
    }


def _content(file: Path) -> bytes:
    """No more of the file than its limit, and one byte: enough to refuse it."""
    from engine.reference import columns

    with file.open("rb") as stream:
        return stream.read(columns.limits().bytes + 1)


def _actor(ctx: Context, user: str, *, dry_run: bool) -> Actor:
    """The account named; a dry run without one is judged as the province's office."""
    from engine.domain.command import Actor, Grant

    if user:
        return acting(ctx, user)
    if not dry_run:
        _misused("as", "Sebutkan --as PENGGUNA, atau coba dahulu dengan --dry-run.")
    return Actor("operator-setempat", (Grant("pmd-provinsi", "*"),))


def _misused(field: str, message: str) -> NoReturn:
    raise InvalidInput(message, [FieldProblem(field, message)])


def _write_example(path: Path, *, as_json: bool) -> None:
    from engine.services.history.example import example

    if path.exists():
        _misused("contoh", f"{path} sudah ada; pilih nama lain.")
    path.write_bytes(example())
    if as_json:
        answer({"file": str(path)})
    else:
        typer.echo(f"Contoh ditulis ke {path}.")


def _item_json(item: Item) -> dict[str, object]:
    entry = item.entry
    return {
        "rows": list(entry.rows),
        "title": entry.title,
        "regency": entry.regency,
        "villages": list(entry.villages),
        "instruments": [
            {
                "name": act.instrument.name,
                "procedure": act.instrument.procedure,
                "step": act.instrument.step,
                "occurred_on": act.on.isoformat(),
                "data": dict(act.data),
            }
            for act in entry.acts
        ],
        "result": item.result.value,
        "cases": list(item.cases),
    }


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "row": problem.row,
        "column": problem.column,
        "message": problem.message,
        "blocks": problem.blocks,
        "candidates": list(problem.candidates),
    }


def _show(report: Report, *, as_json: bool) -> None:
    if as_json:
        answer(report_json(report))
        return
    if report.dry_run:
        typer.echo("Percobaan: tidak ada yang dicatat.")
    table("Baris", "Kawasan", "Kabupaten", "Hasil", "Perkara", rows=_items(report))
    table("Baris", "Kolom", "Sifat", "Persoalan", rows=_problems(report), empty="")


def _items(report: Report) -> list[tuple[str, ...]]:
    return [
        (
            _rows(item),
            item.entry.title,
            item.entry.regency,
            RESULTS[item.result.value],
            ", ".join(item.cases),
        )
        for item in report.items
    ]


def _rows(item: Item) -> str:
    first, last = item.entry.rows[0], item.entry.rows[-1]
    return str(first) if first == last else f"{first}–{last}"


def _problems(report: Report) -> list[tuple[str, ...]]:
    return [
        (
            str(problem.row),
            problem.column,
            "menahan" if problem.blocks else "catatan",
            " ".join([problem.message, *_candidates(problem)]),
        )
        for problem in report.problems
    ]


def _candidates(problem: Problem) -> list[str]:
    return [f"Mungkin: {'; '.join(problem.candidates)}."] if problem.candidates else []
