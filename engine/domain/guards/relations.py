"""Guards that look at other steps, other cases, clocks and people."""

from __future__ import annotations

from engine.domain.case import CaseState, Cell
from engine.domain.clocks import anchor_date, count
from engine.domain.guards.base import Ask, Param, Params, Rule, texts
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.standing import members


def active_on(ask: Ask, given: Params) -> str | None:
    """What another procedure established in this regency is in force on the step's date."""
    periods = ask.facts.validities.get(str(given["procedure"]), ())
    if any(period.covers(ask.occurred_on) for period in periods):
        return None
    if not periods:
        return "Di kabupaten ini belum ada yang ditetapkan."
    return "Tidak ada yang berlaku pada tanggal langkah ini."


def done_before(ask: Ask, given: Params) -> str | None:
    """The named step is done."""
    step = ask.procedure.by_id[str(given["step"])]
    return None if ask.state.cell(step.id).settled else f"{step.name} belum selesai."


def not_before(ask: Ask, given: Params) -> str | None:
    """The step's date is not before that of the named step."""
    step = ask.procedure.by_id[str(given["step"])]
    other = ask.state.cell(step.id).done_on
    if other is None or ask.occurred_on >= other:
        return None
    return f"Tanggal lebih awal daripada {step.name} ({other.isoformat()})."


def evidence_on_file(ask: Ask, given: Params) -> str | None:
    """The named step's files are held; of a village step, those of every agreeing village."""
    step = ask.procedure.by_id[str(given["step"])]
    labels = {kind.id: kind.label for kind in step.evidence}
    missing = []
    for where, cell in _cells(ask.procedure, ask.state, step):
        held = {e.kind for e in cell.evidence if not e.missing}
        lacking = [labels[kind] for kind in texts(given["kinds"]) if kind not in held]
        if lacking:
            place = f" ({ask.facts.place_name(where)})" if where else ""
            missing.append(f"{', '.join(lacking)}{place}")
    return f"Berkas {step.name} belum ada: {'; '.join(missing)}." if missing else None


def same_as(ask: Ask, given: Params) -> str | None:
    """A field repeats exactly what an earlier step recorded."""
    name, step = str(given["field"]), ask.procedure.by_id[str(given["step"])]
    recorded = ask.state.cell(step.id).data.get(str(given["other"]))
    if ask.data.get(name) == recorded:
        return None
    return f"{ask.label(name)} berbeda dari yang tercatat pada {step.name}."


def within_clock(ask: Ask, given: Params) -> str | None:
    """A clock is running and the step's date is not after its end."""
    step = ask.procedure.by_id[str(given["step"])]
    clock = next(c for c in step.clocks if c.id == given["clock"])
    start = anchor_date(ask.procedure, ask.state, clock, step, "")
    if start is None:
        anchor = ask.procedure.step(clock.anchor)
        return f"{anchor.name if anchor else clock.label} belum selesai."
    due = count(clock, start, ask.facts.calendar)
    if ask.occurred_on <= due.day:
        return None
    return f"{clock.label} berakhir {due.day.isoformat()}."


def four_eyes(ask: Ask, _given: Params) -> str | None:
    """Who approves prepared nothing of it, in person or for somebody else."""
    if ask.preparers & ask.approvers:
        return "Yang menyetujui tidak boleh orang yang menyiapkan."
    return None


def _cells(procedure: Procedure, state: CaseState, step: Step) -> list[tuple[str, Cell]]:
    if step.scope is Scope.CASE:
        return [("", state.cell(step.id))]
    agreeing = set(members(procedure, state))
    return [(v, cell) for v, cell in state.branches(step.id) if v in agreeing]


_STEP = {"step": Param.STEP}

RELATION_RULES = {
    "active_on": Rule(active_on, {"procedure": Param.PROCEDURE}),
    "done_before": Rule(done_before, _STEP),
    "not_before": Rule(not_before, _STEP),
    "evidence_on_file": Rule(evidence_on_file, {**_STEP, "kinds": Param.OTHER_EVIDENCE}),
    "same_as": Rule(same_as, {"field": Param.FIELD, **_STEP, "other": Param.OTHER_FIELD}),
    "within_clock": Rule(within_clock, {**_STEP, "clock": Param.CLOCK}),
    "four_eyes": Rule(four_eyes, {}),
}
