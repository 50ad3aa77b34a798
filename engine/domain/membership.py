"""A village joins or leaves: its branches, and the shared decisions that rest on who is in."""

from __future__ import annotations

from engine.domain.case import CaseState, Key, Mark
from engine.domain.events import EventType
from engine.domain.matter import Decision, Matter, reason_missing
from engine.domain.opening import VILLAGE_KINDS
from engine.domain.procedure import Procedure, Scope


def add_village(matter: Matter) -> Decision:
    """Take in a village: it goes through its own steps, and the members decide anew together.

    What was decided before keeps its history and stays valid until it is replaced.
    """
    code, state = matter.command.village, matter.state
    place = matter.facts.places.get(code)
    problem = ""
    if not matter.procedure.villages_required:
        problem = "Prosedur ini tidak memakai daftar desa."
    elif place is None or place.kind not in VILLAGE_KINDS:
        problem = f"Kode desa {code!r} tidak dikenal."
    elif not code.startswith(f"{state.regency}."):
        problem = f"{place.name} ({code}) tidak terletak di kabupaten perkara ini."
    elif code in state.active_villages():
        problem = f"{place.name} sudah menjadi desa perkara ini."
    if problem:
        return matter.refuse("isian", problem, field="village")
    return reason_missing(matter) or _change(matter, EventType.VILLAGE_ADDED)


def remove_village(matter: Matter) -> Decision:
    """Let a village go; the others decide anew together. The last one cannot leave."""
    code, state = matter.command.village, matter.state
    if code not in state.active_villages():
        return matter.refuse("isian", "Bukan desa perkara ini.", field="village")
    if len(state.active_villages()) == 1:
        return matter.refuse("isian", "Desa terakhir tidak dapat keluar; batalkan perkaranya.")
    return reason_missing(matter) or _change(matter, EventType.VILLAGE_REMOVED)


def _change(matter: Matter, type_: EventType) -> Decision:
    reopens = decided_together(matter.procedure, matter.state)
    return (matter.event(type_, village=matter.command.village, reopens=reopens),)


def decided_together(procedure: Procedure, state: CaseState) -> tuple[Key, ...]:
    """What the members have begun or decided together, and do anew when who is in changes."""
    affected = procedure.membership_reopens
    shared = (s for s in procedure.steps if s.id in affected and s.scope is Scope.CASE)
    return tuple((s.id, "") for s in shared if state.cell(s.id).mark is not Mark.NONE)
