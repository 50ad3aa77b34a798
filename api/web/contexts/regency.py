"""One regency: where it stands, its cases and what blocks each, what may be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.web import words
from api.web.contexts.appearance import appearance_href
from api.web.contexts.cases import OpenStep, PhaseMark, open_steps, phase_marks
from api.web.contexts.common import Link, case_href, regency_href
from api.web.contexts.overview import RowView, row_view
from api.web.contexts.papers import PaperRow, paper_row
from engine.domain.authority import acting_role
from engine.domain.command import Action, Actor
from engine.domain.procedure import Procedure
from engine.domain.standing import complete
from engine.services.appearance import may_keep
from engine.services.context import Context
from engine.services.views import CaseView, RegencyView

STEPS_SHOWN = 3
FINDINGS_SHOWN = 2
PAPERS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case on its regency's page."""

    link: Link
    number: str
    procedure: str
    status: str
    running: bool
    complete: bool
    phases: tuple[PhaseMark, ...]
    villages: int
    opened_on: date | None
    steps: tuple[OpenStep, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RegencyPage:
    """The regency's page."""

    row: RowView
    cases: tuple[CaseCard, ...]
    papers: tuple[PaperRow, ...]
    papers_more: int
    openings: tuple[Link, ...]
    appearance: str


def regency_page(
    ctx: Context, actor: Actor, found: RegencyView, cases: Sequence[CaseView]
) -> RegencyPage:
    """The page for a regency whose cases were read."""
    papers = sorted(
        (d for view in cases for d in view.documents), key=lambda d: d.updated_at, reverse=True
    )
    return RegencyPage(
        row=row_view(ctx, found),
        cases=tuple(_card(ctx, view) for view in cases),
        papers=tuple(paper_row(d) for d in papers[:PAPERS_SHOWN]),
        papers_more=max(len(papers) - PAPERS_SHOWN, 0),
        openings=_openings(ctx, actor, found),
        appearance=_appearance(ctx, actor, found.place.code),
    )


def _appearance(ctx: Context, actor: Actor, area: str) -> str:
    """Where the look of the regency's documents is set, for whoever may set it."""
    return appearance_href(area) if may_keep(ctx, actor, area) else ""


def _card(ctx: Context, view: CaseView) -> CaseCard:
    steps = open_steps(ctx, view)
    return CaseCard(
        link=Link(view.state.title, case_href(view.id)),
        number=view.id,
        procedure=view.procedure.name,
        status=words.STATUSES[view.state.status],
        running=not view.state.status.terminal,
        complete=complete(view.procedure, view.state),
        phases=phase_marks(view),
        villages=len(view.villages),
        opened_on=view.state.opened_on,
        steps=tuple(step.brief(FINDINGS_SHOWN) for step in steps[:STEPS_SHOWN]),
        more=max(len(steps) - STEPS_SHOWN, 0),
    )


def _openings(ctx: Context, actor: Actor, found: RegencyView) -> tuple[Link, ...]:
    """A button per procedure that this person may open here now."""
    code = found.place.code
    links = []
    for procedure in ctx.catalog.procedures:
        if acting_role(procedure, actor, code, Action.OPEN, None) is None:
            continue
        if procedure.one_per_regency and _running(found, procedure):
            continue
        href = f"{regency_href(code)}/perkara-baru?prosedur={procedure.id}"
        links.append(Link(procedure.name, href))
    return tuple(links)


def _running(found: RegencyView, procedure: Procedure) -> bool:
    return any(c.procedure_id == procedure.id and not c.state.status.terminal for c in found.cases)
