"""The one place where a command becomes events, or a refusal with every reason.

Pure: no clock, no database. `explain` asks the same questions (docs/adr/0002).
"""

from __future__ import annotations

from collections.abc import Callable

from engine.domain.acting import approve, start, submit
from engine.domain.authority import acting_role
from engine.domain.case import CaseState, CaseStatus, Cell
from engine.domain.command import STEP_ACTIONS, Action, Command
from engine.domain.correcting import correct
from engine.domain.events import EventType
from engine.domain.extending import extend
from engine.domain.facts import Facts
from engine.domain.findings import Finding, FindingKind, Refusal
from engine.domain.matter import Decision, Matter, reason_missing, village_of
from engine.domain.membership import add_village, remove_village
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.questions import system
from engine.domain.undoing import record, send_back, waive, withdraw


def decide(procedure: Procedure, state: CaseState, command: Command, facts: Facts) -> Decision:
    """The events that follow from a command on an opened case, or why none may.

    Guarantees: an accepted command leaves the order of the law intact; a refusal holds every
    finding, each with its basis; a terminal case accepts nothing.
    """
    step = procedure.step(command.step)
    if problem := _misaddressed(procedure, state, command, step):
        return Refusal((problem,))
    role = acting_role(procedure, command.actor, state.regency, command.action, step)
    if role is None:
        return Refusal((_forbidden(procedure, step),))
    matter = Matter(procedure, state, command, facts, role)
    if blocked := _status_refusal(matter):
        return blocked
    if command.action not in STEP_ACTIONS:
        return _CASE_HANDLERS[command.action](matter)
    if step is None:
        message = "a step action without a step passed the address check"
        raise AssertionError(message)
    return _STEP_HANDLERS[command.action](
        matter, step, state.cell(step.id, village_of(matter, step))
    )


def _misaddressed(
    procedure: Procedure, state: CaseState, command: Command, step: Step | None
) -> Finding | None:
    if command.action not in STEP_ACTIONS:
        return None
    message, field = "", "step"
    if step is None:
        message = f"Langkah {command.step!r} tidak ada dalam {procedure.name}."
    elif step.scope is Scope.VILLAGE and command.village not in state.active_villages():
        message, field = "Sebutkan desa anggota perkara ini.", "village"
    elif step.scope is Scope.CASE and command.village and command.action is not Action.RETURN:
        message, field = "Langkah ini tidak dilakukan per desa.", "village"
    if not message:
        return None
    return system(procedure, "isian", message, step, kind=FindingKind.INVALID, field=field)


def _forbidden(procedure: Procedure, step: Step | None) -> Finding:
    actor = step.actor if step else ""
    named = procedure.roles[actor].name if actor in procedure.roles else "petugas yang berwenang"
    message = f"Anda tidak berwenang melakukan ini; yang berwenang: {named}."
    return system(procedure, "wewenang", message, step, kind=FindingKind.FORBIDDEN)


def _status_refusal(matter: Matter) -> Refusal | None:
    status, action = matter.state.status, matter.command.action
    if status.terminal:
        ended = "ditutup" if status is CaseStatus.CLOSED else "dibatalkan"
        return matter.refuse("urutan_langkah", f"Perkara ini sudah {ended}.")
    free = {Action.RESUME, Action.COMMENT, Action.CANCEL}
    if status is CaseStatus.SUSPENDED and action not in free:
        return matter.refuse("urutan_langkah", "Perkara ini sedang ditangguhkan.")
    if matter.command.occurred_on > matter.facts.today:
        return matter.refuse(
            "tanggal_masa_depan",
            "Tanggal kejadian berada di masa depan.",
            remedy="Catat setelah kejadiannya, dengan tanggal yang sebenarnya.",
        )
    return None


def _comment(matter: Matter) -> Decision:
    if refusal := reason_missing(matter, "Catatan belum diisi."):
        return refusal
    return (matter.event(EventType.COMMENTED),)


def _suspend(matter: Matter) -> Decision:
    return reason_missing(matter) or (matter.event(EventType.SUSPENDED),)


def _resume(matter: Matter) -> Decision:
    if matter.state.status is not CaseStatus.SUSPENDED:
        return matter.refuse("urutan_langkah", "Perkara ini tidak sedang ditangguhkan.")
    if matter.command.occurred_on < matter.state.suspensions[-1].start:
        return matter.refuse("urutan_tanggal", "Dilanjutkan sebelum ditangguhkan.")
    return (matter.event(EventType.RESUMED),)


def _needs_a_version(matter: Matter) -> Decision:
    """Which version is not the old procedure's to judge: see `engine.domain.migration`."""
    return matter.refuse("isian", "Sebutkan versi tujuan perpindahan.", field="to")


def _cancel(matter: Matter) -> Decision:
    return reason_missing(matter) or (matter.event(EventType.CANCELLED),)


_STEP_HANDLERS: dict[Action, Callable[[Matter, Step, Cell], Decision]] = {
    Action.START: start,
    Action.SUBMIT: submit,
    Action.APPROVE: approve,
    Action.RETURN: send_back,
    Action.WAIVE: waive,
    Action.WITHDRAW: withdraw,
    Action.RECORD: record,
    Action.CORRECT: correct,
    Action.EXTEND: extend,
}
_CASE_HANDLERS: dict[Action, Callable[[Matter], Decision]] = {
    Action.COMMENT: _comment,
    Action.SUSPEND: _suspend,
    Action.RESUME: _resume,
    Action.CANCEL: _cancel,
    Action.MIGRATE: _needs_a_version,
    Action.ADD_VILLAGE: add_village,
    Action.REMOVE_VILLAGE: remove_village,
}
