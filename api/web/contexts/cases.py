"""A case: its phases and steps, what is open, the village matrix, the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from api.cases.invalidated import Listed
from api.web import words
from api.web.contexts.common import (
    DueView,
    FindingView,
    Link,
    due_view,
    finding_views,
    regency_href,
    role_name,
    step_href,
)
from api.web.contexts.consequences import Told
from api.web.contexts.law import Ended, ended_sources
from api.web.contexts.maps import map_view
from api.web.contexts.papers import PaperRow, paper_row
from api.web.contexts.timeline import TimelineView
from engine.domain.case import CaseStatus
from engine.domain.procedure import Scope
from engine.domain.standing import Standing, complete
from engine.services.context import Context
from engine.services.planning import remaining_way
from engine.services.views import CaseView, StepView

_OPEN = (Standing.RETURNED, Standing.OPEN, Standing.SUBMITTED)
_PASSED = (Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """A phase on a case's small ladder: passed, current or ahead."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step, or one village's branch, in a list."""

    link: Link
    state: str
    state_name: str
    who: str
    opened_on: date | None
    done_on: date | None
    due: DueView | None
    optional: bool
    historical: bool
    village: str
    progress: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step somebody can act on now, with what is still unmet."""

    row: StepRow
    branches: tuple[StepRow, ...]
    findings: tuple[FindingView, ...]
    more: int = 0

    def brief(self, shown: int) -> OpenStep:
        """The same step with only its first findings."""
        hidden = max(len(self.findings) - shown, 0)
        return replace(self, findings=self.findings[:shown], more=hidden)


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its steps."""

    name: str
    state: str
    steps: tuple[StepRow, ...]
    done: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One village's branch in the matrix."""

    href: str
    state: str
    state_name: str
    on: date | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One village in the matrix."""

    name: str
    district: str
    consent: str
    consent_name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class CaseAction:
    """Something a person may do with the whole case."""

    action: str
    label: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """The case's page."""

    id: str
    title: str
    procedure: str
    version: str
    status: str
    running: bool
    complete: bool
    demonstration: bool
    regency: Link
    parent: Link | None
    opened_on: date | None
    marks: tuple[PhaseMark, ...]
    open: tuple[OpenStep, ...]
    phases: tuple[PhaseView, ...]
    columns: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    timeline: TimelineView
    papers: tuple[PaperRow, ...]
    actions: tuple[CaseAction, ...]
    today: date
    seen: int
    key: str
    told: Told
    undone_by_membership: tuple[Listed, ...]
    problem: str
    typed_reason: str
    typed_village: str
    expected_on: date | None
    expected_provisional: bool
    deciding: tuple[str, ...]
    done_anew: tuple[str, ...]
    ended: tuple[Ended, ...]
    map: Markup


def case_page(  # noqa: PLR0913 - what the page is made of
    ctx: Context,
    view: CaseView,
    timeline: TimelineView,
    *,
    parent: Link | None,
    actions: tuple[CaseAction, ...],
    key: str,
    told: Told,
    undone_by_membership: tuple[Listed, ...] = (),
    problem: str = "",
    typed_reason: str = "",
    typed_village: str = "",
) -> CasePage:
    """The page of a case that was read."""
    way = remaining_way(ctx, view)
    village_steps = [s for s in view.steps if s.step.scope is Scope.VILLAGE]
    return CasePage(
        id=view.id,
        title=view.state.title,
        procedure=view.procedure.name,
        version=view.procedure.version,
        status=words.STATUSES[view.state.status],
        running=view.state.status is CaseStatus.RUNNING,
        complete=complete(view.procedure, view.state),
        demonstration=view.stored.demonstration,
        regency=Link(view.regency.name, regency_href(view.regency.code)),
        parent=parent,
        opened_on=view.state.opened_on,
        marks=phase_marks(view),
        open=open_steps(ctx, view),
        phases=_phases(ctx, view),
        columns=tuple(s.step.name for s in village_steps),
        matrix=_matrix(view, village_steps),
        timeline=timeline,
        papers=tuple(paper_row(d) for d in reversed(view.documents)),
        actions=actions,
        today=ctx.today(view.regency.code),
        seen=view.state.version,
        key=key,
        told=told,
        undone_by_membership=undone_by_membership,
        problem=problem,
        typed_reason=typed_reason,
        typed_village=typed_village,
        expected_on=way.expected if way.path else None,
        expected_provisional=way.provisional,
        deciding=tuple(leg.step.name for leg in way.path),
        ended=ended_sources(ctx, view.procedure) if not view.state.status.terminal else (),
        map=map_view(ctx, view),
        done_anew=tuple(view.procedure.by_id[s].name for s in view.procedure.membership_reopens),
    )


def phase_marks(view: CaseView) -> tuple[PhaseMark, ...]:
    """Each phase with whether it is passed, current or ahead."""
    current = view.stored.phase
    finished = complete(view.procedure, view.state)
    marks, passed = [], True
    for phase in view.procedure.phases:
        if phase.id == current and not finished:
            passed = False
            marks.append(PhaseMark(phase.name, "current"))
        else:
            marks.append(PhaseMark(phase.name, "passed" if passed else "ahead"))
    return tuple(marks)


def open_steps(ctx: Context, view: CaseView) -> tuple[OpenStep, ...]:
    """What can be acted on now: returned work first, then what is due earliest."""
    if view.state.status is not CaseStatus.RUNNING:
        return ()
    found = [s for s in view.steps if s.state in _OPEN]
    order = {state: rank for rank, state in enumerate(_OPEN)}
    found.sort(key=lambda s: (s.step.optional, order[s.state], s.due_on or date.max))
    return tuple(
        OpenStep(
            step_row(ctx, view, s),
            tuple(step_row(ctx, view, b) for b in s.branches if b.state in _OPEN),
            finding_views(s.findings, view.procedure.roles, f"t-{s.step.id}"),
        )
        for s in found
    )


def step_row(ctx: Context, view: CaseView, found: StepView) -> StepRow:
    """A step as a line of a list."""
    village = found.village.code if found.village else ""
    settled = sum(b.state in _PASSED for b in found.branches)
    return StepRow(
        link=Link(found.step.name, step_href(view.id, found.step.id, village)),
        state=found.state.value,
        state_name=words.STANDINGS[found.state],
        who=role_name(found.step.actor, view.procedure.roles),
        opened_on=found.opened_on,
        done_on=found.done_on,
        due=due_view(
            found.due_on,
            legal=found.due_legal,
            provisional=found.due_provisional,
            today=ctx.today(view.regency.code),
        ),
        optional=found.step.optional,
        historical=found.cell.historical,
        village=found.village.name if found.village else "",
        progress=f"{settled} dari {len(found.branches)} desa" if found.branches else "",
    )


def _phases(ctx: Context, view: CaseView) -> tuple[PhaseView, ...]:
    marks: Mapping[str, str] = {m.name: m.state for m in phase_marks(view)}
    found = []
    for phase in view.procedure.phases:
        steps = [s for s in view.steps if s.step.phase == phase.id]
        rows = tuple(step_row(ctx, view, s) for s in steps)
        done = sum(s.state in _PASSED for s in steps)
        found.append(PhaseView(phase.name, marks[phase.name], rows, done))
    return tuple(found)


def _matrix(view: CaseView, steps: list[StepView]) -> tuple[MatrixRow, ...]:
    branches = [{b.village.code: b for b in s.branches if b.village} for s in steps]
    rows = []
    for village in view.villages if steps else ():
        code = village.place.code
        cells = tuple(
            MatrixCell(
                step_href(view.id, step.step.id, code),
                held[code].state.value,
                words.STANDINGS[held[code].state],
                held[code].done_on,
            )
            for step, held in zip(steps, branches, strict=True)
        )
        consent = village.consent
        rows.append(
            MatrixRow(
                village.place.name, village.district, consent, words.CONSENTS[consent], cells
            )
        )
    return tuple(rows)
