"""A step's page: what the law requires, what is unmet, the form, what a person may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from api.web import words
from api.web.contexts.actions import StepActions
from api.web.contexts.cases import StepRow, step_row
from api.web.contexts.common import (
    BasisView,
    FindingView,
    Link,
    basis_view,
    case_href,
    draft_href,
    finding_views,
    paper_name,
    regency_href,
    step_href,
)
from api.web.contexts.consequences import Told
from api.web.contexts.deadlines import DeadlineView, deadline_views
from api.web.contexts.papers import PaperRow, paper_row
from api.web.contexts.timeline import Entry, FileLink, file_links
from api.web.contexts.values import ValueView, value_views
from api.web.forms import FieldView, Note, field_views, guarded, required_parts
from api.web.uploads import Offered
from documents.drafting.rules import anywhere, rule
from engine.domain.events import EventType, Recorded
from engine.domain.findings import Finding
from engine.domain.standing import Standing
from engine.services.context import Context
from engine.services.deadlines import proofs_of
from engine.services.views import CaseView, StepView


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds: recorded so far, or as just typed and refused."""

    data: Mapping[str, object] = field(default_factory=dict)
    offered: tuple[Offered, ...] = ()
    occurred_on: str = ""
    reason: str = ""
    source: str = ""
    target: str = ""
    longer: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an attempt was refused; `form` says which of the page's forms was sent."""

    form: str = ""
    title: str = ""
    message: str = ""
    findings: tuple[Finding, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    changes: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The file inputs of one kind of evidence."""

    id: str
    label: str
    required: bool
    held: tuple[FileLink, ...]
    offered: tuple[Offered, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """The page of one step, or of one village's branch of it."""

    case: Link
    regency: Link
    procedure: str
    phase: str
    name: str
    place: str
    row: StepRow
    basis: tuple[BasisView, ...]
    instruments: tuple[str, ...]
    drafts: tuple[str, ...]
    askable: tuple[tuple[str, str], ...]
    draft_href: str
    waiting: tuple[Link, ...]
    findings: tuple[FindingView, ...]
    trouble: Trouble
    refused: tuple[FindingView, ...]
    overridden: tuple[str, ...]
    actions: StepActions
    needs_approval: bool
    fields: tuple[FieldView, ...]
    evidence: tuple[EvidenceView, ...]
    values: tuple[ValueView, ...]
    files: tuple[FileLink, ...]
    cell_reason: str
    typed: Typed
    today: date
    papers: tuple[PaperRow, ...]
    seen: int
    key: str
    limit: int
    told: Told
    deadlines: tuple[DeadlineView, ...]

    @property
    def in_form(self) -> bool:
        """Whether the refused attempt came from the form with the fields."""
        return self.trouble.form in ("start", "submit", "record")


@dataclass(frozen=True, slots=True)
class BranchesPage:
    """A village step without a village chosen: every village with where it stands."""

    case: Link
    regency: Link
    procedure: str
    phase: str
    row: StepRow
    basis: tuple[BasisView, ...]
    branches: tuple[StepRow, ...]


def branches_page(ctx: Context, view: CaseView, found: StepView) -> BranchesPage:
    """The choice of a village."""
    return BranchesPage(
        case=Link(view.state.title, case_href(view.id)),
        regency=Link(view.regency.name, regency_href(view.regency.code)),
        procedure=view.procedure.name,
        phase=view.procedure.phase(found.step.phase).name,
        row=step_row(ctx, view, found),
        basis=tuple(basis_view(c) for c in found.step.basis),
        branches=tuple(step_row(ctx, view, b) for b in found.branches),
    )


def step_page(
    ctx: Context,
    view: CaseView,
    found: StepView,
    actions: StepActions,
    typed: Typed,
    trouble: Trouble,
    *,
    key: str,
    told: Told,
) -> StepPage:
    """The page of a step that was read, with what was typed and what was refused."""
    step, cell, roles = found.step, found.cell, view.procedure.roles
    refused = finding_views(_here(trouble.findings), roles, "penolakan")
    current = finding_views(_here(found.findings), roles)
    notes = _notes(found, typed, refused, trouble)
    guards = {guard.id: guard.remedy for guard in step.guards}
    return StepPage(
        case=Link(view.state.title, case_href(view.id)),
        regency=Link(view.regency.name, regency_href(view.regency.code)),
        procedure=view.procedure.name,
        phase=view.procedure.phase(step.phase).name,
        name=step.name,
        place=f"Desa {found.village.name}" if found.village else "",
        row=step_row(ctx, view, found),
        basis=tuple(basis_view(c) for c in step.basis),
        instruments=step.instruments,
        drafts=tuple(paper_name(k) for k in step.documents if not rule(k).atas_permintaan),
        askable=_askable(found) if actions.draft else (),
        draft_href=draft_href(view.id, step.id, found.village.code if found.village else ""),
        waiting=_waiting(view, found),
        findings=current,
        trouble=trouble,
        refused=refused,
        overridden=tuple(guards.get(g, g) for g in sorted(cell.overridden)),
        actions=actions,
        deadlines=deadline_views(proofs_of(view, found)),
        needs_approval=step.approval,
        fields=field_views(
            step, typed.data, [v.place for v in view.villages], notes, typed.longer
        ),
        evidence=_evidence(view, found, typed, notes),
        values=value_views(step, cell.data),
        files=file_links(view.procedure, step.id, view.id, cell.evidence),
        cell_reason=cell.reason,
        typed=typed,
        today=ctx.today(view.regency.code),
        papers=tuple(paper_row(d) for d in found.documents),
        seen=view.state.version,
        key=key,
        limit=ctx.settings.upload_limit_mb,
        told=told,
    )


def _askable(found: StepView) -> tuple[tuple[str, str], ...]:
    """The kinds somebody may ask to have drafted here, by id and name."""
    if found.state in (Standing.LOCKED, Standing.NOT_APPLICABLE):
        return ()
    asked = [kind for kind in found.step.documents if rule(kind).atas_permintaan]
    kinds = dict.fromkeys((*asked, *anywhere()))
    return tuple((kind, paper_name(kind)) for kind in kinds)


def recorded_so_far(found: StepView, log: Sequence[Recorded], region: str) -> Typed:
    """The form's starting point: what a draft or a finished step holds; a new round begins blank.

    A draft dated on the day it was saved says nothing about when things happened, so that date
    is left for the officer to fill in.
    """
    if found.state is Standing.DONE and not found.step.recurring:
        done = found.cell.done_on
        return Typed(data=dict(found.cell.data), occurred_on=done.isoformat() if done else "")
    if found.state in (Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE):
        return Typed()
    own = (found.step.id, found.village.code if found.village else "")
    written = (EventType.STARTED, EventType.SUBMITTED, EventType.RECORDED)
    mine = [r for r in log if (r.event.step, r.event.village) == own and r.event.type in written]
    dated = ""
    if mine:
        last = mine[-1]
        saved = words.moment_date(last.recorded_at, region)
        drafted = last.event.type is EventType.STARTED and last.event.occurred_on == saved
        dated = "" if drafted else last.event.occurred_on.isoformat()
    return Typed(data=dict(found.cell.data), occurred_on=dated)


def _here(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without the village that the whole page is about."""
    return [replace(finding, village="") for finding in findings]


def _waiting(view: CaseView, found: StepView) -> tuple[Link, ...]:
    village = found.village.code if found.village else ""
    by_id = {s.step.id: s.step for s in view.steps}
    return tuple(
        Link(by_id[s].name, step_href(view.id, s, village if by_id[s].scope == "village" else ""))
        for s in found.waiting_for
    )


def _notes(
    found: StepView, typed: Typed, refused: Sequence[FindingView], trouble: Trouble
) -> Mapping[str, tuple[Note, ...]]:
    """What is wrong, by field or evidence kind, each pointing to its finding."""
    notes: dict[str, list[Note]] = {}
    held = frozenset(e.kind for e in found.cell.evidence) | {o.kind for o in typed.offered}
    for view in refused:
        for name in guarded(found.step, view.guard, typed.data, held):
            notes.setdefault(name, []).append(Note(view.anchor, view.message))
    for name, message in trouble.problems:
        notes.setdefault(name, []).append(Note("", message))
    return {name: tuple(listed) for name, listed in notes.items()}


def _evidence(
    view: CaseView, found: StepView, typed: Typed, notes: Mapping[str, tuple[Note, ...]]
) -> tuple[EvidenceView, ...]:
    required = required_parts(found.step)
    settled = found.state is Standing.DONE
    held = () if settled else found.cell.evidence
    return tuple(
        EvidenceView(
            id=kind.id,
            label=kind.label,
            required=kind.id in required,
            held=file_links(
                view.procedure,
                found.step.id,
                view.id,
                [e for e in held if e.kind == kind.id],
            ),
            offered=tuple(o for o in typed.offered if o.kind == kind.id),
            notes=notes.get(kind.id, ()),
        )
        for kind in found.step.evidence
    )
