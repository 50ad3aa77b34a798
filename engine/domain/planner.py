"""Which visits to propose for the next weeks: urgency first, neighbours on one trip.

A greedy plan, the same for the same input: the most urgent regency starts a trip, its most
urgent neighbours join it, until people, weeks or budget run out. Staff accept or change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.domain.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Rates:
    """What makes a step urgent, in points."""

    late_legal: int
    late_target: int
    late_day: int
    late_days: int
    due_soon: int
    soon_days: int
    idle_week: int
    idle_weeks: int


@dataclass(frozen=True, slots=True)
class Trips:
    """What a plan may use."""

    days: int
    team: int
    weeks: int
    trips_per_week: int
    cost_trip: int
    cost_day: int


@dataclass(frozen=True, slots=True)
class Open:
    """An open step as the planner sees it."""

    regency: str
    case_id: str
    step: str
    village: str
    due_on: date | None
    legal: bool
    idle_since: date | None


@dataclass(frozen=True, slots=True)
class Need:
    """A regency's most urgent step, the points of all its steps, and where they come from."""

    regency: str
    points: int
    step: Open
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One proposed day in one regency."""

    day: date
    need: Need


@dataclass(frozen=True, slots=True)
class Trip:
    """Stops of one team on consecutive working days."""

    people: tuple[str, ...]
    stops: tuple[Stop, ...]
    cost: int


def needs(
    steps: Iterable[Open], rates: Rates, calendars: Mapping[str, Calendar], today: date
) -> tuple[Need, ...]:
    """How urgently each regency needs a visit, the most urgent first."""
    by_regency: dict[str, list[tuple[int, Open, str]]] = {}
    for step in steps:
        points, reason = _urgency(step, rates, calendars[step.regency], today)
        if points:
            by_regency.setdefault(step.regency, []).append((points, step, reason))
    found = []
    for regency, scored in by_regency.items():
        scored.sort(key=lambda s: (-s[0], s[1].case_id, s[1].step, s[1].village))
        reasons = tuple(reason for _, _, reason in scored[:5])
        found.append(Need(regency, sum(s[0] for s in scored), scored[0][1], reasons))
    return tuple(sorted(found, key=lambda need: (-need.points, need.regency)))


def propose(
    wanted: Sequence[Need],
    neighbours: Mapping[str, frozenset[str]],
    free: Mapping[str, frozenset[date]],
    trips: Trips,
    budget: int | None,
    calendar: Calendar,
    today: date,
) -> tuple[Trip, ...]:
    """The proposed trips; `free` are the days on which each person is not away already."""
    left = {need.regency: need for need in wanted}
    taken: dict[str, set[date]] = {person: set() for person in free}
    found: list[Trip] = []
    spent = 0
    for week in range(trips.weeks):
        days = _week(calendar, today, week)
        for _ in range(trips.trips_per_week):
            route = _route(left, neighbours, min(trips.days, len(days)))
            team = _team(free, taken, days[: len(route)], trips.team)
            cost = trips.cost_trip + trips.cost_day * trips.team * len(route)
            if not route or not team or (budget is not None and spent + cost > budget):
                break
            stops = tuple(Stop(day, need) for day, need in zip(days, route, strict=False))
            found.append(Trip(team, stops, cost))
            spent += cost
            for person in team:
                taken[person].update(stop.day for stop in stops)
            for need in route:
                del left[need.regency]
    return tuple(found)


def _urgency(step: Open, rates: Rates, calendar: Calendar, today: date) -> tuple[int, str]:
    if step.due_on is not None and step.due_on < today:
        late = min(calendar.working_days_between(step.due_on, today), rates.late_days)
        base = rates.late_legal if step.legal else rates.late_target
        what = "tenggat" if step.legal else "target kantor"
        return base + rates.late_day * late, f"lewat {late} hari kerja dari {what}"
    if step.due_on is not None and step.due_on <= today + timedelta(days=rates.soon_days):
        return rates.due_soon, f"jatuh tempo {(step.due_on - today).days} hari lagi"
    if step.idle_since is not None:
        weeks = min((today - step.idle_since).days // 7, rates.idle_weeks)
        return rates.idle_week * weeks, f"{weeks} minggu tanpa kegiatan"
    return 0, ""


def _week(calendar: Calendar, today: date, ahead: int) -> list[date]:
    """The working days of a coming week; the present one is already full of other things."""
    monday = today + timedelta(days=7 * (ahead + 1) - today.weekday())
    days = (monday + timedelta(days=n) for n in range(7))
    return [day for day in days if calendar.is_working_day(day)]


def _route(
    left: Mapping[str, Need], neighbours: Mapping[str, frozenset[str]], days: int
) -> list[Need]:
    """The most urgent regency, then each time the most urgent that touches the trip."""
    by_urgency = sorted(left.values(), key=lambda need: (-need.points, need.regency))
    route = by_urgency[:1] if days else []
    while route and len(route) < days:
        near = frozenset().union(*(neighbours.get(n.regency, frozenset()) for n in route))
        joining = [n for n in by_urgency if n.regency in near and n not in route]
        if not joining:
            break
        route.append(joining[0])
    return route


def _team(
    free: Mapping[str, frozenset[date]],
    taken: Mapping[str, set[date]],
    days: Sequence[date],
    size: int,
) -> tuple[str, ...]:
    """Enough people who are free on all days, those who travelled least first."""
    able = [p for p in sorted(free) if all(d in free[p] and d not in taken[p] for d in days)]
    able.sort(key=lambda person: (len(taken[person]), person))
    return tuple(able[:size]) if len(able) >= size else ()
