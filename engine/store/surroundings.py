"""What guards may ask about the world around a case: other cases, boundaries, names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, delete, func, insert, or_, select

from engine.domain.facts import Period
from engine.store.cases import CASE, VILLAGE
from engine.store.tables import ContactRow

CONTACT = ContactRow.__table__  # type: ignore[attr-defined]


def validity_periods(connection: Connection, regency: str) -> dict[str, tuple[Period, ...]]:
    """What the regency's cases established and until when, by procedure."""
    query = select(CASE.c.procedure_id, CASE.c.validity).where(
        CASE.c.regency == regency, CASE.c.status != "cancelled"
    )
    found: dict[str, tuple[Period, ...]] = {}
    for row in connection.execute(query):
        periods = tuple(
            Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)
            for start, end in row.validity
        )
        found[row.procedure_id] = found.get(row.procedure_id, ()) + periods
    return found


def memberships(
    connection: Connection, procedure_id: str, villages: Sequence[str], except_case: str
) -> dict[str, tuple[str, ...]]:
    """Other running or closed cases of a procedure that the villages are members of."""
    query = (
        select(VILLAGE.c.code, CASE.c.title)
        .join(CASE, CASE.c.id == VILLAGE.c.case_id)
        .where(
            VILLAGE.c.code.in_(villages),
            VILLAGE.c.member,
            CASE.c.procedure_id == procedure_id,
            CASE.c.id != except_case,
            CASE.c.status != "cancelled",
        )
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(query.order_by(VILLAGE.c.code, CASE.c.title)):
        found[row.code] = (*found.get(row.code, ()), row.title)
    return found


def known_names(
    connection: Connection,
    procedure_id: str,
    except_case: str,
    lengths: Sequence[tuple[int, int]],
) -> tuple[str, ...]:
    """The different titles of a procedure's other cases that have one of the lengths."""
    if not lengths:
        return ()
    near = (func.length(CASE.c.title).between(low, high) for low, high in lengths)
    query = select(CASE.c.title.distinct()).where(
        CASE.c.procedure_id == procedure_id,
        or_(*near),
        CASE.c.id != except_case,
        CASE.c.status != "cancelled",
    )
    return tuple(connection.execute(query.order_by(CASE.c.title)).scalars())


def contacts(connection: Connection, regency: str) -> frozenset[tuple[str, str]] | None:
    """Which villages of a regency touch, or None where no boundary data is loaded."""
    query = select(CONTACT).where(CONTACT.c.a.startswith(f"{regency}."))
    return frozenset((row.a, row.b) for row in connection.execute(query)) or None


def touching_regencies(connection: Connection, province: str) -> list[tuple[str, str]]:
    """Pairs of a province's regencies that touch, because some of their villages do."""
    first, second = (func.substr(column, 1, 5) for column in (CONTACT.c.a, CONTACT.c.b))
    query = (
        select(first.label("a"), second.label("b"))
        .distinct()
        .where(CONTACT.c.a.startswith(f"{province}."), first != second)
    )
    return [(row.a, row.b) for row in connection.execute(query)]


def all_contacts(connection: Connection) -> list[tuple[str, str]]:
    """Every pair of villages that touch."""
    return [(row.a, row.b) for row in connection.execute(select(CONTACT))]


def replace_contacts(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Load village contacts in place of those held."""
    connection.execute(delete(CONTACT))
    rows = [{"a": a, "b": b} for a, b in sorted({(min(p), max(p)) for p in pairs})]
    if rows:
        connection.execute(insert(CONTACT), rows)
