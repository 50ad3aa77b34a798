"""Accounts, logins and API keys. Passwords by argon2, tokens by hash, nothing in the clear."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256

from pwdlib import PasswordHash

from engine.domain.command import Actor, Grant
from engine.errors import FieldProblem, InvalidInput, NotFound, Unauthenticated
from engine.reference import regions
from engine.services.context import Context
from engine.services.stand_ins import actor_of
from engine.store import access
from engine.store.access import Account, ApiKey, Session

MIN_PASSWORD = 10
_FREE_ATTEMPTS = 5
_KEY_PREFIX = "kws_"
_WRONG = "Nama pengguna atau kata sandi tidak cocok."


@dataclass(frozen=True, slots=True)
class Login:
    """A fresh session: the cookie's value and the CSRF token of its forms."""

    token: str
    csrf: str
    actor: Actor
    name: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is behind a request."""

    actor: Actor
    name: str
    csrf: str = ""


def create_account(
    ctx: Context, username: str, name: str, password: str, grants: Sequence[Grant]
) -> None:
    """Add or replace an account; every login it had ends.

    Raises InvalidInput for a bad name, a short password, an unknown role or area.
    """
    problems = _account_problems(ctx, username, name, password, grants)
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    hashed = _passwords().hash(password)
    with ctx.database.write() as connection:
        access.put_account(
            connection, Account(username, name.strip(), hashed, active=True, created_at=ctx.now())
        )
        access.set_grants(connection, username, grants)
        access.end_sessions_of(connection, username)


def accounts(ctx: Context) -> list[tuple[Account, tuple[Grant, ...]]]:
    """All accounts with their roles."""
    with ctx.database.read() as connection:
        return [(a, access.grants(connection, a.username)) for a in access.accounts(connection)]


def acting_as(ctx: Context, username: str) -> Actor | None:
    """An active account as it may act today; None when there is none of that name."""
    with ctx.database.read() as connection:
        account = access.account(connection, username)
        if account is None or not account.active:
            return None
        return actor_of(ctx, connection, username)


def login(ctx: Context, username: str, password: str) -> Login:
    """Open a session; raises Unauthenticated, alike for a wrong name and a wrong password.

    After a few failures a name must wait, longer each time.
    """
    now = ctx.now()
    with ctx.database.read() as connection:
        account = access.account(connection, username)
        count, last = access.failures(connection, username)
        actor = actor_of(ctx, connection, username)
    wait = timedelta(seconds=min(2 ** max(count - _FREE_ATTEMPTS, 0), 900))
    if count >= _FREE_ATTEMPTS and last is not None and now < last + wait:
        message = "Terlalu banyak percobaan. Tunggu beberapa saat, lalu coba lagi."
        raise Unauthenticated(message)
    known = account.password_hash if account else _decoy()
    correct = _passwords().verify(password, known)
    if account is None or not account.active or not correct:
        with ctx.database.write() as connection:
            access.note_failure(connection, username, now)
        raise Unauthenticated(_WRONG)
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    session = Session(_hash(token), username, csrf, now, now + _lifetime(ctx))
    with ctx.database.write() as connection:
        access.clear_failures(connection, username)
        access.end_expired_sessions(connection, now)
        access.add_session(connection, session)
    return Login(token, csrf, actor, account.name)


def visitor(ctx: Context, token: str) -> Visitor | None:
    """Who a session cookie belongs to; None when it is unknown or over."""
    now = ctx.now()
    with ctx.database.read() as connection:
        session = access.session(connection, _hash(token))
        if session is None or session.expires_at <= now:
            return None
        account = access.account(connection, session.username)
        if account is None or not account.active:
            return None
        actor = actor_of(ctx, connection, account.username)
    if session.expires_at - now < _lifetime(ctx) / 2:
        with ctx.database.write() as connection:
            access.extend_session(connection, session.token_hash, now + _lifetime(ctx))
    return Visitor(actor, account.name, session.csrf)


def logout(ctx: Context, token: str) -> None:
    """End a session."""
    with ctx.database.write() as connection:
        access.end_session(connection, _hash(token))


def create_api_key(ctx: Context, name: str, area: str, role: str = "pembaca") -> tuple[str, str]:
    """A new key for a client: (id, key). The key is shown this once; only its hash is kept.

    Raises InvalidInput for an unknown area or role.
    """
    problems = [*_grant_problems(ctx, [Grant(role, area)])]
    if not name.strip():
        problems.append(FieldProblem("name", "Nama kunci belum diisi."))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    key_id, key = secrets.token_hex(4), _KEY_PREFIX + secrets.token_urlsafe(32)
    record = ApiKey(key_id, name.strip(), _hash(key), area, ctx.now(), None)
    with ctx.database.write() as connection:
        access.add_api_key(connection, record)
        access.set_grants(connection, _key_holder(key_id), [Grant(role, area)])
    return key_id, key


def client(ctx: Context, key: str) -> Visitor | None:
    """Who an API key belongs to; None when it is unknown or revoked."""
    with ctx.database.read() as connection:
        found = access.api_key(connection, _hash(key))
        if found is None or found.revoked_at is not None:
            return None
        holder = _key_holder(found.id)
        return Visitor(Actor(holder, access.grants(connection, holder)), found.name)


def holder(ctx: Context, name: str) -> Actor | None:
    """An account or an API key as it may act today; None when it is inactive, revoked, unknown."""
    if not name.startswith(_key_holder("")):
        return acting_as(ctx, name)
    with ctx.database.read() as connection:
        valid = [k for k in access.api_keys(connection) if k.revoked_at is None]
        if name not in {_key_holder(k.id) for k in valid}:
            return None
        return Actor(name, access.grants(connection, name))


def api_keys(ctx: Context) -> list[ApiKey]:
    """All keys, without the keys themselves."""
    with ctx.database.read() as connection:
        return access.api_keys(connection)


def revoke_api_key(ctx: Context, key_id: str) -> None:
    """End a key at once; raises NotFound."""
    with ctx.database.write() as connection:
        if not access.revoke_api_key(connection, key_id, ctx.now()):
            message = f"Kunci {key_id!r} tidak ada atau sudah dicabut."
            raise NotFound(message)


def _account_problems(
    ctx: Context, username: str, name: str, password: str, grants: Sequence[Grant]
) -> list[FieldProblem]:
    problems = []
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,60}", username):
        message = "Nama pengguna: huruf kecil, angka, titik, garis; 2 sampai 61 huruf."
        problems.append(FieldProblem("username", message))
    if not name.strip():
        problems.append(FieldProblem("name", "Nama belum diisi."))
    if len(password) < MIN_PASSWORD:
        message = f"Kata sandi paling sedikit {MIN_PASSWORD} huruf."
        problems.append(FieldProblem("password", message))
    return problems + list(_grant_problems(ctx, grants))


def _grant_problems(ctx: Context, grants: Sequence[Grant]) -> list[FieldProblem]:
    problems = []
    for grant in grants:
        if grant.role not in ctx.catalog.roles:
            problems.append(FieldProblem("role", f"Peran {grant.role!r} tidak dikenal."))
        if grant.area != "*" and regions.find(grant.area) is None:
            problems.append(FieldProblem("area", f"Kode wilayah {grant.area!r} tidak dikenal."))
    return problems


def _key_holder(key_id: str) -> str:
    return f"kunci:{key_id}"


def _lifetime(ctx: Context) -> timedelta:
    return timedelta(hours=ctx.settings.session_hours)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@cache
def _passwords() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _decoy() -> str:
    """A hash nobody's password matches: an unknown name takes as long as a wrong password."""
    return _passwords().hash(secrets.token_urlsafe(16))
