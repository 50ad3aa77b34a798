"""What a person may try on a document, so that pages offer it; the acts themselves ask again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from documents.drafting import numbers
from documents.drafting.rules import rule
from documents.issue import paraf_required
from documents.parties import chain, issues, issuing_office
from engine.domain.command import Actor
from engine.services import lifecycle, papers, register
from engine.services.context import Context
from engine.services.papers import DRAFT, NUMBERED, REVIEW, SIGNED, UNSIGNED
from engine.services.records import Document

May = Callable[[Context, Actor, Document], bool]


def allowed(ctx: Context, actor: Actor, found: Document) -> tuple[str, ...]:
    """The names of the actions (`documents.actions`) this person may try on a document now."""
    return tuple(name for name, may in _PERMISSIONS.items() if may(ctx, actor, found))


def _makes(ctx: Context, actor: Actor, found: Document) -> bool:
    return papers.has_power(ctx, actor, found.regency, "documents")


def _may_draft(ctx: Context, actor: Actor, found: Document) -> bool:
    return found.state in (DRAFT, REVIEW) and _makes(ctx, actor, found)


def _may_submit(ctx: Context, actor: Actor, found: Document) -> bool:
    return found.state == DRAFT and bool(chain(found)) and _makes(ctx, actor, found)


def _may_initial(_: Context, actor: Actor, found: Document) -> bool:
    place = lifecycle.awaited(found)
    if place is None:
        return False
    link = found.paraf[place]
    before = {*found.prepared_by, *(person for each in found.paraf for person in each["by"])}
    return papers.holds(actor, link["role"], link["area"]) and not before & actor.identities


def _may_return(ctx: Context, actor: Actor, found: Document) -> bool:
    if found.state not in (*UNSIGNED, SIGNED):
        return False
    links = found.paraf if found.state == REVIEW else []
    return papers.has_power(ctx, actor, found.regency, "return") or any(
        papers.holds(actor, link["role"], link["area"]) for link in links
    )


def _ready(ctx: Context, actor: Actor, found: Document) -> bool:
    """Whether this person may number the document now, in whichever register."""
    if not issues(ctx, actor, found):
        return False
    if found.state == DRAFT:
        return not paraf_required(ctx, found, issuing_office(ctx, found))
    return lifecycle.initialled(found)


def _elsewhere(ctx: Context, found: Document) -> bool:
    return bool(numbers.setting_of(ctx, found.kind, issuing_office(ctx, found)).elsewhere)


def _may_number(ctx: Context, actor: Actor, found: Document) -> bool:
    return _ready(ctx, actor, found) and not _elsewhere(ctx, found)


def _may_sign(ctx: Context, actor: Actor, found: Document) -> bool:
    if found.state == NUMBERED:
        return issues(ctx, actor, found)
    return _may_number(ctx, actor, found)


def _may_record(ctx: Context, actor: Actor, found: Document) -> bool:
    return _ready(ctx, actor, found) and _elsewhere(ctx, found)


def _may_insert(ctx: Context, actor: Actor, found: Document) -> bool:
    return found.state in (DRAFT, REVIEW) and issues(ctx, actor, found)


def _may_approve(ctx: Context, actor: Actor, found: Document) -> bool:
    if not _may_insert(ctx, actor, found):
        return False
    waiting = [n for n in papers.numbers_of(ctx, found.id) if n.state == register.REQUESTED]
    return any(not actor.identities & set(n.taken_by.split("/")) for n in waiting)


def _may_correct(ctx: Context, actor: Actor, found: Document) -> bool:
    return found.state == SIGNED and rule(found.kind).registered and _makes(ctx, actor, found)


def _may_void(ctx: Context, actor: Actor, found: Document) -> bool:
    return found.state in (*UNSIGNED, SIGNED) and issues(ctx, actor, found)


def _may_send(ctx: Context, actor: Actor, found: Document) -> bool:
    waiting = any(d.sent_at is None for d in papers.deliveries(ctx, found.id))
    return found.state == SIGNED and waiting and _makes(ctx, actor, found)


def _may_acknowledge(ctx: Context, actor: Actor, found: Document) -> bool:
    waiting = (d for d in papers.deliveries(ctx, found.id) if d.acknowledged_at is None)
    mine = any(papers.receives(actor, d) for d in waiting)
    return (
        found.state == SIGNED
        and mine
        and papers.has_power(ctx, actor, found.regency, "acknowledge")
    )


_PERMISSIONS: Mapping[str, May] = MappingProxyType(
    {
        "draft": _may_draft,
        "submit": _may_submit,
        "paraf": _may_initial,
        "return": _may_return,
        "number": _may_number,
        "sign": _may_sign,
        "record_number": _may_record,
        "insert": _may_insert,
        "approve_insertion": _may_approve,
        "ralat": _may_correct,
        "void": _may_void,
        "send": _may_send,
        "acknowledge": _may_acknowledge,
    }
)
