"""Village outlines: the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from engine.store.appearance_tables import BoundaryRow

BOUNDARY = BoundaryRow.__table__  # type: ignore[attr-defined]
_AT_A_TIME = 1_000
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
    found: dict[str, Boundary] = {}
    for some in _chunks(codes):
        rows = connection.execute(select(BOUNDARY).where(BOUNDARY.c.code.in_(some))).mappings()
        found.update((row["code"], Boundary(**row)) for row in rows)
    return found


def put(connection: Connection, boundaries: Sequence[Boundary]) -> None:
    """Put outlines in place of those of the same villages."""
    for some in _chunks([b.code for b in boundaries]):
        connection.execute(delete(BOUNDARY).where(BOUNDARY.c.code.in_(some)))
    if boundaries:
        connection.execute(insert(BOUNDARY), [asdict(b) for b in boundaries])


def _chunks(codes: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at a time as any database takes."""
    return (codes[n : n + _AT_A_TIME] for n in range(0, len(codes), _AT_A_TIME))
