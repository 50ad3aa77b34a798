"""What every command shares: the system it works on, how it answers, how it fails.

Exit codes: 0 done, 1 refused (with every finding), 2 wrong usage.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from engine.errors import InvalidInput, KawasanError, NotFound, Unauthenticated

if TYPE_CHECKING:
    from engine.definitions.catalog import Catalog
    from engine.domain.command import Actor
    from engine.domain.findings import Finding
    from engine.services.context import Context

DONE, REFUSED, MISUSED = 0, 1, 2
_FILE_WIDTH = 160  # columns where no terminal says how many it has
P = ParamSpec("P")
R = TypeVar("R")
AsJson = Annotated[bool, typer.Option("--json", help="Jawab sebagai JSON.")]
AsUser = Annotated[
    str, typer.Option("--as", metavar="PENGGUNA", help="Akun yang bertindak, dengan perannya.")
]


@contextmanager
def system() -> Iterator[Context]:
    """The system that the settings name; its connections are given back at the end."""
    from engine.services.context import connect
    from engine.settings import Settings

    ctx = connect(Settings())
    try:
        yield ctx
    finally:
        ctx.database.close()


def known() -> Catalog:
    """The procedures that ship and those this office installed; opens no database."""
    from engine.definitions.catalog import with_installed
    from engine.settings import Settings

    return with_installed(Settings().procedures)


def operator() -> Actor:
    """Whoever sits at the machine: reads everything, changes nothing without `--as`."""
    from engine.domain.command import Actor, Grant

    return Actor("operator-setempat", (Grant("pembaca", "*"),))


def acting(ctx: Context, username: str) -> Actor:
    """The account named by `--as`, with its own roles; raises NotFound."""
    from engine.services import access

    found = access.acting_as(ctx, username)
    if found is not None:
        return found
    message = f"Akun {username!r} tidak ada atau tidak aktif."
    raise NotFound(message)


def reports(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command end with a message and its exit code instead of a traceback."""

    @wraps(command)
    def reporting(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except KawasanError as error:
            tell(error, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(exit_code(error)) from None

    return reporting


def exit_code(error: KawasanError) -> int:
    """2 for what was typed wrongly or does not exist, 1 for what is refused."""
    misused = isinstance(error, InvalidInput | NotFound | Unauthenticated)
    return MISUSED if misused else REFUSED


def tell(error: KawasanError, *, as_json: bool) -> None:
    """Say what went wrong: as a problem document on stdout, or in words on stderr."""
    from api.problems import problem_json
    from engine.errors import DefinitionError, Forbidden, Refused

    if as_json:
        answer(problem_json(error))
        return
    findings = error.findings if isinstance(error, Refused | Forbidden) else ()
    if isinstance(error, DefinitionError):
        for problem in error.problems:
            typer.echo(str(problem), err=True)
    elif not findings:
        typer.echo(f"kawasan: {error}", err=True)
    for finding in findings:
        typer.echo(finding_text(finding), err=True)


def finding_text(finding: Finding, indent: str = "") -> str:
    """A finding in words: what, on what basis and how sure that is, who mends it, and how."""
    lines = [f"- {finding.message}"]
    lines += [f"  dasar: {c.label} ({CERTAINTY[c.certainty.value]})" for c in finding.basis]
    if finding.who:
        lines.append(f"  oleh: {finding.who}")
    if finding.remedy:
        lines.append(f"  perbaikan: {finding.remedy}")
    return "\n".join(indent + line for line in lines)


CERTAINTY = {
    "verified": "terverifikasi",
    "secondary": "sekunder",
    "recalled": "diingat",
    "practice": "praktik",
}


def answer(value: object) -> None:
    """Write a JSON answer to stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(*titles: str, rows: Sequence[tuple[str, ...]], empty: str = "Tidak ada.") -> None:
    """Write rows as a table to stdout; nothing of what users wrote is taken for markup."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        typer.echo(empty)
        return
    shown = Table(box=SIMPLE, pad_edge=False)
    for index, title in enumerate(titles):
        shown.add_column(title, no_wrap=index == 0, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _FILE_WIDTH
    console.print(shown)
