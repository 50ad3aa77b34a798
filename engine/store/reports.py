"""What monthly reports count beside cases, and the reports that were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select

from engine.domain.reports import Deliveries
from engine.domain.visits import Visit, VisitState
from engine.store.cases import CASE, EVENT, within
from engine.store.papers import DELIVERY, DOCUMENT
from engine.store.report_tables import ReportRow
from engine.store.visits import VISIT, read_visit

REPORT = ReportRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was made: where its files lie, and its key figures."""

    area: str
    month: str
    pdf: str
    xlsx: str
    json_file: str
    totals: dict[str, Any]
    demonstration: bool
    made_at: datetime


def deliveries(connection: Connection, area: str, begins: datetime, ends: datetime) -> Deliveries:
    """Letters about the area: sent and acknowledged between the moments, waiting at the end."""
    sent, acknowledged = DELIVERY.c.created_at, DELIVERY.c.acknowledged_at
    open_still = or_(acknowledged.is_(None), acknowledged >= ends)
    query = (
        select(
            func.count().filter(and_(sent >= begins, sent < ends)),
            func.count().filter(and_(acknowledged >= begins, acknowledged < ends)),
            func.count().filter(and_(sent < ends, open_still)),
        )
        .select_from(DELIVERY)
        .join(DOCUMENT, DOCUMENT.c.id == DELIVERY.c.document_id)
        .where(within(DOCUMENT.c.regency, [area]))
    )
    return Deliveries(*connection.execute(query).one())


def visits_reported(
    connection: Connection, area: str, begins: datetime, ends: datetime
) -> list[Visit]:
    """The visits to the area whose outcome was recorded between the moments.

    A visit that is done never changes again, so its last change is that record.
    """
    changed = VISIT.c.updated_at
    query = (
        select(VISIT)
        .where(within(VISIT.c.regency, [area]), VISIT.c.state == VisitState.DONE.value)
        .where(changed >= begins, changed < ends)
        .order_by(VISIT.c.starts_on, VISIT.c.id)
    )
    return [read_visit(row) for row in connection.execute(query).mappings()]


def begun(connection: Connection, areas: Sequence[str]) -> dict[str, datetime]:
    """When the first case of each regency of the areas was recorded."""
    query = (
        select(CASE.c.regency, func.min(EVENT.c.recorded_at).label("first"))
        .join(EVENT, and_(EVENT.c.case_id == CASE.c.id, EVENT.c.seq == 1))
        .where(within(CASE.c.regency, areas))
        .group_by(CASE.c.regency)
        .order_by(CASE.c.regency)
    )
    return {row.regency: row.first for row in connection.execute(query)}


def made(
    connection: Connection, areas: Sequence[str], *, area: str = "", since: str = ""
) -> list[MadeReport]:
    """The reports within the areas that were made, the newest month first.

    With `area` only of exactly that one; with `since` from that month on.
    """
    query = select(REPORT).where(within(REPORT.c.area, areas), REPORT.c.month >= since)
    if area:
        query = query.where(REPORT.c.area == area)
    ordered = query.order_by(REPORT.c.month.desc(), REPORT.c.area)
    return [MadeReport(**row) for row in connection.execute(ordered).mappings()]


def one(connection: Connection, area: str, month: str) -> MadeReport | None:
    """The report of an area and month, if it was made."""
    query = select(REPORT).where(REPORT.c.area == area, REPORT.c.month == month)
    row = connection.execute(query).mappings().one_or_none()
    return MadeReport(**row) if row else None


def put(connection: Connection, report: MadeReport) -> None:
    """Keep a report; the caller has seen that there is none."""
    values = {name: getattr(report, name) for name in MadeReport.__slots__}
    connection.execute(insert(REPORT).values(**values))
