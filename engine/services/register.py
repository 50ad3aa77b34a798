"""The register of numbers: reserved, final at signing, void with a reason, inserted.

Serials of a series follow each other without a gap, whoever asks at the same time; what was
given once, void or not, is never given again. The functions that take a connection are part
of their caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from zlib import crc32

from engine.domain.findings import Finding, FindingKind
from engine.errors import InvalidInput, Refused
from engine.services.context import Context
from engine.store import numbers
from engine.store.database import Connection
from engine.store.numbers import INCOMING, OUTGOING, Number, Place

REQUESTED, RESERVED, FINAL, VOID = "requested", "reserved", "final", "void"
AGENDA = "agenda-masuk"
DOTTED, LETTERED = ".01", "A"
_LOCK = 7003 << 32
_PLAIN: dict[str, Any] = {
    "book": OUTGOING,
    "serial": None,
    "suffix": "",
    "state": RESERVED,
    "reason": "",
    "source": "",
    "url": "",
    "approved_by": "",
}


class Serial(int):
    """A serial as a pattern writes it: an insertion's suffix follows whatever the width."""

    suffix: str

    def __new__(cls, value: int, suffix: str = "") -> Self:
        """A serial, or an insertion that hangs on it."""
        serial = super().__new__(cls, value)
        serial.suffix = suffix
        return serial

    def __format__(self, spec: str) -> str:
        return f"{int(self):{spec}}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Series:
    """A register of numbers: whose, which kind, which year or month, and how one is written.

    `elsewhere` names the register that numbers instead of this one; `insertion` is how the
    first insertion is marked.
    """

    unit: str
    series: str
    year: int
    write: Callable[[Serial], str]
    month: int = 0
    elsewhere: str = ""
    insertion: str = DOTTED

    @property
    def place(self) -> Place:
        """Where its serials follow each other."""
        return Place(self.unit, self.series, self.year, self.month)


@dataclass(frozen=True, slots=True)
class Outside:
    """A number that another register gave, with the address where it can be seen, if any."""

    number: str
    dated: date
    url: str = ""


def take(
    ctx: Context,
    connection: Connection,
    series: Series,
    document_id: str,
    dated: date,
    person: str,
) -> Number:
    """The number reserved for a document before, or the next of its series.

    Raises Refused where another register numbers, where the number held is of another year or
    series or waits for its approval, and where another series of the office writes the same.
    """
    if series.elsewhere:
        raise refusal(f"Kantor ini menomori naskah dalam {series.elsewhere}; catat nomornya.")
    lock(ctx, connection, series.place)
    held = numbers.live(connection, document_id)
    if held is None:
        serial = numbers.last_serial(connection, series.place) + 1
        row = written(series, Serial(serial))
        return add(ctx, connection, series, document_id, person, **row, dated=dated)
    if held.state == REQUESTED:
        raise refusal(f"Nomor sisipan {held.number} belum disetujui.")
    if held.place != series.place:
        raise refusal(f"Nomor {held.number} dari register lain; batalkan nomor itu dahulu.")
    if held.suffix and held.dated != dated:
        raise refusal(f"Nomor sisipan {held.number} disetujui untuk tanggal {held.dated}.")
    return held


def take_outside(
    ctx: Context, series: Series, document_id: str, outside: Outside, person: str
) -> Number:
    """Keep the number that the office's other register gave; the same again changes nothing.

    Raises Refused unless the office numbers elsewhere, and when another document bears it.
    """
    if not series.elsewhere:
        raise refusal("Kantor ini menomori naskah dengan register sistem ini.")
    with ctx.database.write() as connection:
        lock(ctx, connection, series.place)
        held = numbers.live(connection, document_id)
        if held is not None and held.number == outside.number:
            return held
        if held is not None:
            raise refusal(f"Naskah ini sudah bernomor {held.number}.")
        return add(
            ctx,
            connection,
            series,
            document_id,
            person,
            number=outside.number,
            dated=outside.dated,
            source=series.elsewhere,
            url=outside.url,
        )


def settle(connection: Connection, document_id: str, dated: date) -> None:
    """A number is fixed at signing."""
    if held := numbers.live(connection, document_id):
        numbers.change(connection, held.id, state=FINAL, dated=dated)


def void(connection: Connection, document_id: str, reason: str) -> Number | None:
    """A number is cancelled and keeps its place; answers it, if the document held one."""
    held = numbers.live(connection, document_id)
    if held is not None:
        said = "; ".join(part for part in (held.reason, needed(reason)) if part)
        numbers.change(connection, held.id, state=VOID, reason=said)
    return held


def receive(
    ctx: Context, connection: Connection, unit: str, document_id: str, day: date, person: str
) -> None:
    """Enter a document in the receiving office's book, once, under the next agenda number."""
    series = Series(unit, AGENDA, day.year, str)
    lock(ctx, connection, series.place)
    if numbers.entry(connection, unit, document_id) is None:
        serial = numbers.last_serial(connection, series.place) + 1
        add(
            ctx,
            connection,
            series,
            document_id,
            person,
            book=INCOMING,
            serial=serial,
            number=str(serial),
            dated=day,
            state=FINAL,
        )


def lock(ctx: Context, connection: Connection, place: Place) -> None:
    """Let those who number in the same series follow each other until commit."""
    named = f"{place.unit}/{place.series}/{place.year}/{place.month}"
    ctx.database.serialize(connection, _LOCK + crc32(named.encode()))


def needed(reason: str) -> str:
    """The reason somebody wrote; raises InvalidInput when there is none."""
    if not reason.strip():
        message = "Alasan belum ditulis."
        raise InvalidInput(message)
    return reason.strip()


def refusal(message: str) -> Refused:
    """A refusal by the register."""
    return Refused([Finding(FindingKind.ORDER, "register", message)])


def written(series: Series, serial: Serial) -> dict[str, Any]:
    """A serial of a series as the columns of its row."""
    return {
        "serial": int(serial),
        "suffix": serial.suffix,
        "number": series.write(serial),
    }


def add(
    ctx: Context,
    connection: Connection,
    series: Series,
    document_id: str,
    person: str,
    **values: Any,
) -> Number:
    """Enter a number in a book; raises Refused where the office has that very number already."""
    row = {**_PLAIN, **values}
    clash = numbers.taken(connection, row["book"], series.unit, series.year, row["number"])
    if clash is not None:
        message = (
            f"Nomor {clash.number} sudah dipakai seri {clash.series}; "
            "beri setiap seri format nomor yang berbeda."
        )
        raise refusal(message)
    return numbers.add(
        connection,
        **row,
        unit=series.unit,
        series=series.series,
        year=series.year,
        month=series.month,
        document_id=document_id,
        taken_by=person,
        reserved_at=ctx.now(),
    )
