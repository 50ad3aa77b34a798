"""An office's books of numbers: what it sent, what it received, and every gap with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.errors import NotFound
from engine.reference import offices as usual
from engine.services.context import Context
from engine.services.papers import holds
from engine.services.register import FINAL, REQUESTED, RESERVED, VOID
from engine.store import numbers, papers
from engine.store.numbers import INCOMING, OUTGOING, Number
from engine.store.papers import Delivery, Document

WAITS_TOO_LONG = 7
"""Days after which a reserved number without its signed document is reported."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One number of the outgoing book, its document, and where that went."""

    number: Number
    document: Document | None
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """One document an office received; without a number it is not acknowledged yet."""

    number: Number | None
    document: Document
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Gap:
    """A serial without a signed document, and why.

    `kind` is missing, void, reserved, requested, or order where a later number bears an earlier
    date.
    """

    unit: str
    series: str
    year: int
    month: int
    serial: int
    number: str
    kind: str
    reason: str
    days: int


def outgoing(
    ctx: Context, actor: Actor, role: str, area: str, year: int, kind: str = ""
) -> list[Sent]:
    """The numbers an office gave in a year, void and reserved ones included, in their order.

    Raises NotFound for somebody who is not of the office.
    """
    must_keep(ctx, actor, role, area)
    with ctx.database.read() as connection:
        given = numbers.book(connection, OUTGOING, [f"{role}:{area}"], year)
        found = papers.some(connection, [n.document_id for n in given])
        sent = papers.deliveries_of(connection, list(found))
    rows = []
    for number in given:
        document = found.get(number.document_id)
        if not kind or (document is not None and document.kind == kind):
            its = tuple(d for d in sent if d.document_id == number.document_id)
            rows.append(Sent(number, document, its))
    return rows


def incoming(
    ctx: Context, actor: Actor, role: str, area: str, year: int, kind: str = ""
) -> list[Received]:
    """What an office received in a year, by agenda number; then what it has not acknowledged.

    Raises NotFound for somebody who is not of the office.
    """
    must_keep(ctx, actor, role, area)
    with ctx.database.read() as connection:
        book = numbers.book(connection, INCOMING, [f"{role}:{area}"])
        sent = papers.deliveries_to(connection, role, area)
        found = papers.some(connection, [d.document_id for d in sent])
    entered = {number.document_id: number for number in book}
    rows = [
        Received(entered.get(d.document_id), found[d.document_id], d)
        for d in sent
        if not kind or found[d.document_id].kind == kind
    ]
    of_year = [
        r for r in rows if (r.number.year if r.number else r.delivery.created_at.year) == year
    ]
    return sorted(of_year, key=_by_agenda)


def gaps(
    ctx: Context,
    day: date,
    *,
    offices: Sequence[tuple[str, str]] | None = None,
    waits: int = WAITS_TOO_LONG,
) -> list[Gap]:
    """Every serial up to `day` that has no signed document, and why; of some offices, or of all.

    A number that is missing altogether was taken out behind the system's back. A reserved one
    is told when it has waited longer than `waits` days.
    """
    with ctx.database.read() as connection:
        units = [f"{role}:{area}" for role, area in offices] if offices is not None else None
        known = numbers.units(connection, OUTGOING) if units is None else units
        given = numbers.book(connection, OUTGOING, known)
    counted = [n for n in given if n.serial is not None]
    found: list[Gap] = []
    for _, series in groupby(counted, key=lambda n: n.place):
        found += _gaps(list(series), day, waits)
    return found


def must_keep(ctx: Context, actor: Actor, role: str, area: str) -> None:
    """Raises NotFound, as if there were no such office, for whoever is not of it."""
    usual.default(role, area)
    anyone = ctx.catalog.procedures[0]
    acting = any(role in held.acts_for for held in roles_over(anyone, actor, area))
    if not acting and not holds(actor, role, area):
        message = f"Buku agenda kantor {role} {area} tidak ditemukan."
        raise NotFound(message)


def offices_of(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The offices whose books a person keeps by their own roles."""
    known = usual.roles()
    return tuple(
        dict.fromkeys(
            (g.role, g.area)
            for g in actor.grants
            if g.role in known and len(g.area.split(".")) == usual.depth(g.role) and g.area != "*"
        )
    )


def _by_agenda(row: Received) -> tuple[int, int, str]:
    if row.number is None or row.number.serial is None:
        return (1, 0, row.delivery.created_at.isoformat())
    return (0, row.number.serial, "")


def _gaps(series: list[Number], day: date, waits: int) -> Iterator[Gap]:
    first, present = series[0], {n.serial for n in series}
    for serial in range(1, max(n.serial or 0 for n in series)):
        if serial not in present:
            yield _gap(first, serial, "", "missing", "tidak ada dalam register", 0)
    for number in series:
        days = (day - number.reserved_at.date()).days
        if number.state == VOID:
            yield _gap(number, number.serial, number.number, "void", number.reason, days)
        elif number.state == RESERVED and days > waits:
            why = f"dipesan {days} hari yang lalu, belum ditandatangani"
            yield _gap(number, number.serial, number.number, "reserved", why, days)
        elif number.state == REQUESTED:
            yield _gap(number, number.serial, number.number, "requested", number.reason, days)
    yield from _disorder(series)


def _disorder(series: Iterable[Number]) -> Iterator[Gap]:
    """Plain numbers that bear an earlier date than one before them."""
    latest: date | None = None
    for number in series:
        if number.state != FINAL or number.suffix or number.dated is None:
            continue
        if latest is not None and number.dated < latest:
            why = f"bertanggal {number.dated.isoformat()}, mendahului nomor sebelumnya"
            yield _gap(number, number.serial, number.number, "order", why, 0)
        latest = max(latest or number.dated, number.dated)


def _gap(at: Number, serial: int | None, number: str, kind: str, reason: str, days: int) -> Gap:
    place = at.place
    return Gap(
        place.unit,
        place.series,
        place.year,
        place.month,
        serial or 0,
        number,
        kind,
        reason,
        max(days, 0),
    )
