"""Everything somebody may ask to do with a document, by name: one door for page, API and shell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from documents import service
from engine.domain.command import Actor
from engine.errors import FieldProblem, InvalidInput
from engine.services import lifecycle, papers
from engine.services.changing import Repeated, Request, answered, remember
from engine.services.context import Context
from engine.services.records import Document
from engine.services.register import Outside

Work = Callable[[Context, Actor, Request], Document]
_LONGEST_NUMBER, _LONGEST_URL = 100, 500


def act(ctx: Context, actor: Actor, request: Request) -> Document:
    """Do what is asked and answer the document as it is then; the same key again changes nothing.

    Raises NotFound for what the actor may not read, InvalidInput for an unknown action,
    StaleVersion, IdempotencyMismatch, and whatever the act itself is refused for.
    """
    papers.document(ctx, actor, request.document_id)
    work = ACTIONS.get(request.action)
    if work is None:
        message = f"Tindakan {request.action!r} tidak dikenal."
        raise InvalidInput(message, [FieldProblem("action", message)])
    try:
        if not answered(ctx, actor, request):
            return work(ctx, actor, request)
    except Repeated:
        pass
    return papers.document(ctx, actor, request.document_id)


def _draft(ctx: Context, actor: Actor, request: Request) -> Document:
    held = papers.document(ctx, actor, request.document_id)
    service.draft(ctx, actor, held.case_id, held.kind, held.step, held.village)
    return remember(ctx, actor, request)


def _correct(ctx: Context, actor: Actor, request: Request) -> Document:
    successor = service.correct(ctx, actor, request.document_id, request.reason)
    remember(ctx, actor, request)
    return successor


def _submit(ctx: Context, actor: Actor, request: Request) -> Document:
    return service.submit(ctx, actor, request.document_id, request)


def _initial(ctx: Context, actor: Actor, request: Request) -> Document:
    return lifecycle.initial(ctx, actor, request.document_id, request.reason, request)


def _return(ctx: Context, actor: Actor, request: Request) -> Document:
    return lifecycle.send_back(ctx, actor, request.document_id, request.reason, request)


def _number(ctx: Context, actor: Actor, request: Request) -> Document:
    service.number(ctx, actor, request.document_id, _dated(ctx, actor, request))
    return remember(ctx, actor, request)


def _sign(ctx: Context, actor: Actor, request: Request) -> Document:
    dated = _dated(ctx, actor, request)
    last = replace(request, seen_version=None)
    return service.sign(ctx, actor, request.document_id, dated, last)


def _record_number(ctx: Context, actor: Actor, request: Request) -> Document:
    number = str(request.data.get("number", "")).strip()
    url = str(request.data.get("url") or "").strip()
    problems = []
    if not number or len(number) > _LONGEST_NUMBER or not number.isprintable():
        problems.append(FieldProblem("number", "Tulis nomor naskah seperti tercetak padanya."))
    web = url.startswith(("https://", "http://")) and url.isprintable() and " " not in url
    if url and not (web and len(url) <= _LONGEST_URL):
        problems.append(FieldProblem("url", "Tautan diawali https:// dan tidak memuat spasi."))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    outside = Outside(number, _dated(ctx, actor, request), url)
    last = replace(request, seen_version=None)
    return service.record_number(ctx, actor, request.document_id, outside, last)


def _void(ctx: Context, actor: Actor, request: Request) -> Document:
    return service.void(ctx, actor, request.document_id, request.reason, request)


def _send(ctx: Context, actor: Actor, request: Request) -> Document:
    how = str(request.data.get("by", ""))[:_LONGEST_NUMBER]
    return lifecycle.hand_over(ctx, actor, request.document_id, how, request)


def _acknowledge(ctx: Context, actor: Actor, request: Request) -> Document:
    return lifecycle.acknowledge(ctx, actor, request.document_id, request)


def _insert(ctx: Context, actor: Actor, request: Request) -> Document:
    dated = _dated(ctx, actor, request)
    service.ask_insertion(ctx, actor, request.document_id, dated, request.reason)
    return remember(ctx, actor, request)


def _approve_insertion(ctx: Context, actor: Actor, request: Request) -> Document:
    service.approve_insertion(ctx, actor, request.document_id)
    return remember(ctx, actor, request)


def _dated(ctx: Context, actor: Actor, request: Request) -> date:
    """The date the document is to bear: as asked, or as it was numbered."""
    dated = request.dated or papers.document(ctx, actor, request.document_id).dated
    if dated is None:
        message = "Tanggal naskah belum diisi."
        raise InvalidInput(message, [FieldProblem("dated", message)])
    return dated


ACTIONS: Mapping[str, Work] = MappingProxyType(
    {
        "draft": _draft,
        "submit": _submit,
        "paraf": _initial,
        "return": _return,
        "number": _number,
        "sign": _sign,
        "record_number": _record_number,
        "insert": _insert,
        "approve_insertion": _approve_insertion,
        "ralat": _correct,
        "void": _void,
        "send": _send,
        "acknowledge": _acknowledge,
    }
)
