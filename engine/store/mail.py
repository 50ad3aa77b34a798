"""Messages that left, by the name in their Message-ID."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from engine.store.cases import within
from engine.store.paper_tables import MailRow
from engine.store.papers import DELIVERY

MAIL = MailRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one address; `delivery_id` is empty for a message of the day."""

    id: str
    delivery_id: str
    area: str
    address: str
    subject: str
    first_sent_at: datetime
    bounced_at: datetime | None = None
    reason: str = ""


def put(connection: Connection, mail: Mail) -> None:
    """Note a message once; a repeat of it is the same message."""
    if not connection.execute(select(MAIL.c.id).where(MAIL.c.id == mail.id)).first():
        connection.execute(insert(MAIL).values(**asdict(mail)))


def find(connection: Connection, ids: Sequence[str]) -> list[Mail]:
    """The messages of those names, oldest first."""
    query = select(MAIL).where(MAIL.c.id.in_(ids)).order_by(MAIL.c.first_sent_at)
    return [Mail(**row) for row in connection.execute(query).mappings()]


def of_delivery(connection: Connection, delivery_id: str) -> int:
    """How many messages a delivery took so far."""
    query = select(func.count()).select_from(MAIL).where(MAIL.c.delivery_id == delivery_id)
    return connection.execute(query).scalar_one()


def bounce(connection: Connection, mail_id: str, reason: str, now: datetime) -> bool:
    """A message came back; False when that was known."""
    first = (MAIL.c.id == mail_id) & MAIL.c.bounced_at.is_(None)
    done = connection.execute(update(MAIL).where(first).values(bounced_at=now, reason=reason))
    return bool(done.rowcount)


def bounced(connection: Connection, areas: Sequence[str], since: datetime) -> list[Mail]:
    """What came back from the areas since then, or still waits to be sent anew; newest first."""
    waits = DELIVERY.c.state == "bounced"
    query = (
        select(MAIL)
        .outerjoin(DELIVERY, DELIVERY.c.id == MAIL.c.delivery_id)
        .where(MAIL.c.bounced_at.is_not(None), within(MAIL.c.area, areas))
        .where(or_(MAIL.c.bounced_at >= since, waits))
        .order_by(MAIL.c.bounced_at.desc(), MAIL.c.id)
    )
    return [Mail(**row) for row in connection.execute(query).mappings()]
