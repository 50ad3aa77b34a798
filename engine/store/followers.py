"""Which open cases follow which version of a procedure."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select, tuple_

from engine.domain.case import CaseStatus
from engine.store.cases import CASE, within

_OPEN = tuple(status.value for status in CaseStatus if not status.terminal)
Version = tuple[str, str]


def counted(connection: Connection, areas: Sequence[str]) -> dict[Version, int]:
    """How many open cases of the areas follow each version."""
    query = (
        select(CASE.c.procedure_id, CASE.c.version, func.count())
        .where(CASE.c.status.in_(_OPEN), within(CASE.c.regency, areas))
        .group_by(CASE.c.procedure_id, CASE.c.version)
    )
    return {(name, version): count for name, version, count in connection.execute(query)}


def named(
    connection: Connection, areas: Sequence[str], versions: Sequence[Version], limit: int
) -> tuple[str, ...]:
    """The ids of the open cases of the areas that follow one of the versions, in id order."""
    query = (
        select(CASE.c.id)
        .where(
            CASE.c.status.in_(_OPEN),
            within(CASE.c.regency, areas),
            tuple_(CASE.c.procedure_id, CASE.c.version).in_(versions),
        )
        .order_by(CASE.c.id)
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())
