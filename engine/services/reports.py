"""The progress of a province or regency in a month, as anybody may read who may see the area."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.calendar import Calendar
from engine.domain.case_month import Bucket, CaseMonth, case_month
from engine.domain.command import Actor
from engine.domain.facts import Place
from engine.domain.reports import (
    DoneStep,
    HolderDays,
    LateStep,
    Month,
    PhaseCount,
    RegencyLine,
    Report,
    StuckCase,
    Totals,
    VisitDone,
    Window,
)
from engine.errors import FieldProblem, InvalidInput, NotFound, UnknownRegion
from engine.reference import ladder as ladders
from engine.reference import regions
from engine.reference import reports as report_rules
from engine.reference.holders import holders, names
from engine.services.calendars import areas_over, composed
from engine.services.cases import may_see
from engine.services.context import Context
from engine.services.report_forecast import World, forecasts
from engine.store import calendars, cases
from engine.store import reports as store
from engine.store.database import Connection

KINDS = ("provinsi", "kabupaten", "kota")
_PAGE = 100
_KEPT_BY = [each.name for each in fields(Totals)]


def report(ctx: Context, actor: Actor, area: str, month: Month) -> Report:
    """The report of a month; of the running one, as of now.

    What was recorded after a month ended plays no part in its report. Raises UnknownRegion for
    what is no province or regency, NotFound outside the actor's areas, InvalidInput for a month
    that has not begun.
    """
    place = area_seen(ctx, actor, area)
    window = window_of(ctx, area, month)
    sums = _Sums(window, ladders.ladder(ctx.settings.ladder).silence)
    with ctx.database.read() as connection:
        for case, calendar, demonstration in _cases(ctx, connection, area, window):
            sums.take(case, calendar, demonstration=demonstration)
        deliveries = store.deliveries(connection, area, window.begins, window.ends)
        visits = store.visits_reported(connection, area, window.begins, window.ends)
    walks = report_rules.rules().walks
    ahead = sorted(sums.ahead, key=lambda each: each[0].id)
    return Report(
        area=area,
        name=title_of(place),
        kind=place.kind,
        month=str(month),
        first=window.first,
        as_of=window.last,
        zone=regions.zone_short(area),
        complete=window.last == month.last and window.until > month.last,
        provisional=sums.provisional,
        demonstration=sums.demonstration,
        stuck_after=sums.silence,
        walks=walks,
        totals=_totals(sum(sums.by_regency.values(), Counter())),
        regencies=_regencies(area, sums),
        phases=_phases(sums),
        done=tuple(sorted(sums.done, key=_by_day)),
        late=tuple(sorted(sums.late, key=_most_late)),
        stuck=tuple(sorted(sums.stuck, key=lambda s: (-s.days, s.case_id))),
        holders=tuple(
            HolderDays(holder, name, sums.held[holder], sums.held_ever[holder])
            for holder, name in names().items()
        ),
        deliveries=deliveries,
        visits=tuple(
            VisitDone(v.id, v.regency, v.purpose, v.starts_on, v.ends_on, v.outcome)
            for v in visits
        ),
        forecasts=tuple(forecasts(sums.world, ahead, window.last, walks)),
    )


def area_seen(ctx: Context, actor: Actor, area: str) -> Place:
    """A province or regency; raises UnknownRegion, or NotFound for who may not see all of it."""
    place = regions.find(area)
    if place is None or place.kind not in KINDS:
        message = f"{area!r} bukan kode provinsi, kabupaten, atau kota."
        raise UnknownRegion(message)
    if not may_see(ctx, actor, area):
        message = f"Laporan {area} tidak ditemukan."
        raise NotFound(message)
    return place


def title_of(place: Place) -> str:
    """A province or regency as one writes it: "Provinsi Kalimantan Selatan"."""
    return f"Provinsi {place.name}" if place.kind == "provinsi" else place.name


def month_of(text: str) -> Month:
    """A month as people write it, "2026-02"; raises InvalidInput."""
    try:
        return Month.parse(text)
    except ValueError as error:
        message = "Tulis bulan sebagai TAHUN-BULAN, misalnya 2026-02."
        raise InvalidInput(message, [FieldProblem("month", message)]) from error


def window_of(ctx: Context, area: str, month: Month) -> Window:
    """What a report of that month looks at; raises InvalidInput for one that has not begun."""
    zone, today = ZoneInfo(regions.zone(area)), ctx.today(area)
    if month.first > today:
        message = f"Bulan {month} belum dimulai."
        raise InvalidInput(message, [FieldProblem("month", message)])
    after = month.last + timedelta(days=1)
    over = today >= after
    return Window(
        first=month.first,
        last=month.last if over else today,
        until=after if over else today,
        begins=_midnight(month.first, zone),
        ends=_midnight(after, zone),
        zone=zone,
    )


def as_json(found: Report) -> dict[str, Any]:
    """The report as JSON values: its fields by name, dates as "2026-02-28"."""
    plain: dict[str, Any] = _plain(asdict(found))
    return plain


@dataclass(slots=True)
class _Sums:
    """The figures of an area, summed case by case; of a case only its lines are kept."""

    window: Window
    silence: int
    world: World = field(default_factory=World)
    by_regency: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    phases: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: dict[tuple[str, str], tuple[str, str, int]] = field(default_factory=dict)
    held: Counter[str] = field(default_factory=Counter)
    held_ever: Counter[str] = field(default_factory=Counter)
    done: list[DoneStep] = field(default_factory=list)
    late: list[LateStep] = field(default_factory=list)
    stuck: list[StuckCase] = field(default_factory=list)
    ahead: list[tuple[CaseMonth, Calendar]] = field(default_factory=list)
    provisional: bool = False
    demonstration: bool = False

    def take(self, case: CaseMonth, calendar: Calendar, *, demonstration: bool) -> None:
        """Add a case; a running one is kept to be forecast."""
        self.world.learn(case)
        self.demonstration = self.demonstration or demonstration
        self.provisional = self.provisional or case.provisional
        self.held.update(case.held)
        self.held_ever.update(case.held_ever)
        self.done += case.done
        self.late += case.late
        if case.bucket is Bucket.RUNNING:
            self._running(case)
            self.ahead.append((case, calendar))
        self._count(case)

    def _running(self, case: CaseMonth) -> None:
        procedure = case.procedure
        key = (procedure.id, case.phase)
        self.phases[key] += 1
        order = [phase.id for phase in procedure.phases].index(case.phase)
        self.names[key] = (procedure.name, procedure.phase(case.phase).name, order)
        days = case.silent(self.window.last)
        if days >= self.silence:
            name = procedure.phase(case.phase).name
            self.stuck.append(
                StuckCase(case.id, case.title, case.regency, name, case.moved_on, days)
            )

    def _count(self, case: CaseMonth) -> None:
        by_law = sum(late.legal for late in case.late)
        still = case.bucket is Bucket.RUNNING and case.silent(self.window.last) >= self.silence
        self.by_regency[case.regency] += Counter(
            {
                case.bucket.value: 1,
                "opened": int(case.opened),
                "ended": int(case.ended),
                "steps_done": len(case.done),
                "late_by_law": by_law,
                "late_by_target": len(case.late) - by_law,
                "stuck": int(still),
            }
        )


def _cases(
    ctx: Context, connection: Connection, area: str, window: Window
) -> Iterator[tuple[CaseMonth, Calendar, bool]]:
    """Every case of the area that was on record, one at a time, and by which calendar it ran."""
    after, known = "", dict[str, Calendar]()
    while page := cases.many(connection, [area], after=after, limit=_PAGE):
        for stored in page:
            regency = stored.state.regency
            if regency not in known:
                editions = calendars.in_force(connection, areas_over(regency), window.ends)
                known[regency] = composed(editions)
            log = cases.events(connection, stored.id)
            found = case_month(log, ctx.catalog.version, known[regency], holders(), window)
            if found is not None:
                yield found, known[regency], stored.demonstration
        after = page[-1].id


def _regencies(area: str, sums: _Sums) -> tuple[RegencyLine, ...]:
    """The regencies of a province that have cases; of a regency, itself."""
    codes = sorted(sums.by_regency) if "." not in area else [area]
    return tuple(
        RegencyLine(code, regions.name(code), _totals(sums.by_regency[code])) for code in codes
    )


def _phases(sums: _Sums) -> tuple[PhaseCount, ...]:
    ordered = sorted(sums.phases, key=lambda key: (key[0], sums.names[key][2]))
    return tuple(
        PhaseCount(key[0], sums.names[key][0], key[1], sums.names[key][1], sums.phases[key])
        for key in ordered
    )


def _totals(counted: Counter[str]) -> Totals:
    return Totals(**{name: counted[name] for name in _KEPT_BY})


def _by_day(step: DoneStep) -> tuple[date, str, str, str]:
    return step.done_on, step.case_id, step.step, step.village


def _most_late(step: LateStep) -> tuple[bool, int, str, str, str, str]:
    return not step.legal, -step.days, step.case_id, step.step, step.village, step.label


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
