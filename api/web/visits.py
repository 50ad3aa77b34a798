"""Visits: the coming weeks, planning one, changing it, and what came of it."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.problems import fault_of
from api.web.contexts.visit_form import FIELDS, Typed, form_page, typed_of
from api.web.contexts.visits import visit_href, visit_page, visits_page
from api.web.render import page
from api.web.session import Posted, PostedForm, Session, SignedIn
from api.web.words import day
from engine.domain.visits import Visit
from engine.errors import FieldProblem, Forbidden, InvalidInput, KawasanError, StaleVersion
from engine.services import feeds, visits
from engine.services.visits import Report, VisitRequest

router = APIRouter(prefix="/kunjungan")
TITLE = "Kunjungan"
# How the service's fields are called in the form.
_NAMES = {
    "regency": "kabupaten",
    "kind": "jenis",
    "purpose": "tujuan",
    "place": "tempat",
    "starts_on": "mulai",
    "ends_on": "selesai",
    "begins": "pukul",
    "case_id": "perkara",
    "step": "langkah",
    "people": "orang",
    "cost": "biaya",
}
_MESSAGES = {
    "direncanakan": "Kunjungan direncanakan.",
    "diubah": "Rencana kunjungan diubah.",
    "dibatalkan": "Kunjungan dibatalkan.",
    "dilaporkan": "Hasil kunjungan dicatat.",
    "dicabut": "Kalender langganan dicabut.",
}


@router.get("")
def listed(
    request: Request, session: SignedIn, message: Annotated[str, Query(alias="pesan")] = ""
) -> HTMLResponse:
    """The visits of the last and the coming weeks."""
    view = visits_page(session.ctx, session.actor, message=_MESSAGES.get(message, ""))
    return page(request, "visits.html", view, title=TITLE)


@router.post("/kalender")
def open_feed(request: Request, posted: PostedForm) -> HTMLResponse:
    """A new secret calendar address, shown on this page only."""
    session = posted.session
    token = feeds.open_feed(session.ctx, session.actor)
    base = session.ctx.settings.base_url.rstrip("/")
    view = visits_page(session.ctx, session.actor, feed=f"{base}/kalender/{token}.ics")
    return page(request, "visits.html", view, title=TITLE)


@router.post("/kalender/cabut")
def revoke_feed(posted: PostedForm) -> Response:
    """Close the person's calendar."""
    feeds.revoke_feed(posted.session.ctx, posted.session.actor)
    return RedirectResponse("/kunjungan?pesan=dicabut", status_code=303)


@router.get("/baru")
def new(request: Request, session: SignedIn) -> Response:
    """The empty form, or one filled from a proposal."""
    given = request.query_params
    start = given.get("tanggal", "")
    values = {name: given.get(name, "") for name in FIELDS}
    values |= {"mulai": start, "selesai": start, "pukul": "09:00"}
    people = tuple(p for p in given.get("orang", "").split(",") if p)
    return _form(request, session, Typed(values, people), None, None)


@router.post("/baru")
def plan(request: Request, posted: PostedForm) -> Response:
    """Plan a visit, or show the form again as it was typed, with what is wrong."""
    session, typed = posted.session, _typed(posted)
    try:
        found, remarks = visits.plan(session.ctx, session.actor, _request(typed))
    except (InvalidInput, Forbidden) as error:
        return _form(request, session, typed, None, error)
    told = tuple(r.message for r in remarks)
    return _show(request, session, found, remarks=told, message="direncanakan")


@router.get("/{visit_id}")
def one(
    request: Request,
    session: SignedIn,
    visit_id: str,
    message: Annotated[str, Query(alias="pesan")] = "",
) -> Response:
    """One visit; 404 outside the visitor's area."""
    found = visits.get(session.ctx, session.actor, visit_id)
    return _show(request, session, found, message=message)


@router.get("/{visit_id}/ubah")
def edit(request: Request, session: SignedIn, visit_id: str) -> Response:
    """The form filled with what is planned."""
    found = visits.get(session.ctx, session.actor, visit_id)
    return _form(request, session, typed_of(found), found, None)


@router.post("/{visit_id}/ubah")
def change(request: Request, posted: PostedForm, visit_id: str) -> Response:
    """Plan a visit anew, or show the form again with what is wrong."""
    session, typed = posted.session, _typed(posted)
    found = visits.get(session.ctx, session.actor, visit_id)
    seen = _whole(typed.values["versi"])
    try:
        visits.change(session.ctx, session.actor, visit_id, seen, _request(typed))
    except (InvalidInput, Forbidden, StaleVersion) as error:
        return _form(request, session, typed, found, error)
    return RedirectResponse(f"{visit_href(visit_id)}?pesan=diubah", status_code=303)


@router.post("/{visit_id}/batal")
def cancel(request: Request, posted: PostedForm, visit_id: str) -> Response:
    """Call a visit off."""
    session = posted.session
    seen = _whole(posted.text("versi"))
    try:
        visits.cancel(session.ctx, session.actor, visit_id, seen, posted.text("alasan"))
    except (InvalidInput, Forbidden, StaleVersion) as error:
        return _again(request, session, visit_id, error)
    return RedirectResponse(f"{visit_href(visit_id)}?pesan=dibatalkan", status_code=303)


@router.post("/{visit_id}/laporan")
def report(request: Request, posted: PostedForm, visit_id: str) -> Response:
    """Record what came of a visit."""
    session = posted.session
    seen = _whole(posted.text("versi"))
    told = Report(posted.text("hasil"))
    try:
        visits.report(session.ctx, session.actor, visit_id, seen, told)
    except (InvalidInput, Forbidden, StaleVersion) as error:
        return _again(request, session, visit_id, error)
    return RedirectResponse(f"{visit_href(visit_id)}?pesan=dilaporkan", status_code=303)


def _show(
    request: Request,
    session: Session,
    found: Visit,
    *,
    remarks: tuple[str, ...] = (),
    message: str = "",
) -> Response:
    words = _MESSAGES.get(message, "")
    view = visit_page(session.ctx, session.actor, found, remarks=remarks, message=words)
    return page(request, "visit.html", view, title=f"{TITLE} {found.id}")


def _again(request: Request, session: Session, visit_id: str, error: KawasanError) -> Response:
    found = visits.get(session.ctx, session.actor, visit_id)
    view = visit_page(session.ctx, session.actor, found, problem=str(error))
    status = fault_of(error).status
    return page(request, "visit.html", view, title=f"{TITLE} {found.id}", status=status)


def _form(
    request: Request,
    session: Session,
    typed: Typed,
    visit: Visit | None,
    error: KawasanError | None,
) -> Response:
    problems: dict[str, str] = {}
    for problem in error.problems if isinstance(error, InvalidInput) else ():
        name = _NAMES.get(problem.field, problem.field)
        problems[name] = f"{problems.get(name, '')} {problem.message}".strip()
    if error and not problems:
        problems["kabupaten"] = str(error)
    view = form_page(session.ctx, session.actor, typed, visit, problems)
    if not view.regencies:
        message = "Anda tidak berwenang merencanakan kunjungan."
        raise Forbidden(message)
    status = fault_of(error).status if error else 200
    return page(request, "visit_form.html", view, title=view.heading, status=status)


def _typed(posted: Posted) -> Typed:
    return Typed({name: posted.text(name) for name in FIELDS}, posted.texts("orang"))


def _request(typed: Typed) -> VisitRequest:
    """What was typed as a request; raises InvalidInput for a date or time that is none."""
    values, problems = typed.values, []
    starts, ends = day(values["mulai"]), day(values["selesai"] or values["mulai"])
    begins = _time(values["pukul"])
    for name, value, label in (
        ("starts_on", starts, "Tanggal mulai"),
        ("ends_on", ends, "Tanggal selesai"),
        ("begins", begins, "Pukul"),
    ):
        if value is None:
            problems.append(FieldProblem(name, f"{label} belum diisi dengan benar."))
    if problems or starts is None or ends is None or begins is None:
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    return VisitRequest(
        regency=values["kabupaten"],
        kind=values["jenis"],
        purpose=values["tujuan"],
        place=values["tempat"],
        starts_on=starts,
        ends_on=ends,
        begins=begins,
        people=typed.people,
        case_id=values["perkara"],
        step=values["langkah"],
        village=values["desa"],
        cost=_whole(values["biaya"].replace(".", "")),
        agenda=tuple(line.strip() for line in values["agenda"].splitlines() if line.strip()),
    )


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text.replace(".", ":"))
    except ValueError:
        return None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
