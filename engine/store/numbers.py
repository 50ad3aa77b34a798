"""The books of numbers: reading and writing their rows, and how each office numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, select, update

from engine.store.paper_tables import NumberRow, SeriesRow

NUMBER = NumberRow.__table__  # type: ignore[attr-defined]
SERIES = SeriesRow.__table__  # type: ignore[attr-defined]
OUTGOING, INCOMING = "keluar", "masuk"


@dataclass(frozen=True, slots=True)
class Place:
    """Where serials follow each other: an office's series in a year, or a month of it."""

    unit: str
    series: str
    year: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a book: requested, reserved, final or void."""

    id: int
    book: str
    unit: str
    series: str
    year: int
    month: int
    serial: int | None
    suffix: str
    number: str
    document_id: str
    dated: date | None
    state: str
    reason: str
    source: str
    url: str
    taken_by: str
    approved_by: str
    reserved_at: datetime

    @property
    def place(self) -> Place:
        """Where it was counted."""
        return Place(self.unit, self.series, self.year, self.month)


@dataclass(frozen=True, slots=True)
class SeriesSetting:
    """How an office numbers one series, or with an empty `series` all of them."""

    role: str
    area: str
    series: str
    pattern: str = ""
    monthly: bool = False
    insertion: str = ""
    elsewhere: str = ""
    paraf_required: bool = False


def live(connection: Connection, document_id: str) -> Number | None:
    """The outgoing number a document holds, if it holds one that is not void."""
    query = select(NUMBER).where(
        NUMBER.c.document_id == document_id,
        NUMBER.c.book == OUTGOING,
        NUMBER.c.state != "void",
    )
    row = connection.execute(query).mappings().one_or_none()
    return Number(**row) if row else None


def entry(connection: Connection, unit: str, document_id: str) -> Number | None:
    """Where a document stands in the book of what an office received."""
    query = select(NUMBER).where(
        NUMBER.c.document_id == document_id, NUMBER.c.book == INCOMING, NUMBER.c.unit == unit
    )
    row = connection.execute(query).mappings().one_or_none()
    return Number(**row) if row else None


def last_serial(connection: Connection, place: Place) -> int:
    """The highest serial of a series, void ones included: a number is never given again."""
    query = select(func.max(NUMBER.c.serial)).where(_at(place))
    return connection.execute(query).scalar_one() or 0


def dated_before(connection: Connection, place: Place, day: date) -> Number | None:
    """The last plain number of a series whose document is dated by a day."""
    query = select(NUMBER).where(
        _at(place), NUMBER.c.suffix == "", NUMBER.c.serial.is_not(None), NUMBER.c.dated <= day
    )
    row = connection.execute(query.order_by(NUMBER.c.serial.desc()).limit(1)).mappings().first()
    return Number(**row) if row else None


def latest_day(connection: Connection, place: Place) -> date | None:
    """The latest date a number of the series bears."""
    query = select(func.max(NUMBER.c.dated)).where(_at(place), NUMBER.c.state != "void")
    found: date | None = connection.execute(query).scalar_one()
    return found


def insertions(connection: Connection, place: Place, serial: int) -> int:
    """How many insertions hang on a number, void ones included."""
    query = select(func.count()).where(
        _at(place), NUMBER.c.serial == serial, NUMBER.c.suffix != ""
    )
    return connection.execute(query.select_from(NUMBER)).scalar_one()


def taken(connection: Connection, book: str, unit: str, year: int, number: str) -> Number | None:
    """Who holds that very number in an office's book, void ones included."""
    query = select(NUMBER).where(
        NUMBER.c.unit == unit,
        NUMBER.c.book == book,
        NUMBER.c.year == year,
        NUMBER.c.number == number,
    )
    row = connection.execute(query).mappings().one_or_none()
    return Number(**row) if row else None


def add(connection: Connection, **values: Any) -> Number:
    """Add a number and answer it; the table refuses one that is taken."""
    query = insert(NUMBER).values(**values).returning(NUMBER)
    return Number(**connection.execute(query).mappings().one())


def change(connection: Connection, number_id: int, **values: Any) -> None:
    """Note what became of a number."""
    connection.execute(update(NUMBER).where(NUMBER.c.id == number_id).values(**values))


def of_document(connection: Connection, document_id: str) -> list[Number]:
    """Every outgoing number a document ever held, oldest first."""
    query = select(NUMBER).where(NUMBER.c.document_id == document_id, NUMBER.c.book == OUTGOING)
    return _all(connection, query)


def book(
    connection: Connection, name: str, units: Sequence[str], year: int | None = None
) -> list[Number]:
    """The numbers of some offices' books, in the order of their serials."""
    query = select(NUMBER).where(NUMBER.c.book == name, NUMBER.c.unit.in_(units))
    return _all(connection, query if year is None else query.where(NUMBER.c.year == year))


def units(connection: Connection, name: str) -> list[str]:
    """The offices that have a book."""
    query = select(NUMBER.c.unit).where(NUMBER.c.book == name).distinct()
    return sorted(connection.execute(query).scalars())


def settings(connection: Connection, role: str, area: str) -> dict[str, SeriesSetting]:
    """How an office numbers, by series."""
    query = select(SERIES).where(SERIES.c.role == role, SERIES.c.area == area)
    found = (SeriesSetting(**row) for row in connection.execute(query).mappings())
    return {setting.series: setting for setting in found}


def put_setting(connection: Connection, setting: SeriesSetting) -> None:
    """Add or replace how an office numbers a series."""
    values = {name: getattr(setting, name) for name in SeriesSetting.__slots__}
    key = and_(
        SERIES.c.role == setting.role,
        SERIES.c.area == setting.area,
        SERIES.c.series == setting.series,
    )
    if connection.execute(update(SERIES).where(key).values(**values)).rowcount == 0:
        connection.execute(insert(SERIES).values(**values))


def _at(place: Place) -> Any:
    return and_(
        NUMBER.c.unit == place.unit,
        NUMBER.c.series == place.series,
        NUMBER.c.year == place.year,
        NUMBER.c.month == place.month,
    )


def _all(connection: Connection, query: Select[Any]) -> list[Number]:
    ordered = query.order_by(
        NUMBER.c.unit,
        NUMBER.c.series,
        NUMBER.c.year,
        NUMBER.c.month,
        NUMBER.c.serial,
        NUMBER.c.suffix,
        NUMBER.c.id,
    )
    return [Number(**row) for row in connection.execute(ordered).mappings()]
