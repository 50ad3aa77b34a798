"""Loading, appending to, and listing cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from engine.domain.case import CaseState, CaseStatus
from engine.domain.events import Recorded
from engine.store.mapping import event_from_json, event_to_json, state_from_json, state_to_json
from engine.store.prepared import Prepared
from engine.store.tables import CaseRow, EventRow, StepRow, VillageRow

CASE = CaseRow.__table__  # type: ignore[attr-defined]
EVENT = EventRow.__table__  # type: ignore[attr-defined]
STEP = StepRow.__table__  # type: ignore[attr-defined]
VILLAGE = VillageRow.__table__  # type: ignore[attr-defined]
_STORED = select(
    *(CASE.c[name] for name in ("state", "procedure_id", "version", "digest", "head_hash")),
    *(CASE.c[name] for name in ("phase", "phase_since", "regency_state", "updated_at")),
    *(CASE.c[name] for name in ("next_change_on", "demonstration", "papers", "headline")),
)
_BY_ID = _STORED.where(CASE.c.id == bindparam("case_id"))
_LOAD = Prepared(_BY_ID)
_LOAD_LOCKED = Prepared(_BY_ID.with_for_update())
_NUMBERED = Prepared(
    select(func.count().label("held")).where(
        CASE.c.regency == bindparam("of_regency"), CASE.c.id.like(bindparam("beginning"))
    )
)
_ENDED = tuple(status.value for status in CaseStatus if status.terminal)
_RUNNING = Prepared(
    select(CASE.c.id)
    .where(
        CASE.c.regency == bindparam("of_regency"),
        CASE.c.procedure_id == bindparam("of_procedure"),
        *(CASE.c.status != status for status in _ENDED),
    )
    .order_by(CASE.c.id)
)
_APPEND = Prepared(
    insert(EVENT).inline(),
    *("case_id", "seq", "type", "recorded_at", "body", "previous_hash", "hash"),
)


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as the store holds it."""

    state: CaseState
    procedure_id: str
    version: str
    digest: str
    head_hash: str
    phase: str
    phase_since: date | None
    regency_state: str
    updated_at: datetime
    next_change_on: date | None
    demonstration: bool
    papers: int
    headline: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The case's id."""
        return self.state.id


def load(connection: Connection, case_id: str, *, lock: bool = False) -> StoredCase | None:
    """One case; with `lock` nobody else can change it until the transaction ends."""
    query = _LOAD_LOCKED if lock else _LOAD
    found = query.rows(connection, {"case_id": case_id})
    return _stored(found[0]) if found else None


def many(  # noqa: PLR0913 - the filters of a list
    connection: Connection,
    areas: Sequence[str],
    *,
    regency: str = "",
    procedure: str = "",
    phase: str = "",
    status: str = "",
    ids: Sequence[str] = (),
    updated_after: datetime | None = None,
    after: str = "",
    limit: int = 100,
) -> list[StoredCase]:
    """Cases within the areas that match every given filter, in id order after `after`."""
    conditions: list[ColumnElement[bool]] = [within(CASE.c.regency, areas)]
    for column, value in (
        (CASE.c.regency, regency),
        (CASE.c.procedure_id, procedure),
        (CASE.c.phase, phase),
        (CASE.c.status, status),
    ):
        if value:
            conditions.append(column == value)
    if ids:
        conditions.append(CASE.c.id.in_(ids))
    if updated_after:
        conditions.append(CASE.c.updated_at > updated_after)
    if after:
        conditions.append(CASE.c.id > after)
    query = _STORED.where(and_(*conditions)).order_by(CASE.c.id).limit(limit)
    return [_stored(row) for row in connection.execute(query)]


def within(column: ColumnElement[str], areas: Sequence[str]) -> ColumnElement[bool]:
    """The SQL twin of `Grant.covers`: the same rule filters lists and checks single rows.

    Without an area nothing is within: an empty condition would let everything through.
    """
    if "*" in areas:
        return true()
    return or_(false(), *(or_(column == area, column.startswith(f"{area}.")) for area in areas))


def next_serial(connection: Connection, regency: str, prefix: str) -> int:
    """One more than the regency's cases whose id begins so; cases are never deleted."""
    values = {"of_regency": regency, "beginning": f"{prefix}%"}
    return int(_NUMBERED.rows(connection, values)[0].held) + 1


def running(connection: Connection, regency: str, procedure_id: str) -> tuple[str, ...]:
    """Ids of a regency's cases of a procedure that have not ended."""
    values = {"of_regency": regency, "of_procedure": procedure_id}
    return tuple(row.id for row in _RUNNING.rows(connection, values))


def append(connection: Connection, sealed: Sequence[Recorded]) -> None:
    """Add sealed events to the log."""
    _APPEND.run_many(
        connection,
        [
            {
                "case_id": r.case,
                "seq": r.seq,
                "type": r.event.type.value,
                "recorded_at": r.recorded_at,
                "body": event_to_json(r.event),
                "previous_hash": r.previous_hash,
                "hash": r.hash,
            }
            for r in sealed
        ],
    )


def save(
    connection: Connection, state: CaseState, values: Mapping[str, Any], *, new: bool
) -> None:
    """Write the case's row; `values` are the projection's other columns."""
    row = {
        **values,
        "status": state.status.value,
        "seq": state.version,
        "state": state_to_json(state),
    }
    if new:
        fixed = {
            "id": state.id,
            "regency": state.regency,
            "title": state.title,
            "opened_on": state.opened_on,
            "parent": state.parent,
        }
        connection.execute(insert(CASE).values(**row, **fixed))
    else:
        _update(tuple(row)).run(connection, {"case_id": state.id, **row})


@cache
def _update(columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(CASE).where(CASE.c.id == bindparam("case_id")), *columns)


def set_version(connection: Connection, case_id: str, version: str, digest: str) -> None:
    """Note which version of its procedure a case follows from now on."""
    values = {"version": version, "digest": digest}
    connection.execute(update(CASE).where(CASE.c.id == case_id).values(**values))


def tag(connection: Connection, case_id: str) -> tuple[str, int, int] | None:
    """Regency, version and paper count of a case: all that an unchanged poll needs."""
    query = select(CASE.c.regency, CASE.c.seq, CASE.c.papers).where(CASE.c.id == case_id)
    row = connection.execute(query).one_or_none()
    return (row.regency, row.seq, row.papers) if row else None


def touch_papers(connection: Connection, case_id: str, now: datetime) -> None:
    """Note that a document of the case changed, so that pollers see it."""
    connection.execute(
        update(CASE).where(CASE.c.id == case_id).values(papers=CASE.c.papers + 1, updated_at=now)
    )


def changes(
    connection: Connection, areas: Sequence[str], after: int, limit: int
) -> list[tuple[int, Recorded]]:
    """Events of the areas after a feed position, in the order they were committed."""
    query = (
        select(EVENT)
        .join(CASE, CASE.c.id == EVENT.c.case_id)
        .where(EVENT.c.position > after, within(CASE.c.regency, areas))
        .order_by(EVENT.c.position)
        .limit(limit)
    )
    return [(row.position, _recorded(row)) for row in connection.execute(query)]


def events(
    connection: Connection, case_id: str, after: int = 0, type_: str = ""
) -> list[Recorded]:
    """The case's log after a number, in order; of all types or of one."""
    query = select(EVENT).where(EVENT.c.case_id == case_id, EVENT.c.seq > after)
    if type_:
        query = query.where(EVENT.c.type == type_)
    return [_recorded(row) for row in connection.execute(query.order_by(EVENT.c.seq))]


def chain(
    connection: Connection, case_id: str
) -> Iterator[tuple[int, dict[str, Any], datetime, str, str]]:
    """The case's rows as they lie in the table, for checking the chain."""
    query = select(
        EVENT.c.seq, EVENT.c.body, EVENT.c.recorded_at, EVENT.c.previous_hash, EVENT.c.hash
    ).where(EVENT.c.case_id == case_id)
    for row in connection.execute(query.order_by(EVENT.c.seq)):
        yield row.seq, row.body, row.recorded_at, row.previous_hash, row.hash


def heads(connection: Connection) -> dict[str, str]:
    """The last hash of every case."""
    return {
        row.id: row.head_hash for row in connection.execute(select(CASE.c.id, CASE.c.head_hash))
    }


def _recorded(row: Row[Any]) -> Recorded:
    return Recorded(
        row.case_id,
        row.seq,
        event_from_json(row.body),
        row.recorded_at,
        row.previous_hash,
        row.hash,
    )


def _stored(row: Row[Any]) -> StoredCase:
    return StoredCase(
        state=state_from_json(row.state),
        procedure_id=row.procedure_id,
        version=row.version,
        digest=row.digest,
        head_hash=row.head_hash,
        phase=row.phase,
        phase_since=row.phase_since,
        regency_state=row.regency_state,
        updated_at=row.updated_at,
        next_change_on=row.next_change_on,
        demonstration=row.demonstration,
        papers=row.papers,
        headline=row.headline,
    )
