"""A command in its setting, and what the handlers share: judging, cleaning, refusing."""

from __future__ import annotations

from dataclasses import dataclass

from engine.domain import forms
from engine.domain.authority import may_override
from engine.domain.case import CaseState, Cell, Evidence, Key, Mark
from engine.domain.command import Action, Command
from engine.domain.events import Event, EventType
from engine.domain.facts import Facts
from engine.domain.findings import Finding, FindingKind, Refusal
from engine.domain.guards import Ask
from engine.domain.procedure import Procedure, Role, Scope, Step
from engine.domain.questions import date_findings, holds, system, unmet
from engine.domain.standing import Standing, unmet_prerequisites

Decision = tuple[Event, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Matter:
    """A command in its setting; what every handler is given."""

    procedure: Procedure
    state: CaseState
    command: Command
    facts: Facts
    role: Role

    def refuse(self, rule: str, message: str, **more: str) -> Refusal:
        """A refusal by a record-keeping rule, about the commanded step."""
        kind = FindingKind.ORDER if rule == "urutan_langkah" else FindingKind.UNMET
        step = self.procedure.step(self.command.step)
        return Refusal((system(self.procedure, rule, message, step, kind=kind, **more),))

    def event(self, type_: EventType, step: Step | None = None, **more: object) -> Event:
        """An event by this command's actor on its date; `more` overrides the usual."""
        command = self.command
        values: dict[str, object] = {
            "occurred_on": command.occurred_on,
            "actor": command.actor.person,
            "role": self.role.id,
            "act_of": step.actor if step else "",
            "principal": command.actor.principal,
            "step": step.id if step else "",
            "village": command.village if step and step.scope is Scope.VILLAGE else "",
            "reason": command.reason.strip(),
            "basis": tuple(c.ref for c in step.basis) if step else (),
        }
        return Event(type_, **{**values, **more})  # type: ignore[arg-type]


def judge(
    matter: Matter, ask: Ask, settled: frozenset[str]
) -> tuple[list[Finding], tuple[str, ...]]:
    """Findings that stand, and the soft guards that the given reason sets aside."""
    findings = date_findings(matter.procedure, matter.state, ask, matter.facts)
    overridden = []
    for guard, finding in unmet(ask):
        if finding.kind is FindingKind.WARNING and guard.id in settled:
            continue
        by_reason = finding.kind is FindingKind.WARNING and matter.command.reason.strip()
        if by_reason and may_override(
            matter.procedure, matter.command.actor, matter.state.regency, guard
        ):
            overridden.append(guard.id)
        else:
            findings.append(finding)
    return findings, tuple(overridden)


def cleaned(matter: Matter, step: Step, cell: Cell) -> tuple[dict[str, object], Refusal | None]:
    """The step's values after the command: what was held, overlaid with what was sent."""
    values, problems = forms.clean(step, matter.command.data, matter.state.active_villages())
    kinds = {kind.id for kind in step.evidence} | {""}
    for item in matter.command.evidence:
        if item.kind not in kinds:
            problems[item.kind] = f"Jenis berkas {item.kind!r} tidak dikenal di langkah ini."
    if problems:
        findings = tuple(
            system(matter.procedure, "isian", message, step, kind=FindingKind.INVALID, field=name)
            for name, message in problems.items()
        )
        return {}, Refusal(findings)
    fresh = cell.mark is Mark.DONE and matter.command.action is not Action.CORRECT
    kept = {} if fresh else {k: v for k, v in cell.data.items() if k not in matter.command.data}
    return {**kept, **values}, None


def ask_about(
    matter: Matter, step: Step, values: dict[str, object], evidence: tuple[Evidence, ...]
) -> Ask:
    """The question to the guards about these values and files."""
    return Ask(
        matter.procedure,
        matter.state,
        step,
        village_of(matter, step),
        values,
        evidence,
        matter.command.occurred_on,
        matter.facts,
    )


def closing(matter: Matter, step: Step, ask: Ask) -> tuple[Event, ...]:
    """The event that ends the case, where this step says so."""
    if step.closes_when is not None and holds(ask, step.closes_when):
        return (matter.event(EventType.CLOSED),)
    return ()


def renewable(procedure: Procedure, step: Step) -> bool:
    """Whether the step leads to something with a term, and so may be begun anew."""
    if procedure.validity is None:
        return False
    return procedure.validity.step in procedure.dependents[step.id]


def reason_missing(matter: Matter, message: str = "Alasan belum ditulis.") -> Refusal | None:
    """A refusal unless a reason was written."""
    if matter.command.reason.strip():
        return None
    return matter.refuse("alasan", message, field="reason", remedy="Tuliskan alasannya.")


_WHERE = {
    Standing.DONE: "Langkah ini sudah selesai.",
    Standing.SUBMITTED: "Langkah ini menunggu persetujuan; tarik atau kembalikan dahulu.",
    Standing.WAIVED: "Langkah ini sudah dikesampingkan.",
    Standing.NOT_APPLICABLE: "Langkah ini tidak berlaku bagi desa yang tidak sepakat.",
    Standing.OPEN: "Langkah ini baru terbuka.",
    Standing.RETURNED: "Langkah ini sedang diperbaiki.",
}


def not_now(matter: Matter, step: Step, where: Standing, message: str = "") -> Refusal:
    """A refusal because of where the step stands."""
    if where is Standing.LOCKED:
        waiting = unmet_prerequisites(matter.procedure, matter.state, step, matter.command.village)
        names = ", ".join(matter.procedure.by_id[s].name for s in waiting)
        return matter.refuse(
            "urutan_langkah",
            f"Belum dapat dikerjakan; selesaikan dahulu: {names}.",
            who=matter.procedure.by_id[waiting[0]].actor,
            remedy=f"Selesaikan {names}.",
        )
    return matter.refuse("urutan_langkah", message or _WHERE[where])


def village_of(matter: Matter, step: Step) -> str:
    """The village the command is about; empty for a step of the whole case."""
    return matter.command.village if step.scope is Scope.VILLAGE else ""


def key_of(matter: Matter, step: Step) -> Key:
    """The cell the command is about."""
    return (step.id, village_of(matter, step))
