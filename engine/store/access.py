"""Accounts, sessions, keys, files, idempotency records, reminders: their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from engine.domain.command import Grant
from engine.store.access_tables import AccountRow, ApiKeyRow, AttemptRow, GrantRow, SessionRow
from engine.store.tables import FileRow, IdempotencyRow

ACCOUNT = AccountRow.__table__  # type: ignore[attr-defined]
GRANT = GrantRow.__table__  # type: ignore[attr-defined]
SESSION = SessionRow.__table__  # type: ignore[attr-defined]
ATTEMPT = AttemptRow.__table__  # type: ignore[attr-defined]
API_KEY = ApiKeyRow.__table__  # type: ignore[attr-defined]
IDEMPOTENCY = IdempotencyRow.__table__  # type: ignore[attr-defined]
FILE = FileRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in."""

    username: str
    name: str
    password_hash: str
    active: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A logged-in browser."""

    token_hash: str
    username: str
    csrf: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A client's key, without the key."""

    id: str
    name: str
    key_hash: str
    area: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file by its content hash."""

    sha256: str
    size: int
    media_type: str
    name: str
    stored_by: str
    stored_at: datetime


def account(connection: Connection, username: str) -> Account | None:
    """One account."""
    row = (
        connection.execute(select(ACCOUNT).where(ACCOUNT.c.username == username))
        .mappings()
        .one_or_none()
    )
    return Account(**row) if row else None


def accounts(connection: Connection) -> list[Account]:
    """All accounts in name order."""
    rows = connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.username)).mappings()
    return [Account(**row) for row in rows]


def put_account(connection: Connection, record: Account) -> None:
    """Add or replace an account."""
    values = {name: getattr(record, name) for name in Account.__slots__}
    key = ACCOUNT.c.username == record.username
    if connection.execute(update(ACCOUNT).where(key).values(**values)).rowcount == 0:
        connection.execute(insert(ACCOUNT).values(**values))


def grants(connection: Connection, holder: str) -> tuple[Grant, ...]:
    """The roles a person or key holds."""
    query = select(GRANT).where(GRANT.c.holder == holder).order_by(GRANT.c.role, GRANT.c.area)
    return tuple(Grant(row.role, row.area) for row in connection.execute(query))


def set_grants(connection: Connection, holder: str, held: Sequence[Grant]) -> None:
    """Replace the roles of a person or key."""
    connection.execute(delete(GRANT).where(GRANT.c.holder == holder))
    rows = [{"holder": holder, "role": g.role, "area": g.area} for g in set(held)]
    if rows:
        connection.execute(insert(GRANT), rows)


def add_session(connection: Connection, record: Session) -> None:
    """Remember a login."""
    values = {name: getattr(record, name) for name in Session.__slots__}
    connection.execute(insert(SESSION).values(**values))


def session(connection: Connection, token_hash: str) -> Session | None:
    """A login by the hash of its cookie."""
    query = select(SESSION).where(SESSION.c.token_hash == token_hash)
    row = connection.execute(query).mappings().one_or_none()
    return Session(**row) if row else None


def extend_session(connection: Connection, token_hash: str, expires_at: datetime) -> None:
    """Keep a used login alive."""
    connection.execute(
        update(SESSION).where(SESSION.c.token_hash == token_hash).values(expires_at=expires_at)
    )


def end_session(connection: Connection, token_hash: str) -> None:
    """Forget a login."""
    connection.execute(delete(SESSION).where(SESSION.c.token_hash == token_hash))


def end_sessions_of(connection: Connection, username: str) -> None:
    """Forget every login of a person."""
    connection.execute(delete(SESSION).where(SESSION.c.username == username))


def end_expired_sessions(connection: Connection, now: datetime) -> None:
    """Forget logins whose time is over."""
    connection.execute(delete(SESSION).where(SESSION.c.expires_at <= now))


def failures(connection: Connection, username: str) -> tuple[int, datetime | None]:
    """Failed logins of a name since the last success, and when the last was."""
    query = select(ATTEMPT.c.failures, ATTEMPT.c.last_at).where(ATTEMPT.c.username == username)
    row = connection.execute(query).one_or_none()
    return (row.failures, row.last_at) if row else (0, None)


def note_failure(connection: Connection, username: str, now: datetime) -> None:
    """Count one more failed login."""
    key = ATTEMPT.c.username == username
    changed = connection.execute(
        update(ATTEMPT).where(key).values(failures=ATTEMPT.c.failures + 1, last_at=now)
    )
    if changed.rowcount == 0:
        connection.execute(insert(ATTEMPT).values(username=username, failures=1, last_at=now))


def clear_failures(connection: Connection, username: str) -> None:
    """Forget failed logins after a success."""
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.username == username))


def add_api_key(connection: Connection, record: ApiKey) -> None:
    """Remember a key by its hash."""
    values = {name: getattr(record, name) for name in ApiKey.__slots__}
    connection.execute(insert(API_KEY).values(**values))


def api_key(connection: Connection, key_hash: str) -> ApiKey | None:
    """A key by its hash, revoked or not."""
    row = (
        connection.execute(select(API_KEY).where(API_KEY.c.key_hash == key_hash))
        .mappings()
        .one_or_none()
    )
    return ApiKey(**row) if row else None


def api_keys(connection: Connection) -> list[ApiKey]:
    """All keys, oldest first."""
    rows = connection.execute(
        select(API_KEY).order_by(API_KEY.c.created_at, API_KEY.c.id)
    ).mappings()
    return [ApiKey(**row) for row in rows]


def revoke_api_key(connection: Connection, key_id: str, now: datetime) -> bool:
    """End a key; False when there is no such key in force."""
    key = (API_KEY.c.id == key_id) & API_KEY.c.revoked_at.is_(None)
    return connection.execute(update(API_KEY).where(key).values(revoked_at=now)).rowcount > 0


def first_answer(
    connection: Connection, person: str, key: str
) -> tuple[str, dict[str, Any]] | None:
    """The request hash and answer kept for an idempotency key."""
    query = select(IDEMPOTENCY).where(IDEMPOTENCY.c.person == person, IDEMPOTENCY.c.key == key)
    row = connection.execute(query).one_or_none()
    return (row.request_hash, row.answer) if row else None


def keep_answer(
    connection: Connection,
    person: str,
    key: str,
    request_hash: str,
    answer: dict[str, Any],
    now: datetime,
) -> None:
    """Keep the first answer to a request."""
    connection.execute(
        insert(IDEMPOTENCY).values(
            person=person, key=key, request_hash=request_hash, answer=answer, created_at=now
        )
    )


def file(connection: Connection, sha256: str) -> StoredFile | None:
    """What is known of a file."""
    row = connection.execute(select(FILE).where(FILE.c.sha256 == sha256)).mappings().one_or_none()
    return StoredFile(**row) if row else None


def add_file(connection: Connection, record: StoredFile) -> None:
    """Remember a file; the same content again changes nothing."""
    if file(connection, record.sha256) is None:
        values = {name: getattr(record, name) for name in StoredFile.__slots__}
        connection.execute(insert(FILE).values(**values))
