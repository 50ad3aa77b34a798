"""The overview: every regency with one state, what blocks it, who must act, by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.web import words
from api.web.contexts.common import (
    DueView,
    LadderView,
    Link,
    due_view,
    ladder_view,
    regency_href,
    role_name,
    step_href,
)
from api.web.contexts.tasks import LISTED, SHOWN, TaskView
from engine.domain.case import CaseStatus
from engine.domain.facts import Place
from engine.domain.regency import ENTERPRISE, LADDER
from engine.services.context import Context
from engine.services.views import RegencyView

BLOCKERS_SHOWN = 2
_FAR = date(9999, 12, 31)
_STATES = {standing.value: name for standing, name in words.STANDINGS.items()}


@dataclass(frozen=True, slots=True)
class RowView:
    """One regency on the overview."""

    place: Link
    code: str
    province: str
    state: str
    ladder: LadderView
    since: date | None
    step: Link | None
    step_state: str
    blockers: tuple[str, ...]
    more: bool
    who: str
    following: str
    due: DueView | None
    enterprise: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many rows have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor asked to see."""

    state: str = ""
    search: str = ""
    order: str = "mandek"
    province: str = ""


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The overview page."""

    heading: str
    today: date
    tasks: tuple[TaskView, ...]
    more_tasks: tuple[TaskView, ...]
    hidden_tasks: int
    rows: tuple[RowView, ...]
    total: int
    states: tuple[Choice, ...]
    provinces: tuple[Choice, ...]
    filters: Filters
    filtered: bool = field(default=False)


def overview_view(
    ctx: Context,
    found: Sequence[RegencyView],
    tasks: Sequence[TaskView],
    filters: Filters,
    today: date,
) -> OverviewView:
    """The page for the regencies a visitor may see, filtered and ordered as asked.

    Regencies of more than one province are shown one province at a time.
    """
    provinces = {r.province.code: r.province for r in found}
    if len(provinces) > 1 and filters.province not in provinces:
        filters = Filters(filters.state, filters.search, filters.order, min(provinces))
    within = [r for r in found if filters.province in ("", r.province.code)]
    rows = [row_view(ctx, r) for r in within]
    counted = Counter(r.state for r in rows)
    chosen = [r for r in rows if _matches(r, filters)]
    return OverviewView(
        heading=_heading(within, provinces),
        today=today,
        tasks=tuple(tasks[:SHOWN]),
        more_tasks=tuple(tasks[SHOWN:LISTED]),
        hidden_tasks=max(len(tasks) - LISTED, 0),
        rows=tuple(sorted(chosen, key=_stuck if filters.order == "mandek" else _by_code)),
        total=len(rows),
        states=tuple(
            Choice(s, words.RUNGS[s], counted[s], s == filters.state) for s in LADDER if counted[s]
        ),
        provinces=_province_choices(found, provinces, filters),
        filters=filters,
        filtered=bool(filters.state or filters.search),
    )


def row_view(ctx: Context, found: RegencyView) -> RowView:
    """One regency as the overview and its own page show it."""
    head = found.headline
    who = str(head.get("who", ""))
    step = str(head.get("step", ""))
    held = head.get("blockers", [])
    blockers = tuple(str(b) for b in held) if isinstance(held, list) else ()
    return RowView(
        place=Link(found.place.name, regency_href(found.place.code)),
        code=found.place.code,
        province=found.province.name,
        state=found.state,
        ladder=ladder_view(found.state),
        since=found.since,
        step=Link(str(head["name"]), step_href(found.leading, step)) if step else None,
        step_state=_STATES.get(str(head.get("state", "")), ""),
        blockers=blockers[:BLOCKERS_SHOWN],
        more=len(blockers) > BLOCKERS_SHOWN,
        who=role_name(who, ctx.catalog.roles),
        following=str(head.get("next", "")),
        due=due_view(
            words.day(head.get("due_on")),
            legal=bool(head.get("due_legal")),
            provisional=bool(head.get("due_provisional")),
            today=ctx.today(found.place.code),
        ),
        enterprise=_enterprise(ctx, found),
        demonstration=any(c.demonstration for c in found.cases),
    )


def _enterprise(ctx: Context, found: RegencyView) -> str:
    """The phase of the regency's BUM Desa Bersama in words."""
    for case in reversed(found.cases):
        running = case.state.status is not CaseStatus.CANCELLED
        if running and case.regency_state == ENTERPRISE:
            return ctx.procedure_of(case).phase(case.phase).name
    return ""


def _heading(within: Sequence[RegencyView], provinces: dict[str, Place]) -> str:
    names = {r.province.name for r in within}
    if len(within) == 1:
        return within[0].place.name
    if len(names) == 1:
        name = names.pop()
        return name if name.startswith("Provinsi") else f"Provinsi {name}"
    return "Seluruh wilayah" if provinces else "Belum ada wilayah"


def _province_choices(
    found: Sequence[RegencyView], provinces: dict[str, Place], filters: Filters
) -> tuple[Choice, ...]:
    if len(provinces) < 2:  # noqa: PLR2004
        return ()
    counted = Counter(r.province.code for r in found)
    return tuple(
        Choice(code, place.name, counted[code], code == filters.province)
        for code, place in sorted(provinces.items())
    )


def _matches(row: RowView, filters: Filters) -> bool:
    wanted = filters.search.casefold()
    named = wanted in row.place.label.casefold() or row.code.startswith(filters.search)
    return named and filters.state in ("", row.state)


def _by_code(row: RowView) -> tuple[str, ...]:
    return (row.code,)


def _stuck(row: RowView) -> tuple[bool, date, date, str]:
    """Late ones first, the latest at the top; then who has waited longest; not begun last."""
    late = row.due.on if row.due and row.due.late else _FAR
    return (row.step is None, late, row.since or _FAR, row.code)
