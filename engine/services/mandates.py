"""The register of mandates: who holds which office from when to when, and who may sign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from engine.domain.authority import roles_over
from engine.domain.command import Actor, Grant
from engine.domain.mandates import (
    DAY,
    SEATED,
    Answer,
    Delegation,
    Mode,
    Post,
    Register,
    Term,
)
from engine.domain.signing_authority import misfits, who_may
from engine.errors import FieldProblem, Forbidden, InvalidInput, NotFound, Refused
from engine.reference import mandates as shipped
from engine.reference import offices as usual
from engine.services.cases import areas_of
from engine.services.context import Context
from engine.services.offices import offices
from engine.store import mandates as store
from engine.store.database import Connection

_LOCK = 7005
_NIP_DIGITS = 18
_M = TypeVar("_M", Term, Delegation)


def add_term(ctx: Context, actor: Actor, term: Term) -> Term:
    """Record a term; its id is given here.

    Raises Forbidden for a person without the office's area, InvalidInput for what is missing or
    malformed, and Refused when it cannot stand beside what is on record.
    """
    _must_keep(ctx, actor, term.post)
    _refuse_malformed(_term_problems(ctx, term))
    return _add(ctx, term, actor.person)


def add_delegation(ctx: Context, actor: Actor, delegation: Delegation) -> Delegation:
    """Record that an office signs for another; its id is given here. Raises as `add_term`."""
    _must_keep(ctx, actor, delegation.giver)
    _refuse_malformed(_delegation_problems(ctx, delegation))
    return _add(ctx, delegation, actor.person)


def end(ctx: Context, actor: Actor, mandate_id: str, last: date, reason: str) -> Term | Delegation:
    """Fix the last day of a mandate; a day before its first says that it never held.

    A mandate is never lengthened: that takes a new one with its own instrument. Raises
    NotFound, Forbidden, InvalidInput, and Refused while a deputy would be left without cause.
    """
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        term = store.term(connection, mandate_id)
        held = term or store.delegation(connection, mandate_id)
        if held is None:
            message = f"Mandat {mandate_id!r} tidak ada."
            raise NotFound(message)
        post = post_of(held)
        _must_keep(ctx, actor, post)
        problems = []
        if not reason.strip():
            problems.append(FieldProblem("reason", "Alasan mengakhiri mandat belum ditulis."))
        if last > held.spell.last:
            message = "Mandat tidak diperpanjang; catat mandat baru dengan dasarnya sendiri."
            problems.append(FieldProblem("last", message))
        _refuse_malformed(problems)
        table = store.TERM if term else store.DELEGATION
        last = max(last, held.spell.start - DAY)
        store.end(
            connection,
            table,
            mandate_id,
            last=last,
            person=actor.person,
            now=ctx.now(),
            reason=reason.strip(),
        )
        _refuse_misfits(ctx, connection, post)
    return replace(held, spell=replace(held.spell, end=last))


def listed(ctx: Context, actor: Actor) -> tuple[list[Term], list[Delegation]]:
    """Every mandate of the offices in the actor's areas, also those that are over."""
    with ctx.database.read() as connection:
        areas = areas_of(ctx, actor)
        terms = store.terms_within(connection, areas)
        return terms, store.delegations_within(connection, areas)


def who(ctx: Context, role: str, area: str, on: date, act: str = "") -> Answer:
    """Who may lawfully sign for an office on a date; without a document, who holds it.

    Raises UnknownRegion for an office that is none.
    """
    usual.default(role, area)
    post = Post(role, area)
    return who_may(register(ctx, [post]), post, act, on)


def who_for(
    ctx: Context, actor: Actor, post: Post, on: date, act: str = ""
) -> tuple[Answer, Register]:
    """Who may lawfully sign, for somebody who reads in the office's area, and what is known.

    Raises NotFound outside the area, UnknownRegion for an office that is none, and InvalidInput
    for a document that is none.
    """
    usual.default(post.role, post.area)
    if not any(Grant("", area).covers(post.area) for area in areas_of(ctx, actor)):
        message = f"Kantor {post.role} di wilayah {post.area} tidak ditemukan."
        raise NotFound(message)
    if act and act not in acts(ctx):
        message = f"Naskah tidak dikenal: {act}."
        raise InvalidInput(message, [FieldProblem("act", message)])
    known = register(ctx, [post])
    return who_may(known, post, act, on), known


def register(ctx: Context, posts: Iterable[Post]) -> Register:
    """All that is on record about some offices and about whoever signs for them."""
    with ctx.database.read() as connection:
        known = _register(ctx, connection, posts)
    named = offices(ctx, [(p.role, p.area) for p in _posts(known)])
    titles = {Post(*key): office.head for key, office in named.items()}
    return replace(known, titles=titles)


def acts(ctx: Context) -> frozenset[str]:
    """The documents that a mandate may be limited to."""
    return frozenset(
        kind for p in ctx.catalog.versions.values() for s in p.steps for kind in s.documents
    )


def _add(ctx: Context, mandate: _M, person: str) -> _M:
    post = post_of(mandate)
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        if isinstance(mandate, Term):
            serial = store.count(connection, store.TERM) + 1
            mandate = replace(mandate, id=f"PJ-{post.area}-{serial:04d}")
            store.insert_term(connection, mandate, person, ctx.now())
        else:
            serial = store.count(connection, store.DELEGATION) + 1
            mandate = replace(mandate, id=f"MD-{post.area}-{serial:04d}")
            store.insert_delegation(connection, mandate, person, ctx.now())
        _refuse_misfits(ctx, connection, post)
    return mandate


def _register(ctx: Context, connection: Connection, posts: Iterable[Post]) -> Register:
    asked = frozenset(posts)
    given = store.delegations_of(connection, asked) if asked else []
    every = asked | {d.taker for d in given}
    terms = store.terms_of(connection, every) if every else []
    return Register(shipped.rules(ctx.catalog.law), terms, given)


def _posts(known: Register) -> frozenset[Post]:
    given = known.delegations
    through = {d.through for d in given if d.through}
    return frozenset({t.post for t in known.terms} | through).union(
        *({d.giver, d.taker} for d in given)
    )


def _refuse_misfits(ctx: Context, connection: Connection, post: Post) -> None:
    """Raises Refused, so that the transaction is undone, for what cannot stand together."""
    if found := misfits(_register(ctx, connection, [post])):
        raise Refused(found)


def may_keep(ctx: Context, actor: Actor, post: Post) -> bool:
    """Whether the person keeps the register of an office: whoever makes documents there."""
    held = roles_over(ctx.catalog.procedures[0], actor, post.area)
    return any("documents" in role.may for role in held)


def post_of(mandate: Term | Delegation) -> Post:
    """The office a mandate belongs to: the one held, or the one that delegates."""
    return mandate.post if isinstance(mandate, Term) else mandate.giver


def _must_keep(ctx: Context, actor: Actor, post: Post) -> None:
    if not may_keep(ctx, actor, post):
        message = "Anda tidak berwenang mencatat pejabat kantor di wilayah ini."
        raise Forbidden(message)


def _refuse_malformed(problems: list[FieldProblem]) -> None:
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), problems)


def _term_problems(ctx: Context, term: Term) -> list[FieldProblem]:
    problems = _problems(ctx, term, [term.post])
    if not term.official.name.strip():
        problems.append(FieldProblem("name", "Nama pejabat belum diisi."))
    nip = term.official.nip
    if nip and not (nip.isascii() and nip.isdigit() and len(nip) == _NIP_DIGITS):
        problems.append(FieldProblem("nip", f"NIP ditulis {_NIP_DIGITS} angka tanpa spasi."))
    if term.holding not in SEATED and term.spell.end is None:
        message = "Tanggal berakhir Plh. atau Pjs. belum diisi."
        problems.append(FieldProblem("until", message))
    return problems


def _delegation_problems(ctx: Context, given: Delegation) -> list[FieldProblem]:
    through = given.through
    posts = [given.giver, given.taker, *([through] if through else [])]
    problems = _problems(ctx, given, posts)
    if len(set(posts)) < len(posts):
        problems.append(FieldProblem("taker", "Kantor tidak memberi mandat kepada dirinya."))
    if (given.mode is Mode.UB) != (through is not None):
        message = "Kantor perantara diisi hanya untuk u.b."
        problems.append(FieldProblem("through", message))
    if not given.scope:
        message = "Naskah yang dimandatkan belum disebut."
        problems.append(FieldProblem("scope", message))
    return problems


def _problems(
    ctx: Context, mandate: Term | Delegation, posts: Iterable[Post]
) -> list[FieldProblem]:
    for post in posts:
        usual.default(post.role, post.area)
    problems = []
    if mandate.spell.end is not None and mandate.spell.end < mandate.spell.start:
        problems.append(FieldProblem("until", "Tanggal berakhir mendahului tanggal mulai."))
    if not mandate.basis.number.strip():
        problems.append(FieldProblem("number", "Nomor dasar mandat belum diisi."))
    if unknown := mandate.scope - acts(ctx):
        message = f"Naskah tidak dikenal: {', '.join(sorted(unknown))}."
        problems.append(FieldProblem("scope", message))
    return problems
