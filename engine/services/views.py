"""What people and clients read: cases, steps, blockers, regencies, as plain frozen records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.domain.calendar import Calendar
from engine.domain.case import CaseState, CaseStatus, Cell, Evidence
from engine.domain.command import Actor
from engine.domain.events import Recorded
from engine.domain.explain import Position, explain
from engine.domain.facts import Facts, Place
from engine.domain.findings import Finding
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.regency import ENTERPRISE, LADDER, NOT_STARTED
from engine.domain.standing import Standing, agrees
from engine.errors import NotFound
from engine.reference import regions
from engine.services.cases import areas_of, may_see, visible
from engine.services.context import Context
from engine.services.facts import gather
from engine.services.papers import may_read
from engine.store import cases, papers
from engine.store.cases import StoredCase
from engine.store.papers import Document


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, or one village's branch of it (`village` set)."""

    step: Step
    village: Place | None
    state: Standing
    cell: Cell
    opened_on: date | None
    due_on: date | None
    due_legal: bool
    due_provisional: bool
    due_label: str
    waiting_for: tuple[str, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    branches: tuple[StepView, ...] = ()

    @property
    def done_on(self) -> date | None:
        """The legal date on which it was done."""
        return self.cell.done_on

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Its files, lost ones included."""
        return self.cell.evidence


@dataclass(frozen=True, slots=True)
class VillageView:
    """A village of the case and what it answered."""

    place: Place
    district: str
    consent: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A whole case as one reads it."""

    stored: StoredCase
    procedure: Procedure
    regency: Place
    villages: tuple[VillageView, ...]
    steps: tuple[StepView, ...]
    documents: tuple[Document, ...]
    calendar: Calendar

    @property
    def id(self) -> str:
        """The case's id, which is also its number."""
        return self.stored.id

    @property
    def state(self) -> CaseState:
        """The case's state."""
        return self.stored.state

    @property
    def tag(self) -> str:
        """What a strong ETag is made of; see `case_tag`."""
        return f"{self.state.version}.{self.stored.papers}"


@dataclass(frozen=True, slots=True)
class RegencyView:
    """A regency on the overview: one state, since when, what blocks it, what comes next."""

    place: Place
    province: Place
    state: str
    since: date | None
    headline: Mapping[str, object]
    leading: str
    enterprise: str
    cases: tuple[StoredCase, ...]


def case_tag(ctx: Context, actor: Actor, case_id: str) -> str:
    """The tag of a case's present form, at the cost of one indexed row; raises NotFound."""
    with ctx.database.read() as connection:
        found = cases.tag(connection, case_id)
    if found is None or not may_see(ctx, actor, found[0]):
        message = f"Perkara {case_id} tidak ditemukan."
        raise NotFound(message)
    return f"{found[1]}.{found[2]}"


def get_case(ctx: Context, actor: Actor, case_id: str) -> CaseView:
    """One case with its steps, blockers and documents; raises NotFound outside the area."""
    with ctx.database.read() as connection:
        stored = visible(ctx, connection, actor, case_id)
        procedure = ctx.procedure_of(stored)
        facts = gather(ctx, connection, procedure, stored.state)
        documents = tuple(papers.documents_of(connection, case_id))
    readable = tuple(d for d in documents if may_read(ctx, actor, d))
    return _view(stored, procedure, facts, readable)


def list_cases(  # noqa: PLR0913 - the filters of a list
    ctx: Context,
    actor: Actor,
    *,
    regency: str = "",
    procedure: str = "",
    phase: str = "",
    status: str = "",
    ids: Sequence[str] = (),
    updated_after: datetime | None = None,
    after: str = "",
    limit: int = 50,
) -> list[StoredCase]:
    """Cases of the actor's areas matching the filters, in id order after `after`."""
    with ctx.database.read() as connection:
        return cases.many(
            connection,
            areas_of(ctx, actor),
            regency=regency,
            procedure=procedure,
            phase=phase,
            status=status,
            ids=ids,
            updated_after=updated_after,
            after=after,
            limit=limit,
        )


def overview(ctx: Context, actor: Actor) -> list[RegencyView]:
    """Every regency of the actor's areas, also those where nothing has begun."""
    found: dict[str, list[StoredCase]] = {}
    for case in list_cases(ctx, actor, limit=100_000):
        found.setdefault(case.state.regency, []).append(case)
    places = {p.code: p for area in areas_of(ctx, actor) for p in regions.regencies(area)}
    return [_regency(place, found.get(code, [])) for code, place in sorted(places.items())]


def get_regency(ctx: Context, actor: Actor, code: str) -> RegencyView:
    """One regency; raises UnknownRegion, or NotFound outside the area."""
    place = regions.regency(code)
    if not may_see(ctx, actor, code):
        message = f"Kabupaten {code} tidak ditemukan."
        raise NotFound(message)
    return _regency(place, list_cases(ctx, actor, regency=code, limit=10_000))


def events(ctx: Context, actor: Actor, case_id: str) -> list[Recorded]:
    """A case's whole log in order; raises NotFound outside the area."""
    with ctx.database.read() as connection:
        visible(ctx, connection, actor, case_id)
        return cases.events(connection, case_id)


def changes(ctx: Context, actor: Actor, after: int, limit: int) -> list[tuple[int, Recorded]]:
    """Events of the actor's areas after a feed position."""
    with ctx.database.read() as connection:
        return cases.changes(connection, areas_of(ctx, actor), after, limit)


def _view(
    stored: StoredCase, procedure: Procedure, facts: Facts, documents: tuple[Document, ...]
) -> CaseView:
    state = stored.state
    positions = explain(procedure, state, facts)
    by_step: dict[str, list[StepView]] = {step.id: [] for step in procedure.steps}
    for position in positions:
        by_step[position.step.id].append(_step(state, position, facts, documents))
    steps = tuple(
        by_step[step.id][0] if step.scope is Scope.CASE else _joined(step, by_step[step.id])
        for step in procedure.steps
    )
    villages = tuple(_village(procedure, state, code) for code in state.active_villages())
    place = regions.regency(state.regency)
    return CaseView(stored, procedure, place, villages, steps, documents, facts.calendar)


def _step(
    state: CaseState, position: Position, facts: Facts, documents: tuple[Document, ...]
) -> StepView:
    due = position.deadlines[0] if position.deadlines else None
    village = position.village
    return StepView(
        step=position.step,
        village=facts.places.get(village, Place(village, village, "")) if village else None,
        state=position.standing,
        cell=state.cell(position.step.id, village),
        opened_on=position.opened_on,
        due_on=due.day if due else None,
        due_legal=due.clock.legal if due else False,
        due_provisional=due.due.provisional if due else False,
        due_label=due.clock.label if due else "",
        waiting_for=position.waiting_for,
        findings=position.findings,
        documents=tuple(
            d for d in documents if (d.step, d.village) == (position.step.id, village)
        ),
    )


def _joined(step: Step, branches: list[StepView]) -> StepView:
    """A village step as one line: the least finished of its branches speaks for it."""
    order = (
        Standing.RETURNED,
        Standing.SUBMITTED,
        Standing.OPEN,
        Standing.LOCKED,
        Standing.DONE,
        Standing.WAIVED,
        Standing.NOT_APPLICABLE,
    )
    states = {b.state for b in branches}
    state = next((s for s in order if s in states), Standing.LOCKED)
    done = [b.done_on for b in branches if b.done_on]
    opened = [b.opened_on for b in branches if b.opened_on]
    due = [b for b in branches if b.due_on and b.state is not Standing.DONE]
    first = min(due, key=lambda b: b.due_on or date.max, default=None)
    finished = state in (Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE)
    cell = Cell(done_on=max(done)) if finished and done else Cell()
    return StepView(
        step=step,
        village=None,
        state=state,
        cell=cell,
        opened_on=min(opened, default=None),
        due_on=first.due_on if first else None,
        due_legal=first.due_legal if first else False,
        due_provisional=first.due_provisional if first else False,
        due_label=first.due_label if first else "",
        waiting_for=branches[0].waiting_for if branches and state is Standing.LOCKED else (),
        findings=tuple(f for b in branches for f in b.findings),
        documents=tuple(d for b in branches for d in b.documents),
        branches=tuple(branches),
    )


def _village(procedure: Procedure, state: CaseState, code: str) -> VillageView:
    consent = "belum"
    for step in procedure.consent_steps:
        cell = state.cell(step.id, code)
        if cell.settled and step.consent is not None:
            consent = "setuju" if agrees(step.consent, cell) else "tidak_setuju"
    place = regions.find(code) or Place(code, code, "desa")
    return VillageView(place, regions.name(regions.parent(code)), consent)


def _regency(place: Place, found: list[StoredCase]) -> RegencyView:
    running = [c for c in found if c.state.status is not CaseStatus.CANCELLED]
    ranked = [c for c in running if c.regency_state in LADDER]
    leading = max(ranked, key=lambda c: (LADDER.index(c.regency_state), c.id), default=None)
    enterprise = [c for c in running if c.regency_state == ENTERPRISE]
    province = regions.find(regions.parent(place.code)) or Place(place.code[:2], "", "provinsi")
    return RegencyView(
        place=place,
        province=province,
        state=leading.regency_state if leading else NOT_STARTED,
        since=leading.phase_since if leading else None,
        headline=leading.headline if leading else {},
        leading=leading.id if leading else "",
        enterprise=enterprise[-1].phase if enterprise else "",
        cases=tuple(found),
    )
