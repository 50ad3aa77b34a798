"""Which days are worked where: what packages know, and what offices record by decree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from engine.domain.calendar import Calendar, Holiday, HolidayKind, Skipped, add_months
from engine.errors import FieldProblem, InvalidInput
from engine.reference import columns, holidays, regions
from engine.services.history import cells, sheet
from engine.services.history.problems import BadCellError
from engine.store import calendars, outbox
from engine.store.calendars import Edition
from engine.store.database import Connection

if TYPE_CHECKING:
    from engine.services.context import Context

RECOUNT_TOPIC = "calendar.recount"
COLUMNS = ("tanggal", "nama", "jenis", "keputusan", "wilayah")
_REQUIRED = COLUMNS[:4]
_KINDS = {
    "libur": HolidayKind.NATIONAL,
    "libur nasional": HolidayKind.NATIONAL,
    "cuti bersama": HolidayKind.JOINT_LEAVE,
    "libur daerah": HolidayKind.REGIONAL,
}
_WEEK_YEAR = 0
_AREAS = ("provinsi", "kabupaten", "kota")


@dataclass(slots=True)
class Calendars:
    """Every region's calendar, put together once for each state of the record."""

    _kept: dict[str, tuple[int, Calendar]] = field(default_factory=dict)

    def of(self, connection: Connection, region: str) -> Calendar:
        """The calendar of a region as recorded now; an empty region means the nation."""
        revision = calendars.revision(connection)
        if not revision:
            return holidays.calendar()
        kept = self._kept.get(region)
        if kept is None or kept[0] != revision:
            kept = (revision, composed(calendars.in_force(connection, areas_over(region))))
            self._kept[region] = kept
        return kept[1]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changes for an area and year."""

    area: str
    year: int
    added: tuple[date, ...]
    removed: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A date found by counting, with every day that was not counted."""

    start: date
    day: date
    provisional: bool
    skipped: tuple[Skipped, ...]


def areas_over(region: str) -> tuple[str, ...]:
    """The nation, the province and the regency a region lies in."""
    return tuple(dict.fromkeys(("", region[:2], region[:5])))


def composed(editions: Sequence[Edition]) -> Calendar:
    """The packages' calendar with the editions laid over it, wider areas first."""
    found = holidays.calendar()
    for edition in editions:
        if edition.week:
            found = replace(found, week=holidays.WEEKS[edition.week])
        elif edition.area:
            found = holidays.joined(found, edition.days)
        else:
            found = holidays.replaced(found, edition.year, edition.days)
    return found


def explained(
    calendar: Calendar, start: date, count: int, unit: str, week: int | None = None
) -> Explained:
    """The date `count` units (hari-kerja, hari, bulan) after `start`, and its derivation."""
    if week:
        calendar = replace(calendar, week=holidays.WEEKS[week])
    skipped: list[Skipped] = []
    if unit == "hari-kerja":
        counted = calendar.add_working_days(start, count, skipped)
        return Explained(start, counted.day, counted.provisional, tuple(skipped))
    day = add_months(start, count) if unit == "bulan" else start + timedelta(days=count)
    return Explained(start, day, provisional=False, skipped=())


def import_days(
    ctx: Context, person: str, content: bytes, *, dry_run: bool = False
) -> list[Imported]:
    """Record the days off a file lists; a year's list replaces the one held for that area.

    All of the file or nothing; a list that is held already changes nothing. Raises
    InvalidInput naming each bad row, FileNotAccepted, FileTooLarge.
    """
    given = _read(content)
    found: list[Imported] = []
    with ctx.database.write() as connection:
        for (area, year), days in sorted(given.items()):
            own = _held(connection, area, year)
            added = tuple(sorted({d.day for d in days} - {h.day for h in own}))
            removed = tuple(sorted({h.day for h in own} - {d.day for d in days}))
            if set(days) == own:
                continue
            found.append(Imported(area, year, added, removed))
            if dry_run:
                continue
            edition = Edition(area, year, tuple(sorted(days, key=lambda h: h.day)))
            reason = "; ".join(dict.fromkeys(h.decree for h in edition.days))
            _put(ctx, connection, edition, person, date(year, 1, 1), reason)
    return found


def set_week(ctx: Context, person: str, area: str, days: int, decree: str) -> None:
    """Record how many days a week a region's offices work; raises InvalidInput, UnknownRegion."""
    if days not in holidays.WEEKS or not decree.strip():
        message = "Sebutkan 5 atau 6 hari kerja dan aturan yang menetapkannya."
        raise InvalidInput(message, [FieldProblem("week", message)])
    place = regions.find(area)
    if place is None or place.kind not in _AREAS:
        message = f"{area!r} bukan provinsi, kabupaten, atau kota."
        raise InvalidInput(message, [FieldProblem("area", message)])
    edition = Edition(area, _WEEK_YEAR, week=days, decree=decree.strip())
    with ctx.database.write() as connection:
        _put(ctx, connection, edition, person, ctx.today(area), decree.strip())


def _put(
    ctx: Context,
    connection: Connection,
    edition: Edition,
    person: str,
    since: date,
    reason: str,
) -> None:
    """Keep an edition, and promise that the deadlines it may move are counted again."""
    calendars.put(connection, edition, person, ctx.now())
    payload = {"area": edition.area, "since": since.isoformat(), "reason": reason}
    key = f"kalender:{calendars.revision(connection)}"
    outbox.put(connection, RECOUNT_TOPIC, key, payload, ctx.now())


def _held(connection: Connection, area: str, year: int) -> set[Holiday]:
    """What is on record of an area and year; of the nation also what packages know."""
    for edition in calendars.in_force(connection, [area]):
        if edition.year == year:
            return set(edition.days)
    known = () if area else holidays.calendar().holidays.values()
    return {holiday for holiday in known if holiday.day.year == year}


def _read(content: bytes) -> dict[tuple[str, int], list[Holiday]]:
    rows = list(sheet.read(content, COLUMNS))
    header = [columns.plain(text) for text in rows[0][1]] if rows else []
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        message = f"Baris pertama harus memuat kolom: {', '.join(_REQUIRED)}."
        raise InvalidInput(message, [FieldProblem(name, "kolom tidak ada") for name in missing])
    found: dict[tuple[str, int], dict[date, Holiday]] = defaultdict(dict)
    problems: list[FieldProblem] = []
    for number, row in rows[1:]:
        told = dict(zip(header, row, strict=False))
        try:
            area, holiday = _holiday(told)
        except BadCellError as error:
            problems.append(FieldProblem(f"baris {number}", str(error)))
            continue
        if found[area, holiday.day.year].setdefault(holiday.day, holiday) is not holiday:
            problems.append(FieldProblem(f"baris {number}", "tanggal ini sudah disebut"))
    if problems or not found:
        first = "; ".join(f"{p.field}: {p.message}" for p in problems[:10])
        raise InvalidInput(first or "Berkas tidak memuat hari libur.", problems)
    return {key: list(days.values()) for key, days in found.items()}


def _holiday(told: dict[str, str]) -> tuple[str, Holiday]:
    when = cells.when(told.get("tanggal", ""))
    name, decree = (cells.checked(told.get(key, "").strip()) for key in ("nama", "keputusan"))
    kind = _KINDS.get(columns.plain(told.get("jenis", "")))
    area = told.get("wilayah", "").strip()
    if not when.exact:
        message = "Tanggal harus lengkap: hari, bulan, dan tahun."
        raise BadCellError(message)
    if kind is None:
        message = f"Jenis harus salah satu dari: {', '.join(_KINDS)}."
        raise BadCellError(message)
    if not name or not decree:
        message = "Nama hari libur dan keputusan yang menetapkannya harus diisi."
        raise BadCellError(message)
    if bool(area) != (kind is HolidayKind.REGIONAL):
        message = "Libur daerah menyebut wilayah; libur nasional dan cuti bersama tidak."
        raise BadCellError(message)
    place = regions.find(area) if area else None
    if area and (place is None or place.kind not in _AREAS):
        message = f"Wilayah {area!r} bukan provinsi, kabupaten, atau kota."
        raise BadCellError(message)
    return area, Holiday(when.day, name, decree, kind)
