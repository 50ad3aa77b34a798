"""Village outlines: the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from engine.store.appearance_tables import BoundaryRow

BOUNDARY = BoundaryRow.__table__  # type: ignore[attr-defined]
Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Boundary:
    """The outline of a village: polygons, each an outer ring and its holes."""

    code: str
    regency: str
    shape: list[list[Ring]]
    source: str


def of_regency(connection: Connection, regency: str) -> list[Boundary]:
    """Every outline of a regency, by code."""
    query = select(BOUNDARY).where(BOUNDARY.c.regency == regency).order_by(BOUNDARY.c.code)
    return [Boundary(**row) for row in connection.execute(query).mappings()]


def known(connection: Connection, codes: Sequence[str]) -> dict[str, Boundary]:
    """The outlines of some villages, as far as they are held."""
    query = select(BOUNDARY).where(BOUNDARY.c.code.in_(codes))
    rows = connection.execute(query).mappings()
    return {row["code"]: Boundary(**row) for row in rows}


def put(connection: Connection, boundaries: Sequence[Boundary]) -> None:
    """Put outlines in place of those of the same villages."""
    codes = [b.code for b in boundaries]
    connection.execute(delete(BOUNDARY).where(BOUNDARY.c.code.in_(codes)))
    if boundaries:
        connection.execute(insert(BOUNDARY), [asdict(b) for b in boundaries])
