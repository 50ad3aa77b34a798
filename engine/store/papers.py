"""Documents, numbers, deliveries and offices: reading and writing their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, insert, select, update

from engine.store.cases import within
from engine.store.paper_tables import DeliveryRow, DocumentRow, NumberRow, OfficeRow

DOCUMENT = DocumentRow.__table__  # type: ignore[attr-defined]
NUMBER = NumberRow.__table__  # type: ignore[attr-defined]
DELIVERY = DeliveryRow.__table__  # type: ignore[attr-defined]
OFFICE = OfficeRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Document:
    """A letter or legal draft as the store holds it."""

    id: str
    case_id: str
    regency: str
    kind: str
    title: str
    step: str
    village: str
    state: str
    number: str
    dated: date | None
    signatory: str
    file_sha256: str
    letter: dict[str, Any]
    template_version: str
    code: str
    based_on_seq: int
    reason: str
    demonstration: bool
    version: int
    created_at: datetime
    updated_at: datetime
    signed_by: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One document on its way to one office."""

    id: str
    document_id: str
    role: str
    area: str
    address: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    opened_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office, how its head is called, and where its mail goes."""

    role: str
    area: str
    name: str
    head: str
    unit: str
    email: str
    address: str
    city: str


def document(connection: Connection, document_id: str, *, lock: bool = False) -> Document | None:
    """One document by id."""
    query = select(DOCUMENT).where(DOCUMENT.c.id == document_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    return _document(row) if row else None


def document_by_code(connection: Connection, code: str) -> Document | None:
    """One document by its verification code."""
    row = (
        connection.execute(select(DOCUMENT).where(DOCUMENT.c.code == code))
        .mappings()
        .one_or_none()
    )
    return _document(row) if row else None


def documents_of(connection: Connection, case_id: str) -> list[Document]:
    """A case's documents, oldest first."""
    query = select(DOCUMENT).where(DOCUMENT.c.case_id == case_id).order_by(DOCUMENT.c.id)
    return [_document(row) for row in connection.execute(query).mappings()]


def documents_within(
    connection: Connection, areas: Sequence[str], states: Sequence[str], limit: int
) -> list[Document]:
    """The newest documents of the areas in one of the states."""
    query = (
        select(DOCUMENT)
        .where(within(DOCUMENT.c.regency, areas), DOCUMENT.c.state.in_(states))
        .order_by(DOCUMENT.c.updated_at.desc(), DOCUMENT.c.id.desc())
        .limit(limit)
    )
    return [_document(row) for row in connection.execute(query).mappings()]


def current_draft(
    connection: Connection, case_id: str, kind: str, step: str, village: str
) -> Document | None:
    """The draft of that kind for that step, if one is not yet signed."""
    query = select(DOCUMENT).where(
        DOCUMENT.c.case_id == case_id,
        DOCUMENT.c.kind == kind,
        DOCUMENT.c.step == step,
        DOCUMENT.c.village == village,
        DOCUMENT.c.state == "draft",
    )
    row = connection.execute(query.order_by(DOCUMENT.c.id.desc())).mappings().first()
    return _document(row) if row else None


def count_documents(connection: Connection, case_id: str) -> int:
    """How many documents a case has; documents are never deleted."""
    query = select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.case_id == case_id)
    return connection.execute(query).scalar_one()


def insert_document(connection: Connection, values: dict[str, Any]) -> None:
    """Add a document."""
    connection.execute(insert(DOCUMENT).values(**values))


def update_document(connection: Connection, document_id: str, **values: Any) -> None:
    """Change a document; its version goes up by one."""
    connection.execute(
        update(DOCUMENT)
        .where(DOCUMENT.c.id == document_id)
        .values(**values, version=DOCUMENT.c.version + 1)
    )


def issued(
    connection: Connection, case_id: str, keys: Sequence[tuple[str, str]]
) -> list[Document]:
    """The documents in force of some steps, oldest first: what `invalidate` would end."""
    places = set(keys)
    return [
        found
        for found in documents_of(connection, case_id)
        if found.state == "signed" and (found.step, found.village) in places
    ]


def invalidate(
    connection: Connection,
    case_id: str,
    keys: Sequence[tuple[str, str]],
    reason: str,
    now: datetime,
) -> None:
    """Issued documents of reopened steps stop being valid, and say why."""
    for step, village in keys:
        connection.execute(
            update(DOCUMENT)
            .where(
                DOCUMENT.c.case_id == case_id,
                DOCUMENT.c.step == step,
                DOCUMENT.c.village == village,
                DOCUMENT.c.state == "signed",
            )
            .values(
                state="withdrawn",
                reason=reason,
                updated_at=now,
                version=DOCUMENT.c.version + 1,
            )
        )


def supersede(connection: Connection, document_id: str, by: str, now: datetime) -> None:
    """Earlier signed documents of the same place give way to a new one."""
    new = document(connection, document_id)
    if new is None:
        return
    connection.execute(
        update(DOCUMENT)
        .where(
            DOCUMENT.c.case_id == new.case_id,
            DOCUMENT.c.kind == new.kind,
            DOCUMENT.c.step == new.step,
            DOCUMENT.c.village == new.village,
            DOCUMENT.c.state == "signed",
            DOCUMENT.c.id != document_id,
        )
        .values(state="superseded", reason=f"diganti oleh {by}", updated_at=now)
    )


def number_of(connection: Connection, document_id: str) -> str | None:
    """The number reserved for a document, if any."""
    query = select(NUMBER.c.number).where(NUMBER.c.document_id == document_id)
    return connection.execute(query).scalar_one_or_none()


def last_serial(connection: Connection, unit: str, series: str, year: int) -> int:
    """The highest serial of a series, void ones included: a number is never reused."""
    query = select(func.max(NUMBER.c.serial)).where(
        and_(NUMBER.c.unit == unit, NUMBER.c.series == series, NUMBER.c.year == year)
    )
    return connection.execute(query).scalar_one() or 0


def insert_number(connection: Connection, values: dict[str, Any]) -> None:
    """Reserve a number; the table refuses a serial that is taken."""
    connection.execute(insert(NUMBER).values(**values))


def set_number_state(
    connection: Connection, document_id: str, state: str, reason: str = ""
) -> None:
    """Fix a number at signing, or void it with its reason."""
    connection.execute(
        update(NUMBER)
        .where(NUMBER.c.document_id == document_id)
        .values(state=state, reason=reason)
    )


def put_delivery(connection: Connection, values: dict[str, Any]) -> bool:
    """Queue a delivery once per document and office; False when it was queued before."""
    known = select(DELIVERY.c.id).where(DELIVERY.c.id == values["id"])
    if connection.execute(known).first():
        return False
    connection.execute(insert(DELIVERY).values(**values))
    return True


def delivery(connection: Connection, delivery_id: str, *, lock: bool = False) -> Delivery | None:
    """One delivery by id."""
    query = select(DELIVERY).where(DELIVERY.c.id == delivery_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    return _delivery(row) if row else None


def deliveries_of(connection: Connection, document_ids: Sequence[str]) -> list[Delivery]:
    """The deliveries of some documents."""
    query = select(DELIVERY).where(DELIVERY.c.document_id.in_(document_ids))
    return [_delivery(row) for row in connection.execute(query.order_by(DELIVERY.c.id)).mappings()]


def deliveries_to(
    connection: Connection, offices: Sequence[tuple[str, str]], limit: int
) -> list[Delivery]:
    """The newest deliveries to any of the offices, given as (role, area)."""
    found: list[Delivery] = []
    for role, area in offices:
        query = (
            select(DELIVERY)
            .where(DELIVERY.c.role == role, within(DELIVERY.c.area, [area]))
            .order_by(DELIVERY.c.created_at.desc(), DELIVERY.c.id)
            .limit(limit)
        )
        found += [_delivery(row) for row in connection.execute(query).mappings()]
    return found


def update_delivery(connection: Connection, delivery_id: str, **values: Any) -> None:
    """Note what became of a delivery."""
    connection.execute(update(DELIVERY).where(DELIVERY.c.id == delivery_id).values(**values))


def office(connection: Connection, role: str, area: str) -> Office | None:
    """The office of a role in exactly that area."""
    query = select(OFFICE).where(OFFICE.c.role == role, OFFICE.c.area == area)
    row = connection.execute(query).mappings().one_or_none()
    return Office(**row) if row else None


def put_office(connection: Connection, record: Office) -> None:
    """Add or replace an office."""
    values = {name: getattr(record, name) for name in Office.__slots__}
    key = and_(OFFICE.c.role == record.role, OFFICE.c.area == record.area)
    if connection.execute(update(OFFICE).where(key).values(**values)).rowcount == 0:
        connection.execute(insert(OFFICE).values(**values))


def _document(row: RowMapping) -> Document:
    return Document(**row)


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(**row)
