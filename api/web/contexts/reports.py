"""The page of monthly reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.web.contexts.common import Link
from documents.report import month_name
from engine.domain.command import Actor
from engine.domain.facts import Place
from engine.domain.reports import Month
from engine.services import reports_kept
from engine.services.context import Context
from engine.services.reports import area_seen, title_of
from engine.services.reports_kept import MadeReport

MONTHS = 24
_CHOICES = 60
"""With more areas than these only provinces and the chosen one's regencies are offered."""
_FIGURES = ("running", "steps_done", "late_by_law", "late_by_target", "stuck")


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with its key figures, where its report was made, and its files."""

    name: str
    running: bool
    figures: tuple[int, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The months of one area, and the areas to choose from."""

    area: str
    name: str
    areas: tuple[tuple[str, str], ...]
    months: tuple[MonthRow, ...]
    demonstration: bool


def reports_page(ctx: Context, actor: Actor, area: str) -> ReportsPage:
    """The page; raises UnknownRegion, or NotFound for an area the person may not see."""
    known = reports_kept.areas(ctx, actor)
    first = {place.code: month for place, month in known}
    chosen = area or next(iter(first), "")
    if not chosen:
        return ReportsPage("", "", (), (), demonstration=False)
    place = area_seen(ctx, actor, chosen)
    made = {each.month: each for each in reports_kept.made(ctx, actor, chosen)}
    rows = _months(ctx, chosen, first.get(chosen), made)
    return ReportsPage(
        area=chosen,
        name=title_of(place),
        areas=tuple((p.code, title_of(p)) for p in _offered([p for p, _ in known], chosen)),
        months=tuple(rows),
        demonstration=any(each.demonstration for each in made.values()),
    )


def _offered(places: Sequence[Place], chosen: str) -> Iterator[Place]:
    for place in places:
        near = "." not in place.code or place.code[:2] == chosen[:2]
        if len(places) <= _CHOICES or near:
            yield place


def _months(
    ctx: Context, area: str, first: Month | None, made: Mapping[str, MadeReport]
) -> Iterator[MonthRow]:
    this = Month.of(ctx.today(area))
    month = this
    while first is not None and month >= max(first, this.moved(1 - MONTHS)):
        held = made.get(str(month))
        yield MonthRow(
            name=month_name(str(month)),
            running=month == this,
            figures=tuple(held.totals[name] for name in _FIGURES) if held else (),
            links=tuple(
                Link(form.upper(), f"/laporan/{area}/{month}.{form}") for form in ("pdf", "xlsx")
            ),
        )
        month = month.moved(-1)
