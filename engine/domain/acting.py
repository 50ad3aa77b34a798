"""Starting, submitting and approving a step."""

from __future__ import annotations

from engine.domain.case import Cell, Mark
from engine.domain.correcting import with_consequences
from engine.domain.events import EventType
from engine.domain.findings import Refusal
from engine.domain.guards import Ask
from engine.domain.matter import (
    Decision,
    Matter,
    ask_about,
    cleaned,
    closing,
    judge,
    key_of,
    not_now,
    renewable,
    village_of,
)
from engine.domain.procedure import Step
from engine.domain.questions import system
from engine.domain.reopening import reopened
from engine.domain.standing import Standing, standing


def start(matter: Matter, step: Step, cell: Cell) -> Decision:
    """Begin a step or save its draft; on what runs out, begin a new round."""
    where = standing(matter.procedure, matter.state, step, matter.command.village)
    values, refusal = cleaned(matter, step, cell)
    if refusal:
        return refusal
    if where is Standing.DONE and renewable(matter.procedure, step):
        target = key_of(matter, step)
        reopens = reopened(matter.procedure, matter.state, target)
        return (matter.event(EventType.STARTED, step, data=values, to=target, reopens=reopens),)
    if where not in (Standing.OPEN, Standing.RETURNED):
        return not_now(matter, step, where)
    return (matter.event(EventType.STARTED, step, data=values, evidence=matter.command.evidence),)


def submit(matter: Matter, step: Step, cell: Cell) -> Decision:
    """Hand a step in: every guard is asked; without an approval stage it is done at once."""
    where = standing(matter.procedure, matter.state, step, matter.command.village)
    again = where is Standing.DONE and step.recurring
    if where not in (Standing.OPEN, Standing.RETURNED) and not again:
        return not_now(matter, step, where)
    values, refusal = cleaned(matter, step, cell)
    if refusal:
        return refusal
    held = () if again else cell.evidence
    ask = ask_about(matter, step, values, held + matter.command.evidence)
    findings, overridden = judge(matter, ask, settled=frozenset())
    if findings:
        return Refusal(tuple(findings))
    type_ = EventType.SUBMITTED if step.approval else EventType.COMPLETED
    event = matter.event(
        type_, step, data=values, evidence=matter.command.evidence, overridden=overridden
    )
    return (event, *(() if step.approval else closing(matter, step, ask)))


def approve(matter: Matter, step: Step, cell: Cell) -> Decision:
    """A second person confirms what was handed in; its guards are asked again."""
    if cell.mark is not Mark.SUBMITTED or cell.occurred_on is None:
        where = standing(matter.procedure, matter.state, step, matter.command.village)
        return not_now(matter, step, where, "Belum ada yang diajukan untuk disetujui.")
    if matter.command.occurred_on < cell.occurred_on:
        return matter.refuse("urutan_tanggal", "Persetujuan tidak boleh mendahului kejadiannya.")
    ask = Ask(
        matter.procedure,
        matter.state,
        step,
        village_of(matter, step),
        cell.data,
        cell.evidence,
        cell.occurred_on,
        matter.facts,
        preparers=cell.preparers,
        approvers=matter.command.actor.identities,
    )
    findings, overridden = judge(matter, ask, settled=cell.overridden)
    if cell.preparers & matter.command.actor.identities:
        findings.append(
            system(
                matter.procedure,
                "empat_mata",
                "Yang menyetujui tidak boleh orang yang menyiapkan.",
                step,
                remedy="Mintalah persetujuan pejabat lain.",
                village=matter.command.village,
            )
        )
    if findings:
        return Refusal(tuple(findings))
    approved = matter.event(EventType.APPROVED, step, overridden=overridden)
    approved = with_consequences(matter, step, cell, approved)
    return (approved, *closing(matter, step, ask))
