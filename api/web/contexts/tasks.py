"""What waits for one person today: approvals, returned work, reminders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.web.contexts.common import paper_href, paper_name, step_href
from engine.domain.authority import acting_role
from engine.domain.command import Action, Actor
from engine.domain.standing import Standing
from engine.reference import regions
from engine.services import mailing, outbox_admin, sweep
from engine.services.context import Context
from engine.services.records import Pending, StoredCase

_ORDER = "terlambat setujui perbaiki kembali tertunda segera bergeser mandek"
_RANK = {kind: rank for rank, kind in enumerate(_ORDER.split())}
_LABELS = {
    "terlambat": "Terlambat",
    "setujui": "Perlu persetujuan Anda",
    "perbaiki": "Perlu diperbaiki",
    "kembali": "Surel kembali",
    "tertunda": "Kiriman tertunda",
    "segera": "Segera jatuh tempo",
    "bergeser": "Tenggat bergeser",
    "mandek": "Lama tanpa kegiatan",
}
SHOWN, LISTED = 5, 40


@dataclass(frozen=True, slots=True)
class TaskView:
    """One thing to do."""

    kind: str
    label: str
    text: str
    href: str
    place: str
    due_on: date | None


def tasks_of(ctx: Context, actor: Actor, held: Mapping[str, StoredCase]) -> list[TaskView]:
    """Everything that waits for this person, the most urgent first.

    Work others must do is left out: a reminder counts when one of the person's roles acts for
    the step's actor, a submission when the person may approve it and did not prepare it.
    """
    found = [
        *_submitted(ctx, actor, held),
        *_reminded(ctx, actor, held),
        *_undelivered(ctx, actor),
    ]
    return sorted(found, key=lambda t: (_RANK[t.kind], t.due_on or date.max, t.href))


def _submitted(ctx: Context, actor: Actor, held: Mapping[str, StoredCase]) -> Iterable[TaskView]:
    for item in sweep.work_list(ctx, actor):
        kind = _kind(ctx, actor, item, held.get(item.case_id))
        if kind:
            step = ctx.catalog.version(item.procedure_id, item.version).by_id[item.step]
            village = f", {regions.name(item.village)}" if item.village else ""
            yield _task(
                kind,
                f"{step.name}{village}: {item.title}",
                step_href(item.case_id, item.step, item.village),
                item.regency,
                item.due_on,
            )


def _kind(ctx: Context, actor: Actor, item: Pending, case: StoredCase | None) -> str:
    procedure = ctx.catalog.version(item.procedure_id, item.version)
    step = procedure.by_id[item.step]
    if item.standing == Standing.RETURNED:
        allowed = acting_role(procedure, actor, item.regency, Action.SUBMIT, step)
        return "perbaiki" if allowed else ""
    if item.standing != Standing.SUBMITTED or case is None:
        return ""
    prepared = case.state.cell(item.step, item.village).preparers & actor.identities
    allowed = acting_role(procedure, actor, item.regency, Action.APPROVE, step)
    return "setujui" if allowed and not prepared else ""


def _reminded(ctx: Context, actor: Actor, held: Mapping[str, StoredCase]) -> Iterable[TaskView]:
    """Each step once, by the newest that was said of it, on whatever level."""
    newest = {
        (r.case_id, r.step, r.village): r
        for r in sorted(sweep.open_reminders(ctx, actor), key=lambda r: (r.raised_on, r.level))
    }
    for reminder in newest.values():
        case = held.get(reminder.case_id)
        if case is None or reminder.kind not in _RANK:
            continue
        procedure = ctx.catalog.version(case.procedure_id, case.version)
        step = procedure.step(reminder.step)
        if acting_role(procedure, actor, reminder.regency, Action.SUBMIT, step):
            yield _task(
                reminder.kind,
                reminder.message,
                step_href(reminder.case_id, reminder.step, reminder.village),
                reminder.regency,
                reminder.due_on,
            )


def _undelivered(ctx: Context, actor: Actor) -> Iterable[TaskView]:
    """Letters whose mail came back, and work that failed too often to go on by itself."""
    for delivery, document in mailing.returned_letters(ctx, actor):
        text = f"{document.title or paper_name(document.kind)}: {delivery.bounce_reason}"
        yield _task("kembali", text, paper_href(document.id), document.regency, None)
    dead = [each for each in outbox_admin.delayed(ctx, actor) if each.dead]
    for area, count in sorted(Counter(each.area for each in dead).items()):
        text = f"{count} kiriman menunggu keputusan Anda"
        place = "Seluruh wilayah" if area == "*" else regions.name(area)
        kind = "tertunda"
        yield TaskView(kind, _LABELS[kind], text, "/kiriman-tertunda", place, None)


def _task(kind: str, text: str, href: str, regency: str, due_on: date | None) -> TaskView:
    return TaskView(kind, _LABELS[kind], text, href, regions.name(regency), due_on)
