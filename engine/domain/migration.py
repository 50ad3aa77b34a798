"""Taking a case over to another version of its procedure: what changes, and whether it may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.domain.authority import acting_role
from engine.domain.case import CaseState, Key, Mark
from engine.domain.clocks import deadlines
from engine.domain.command import Action, Command
from engine.domain.crossing import Crossing
from engine.domain.events import Event, EventType
from engine.domain.facts import Facts
from engine.domain.findings import Finding, FindingKind, Refusal
from engine.domain.matter import Decision
from engine.domain.procedure import Procedure, Step
from engine.domain.questions import system
from engine.domain.reopening import reopened
from engine.domain.restoring import restored
from engine.domain.standing import keys

_OVER = "Perkara ini sudah berakhir."
_BEGUN = (Mark.STARTED, Mark.SUBMITTED, Mark.RETURNED)


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that the other version sets otherwise."""

    step: str
    village: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a migration would do to one case; with findings it may not happen."""

    findings: tuple[Finding, ...]
    restarted: tuple[Key, ...]
    orphaned: tuple[Key, ...]
    moved: tuple[Moved, ...]


def assess(old: Procedure, new: Procedure, state: CaseState, facts: Facts) -> Assessment:
    """The effect of taking a case from `old` to `new` as of today.

    Orphaned are recorded steps the new version does not know: they stay in the log, and no
    later step can rest on them.
    """
    restarted: list[Key] = []
    for step in new.steps:
        if new.crossing(step.id) is Crossing.RESTART:
            restarted += _restarted(new, state, step)
    orphaned = tuple(
        key
        for key, cell in state.cells.items()
        if cell.mark is not Mark.NONE and new.step(key[0]) is None
    )
    return Assessment(
        tuple(_findings(old, new, state)),
        tuple(dict.fromkeys(restarted)),
        orphaned,
        tuple(_moved(old, new, state, facts)),
    )


def migrate(
    old: Procedure, new: Procedure, state: CaseState, command: Command, facts: Facts
) -> Decision:
    """The event that takes a case over, or every reason why it may not."""
    found = assess(old, new, state, facts)
    return _moved_by(old, new, state, command, facts, found.findings, reopens=found.restarted)


def take_back(
    old: Procedure,
    new: Procedure,
    state: CaseState,
    before: CaseState,
    command: Command,
    facts: Facts,
) -> Decision:
    """The event that undoes the case's last one, a migration; `before` is the state before it.

    Whatever the migration restarted stands again as it was recorded: the event says how, so the
    log alone still tells the state. Transitional rules play no part on the way back.
    """
    changed = [key for key, cell in state.cells.items() if before.cells.get(key) != cell]
    restores = [restored(key, before.cell(*key)) for key in changed]
    findings = [_no(old, _OVER)] if state.status.terminal else []
    return _moved_by(old, new, state, command, facts, findings, restores=restores)


def undoes(last: Event, to: str) -> bool:
    """Whether going to version `to` only takes back the case's very last event."""
    return last.type is EventType.MIGRATED and last.data.get("from") == to


def _moved_by(
    old: Procedure,
    new: Procedure,
    state: CaseState,
    command: Command,
    facts: Facts,
    found: Sequence[Finding],
    reopens: tuple[Key, ...] = (),
    restores: Sequence[Mapping[str, object]] = (),
) -> Decision:
    role = acting_role(old, command.actor, state.regency, Action.MIGRATE, None)
    if role is None:
        message = "Anda tidak berwenang memindahkan versi prosedur."
        return Refusal((system(old, "wewenang", message, kind=FindingKind.FORBIDDEN),))
    findings = list(found)
    if not command.reason.strip():
        findings.append(system(old, "alasan", "Alasan belum ditulis.", field="reason"))
    if command.occurred_on > facts.today:
        message = "Tanggal kejadian berada di masa depan."
        findings.append(system(old, "tanggal_masa_depan", message))
    if findings:
        return Refusal(tuple(findings))
    data = {"from": old.version, "to": new.version, "digest": new.digest}
    event = Event(
        EventType.MIGRATED,
        command.occurred_on,
        actor=command.actor.person,
        role=role.id,
        principal=command.actor.principal,
        reason=command.reason.strip(),
        reopens=reopens,
        data={**data, "restores": list(restores)} if restores else data,
    )
    return (event,)


def _no(old: Procedure, message: str, step: Step | None = None) -> Finding:
    return system(old, "urutan_langkah", message, step, kind=FindingKind.ORDER)


def _findings(old: Procedure, new: Procedure, state: CaseState) -> list[Finding]:
    if new.id != old.id:
        return [_no(old, "Versi tujuan milik prosedur lain.")]
    if new.version == old.version:
        return [_no(old, "Perkara ini sudah mengikuti versi itu.")]
    findings = []
    if state.status.terminal:
        findings.append(_no(old, _OVER))
    if new.regency not in ("", state.regency):
        findings.append(_no(old, "Versi tujuan berlaku bagi kabupaten lain."))
    for step in old.steps:
        later = new.step(step.id)
        if later is not None and later.scope is not step.scope:
            findings.append(
                _no(old, "Cakupan langkah ini berubah; perkara tidak dapat dipindahkan.", step)
            )
        if new.crossing(step.id) is Crossing.FINISH_OLD and _begun(state, step.id):
            findings.append(_no(old, "Selesaikan dahulu langkah ini menurut versi lama.", step))
    return findings


def _begun(state: CaseState, step_id: str) -> bool:
    return any(key[0] == step_id and cell.mark in _BEGUN for key, cell in state.cells.items())


def _restarted(new: Procedure, state: CaseState, step: Step) -> list[Key]:
    touched = [k for k, c in state.cells.items() if k[0] == step.id and c.mark is not Mark.NONE]
    return [key for target in touched for key in reopened(new, state, target)]


def _moved(old: Procedure, new: Procedure, state: CaseState, facts: Facts) -> list[Moved]:
    found = []
    for step, village in keys(new, state):
        before, earlier = None, old.step(step.id)
        if earlier is not None and earlier.scope is step.scope:
            before = _due(old, state, earlier, village, facts)
        after = _due(new, state, step, village, facts)
        if before != after:
            found.append(Moved(step.id, village, before, after))
    return found


def _due(
    procedure: Procedure, state: CaseState, step: Step, village: str, facts: Facts
) -> date | None:
    listed = deadlines(procedure, state, step, village, facts.calendar)
    return listed[0].day if listed else None
