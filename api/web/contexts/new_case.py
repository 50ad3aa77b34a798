"""The form with which a case is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.web.contexts.common import FindingView, Link, regency_href
from engine.domain.facts import Place
from engine.domain.opening import VILLAGE_KINDS
from engine.domain.procedure import Procedure
from engine.reference import regions
from engine.services.context import Context
from engine.services.views import RegencyView


@dataclass(frozen=True, slots=True)
class TypedOpening:
    """What the officer typed, kept as typed."""

    title: str = ""
    occurred_on: str = ""
    villages: tuple[str, ...] = ()
    parent: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class VillageChoice:
    """A village that may be ticked."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DistrictChoice:
    """The villages of one kecamatan."""

    name: str
    villages: tuple[VillageChoice, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class ParentChoice:
    """A case from which the new one may open."""

    id: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class NewCaseView:
    """The page of the form."""

    regency: Link
    procedure: str
    procedure_name: str
    description: str
    subject: str
    typed: TypedOpening
    today: str
    districts: tuple[DistrictChoice, ...]
    parents: tuple[ParentChoice, ...]
    parent_step: str
    key: str
    message: str
    problems: dict[str, str]
    findings: tuple[FindingView, ...]


def new_case_view(  # noqa: PLR0913 - what the page is made of
    ctx: Context,
    procedure: Procedure,
    found: RegencyView,
    typed: TypedOpening,
    *,
    today: str,
    key: str,
    message: str = "",
    problems: dict[str, str] | None = None,
    findings: tuple[FindingView, ...] = (),
) -> NewCaseView:
    """The form as typed so far, with what was wrong about it."""
    return NewCaseView(
        regency=Link(found.place.name, regency_href(found.place.code)),
        procedure=procedure.id,
        procedure_name=procedure.name,
        description=procedure.description,
        subject=procedure.subject,
        typed=typed,
        today=today,
        districts=_districts(found.place, typed.villages) if procedure.villages_required else (),
        parents=_parents(procedure, found, typed.parent),
        parent_step=_parent_step(ctx, procedure),
        key=key,
        message=message,
        problems={"title": "", "occurred_on": "", "villages": "", "parent": "", "reason": ""}
        | (problems or {}),
        findings=findings,
    )


def _districts(regency: Place, chosen: Sequence[str]) -> tuple[DistrictChoice, ...]:
    ticked = frozenset(chosen)
    found = []
    for district in regions.children(regency.code):
        villages = tuple(
            VillageChoice(v.code, v.name, v.code in ticked)
            for v in regions.children(district.code)
            if v.kind in VILLAGE_KINDS
        )
        if villages:
            count = sum(v.chosen for v in villages)
            found.append(DistrictChoice(district.name, villages, count))
    return tuple(found)


def _parent_step(ctx: Context, procedure: Procedure) -> str:
    """The step from which the procedure opens, by name; empty when it opens from none."""
    if procedure.opens_from is None:
        return ""
    wanted, step = procedure.opens_from
    return ctx.catalog.latest(wanted).by_id[step].name


def _parents(procedure: Procedure, found: RegencyView, chosen: str) -> tuple[ParentChoice, ...]:
    """Cases that have come far enough for this one to open from them."""
    if procedure.opens_from is None:
        return ()
    wanted, step = procedure.opens_from
    return tuple(
        ParentChoice(c.id, c.state.title, c.id == chosen)
        for c in found.cases
        if c.procedure_id == wanted and c.state.cell(step).settled
    )
