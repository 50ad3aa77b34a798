"""Offices: what is on record about one, over what it is usually called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.errors import FieldProblem, InvalidInput
from engine.reference import offices as usual
from engine.services.context import Context
from engine.store import papers
from engine.store.database import Connection


@dataclass(frozen=True, slots=True)
class Office:
    """An office as letters name it.

    `lines` are its letterhead; `assumed` names what nobody has confirmed: "city", "address".
    """

    role: str
    area: str
    name: str
    head: str
    unit: str
    email: str
    address: str
    city: str
    lines: tuple[str, ...]
    assumed: frozenset[str]


def office(ctx: Context, role: str, area: str) -> Office:
    """The office of a role in exactly that region; raises UnknownRegion when there is none."""
    with ctx.database.read() as connection:
        return on_record(connection, role, area)


def offices(ctx: Context, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Office]:
    """Several offices at once, by (role, area)."""
    with ctx.database.read() as connection:
        return {key: on_record(connection, *key) for key in wanted}


def put_office(  # noqa: PLR0913
    ctx: Context,
    role: str,
    area: str,
    *,
    name: str = "",
    head: str = "",
    unit: str = "",
    email: str = "",
    address: str = "",
    city: str = "",
) -> Office:
    """Put an office on record in place of what was; what is left empty stays as usual.

    Raises UnknownRegion for a role or region without an office, InvalidInput for an address
    that is none.
    """
    usual.default(role, area)
    email = email.strip()
    if email and (email.count("@") != 1 or any(c.isspace() or c in ",;<>" for c in email)):
        message = f"Alamat surel {email!r} tidak dapat dipakai."
        raise InvalidInput(message, [FieldProblem("email", message)])
    record = papers.Office(
        role,
        area,
        name.strip(),
        head.strip(),
        unit.strip(),
        email,
        address.strip(),
        city.strip(),
    )
    with ctx.database.write() as connection:
        papers.put_office(connection, record)
        return on_record(connection, role, area)


def on_record(connection: Connection, role: str, area: str) -> Office:
    """The office within a transaction of the caller's; raises UnknownRegion."""
    default = usual.default(role, area)
    held = papers.office(connection, role, area)
    name = (held.name if held else "") or default.name
    city = held.city if held else ""
    address = held.address if held else ""
    assumed = {"address"} if not address else set()
    if not city and default.city_assumed:
        assumed.add("city")
    return Office(
        role=role,
        area=area,
        name=name,
        head=(held.head if held else "") or default.head,
        unit=(held.unit if held else "") or default.unit,
        email=held.email if held else "",
        address=address or default.address,
        city=city or default.city,
        lines=usual.letterhead(role, area, name),
        assumed=frozenset(assumed),
    )
