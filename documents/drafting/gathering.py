"""Gathering what a document is made from: the one part of drafting that does I/O."""

from __future__ import annotations

from typing import cast

from documents import catalogue
from documents.drafting.rules import kinds, rule
from documents.drafting.source import Issued, Source
from documents.emblem import emblems
from documents.layout import Layout
from documents.locale import Zone
from documents.model import Picture
from documents.office_layout import layout_of
from engine.domain.case import CaseState, Cell, Data
from engine.domain.facts import Place
from engine.domain.mandates import Post
from engine.domain.procedure import Scope, Step
from engine.errors import InvalidInput, NotFound
from engine.reference import offices as usual
from engine.reference import regions
from engine.services import papers, visits
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.mandates import register
from engine.services.maps import CaseMap, case_map
from engine.services.offices import offices
from engine.services.views import CaseView

_DRAWN = "peta_skematis"
_MAP_KIND = "lampiran-peta"
_PICTURES = ("image/png", "image/jpeg")
_LARGEST_PICTURE = 2_000_000


def gather(ctx: Context, view: CaseView, kind: str, step_id: str, village: str = "") -> Source:
    """The source of a document of a case's step, without number and date.

    Raises NotFound for a step the procedure does not have, InvalidInput when the step does not
    produce this kind or the village is not one of the case.
    """
    step = _step(view, kind, step_id, village)
    state = view.state
    codes = _codes(state)
    wanted = [(role, area) for role in usual.roles() for area in _areas(role, codes)]
    mandates = register(ctx, (Post(*key) for key in wanted))
    signing = ((post.role, post.area) for post in mandates.titles)
    layout = layout_of(ctx, usual.area_of(rule(kind).penerbit, village or state.regency))
    return Source(
        kind=kind,
        procedure=view.procedure,
        state=state,
        step=step,
        village=village,
        places=_places(codes),
        offices=offices(ctx, {*wanted, *signing}),
        law=ctx.catalog.law,
        mandates=mandates,
        today=ctx.today(state.regency),
        zone=cast("Zone", regions.zone_short(state.regency)),
        demonstration=view.stored.demonstration,
        map_picture=_map(ctx, state, step),
        outlines=_outlines(ctx, view, kind, layout),
        layout=layout,
        emblems=emblems(ctx, codes),
        issued=_issued(view),
        visit=_visit(ctx, view, step, village),
    )


def _visit(ctx: Context, view: CaseView, step: Step, village: str) -> Data:
    """What the visit planned for a step says, under the names of the fields of its letters."""
    planned = visits.for_step(ctx, view.id, step.id, village)
    if planned is None:
        return {}
    visit, names = planned
    first, last = visit.starts_on.isoformat(), visit.ends_on.isoformat()
    return {
        "tanggal_rencana": first,
        "waktu_mulai": visit.begins.strftime("%H.%M"),
        "tempat": visit.place,
        "tugas_mulai": first,
        "tugas_selesai": last,
        "lokasi_tugas": f"{visit.place}, {view.regency.name}",
        "tugas": "\n".join((visit.purpose, *visit.agenda)),
        "petugas": [{"nama": name} for name in names],
    }


def _issued(view: CaseView) -> tuple[Issued, ...]:
    return tuple(
        Issued(d.kind, d.village, d.number, d.dated)
        for d in view.documents
        if d.state == papers.SIGNED and d.number and d.dated
    )


def _step(view: CaseView, kind: str, step_id: str, village: str) -> Step:
    step = view.procedure.step(step_id)
    if step is None:
        message = f"Langkah {step_id!r} tidak ada dalam prosedur {view.procedure.name}."
        raise NotFound(message)
    anywhere = kind in kinds().naskah and rule(kind).setiap_langkah
    if kind not in step.documents and not anywhere:
        message = f"Langkah {step.name} tidak menghasilkan naskah {kind!r}."
        raise InvalidInput(message)
    per_village = step.scope is Scope.VILLAGE
    if (per_village and village not in view.state.active_villages()) or (
        village and not per_village
    ):
        message = f"Desa {village!r} tidak sesuai dengan langkah {step.name}."
        raise InvalidInput(message)
    return step


def _codes(state: CaseState) -> tuple[str, ...]:
    """The regency, its province, its villages and their districts."""
    villages = state.active_villages()
    districts = {regions.parent(code) for code in villages}
    return (regions.parent(state.regency), state.regency, *sorted(districts), *villages)


def _areas(role: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if len(code.split(".")) == usual.depth(role))


def _places(codes: tuple[str, ...]) -> dict[str, Place]:
    known = regions.places(codes)
    return {code: known.get(code) or Place(code, code, "") for code in codes}


def _outlines(ctx: Context, view: CaseView, kind: str, layout: Layout) -> CaseMap | None:
    """The map the system draws, for a kind that has words for it."""
    if _DRAWN not in rule(kind).kata:
        return None
    font = layout.profile(catalogue.kind(kind).profile).huruf
    return case_map(ctx, view.procedure, view.state, font=font)


def _map(ctx: Context, state: CaseState, step: Step) -> Picture | None:
    """The map a decree carries, where it was uploaded as a picture small enough to print."""
    cells: list[Cell] = [state.cell(step.id), *(state.cell(name) for name in step.after)]
    for cell in cells:
        for item in cell.evidence:
            fits = item.media_type in _PICTURES and item.size <= _LARGEST_PICTURE
            if item.kind == _MAP_KIND and item.sha256 and fits:
                return Picture(read_file(ctx, item.sha256), item.name)
    return None
