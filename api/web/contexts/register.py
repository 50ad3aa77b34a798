"""The page of an office's agenda books."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from api.web.contexts.common import Link, paper_name
from documents.agenda import Book, book
from documents.catalogue import CATALOGUE
from engine.domain.command import Actor
from engine.errors import NotFound
from engine.services.context import Context
from engine.services.offices import offices
from engine.services.register_book import Gap, gaps, offices_of

_GAPS = {
    "missing": "hilang",
    "void": "batal",
    "reserved": "dipesan",
    "requested": "menunggu persetujuan",
    "order": "urutan tanggal",
}


@dataclass(frozen=True, slots=True)
class GapRow:
    """A number without a signed document."""

    number: str
    series: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One book, the offices and kinds to choose from, and what an auditor would ask about."""

    office: str
    name: str
    year: int
    kind: str
    offices: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    book: Book
    gaps: tuple[GapRow, ...]
    downloads: tuple[Link, ...]
    demonstration: bool


def register_page(
    ctx: Context, actor: Actor, office: str, year: int, name: str, kind: str
) -> RegisterPage:
    """The book asked for, of the first of the person's offices where none is named.

    Raises NotFound for who keeps no book, InvalidInput for a book there is not.
    """
    mine = offices_of(actor)
    first = ":".join(mine[0]) if mine else ""
    role, _, area = (office or first).partition(":")
    if not area:
        message = "Anda tidak memegang buku agenda kantor mana pun."
        raise NotFound(message)
    of_year = year or ctx.today(area).year
    found = book(ctx, actor, name, role, area, of_year, kind)
    chosen = f"{role}:{area}"
    named = offices(ctx, dict.fromkeys((*mine, (role, area))))
    query = {"kantor": chosen, "tahun": of_year, "buku": name, "jenis": kind}
    told = gaps(ctx, ctx.today(area), offices=[(role, area)]) if name == "keluar" else []
    return RegisterPage(
        office=chosen,
        name=name,
        year=of_year,
        kind=kind,
        offices=tuple((":".join(key), held.name) for key, held in named.items()),
        kinds=tuple((k, paper_name(k)) for k in sorted(CATALOGUE, key=paper_name)),
        book=found,
        gaps=tuple(_gap(g) for g in told if g.year == of_year),
        downloads=tuple(
            Link(form.upper(), f"/buku-agenda/unduh?{urlencode({**query, 'bentuk': form})}")
            for form in ("pdf", "xlsx")
        ),
        demonstration=found.demonstration,
    )


def _gap(gap: Gap) -> GapRow:
    return GapRow(gap.number or f"urut {gap.serial}", gap.series, _GAPS[gap.kind], gap.reason)
