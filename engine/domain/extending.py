"""More time for a step: an office extends its own target, never a limit that law has set."""

from __future__ import annotations

from engine.domain.budget import Clock
from engine.domain.case import Cell
from engine.domain.events import EventType
from engine.domain.findings import Finding, FindingKind, Refusal
from engine.domain.matter import Decision, Matter, not_now, reason_missing, village_of
from engine.domain.procedure import Step
from engine.domain.questions import system
from engine.domain.standing import Standing, standing

LONGEST = 1000  # units; more is a slip of the keyboard


def extend(matter: Matter, step: Step, cell: Cell) -> Decision:
    """Add to the budget of a running clock, with a reason; the anchor stays where it is."""
    if refusal := reason_missing(matter):
        return refusal
    where = standing(matter.procedure, matter.state, step, village_of(matter, step))
    if where not in (Standing.OPEN, Standing.RETURNED, Standing.SUBMITTED):
        return not_now(matter, step, where)
    named, more = matter.command.data.get("clock"), matter.command.data.get("more")
    clock = next((c for c in step.clocks if c.id == named), None)
    if clock is None:
        known = ", ".join(c.id for c in step.clocks) or "tidak ada"
        return _invalid(matter, step, f"Sebutkan penghitung waktu langkah ini: {known}.", "clock")
    if not isinstance(more, int) or isinstance(more, bool) or not 0 < more <= LONGEST:
        message = f"Perpanjangan harus 1 sampai {LONGEST}."
        return _invalid(matter, step, message, "more")
    if not clock.extendable:
        return Refusal((_set_by_law(step, clock),))
    total = cell.extended.get(clock.id, 0) + more
    return (matter.event(EventType.EXTENDED, step, data={"clock": clock.id, "total": total}),)


def _invalid(matter: Matter, step: Step, message: str, field: str) -> Refusal:
    kind = FindingKind.INVALID
    return Refusal((system(matter.procedure, "isian", message, step, kind=kind, field=field),))


def _set_by_law(step: Step, clock: Clock) -> Finding:
    return Finding(
        kind=FindingKind.UNMET,
        guard="batas-aturan",
        message=f"{clock.label} adalah batas menurut aturan; kantor tidak dapat memperpanjangnya.",
        step=step.id,
        basis=clock.basis,
        who=step.actor,
        remedy="Selesaikan langkah ini, atau kembalikan menurut prosedur bila waktunya habis.",
    )
