"""Versions of how a region's documents look: the rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from engine.store.appearance_tables import AppearanceRow

APPEARANCE = AppearanceRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One version of a part ("tata-letak", "lambang-daerah", "lambang-negara") of a region."""

    area: str
    part: str
    number: int
    sha256: str
    person: str
    recorded_at: datetime


def versions(connection: Connection, area: str, part: str) -> list[Appearance]:
    """Every version of a part of a region, oldest first; the last is in force."""
    query = select(APPEARANCE).where(APPEARANCE.c.area == area, APPEARANCE.c.part == part)
    rows = connection.execute(query.order_by(APPEARANCE.c.number)).mappings()
    return [Appearance(**row) for row in rows]


def newest(connection: Connection, areas: Collection[str]) -> dict[tuple[str, str], Appearance]:
    """The version in force of each part of each region, by region and part."""
    query = select(APPEARANCE).where(APPEARANCE.c.area.in_(areas))
    rows = connection.execute(query.order_by(APPEARANCE.c.number)).mappings()
    found = (Appearance(**row) for row in rows)
    return {(each.area, each.part): each for each in found}


def put(connection: Connection, version: Appearance) -> None:
    """Record a version; the same number twice is an IntegrityError."""
    connection.execute(insert(APPEARANCE).values(**asdict(version)))
