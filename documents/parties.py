"""The offices a document concerns: who issues it, who initials it, who receives it."""

from __future__ import annotations

from documents.drafting.rules import rule
from documents.drafting.source import Source
from engine.domain.authority import roles_over
from engine.domain.case import CaseState
from engine.domain.command import Actor, Grant
from engine.domain.standing import members
from engine.reference import offices as usual
from engine.reference import regions
from engine.services import papers
from engine.services.context import Context
from engine.services.issuing import SYSTEM, Recipient
from engine.services.offices import Office, office
from engine.services.records import Document
from engine.services.views import CaseView


def issuer(source: Source) -> Office:
    """The office that issues and numbers the document of a source."""
    role = rule(source.kind).at(source.step.id).penerbit
    return source.office(role, usual.area_of(role, source.village or source.state.regency))


def issuing_office(ctx: Context, found: Document) -> Office:
    """The office that issues and numbers a document on record."""
    role = rule(found.kind).at(found.step).penerbit
    return office(ctx, role, usual.area_of(role, found.village or found.regency))


def issues(ctx: Context, actor: Actor, found: Document) -> bool:
    """Whether the person makes documents, and acts for the office whose register numbers it."""
    rules = rule(found.kind)
    makes = papers.has_power(ctx, actor, found.regency, "documents")
    if not rules.registered or not makes:
        return False
    role = rules.at(found.step).penerbit
    area = usual.area_of(role, found.village or found.regency)
    held = roles_over(ctx.catalog.procedures[0], actor, area)
    return any(r.id == role or role in r.acts_for for r in held)


def chain(document: Document) -> tuple[tuple[str, str], ...]:
    """Who must initial a document, in order: role and area of each office."""
    place = document.village or document.regency
    return tuple((role, usual.area_of(role, place)) for role in rule(document.kind).paraf)


def recipients(kind: str, view: CaseView) -> tuple[Recipient, ...]:
    """The offices a signed document of a case goes to."""
    state = view.state
    villages = members(view.procedure, state)
    found = [
        Recipient(role, area)
        for role in rule(kind).penerima
        for area in _areas(role, state, villages)
    ]
    return tuple(dict.fromkeys(found))


def system_actor(ctx: Context) -> Actor:
    """The system itself, with any role that may read and make documents, everywhere."""
    able = (r.id for r in ctx.catalog.roles.values() if {"read", "documents"} <= r.may)
    return Actor(SYSTEM, (Grant(next(able), "*"),))


def _areas(role: str, state: CaseState, villages: tuple[str, ...]) -> tuple[str, ...]:
    level = usual.level(role)
    if level == "desa":
        return villages
    if level == "kecamatan":
        return tuple(dict.fromkeys(regions.parent(code) for code in villages))
    return (usual.area_of(role, state.regency),)
