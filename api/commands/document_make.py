"""`kawasan document draft` and `render`: making letters, one or many, and writing them out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import (
    REFUSED,
    AsJson,
    AsUser,
    acting,
    answer,
    operator,
    reports,
    system,
)
from engine.errors import InvalidInput

if TYPE_CHECKING:
    from documents.bulk import Result, Target
    from engine.domain.command import Actor
    from engine.services.context import Context

OUTCOMES = {
    "made": "dibuat",
    "current": "sudah mutakhir",
    "issued": "sudah terbit",
    "refused": "ditolak",
}


class Form(StrEnum):
    """What a document is written as."""

    PDF = "pdf"
    DOCX = "docx"


@reports
def draft(  # noqa: PLR0913 (the options of a command)
    kind: Annotated[str, typer.Option("--kind", help="Id jenis naskah.")],
    case: Annotated[str, typer.Option("--case", metavar="PERKARA")] = "",
    area: Annotated[str, typer.Option("--area", help="Kode provinsi atau kabupaten.")] = "",
    step: Annotated[str, typer.Option("--step", help="Id langkah.")] = "",
    village: Annotated[str, typer.Option("--village", help="Kode desa.")] = "",
    user: AsUser = "",
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Banyaknya proses; semula sebanyak inti.")
    ] = os.cpu_count() or 1,
    *,
    all_villages: Annotated[
        bool, typer.Option("--all-villages", help="Satu naskah untuk setiap desa perkara.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Susun rancangan; yang sudah mutakhir atau sudah terbit dibiarkan."""
    from documents.bulk import area_targets, case_targets

    if bool(case) == bool(area):
        message = "Sebutkan --case atau --area, salah satu."
        raise InvalidInput(message)
    with system() as ctx:
        actor = acting(ctx, user)
        targets = (
            area_targets(ctx, actor, kind, area, step=step)
            if area
            else case_targets(
                ctx, actor, kind, case, step=step, village=village, all_villages=all_villages
            )
        )
        results = _with_progress(ctx, actor, targets, workers)
    _tell(results, as_json=as_json)
    if any(each.outcome == "refused" for each in results):
        raise typer.Exit(REFUSED)


@reports
def render(
    document: Annotated[str, typer.Argument(metavar="NASKAH", help="Id naskah.")],
    form: Annotated[Form, typer.Option("--format", help="pdf, atau docx bagi rancangan.")] = (
        Form.PDF
    ),
    out: Annotated[
        Path | None,
        typer.Option("--out", dir_okay=False, writable=True, help="Berkas keluaran."),
    ] = None,
    user: AsUser = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Tulis naskah sebagai berkas; docx memuat isian SRIKANDI."""
    from hashlib import sha256

    from documents.copies import word_file
    from documents.service import content

    with system() as ctx:
        actor = acting(ctx, user) if user else operator()
        write = word_file if form is Form.DOCX else content
        made, name = write(ctx, actor, document)
    target = out or Path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(made)
    digest = sha256(made).hexdigest()
    if as_json:
        answer({"document": document, "file": str(target), "size": len(made), "sha256": digest})
        return
    typer.echo(f"{target}: {len(made)} bita, SHA-256 {digest}")


def _with_progress(
    ctx: Context, actor: Actor, targets: Sequence[Target], workers: int
) -> list[Result]:
    from documents.bulk import draft_all

    with _bar(len(targets)) as advance:
        return draft_all(ctx, actor, targets, workers=workers, told=lambda _: advance())


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr, where it disturbs no answer."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress("Menyusun naskah", *columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def _tell(results: Sequence[Result], *, as_json: bool) -> None:
    counts: Counter[str] = Counter(each.outcome for each in results)
    if as_json:
        items = [
            {
                "case": each.target.case,
                "kind": each.target.kind,
                "step": each.target.step,
                "village": each.target.village or None,
                "outcome": each.outcome,
                "document": each.document or None,
                "reason": each.reason or None,
            }
            for each in results
        ]
        answer({"counts": dict(counts), "items": items, "next": None})
        return
    typer.echo(", ".join(f"{counts[key]} {word}" for key, word in OUTCOMES.items()))
    for each in results:
        if each.outcome == "refused":
            place = " ".join(
                filter(None, (each.target.case, each.target.step, each.target.village))
            )
            typer.echo(f"- {place}: {each.reason}")
