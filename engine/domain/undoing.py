"""Sending back, waiving, withdrawing, and recording history."""

from __future__ import annotations

from engine.domain.case import Cell, Evidence, Key, Mark
from engine.domain.clocks import lapsed
from engine.domain.events import EventType
from engine.domain.findings import Refusal
from engine.domain.matter import (
    Decision,
    Matter,
    ask_about,
    cleaned,
    key_of,
    not_now,
    reason_missing,
    village_of,
)
from engine.domain.procedure import Scope, Step
from engine.domain.questions import date_findings
from engine.domain.reopening import reopened
from engine.domain.standing import Standing, standing


def send_back(matter: Matter, step: Step, _cell: Cell) -> Decision:
    """Return what was handed in, or go back along one of the step's return paths."""
    if refusal := reason_missing(matter):
        return refusal
    where = standing(matter.procedure, matter.state, step, village_of(matter, step))
    if where is Standing.DONE and _lapsed(matter, step):
        return _go_back(matter, step)
    if where in (Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE):
        return not_now(matter, step, where)
    if matter.command.to not in ("", step.id):
        return _go_back(matter, step)
    if where is not Standing.SUBMITTED:
        return matter.refuse("urutan_langkah", "Belum ada yang diajukan untuk dikembalikan.")
    own = key_of(matter, step)
    return (matter.event(EventType.RETURNED, step, to=own, reopens=(own,)),)


def _lapsed(matter: Matter, step: Step) -> bool:
    """An approval whose time is over goes back although it was given."""
    command = matter.command
    return lapsed(
        matter.procedure,
        matter.state,
        step,
        command.to,
        command.occurred_on,
        matter.facts.calendar,
    )


def _go_back(matter: Matter, step: Step) -> Decision:
    path = next((p for p in step.returns if p.to == matter.command.to), None)
    if path is None:
        allowed = [matter.procedure.by_id[p.to].name for p in step.returns]
        named = ", ".join(allowed) or "tidak ada"
        return matter.refuse(
            "urutan_langkah", f"Dari langkah ini hanya dapat dikembalikan ke: {named}."
        )
    earlier = matter.procedure.by_id[path.to]
    per_village = earlier.scope is Scope.VILLAGE
    target: Key = (path.to, matter.command.village if per_village else "")
    if per_village and target[1] not in matter.state.active_villages():
        return matter.refuse("isian", "Sebutkan desa yang langkahnya dikembalikan.")
    if not matter.state.cell(*target).settled:
        return matter.refuse("urutan_langkah", f"{earlier.name} belum selesai.")
    reopens = reopened(matter.procedure, matter.state, target, path.reopens, step.id)
    return (matter.event(EventType.RETURNED, step, to=target, reopens=reopens),)


def waive(matter: Matter, step: Step, _cell: Cell) -> Decision:
    """Set a step aside, with a reason, where the procedure allows it."""
    if refusal := reason_missing(matter):
        return refusal
    if not (step.waivable or step.optional):
        return matter.refuse("urutan_langkah", "Langkah ini wajib dan tidak dapat dikesampingkan.")
    where = standing(matter.procedure, matter.state, step, matter.command.village)
    if where not in (Standing.OPEN, Standing.RETURNED):
        return not_now(matter, step, where)
    ask = ask_about(matter, step, {}, ())
    if findings := date_findings(matter.procedure, matter.state, ask, matter.facts):
        return Refusal(tuple(findings))
    return (matter.event(EventType.WAIVED, step),)


def withdraw(matter: Matter, step: Step, cell: Cell) -> Decision:
    """Take back what one handed in oneself."""
    if cell.mark is not Mark.SUBMITTED:
        return matter.refuse("urutan_langkah", "Tidak ada pengajuan yang dapat ditarik.")
    if not cell.preparers & matter.command.actor.identities:
        return matter.refuse("wewenang", "Hanya yang mengajukan yang dapat menarik pengajuannya.")
    return (matter.event(EventType.WITHDRAWN, step),)


def record(matter: Matter, step: Step, cell: Cell) -> Decision:
    """History: any order, evidence possibly lost, but never in place of what is on record."""
    if cell.settled or cell.mark is Mark.SUBMITTED:
        return matter.refuse("urutan_langkah", "Langkah ini sudah tercatat.")
    if refusal := reason_missing(matter, "Sebutkan sumber catatan historis ini."):
        return refusal
    values, refusal = cleaned(matter, step, cell)
    if refusal:
        return refusal
    evidence = matter.command.evidence or (Evidence("", None, "bukti tidak ditemukan"),)
    return (matter.event(EventType.RECORDED, step, data=values, evidence=evidence),)
