"""The letters of the demonstration: drafted, signed, opened and acknowledged on their days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from api.demo.agenda import Move
from documents import service
from engine.domain.command import Actor
from engine.errors import NotFound
from engine.services import jobs, lifecycle, papers
from engine.services.context import Context
from engine.services.projection import DRAFT_TOPIC, FINAL_TOPIC
from engine.services.records import Document


def work(ctx: Context) -> None:
    """Write every letter promised so far, dated by the context's clock; raises what fails."""
    jobs.drain(ctx, DRAFT_TOPIC, lambda job: service.work_draft(ctx, job), passing=())
    jobs.drain(ctx, FINAL_TOPIC, lambda job: service.work_final(ctx, job), passing=())


def perform(ctx: Context, actor: Actor, case_id: str, move: Move) -> None:
    """Do one move on a letter; one that was done before changes nothing."""
    _WORK[move.do](ctx, actor, case_id, move)


def _draft(ctx: Context, actor: Actor, case_id: str, move: Move) -> None:
    if len(_held(ctx, actor, case_id, move)) <= move.turn:
        service.draft(ctx, actor, case_id, move.kind, move.step, move.village)


def _sign(ctx: Context, actor: Actor, case_id: str, move: Move) -> None:
    letter = _one(_held(ctx, actor, case_id, move), case_id, move)
    if letter.state == papers.DRAFT:
        service.sign(ctx, actor, letter.id, dated=move.on)


def _open(ctx: Context, actor: Actor, case_id: str, move: Move) -> None:
    lifecycle.open_delivery(ctx, actor, _issued(ctx, actor, case_id, move).id)


def _acknowledge(ctx: Context, actor: Actor, case_id: str, move: Move) -> None:
    letter = _issued(ctx, actor, case_id, move)
    roles = {grant.role for grant in actor.grants}
    mine = [d for d in papers.deliveries(ctx, letter.id) if d.role in roles]
    if not mine or any(d.acknowledged_at is None for d in mine):
        lifecycle.acknowledge(ctx, actor, letter.id)


def _held(ctx: Context, actor: Actor, case_id: str, move: Move) -> list[Document]:
    """Every letter of the move's place, the oldest first."""
    found = papers.documents_of(ctx, actor, case_id)
    letters = [d for d in found if (d.kind, d.step, d.village) == move.place]
    return sorted(letters, key=lambda letter: letter.id)


def _issued(ctx: Context, actor: Actor, case_id: str, move: Move) -> Document:
    """The newest letter of the move's place that was issued."""
    held = _held(ctx, actor, case_id, move)
    issued = [letter for letter in held if letter.state != papers.DRAFT]
    return _one(issued[-1:], case_id, replace(move, turn=0))


def _one(letters: list[Document], case_id: str, move: Move) -> Document:
    if len(letters) <= move.turn:
        message = f"Peragaan: {move.kind} pada {move.step} perkara {case_id} belum ada."
        raise NotFound(message)
    return letters[move.turn]


_WORK: Mapping[str, Callable[[Context, Actor, str, Move], None]] = {
    "draft": _draft,
    "sign": _sign,
    "open_letter": _open,
    "acknowledge": _acknowledge,
}
