"""Visits as pages show them: by week, one alone, the form, and what to plan next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import quote, urlencode

from api.web.contexts.actions import powers
from api.web.contexts.common import Link, paper_name, regency_href, step_href
from documents.locale import rupiah, tanggal
from engine.domain.command import Actor
from engine.domain.planner import Trip
from engine.domain.visits import Visit, VisitState
from engine.reference import regions
from engine.services import views, visit_planning, visits
from engine.services.context import Context

_BACK, _AHEAD = timedelta(days=21), timedelta(days=90)
ASSIGNMENT, AUDIENCE = "surat-tugas", "surat-permohonan-audiensi"
BADGES = {
    VisitState.PLANNED: "open",
    VisitState.DONE: "done",
    VisitState.CANCELLED: "void",
}


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in a list."""

    link: Link
    when: str
    regency: str
    people: str
    state: str
    badge: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """The visits of a week."""

    label: str
    visits: tuple[VisitLine, ...]


@dataclass(frozen=True, slots=True)
class StopView:
    """A proposed day, why, and where it is planned."""

    day: date
    regency: str
    step: str
    reasons: tuple[str, ...]
    plan: str


@dataclass(frozen=True, slots=True)
class TripView:
    """A proposed trip."""

    people: str
    cost: str
    stops: tuple[StopView, ...]


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The list of visits; `feed` is a calendar's address, shown once."""

    weeks: tuple[WeekView, ...]
    trips: tuple[TripView, ...]
    plans: bool
    feed: str
    message: str


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit."""

    visit: Visit
    when: str
    regency: Link
    step: Link | None
    people: str
    cost: str
    badge: str
    editable: bool
    reportable: bool
    letters: tuple[tuple[str, str], ...]
    letters_to: str
    remarks: tuple[str, ...]
    message: str
    problem: str


def visits_page(ctx: Context, actor: Actor, feed: str = "", message: str = "") -> VisitsPage:
    """The visits of the last and coming weeks, and proposals for those who plan."""
    today = ctx.now().date()
    found = visits.between(ctx, actor, today - _BACK, today + _AHEAD)
    weeks = groupby(found, key=lambda v: v.starts_on - timedelta(days=v.starts_on.weekday()))
    provinces = _planned_for(ctx, actor)
    return VisitsPage(
        weeks=tuple(
            WeekView(f"Pekan {tanggal(monday)}", tuple(_line(v) for v in each))
            for monday, each in weeks
        ),
        trips=tuple(
            _trip(ctx, trip)
            for province in provinces
            for trip in visit_planning.proposals(ctx, actor, province)
        ),
        plans=bool(planned_regencies(ctx, actor)),
        feed=feed,
        message=message,
    )


def visit_page(
    ctx: Context,
    actor: Actor,
    visit: Visit,
    *,
    remarks: tuple[str, ...] = (),
    message: str = "",
    problem: str = "",
) -> VisitPage:
    """The page of one visit."""
    planned = visit.state is VisitState.PLANNED and visits.may_plan(ctx, actor, visit.regency)
    return VisitPage(
        visit=visit,
        when=_when(visit),
        regency=Link(regions.name(visit.regency), regency_href(visit.regency)),
        step=_step(ctx, actor, visit),
        people=", ".join(visit.people),
        cost=rupiah(visit.cost) if visit.cost else "",
        badge=BADGES[visit.state],
        editable=planned,
        reportable=planned and visit.starts_on <= ctx.today(visit.regency),
        letters=_letters(ctx, actor, visit),
        letters_to=f"/perkara/{quote(visit.case_id)}/langkah/{quote(visit.step)}/naskah"
        + (f"?desa={quote(visit.village)}" if visit.village else ""),
        remarks=remarks,
        message=message,
        problem=problem,
    )


def _letters(ctx: Context, actor: Actor, visit: Visit) -> tuple[tuple[str, str], ...]:
    """The letters a visit for a step may need: the assignment, and those its step asks for."""
    if not visit.step or "documents" not in powers(ctx, actor, visit.regency):
        return ()
    step = views.get_case(ctx, actor, visit.case_id).procedure.step(visit.step)
    held = step.documents if step else ()
    kinds = [ASSIGNMENT, *(kind for kind in (AUDIENCE,) if kind in held)]
    return tuple((kind, paper_name(kind).lower()) for kind in kinds)


def visit_href(visit_id: str) -> str:
    """The address of a visit's page."""
    return f"/kunjungan/{quote(visit_id)}"


def _line(visit: Visit) -> VisitLine:
    return VisitLine(
        link=Link(visit.purpose, visit_href(visit.id)),
        when=_when(visit),
        regency=regions.name(visit.regency),
        people=", ".join(visit.people),
        state=visit.state.value,
        badge=BADGES[visit.state],
    )


def _when(visit: Visit) -> str:
    hour = f"pukul {visit.begins:%H.%M} {regions.zone_short(visit.regency)}"
    if visit.ends_on == visit.starts_on:
        return f"{tanggal(visit.starts_on)}, {hour}"
    return f"{tanggal(visit.starts_on)} s.d. {tanggal(visit.ends_on)}, {hour}"


def _step(ctx: Context, actor: Actor, visit: Visit) -> Link | None:
    if not visit.case_id:
        return None
    view = views.get_case(ctx, actor, visit.case_id)
    step = view.procedure.step(visit.step)
    label = f"{step.name}, {view.state.title}" if step else view.state.title
    place = step_href(visit.case_id, visit.step, visit.village) if step else ""
    return Link(label, place or f"/perkara/{quote(visit.case_id)}")


def _trip(ctx: Context, trip: Trip) -> TripView:
    return TripView(
        people=", ".join(trip.people),
        cost=rupiah(trip.cost),
        stops=tuple(
            StopView(
                day=stop.day,
                regency=regions.name(stop.need.regency),
                step=_step_name(ctx, stop.need.step.case_id, stop.need.step.step),
                reasons=stop.need.reasons,
                plan="/kunjungan/baru?"
                + urlencode(
                    {
                        "kabupaten": stop.need.regency,
                        "perkara": stop.need.step.case_id,
                        "langkah": stop.need.step.step,
                        "desa": stop.need.step.village,
                        "tanggal": stop.day.isoformat(),
                        "orang": ",".join(trip.people),
                    }
                ),
            )
            for stop in trip.stops
        ),
    )


def _step_name(ctx: Context, case_id: str, step_id: str) -> str:
    for procedure in ctx.catalog.procedures:
        if case_id.startswith(f"{procedure.prefix}-") and (step := procedure.step(step_id)):
            return step.name
    return step_id


def _planned_for(ctx: Context, actor: Actor) -> list[str]:
    """The provinces a person plans for as a whole."""
    areas = {grant.area for grant in actor.grants}
    provinces = [p.code for p in regions.provinces() if {p.code, "*"} & areas]
    return [p for p in provinces if visits.may_plan(ctx, actor, p)]


def planned_regencies(ctx: Context, actor: Actor) -> list[str]:
    """The regencies a person plans visits to, of the areas they hold a role over."""
    return [
        place.code
        for grant in actor.grants
        if grant.area != "*"
        for place in regions.regencies(grant.area)
        if visits.may_plan(ctx, actor, place.code)
    ]
