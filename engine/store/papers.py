"""Documents, numbers, deliveries and offices: reading and writing their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, insert, or_, select, update

from engine.store.cases import within
from engine.store.paper_tables import DeliveryRow, DocumentRow, OfficeRow

DOCUMENT = DocumentRow.__table__  # type: ignore[attr-defined]
DELIVERY = DeliveryRow.__table__  # type: ignore[attr-defined]
OFFICE = OfficeRow.__table__  # type: ignore[attr-defined]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Document:
    """A letter or legal draft as the store holds it.

    `prepared_by` are the persons and principals of its content; `paraf` is its chain, one entry
    for each office that must initial it.
    """

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
    prepared_by: list[str]
    paraf: list[dict[str, Any]]
    supersedes: str
    superseded_by: str
    signed_sha256: str
    signature_kind: str
    signed_at: datetime | None
    signatures: list[dict[str, Any]]

    @property
    def issued_sha256(self) -> str:
        """The edition that is handed out: the signed one where there is one."""
        return self.signed_sha256 or self.file_sha256


@dataclass(frozen=True, slots=True)
class Delivery:
    """One document on its way to one office; `notice` is what it must be told besides."""

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
    notice: str
    told_at: datetime | None
    bounced_at: datetime | None
    bounce_reason: str


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


def document_of_file(connection: Connection, digests: Sequence[str]) -> Document | None:
    """The document whose original or signed edition has one of the hashes, the newest first."""
    query = (
        select(DOCUMENT)
        .where(or_(DOCUMENT.c.file_sha256.in_(digests), DOCUMENT.c.signed_sha256.in_(digests)))
        .order_by(DOCUMENT.c.created_at.desc(), DOCUMENT.c.id.desc())
    )
    row = connection.execute(query).mappings().first()
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
    """The document of that kind for that step that is not signed yet, if there is one."""
    query = select(DOCUMENT).where(
        DOCUMENT.c.case_id == case_id,
        DOCUMENT.c.kind == kind,
        DOCUMENT.c.step == step,
        DOCUMENT.c.village == village,
        DOCUMENT.c.state.in_(("draft", "review", "numbered")),
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


def predecessors(connection: Connection, new: Document) -> list[Document]:
    """What was issued before for the same place and has no successor yet, oldest first."""
    query = select(DOCUMENT).where(
        DOCUMENT.c.case_id == new.case_id,
        DOCUMENT.c.kind == new.kind,
        DOCUMENT.c.step == new.step,
        DOCUMENT.c.village == new.village,
        DOCUMENT.c.state.in_(("signed", "withdrawn")),
        DOCUMENT.c.superseded_by == "",
        DOCUMENT.c.id != new.id,
    )
    return [_document(r) for r in connection.execute(query.order_by(DOCUMENT.c.id)).mappings()]


def some(connection: Connection, ids: Sequence[str]) -> dict[str, Document]:
    """Documents by id."""
    found: dict[str, Document] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(DOCUMENT).where(DOCUMENT.c.id.in_(ids[start : start + _AT_ONCE]))
        found |= {row["id"]: _document(row) for row in connection.execute(query).mappings()}
    return found


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


def deliveries_to(connection: Connection, role: str, area: str) -> list[Delivery]:
    """Everything sent to one office, oldest first."""
    query = select(DELIVERY).where(DELIVERY.c.role == role, DELIVERY.c.area == area)
    ordered = query.order_by(DELIVERY.c.created_at, DELIVERY.c.id)
    return [_delivery(row) for row in connection.execute(ordered).mappings()]


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
