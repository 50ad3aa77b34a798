"""A step's page and every act on a step. What was typed survives every refusal."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.cases import people
from api.web.contexts.actions import step_actions
from api.web.contexts.common import step_href
from api.web.contexts.consequences import NOTHING_DONE, Told, result_query, told_after
from api.web.contexts.steps import (
    Trouble,
    Typed,
    branches_page,
    recorded_so_far,
    step_page,
)
from api.web.contexts.timeline import Entry, entry
from api.web.forms import posted_data
from api.web.render import page
from api.web.session import Posted, PostedForm, Session, SignedIn
from api.web.uploads import receive
from api.web.words import day
from engine.errors import (
    Conflict,
    FieldProblem,
    Forbidden,
    InvalidInput,
    KawasanError,
    NotFound,
    Refused,
)
from engine.services import cases, views
from engine.services.cases import ActRequest
from engine.services.views import CaseView, StepView

router = APIRouter()
_WITH_FIELDS = ("start", "submit", "record", "correct")
_NOTICES = {
    "start": "Draf disimpan.",
    "submit": "Diajukan. Menunggu persetujuan pejabat kedua.",
    "done": "Tercatat; langkah ini selesai.",
    "approve": "Disetujui; langkah ini selesai.",
    "return": "Dikembalikan dengan alasan Anda.",
    "waive": "Langkah ini dikesampingkan.",
    "withdraw": "Pengajuan ditarik; isiannya tetap tersimpan sebagai draf.",
    "record": "Dicatat sebagai riwayat.",
    "extend": "Waktunya diperpanjang.",
    "correct": "Koreksi diajukan. Catatan lama berlaku sampai koreksi disetujui.",
}
_NO_DATE = "Tanggal kejadian belum diisi."


@dataclass(frozen=True, slots=True)
class _Place:
    """The step a request is about."""

    view: CaseView
    found: StepView
    village: str

    @property
    def href(self) -> str:
        return step_href(self.view.id, self.found.step.id, self.village)


@router.get("/perkara/{case_id}/langkah/{step_id}")
def step(
    request: Request,
    session: SignedIn,
    case_id: str,
    step_id: str,
    village: Annotated[str, Query(alias="desa")] = "",
    notice: Annotated[str, Query(alias="pesan")] = "",
    result: Annotated[str, Query(alias="hasil", max_length=255)] = "",
) -> HTMLResponse:
    """A step, one village's branch of it, or the choice of a village."""
    place = _place(session, case_id, step_id, village)
    if place.found.branches:
        view = branches_page(session.ctx, place.view, place.found)
        shown = place.view.stored.demonstration
        title = place.found.step.name
        return page(request, "branches.html", view, title=title, demonstration=shown)
    log = views.events(session.ctx, session.actor, case_id)
    typed = recorded_so_far(place.found, log, place.view.regency.code)
    said = _NOTICES.get(notice, "")
    told = told_after(session.ctx, session.actor, case_id, said, result)
    return _page(request, session, place, typed, Trouble(), told)


@router.post("/perkara/{case_id}/langkah/{step_id}")
def act(
    request: Request,
    posted: PostedForm,
    case_id: str,
    step_id: str,
    village: Annotated[str, Query(alias="desa")] = "",
) -> Response:
    """Act on a step; a refusal shows the page again with the findings and all that was typed."""
    session = posted.session
    place = _place(session, case_id, step_id, village)
    action = posted.text("tindakan")
    typed, files_error = _typed(posted, place, action)
    if typed.longer:
        return _page(request, session, place, typed, Trouble())
    try:
        if files_error is not None:
            raise files_error[0]
        asked = _request(posted, place, action, typed)
        outcome = cases.act(session.ctx, session.actor, asked)
    except (InvalidInput, Refused, Forbidden, Conflict) as error:
        problems = files_error[1] if files_error else ()
        trouble = _trouble(session, posted, place, action, error, problems)
        return _page(request, session, place, typed, trouble, status=fault_of(error).status)
    done = action == "submit" and not place.found.step.approval
    joint = "&" if place.village else "?"
    notice = "done" if done else action
    result = result_query(outcome, asked.idempotency_key)
    return RedirectResponse(f"{place.href}{joint}pesan={notice}{result}", status_code=303)


def _place(session: Session, case_id: str, step_id: str, village: str) -> _Place:
    view = views.get_case(session.ctx, session.actor, case_id)
    found = next((s for s in view.steps if s.step.id == step_id), None)
    if found is None:
        message = f"Langkah {step_id!r} tidak ada dalam {view.procedure.name}."
        raise NotFound(message)
    if not village:
        return _Place(view, found, "")
    branch = next((b for b in found.branches if b.village and b.village.code == village), None)
    if branch is None:
        message = "Desa itu bukan anggota perkara ini pada langkah ini."
        raise NotFound(message)
    return _Place(view, branch, village)


_FilesError = tuple[KawasanError, tuple[tuple[str, str], ...]]


def _typed(posted: Posted, place: _Place, action: str) -> tuple[Typed, _FilesError | None]:
    """The form as typed, its files stored; acts without fields keep what is recorded."""
    longer = posted.text("tambah")
    typed = Typed(
        data=dict(place.found.cell.data),
        occurred_on=posted.text("tanggal"),
        reason=posted.text("alasan"),
        source=posted.text("sumber"),
        target=posted.text("ke"),
        longer=longer,
    )
    if action not in _WITH_FIELDS and not longer:
        return typed, None
    received = receive(place.found.step, posted)
    data = posted_data(place.found.step, posted)
    typed = replace(typed, data=data, offered=received.offered)
    return typed, (received.error, received.problems) if received.error else None


def _request(posted: Posted, place: _Place, action: str, typed: Typed) -> ActRequest:
    occurred_on = day(typed.occurred_on)
    if occurred_on is None and (typed.occurred_on or action != "start"):
        raise InvalidInput(_NO_DATE, [FieldProblem("tanggal", _NO_DATE)])
    target, _, target_village = typed.target.partition("|")
    seen, key = posted.text("versi"), posted.text("kunci")
    with_fields = action in _WITH_FIELDS
    today = posted.session.ctx.today(place.view.regency.code)
    correcting = action == "correct"
    return ActRequest(
        case_id=place.view.id,
        action=action,
        occurred_on=today if correcting else occurred_on or today,
        new_date=occurred_on if correcting else None,
        seen_version=int(seen) if seen.isdigit() else None,
        step=place.found.step.id,
        village=place.village or target_village,
        data=typed.data if with_fields else _longer(posted) if action == "extend" else {},
        evidence=tuple(o.ref for o in typed.offered) if with_fields else (),
        reason=typed.source if action == "record" else typed.reason,
        to=target,
        idempotency_key=f"{key}:{action}" if key else "",
    )


def _longer(posted: Posted) -> dict[str, object]:
    more = posted.text("lama")
    whole = more.isascii() and more.isdigit()
    return {"clock": posted.text("penghitung"), "more": int(more) if whole else 0}


def _trouble(
    session: Session,
    posted: Posted,
    place: _Place,
    action: str,
    error: KawasanError,
    problems: tuple[tuple[str, str], ...],
) -> Trouble:
    listed = error.problems if isinstance(error, InvalidInput) else ()
    return Trouble(
        form=action,
        title=fault_of(error).title,
        message=str(error),
        findings=error.findings if isinstance(error, Refused | Forbidden) else (),
        problems=(*problems, *((p.field, p.message) for p in listed)),
        changes=_changes(session, posted, place) if isinstance(error, Conflict) else (),
    )


def _changes(session: Session, posted: Posted, place: _Place) -> tuple[Entry, ...]:
    """What was recorded after the version the person was looking at."""
    seen = posted.text("versi")
    after = int(seen) if seen.isdigit() else place.view.state.version
    log = views.events(session.ctx, session.actor, place.view.id)
    names = people(session.ctx)
    region = place.view.regency.code
    return tuple(entry(place.view.procedure, r, names, region) for r in log if r.seq > after)


def _page(
    request: Request,
    session: Session,
    place: _Place,
    typed: Typed,
    trouble: Trouble,
    told: Told = NOTHING_DONE,
    *,
    status: int = 200,
) -> HTMLResponse:
    today = session.ctx.today(place.view.regency.code)
    view = step_page(
        session.ctx,
        place.view,
        place.found,
        step_actions(session.ctx, session.actor, place.view, place.found, today),
        typed,
        trouble,
        key=secrets.token_hex(16),
        told=told,
    )
    return page(
        request,
        "step.html",
        view,
        title=place.found.step.name,
        status=status,
        demonstration=place.view.stored.demonstration,
    )
