"""Legal sources as the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from api.law.schemas import status, use_text
from api.web import words
from api.web.contexts.common import Link, case_href
from documents.drafting.cited import templates_citing
from engine.domain.citing import revoked
from engine.domain.procedure import Procedure
from engine.services.context import Context
from engine.services.law import Cited


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list."""

    link: Link
    status: str
    in_force: bool
    certainty: str
    procedures: int
    cases: int
    documents: int


@dataclass(frozen=True, slots=True)
class LawPage:
    """Every source on a date."""

    on: date
    rows: tuple[SourceRow, ...]
    ended: int


@dataclass(frozen=True, slots=True)
class UseRow:
    """One place of a procedure that cites the source, and which articles."""

    where: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A version that rests on the source."""

    name: str
    version: str
    cases: int
    uses: tuple[UseRow, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in our words."""

    ref: str
    requires: str
    certainty: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source and everything that cites it."""

    name: str
    citation: str
    note: str
    on: date
    status: str
    in_force: bool
    certainty: str
    articles: tuple[ArticleRow, ...]
    procedures: tuple[ProcedureRow, ...]
    cases: tuple[Link, ...]
    more_cases: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A source out of force, or soon to be, that a case's procedure still cites."""

    link: Link
    until: date


def law_page(ctx: Context, found: Sequence[Cited], on: date) -> LawPage:
    """The list, sources out of force first: they are what somebody must act on."""
    rows = tuple(
        SourceRow(
            Link(c.source.short, source_href(c.source.id)),
            status(c),
            c.in_force,
            words.CERTAINTIES[c.source.certainty][0],
            len(c.procedures),
            c.open_cases,
            len(templates_citing(ctx.catalog, c.source.id)),
        )
        for c in sorted(found, key=lambda c: c.in_force)
    )
    return LawPage(on, rows, sum(not row.in_force for row in rows))


def source_page(ctx: Context, cited: Cited) -> SourcePage:
    """One source in full."""
    source = cited.source
    return SourcePage(
        name=source.short,
        citation=source.citation,
        note=source.note,
        on=cited.on,
        status=status(cited),
        in_force=cited.in_force,
        certainty=words.CERTAINTIES[source.certainty][0],
        articles=tuple(
            ArticleRow(a.ref, a.requires, words.CERTAINTIES[a.certainty][0])
            for a in source.articles.values()
        ),
        procedures=tuple(
            ProcedureRow(
                r.procedure.name,
                r.procedure.version,
                r.open_cases,
                tuple(UseRow(use_text(r, u), tuple(a for a in u.articles if a)) for u in r.uses),
            )
            for r in cited.procedures
        ),
        cases=tuple(Link(case, case_href(case)) for case in cited.cases),
        more_cases=cited.open_cases - len(cited.cases),
        documents=tuple(t.name for t in templates_citing(ctx.catalog, source.id)),
    )


def ended_sources(ctx: Context, procedure: Procedure) -> tuple[Ended, ...]:
    """What a case under this version must be told of the law it rests on."""
    held = ctx.catalog.law.sources
    return tuple(
        Ended(Link(held[source].short, source_href(source)), until)
        for source, until in revoked(procedure).items()
    )


def source_href(source: str) -> str:
    """The address of a source's page."""
    return f"/dasar-hukum/{quote(source)}"
