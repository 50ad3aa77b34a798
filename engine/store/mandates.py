"""Terms and delegations: reading and writing their rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, select, tuple_, update

from engine.domain.mandates import (
    Delegation,
    Holding,
    Instrument,
    Mode,
    Official,
    Post,
    Spell,
    Term,
)
from engine.store.cases import within
from engine.store.mandate_tables import DelegationRow, TermRow

TERM: Table = TermRow.__table__  # type: ignore[attr-defined]
DELEGATION: Table = DelegationRow.__table__  # type: ignore[attr-defined]


def terms_of(connection: Connection, posts: Collection[Post]) -> list[Term]:
    """Every term of some offices, past and to come."""
    held = tuple_(TERM.c.role, TERM.c.area).in_([(p.role, p.area) for p in posts])
    return [_term(r) for r in connection.execute(select(TERM).where(held)).mappings()]


def delegations_of(connection: Connection, posts: Collection[Post]) -> list[Delegation]:
    """Every delegation that some offices gave."""
    key = tuple_(DELEGATION.c.giver_role, DELEGATION.c.giver_area)
    query = select(DELEGATION).where(key.in_([(p.role, p.area) for p in posts]))
    return [_delegation(r) for r in connection.execute(query).mappings()]


def terms_within(connection: Connection, areas: Sequence[str]) -> list[Term]:
    """The terms in all offices of the areas, by office and date."""
    query = select(TERM).where(within(TERM.c.area, areas))
    query = query.order_by(TERM.c.area, TERM.c.role, TERM.c.starts_on, TERM.c.id)
    return [_term(r) for r in connection.execute(query).mappings()]


def delegations_within(connection: Connection, areas: Sequence[str]) -> list[Delegation]:
    """The delegations given by all offices of the areas."""
    query = select(DELEGATION).where(within(DELEGATION.c.giver_area, areas))
    query = query.order_by(DELEGATION.c.giver_area, DELEGATION.c.giver_role, DELEGATION.c.id)
    return [_delegation(r) for r in connection.execute(query).mappings()]


def term(connection: Connection, term_id: str) -> Term | None:
    """One term."""
    row = connection.execute(select(TERM).where(TERM.c.id == term_id)).mappings().one_or_none()
    return _term(row) if row else None


def delegation(connection: Connection, delegation_id: str) -> Delegation | None:
    """One delegation."""
    query = select(DELEGATION).where(DELEGATION.c.id == delegation_id)
    row = connection.execute(query).mappings().one_or_none()
    return _delegation(row) if row else None


def count(connection: Connection, table: Table) -> int:
    """How many terms or delegations there are; none is ever deleted."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def insert_term(connection: Connection, term: Term, person: str, now: datetime) -> None:
    """Add a term."""
    official = term.official
    values = {
        **_shared(term.id, term.spell, term.basis, term.scope, person, now),
        "role": term.post.role,
        "area": term.post.area,
        "holding": term.holding.value,
        "name": official.name,
        "front": official.front,
        "back": official.back,
        "rank": official.rank,
        "nip": official.nip,
    }
    connection.execute(insert(TERM).values(**values))


def insert_delegation(
    connection: Connection, given: Delegation, person: str, now: datetime
) -> None:
    """Add a delegation."""
    values = {
        **_shared(given.id, given.spell, given.basis, given.scope, person, now),
        "mode": given.mode.value,
        "giver_role": given.giver.role,
        "giver_area": given.giver.area,
        "through_role": given.through.role if given.through else "",
        "through_area": given.through.area if given.through else "",
        "taker_role": given.taker.role,
        "taker_area": given.taker.area,
    }
    connection.execute(insert(DELEGATION).values(**values))


def end(
    connection: Connection,
    table: Table,
    row_id: str,
    *,
    last: date,
    person: str,
    now: datetime,
    reason: str,
) -> None:
    """Write the last day of a term or delegation, and who said so."""
    connection.execute(
        update(table)
        .where(table.c.id == row_id)
        .values(ends_on=last, ended_by=person, ended_at=now, end_reason=reason)
    )


def _shared(
    row_id: str,
    spell: Spell,
    basis: Instrument,
    scope: frozenset[str],
    person: str,
    now: datetime,
) -> dict[str, Any]:
    return {
        "id": row_id,
        "starts_on": spell.start,
        "ends_on": spell.end,
        "basis_name": basis.name,
        "basis_number": basis.number,
        "basis_dated": basis.dated,
        "scope": sorted(scope),
        "recorded_by": person,
        "recorded_at": now,
        "ended_by": "",
        "ended_at": None,
        "end_reason": "",
    }


def _term(row: RowMapping) -> Term:
    return Term(
        id=row["id"],
        official=Official(row["name"], row["front"], row["back"], row["rank"], row["nip"]),
        post=Post(row["role"], row["area"]),
        holding=Holding(row["holding"]),
        spell=Spell(row["starts_on"], row["ends_on"]),
        basis=_basis(row),
        scope=frozenset(row["scope"]),
    )


def _delegation(row: RowMapping) -> Delegation:
    through = Post(row["through_role"], row["through_area"]) if row["through_role"] else None
    return Delegation(
        id=row["id"],
        mode=Mode(row["mode"]),
        giver=Post(row["giver_role"], row["giver_area"]),
        taker=Post(row["taker_role"], row["taker_area"]),
        spell=Spell(row["starts_on"], row["ends_on"]),
        basis=_basis(row),
        scope=frozenset(row["scope"]),
        through=through,
    )


def _basis(row: RowMapping) -> Instrument:
    return Instrument(row["basis_name"], row["basis_number"], row["basis_dated"])
