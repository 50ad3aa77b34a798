"""Monthly reports that are made once and sent: what is due, what was kept, who receives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from engine.domain.command import Actor
from engine.domain.facts import Place
from engine.domain.reports import Month, Report
from engine.errors import NotFound
from engine.reference import offices, regions
from engine.reference.reports import rules
from engine.services import digests
from engine.services.cases import areas_of
from engine.services.context import Context
from engine.services.reports import area_seen
from engine.store import outbox
from engine.store import reports as store
from engine.store.database import Connection
from engine.store.reports import MadeReport

__all__ = ["MadeReport"]
REPORT_TOPIC = "report.send"
_LOCK = 7014
_ONE_DAY = timedelta(days=1)


def due(ctx: Context, zone: str) -> list[tuple[str, Month]]:
    """The reports of a time zone that are to be made now: areas with cases, the oldest first.

    Last month's from the working day on that the rules name; what an outage left out at once.
    """
    provinces = [p.code for p in regions.provinces() if regions.zone(p.code) == zone]
    with ctx.database.read() as connection:
        first: dict[str, date] = {}
        for regency, moment in store.begun(connection, provinces).items():
            day = moment.astimezone(ZoneInfo(zone)).date()
            for area in (regency, regions.parent(regency)):
                first[area] = min(day, first.get(area, day))
        since = str(Month.of(ctx.today(provinces[0])).moved(-rules().catch_up))
        made = {(m.area, m.month) for m in store.made(connection, provinces, since=since)}
        found = [
            (area, month)
            for area, day in first.items()
            for month in _over(ctx, connection, area, day)
            if (area, str(month)) not in made
        ]
    return sorted(found, key=lambda each: (each[1], each[0]))


def keep(ctx: Context, found: Report, pdf: str, xlsx: str, json_file: str) -> int | None:
    """Keep a month's report by the hashes of its files, and promise it to those who receive it.

    How many messages that is; None when it was kept before, and then nothing is done.
    """
    report = MadeReport(
        area=found.area,
        month=found.month,
        pdf=pdf,
        xlsx=xlsx,
        json_file=json_file,
        totals=asdict(found.totals),
        demonstration=found.demonstration,
        made_at=ctx.now(),
    )
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        if store.one(connection, found.area, found.month) is not None:
            return None
        store.put(connection, report)
        at = digests.allowed_from(ctx, connection, found.area)
        promised = 0
        for address in _addresses(connection, found.area, found.kind):
            payload = {"area": found.area, "month": found.month, "address": address}
            key = f"{found.area}:{found.month}:{sha256(address.encode()).hexdigest()[:24]}"
            promised += outbox.put(connection, REPORT_TOPIC, key, payload, ctx.now(), at)
        return promised


def kept(ctx: Context, actor: Actor, area: str, month: Month) -> MadeReport | None:
    """The report of an area and month, where it was made; raises as `reports.report` does."""
    area_seen(ctx, actor, area)
    with ctx.database.read() as connection:
        return store.one(connection, area, str(month))


def made(ctx: Context, actor: Actor, area: str) -> list[MadeReport]:
    """Every report of one area that was made, the newest first; raises as `kept` does."""
    area_seen(ctx, actor, area)
    with ctx.database.read() as connection:
        return store.made(connection, [area], area=area)


def sent(ctx: Context, area: str, month: str) -> MadeReport:
    """The report a message is about; raises NotFound."""
    with ctx.database.read() as connection:
        found = store.one(connection, area, month)
    if found is None:
        message = f"Laporan {area} bulan {month} tidak ditemukan."
        raise NotFound(message)
    return found


def areas(ctx: Context, actor: Actor) -> tuple[tuple[Place, Month], ...]:
    """The areas with cases whose reports the actor may read, each with its first month.

    Provinces before their regencies.
    """
    with ctx.database.read() as connection:
        begun = store.begun(connection, areas_of(ctx, actor))
    wide = {area for area in areas_of(ctx, actor) if "." not in area}
    first: dict[str, Month] = {}
    for regency, moment in begun.items():
        day = moment.astimezone(ZoneInfo(regions.zone(regency))).date()
        province = regions.parent(regency)
        for area in (province, regency) if wide & {province, "*"} else (regency,):
            month = Month.of(day)
            first[area] = min(month, first.get(area, month))
    named = ((regions.find(code), month) for code, month in sorted(first.items()))
    return tuple((place, month) for place, month in named if place is not None)


def _over(ctx: Context, connection: Connection, area: str, first: date) -> Iterator[Month]:
    """The months of an area that are over and not too long ago to be made up for."""
    today, rule = ctx.today(area), rules()
    this = Month.of(today)
    calendar = ctx.calendar(area, connection)
    starts = calendar.add_working_days(this.first - _ONE_DAY, rule.working_day).day
    month = max(Month.of(first), this.moved(-rule.catch_up))
    last = this.moved(-1 if today >= starts else -2)
    while month <= last:
        yield month
        month = month.moved(1)


def _addresses(connection: Connection, area: str, kind: str) -> Sequence[str]:
    """Where the report of an area goes: the people of its posts, else their offices' mail."""
    found: list[str] = []
    for post in rules().posts.get(kind, ()):
        place = offices.area_of(post.role, area)
        found += digests.addresses_of(connection, (post.role, place, post.function))
    return list(dict.fromkeys(found))
