"""Asking the guards. Acting, approving and explaining all come through here."""

from __future__ import annotations

from collections.abc import Iterator

from engine.domain.case import CaseState
from engine.domain.facts import Facts
from engine.domain.findings import Finding, FindingKind
from engine.domain.guards import VOCABULARY, Ask
from engine.domain.procedure import Condition, Guard, Level, Procedure, Step
from engine.domain.standing import prerequisite_dates


def unmet(ask: Ask) -> Iterator[tuple[Guard, Finding]]:
    """Every guard of the step that applies and is not met; all are asked."""
    for guard in ask.step.guards:
        if not all(holds(ask, condition) for condition in guard.when):
            continue
        message = VOCABULARY[guard.use].check(ask, guard.params)
        if message is not None:
            yield guard, _finding(ask, guard, message)


def holds(ask: Ask, condition: Condition) -> bool:
    """Whether a condition on recorded data is true."""
    if condition.step in ("", ask.step.id):
        return ask.data.get(condition.field) in condition.values
    cell = ask.state.cell(condition.step)
    return cell.data.get(condition.field) in condition.values


def date_findings(procedure: Procedure, state: CaseState, ask: Ask, facts: Facts) -> list[Finding]:
    """The system's own rules on dates: not in the future, not before what it rests on."""
    findings = []
    if ask.occurred_on > facts.today:
        findings.append(
            system(
                procedure,
                "tanggal_masa_depan",
                "Tanggal kejadian berada di masa depan.",
                ask.step,
                remedy="Catat setelah kejadiannya, dengan tanggal yang sebenarnya.",
                village=ask.village,
            )
        )
    latest = max(prerequisite_dates(procedure, state, ask.step, ask.village), default=None)
    if latest is not None and ask.occurred_on < latest:
        findings.append(
            system(
                procedure,
                "urutan_tanggal",
                f"Tanggal mendahului langkah sebelumnya ({latest.isoformat()}).",
                ask.step,
                remedy="Periksa tanggal pada naskah; perbaiki yang keliru.",
                village=ask.village,
            )
        )
    return findings


def system(  # noqa: PLR0913 - the parts of a finding
    procedure: Procedure,
    rule: str,
    message: str,
    step: Step | None = None,
    *,
    kind: FindingKind = FindingKind.UNMET,
    remedy: str = "",
    who: str = "",
    village: str = "",
    field: str = "",
) -> Finding:
    """A finding of one of the record-keeping rules, with that rule as its basis."""
    return Finding(
        kind=kind,
        guard=rule.replace("_", "-"),
        message=message,
        step=step.id if step else "",
        village=village,
        field=field,
        basis=(procedure.record_rules[rule],),
        who=who or (step.actor if step else ""),
        remedy=remedy,
    )


def _finding(ask: Ask, guard: Guard, message: str) -> Finding:
    kind = FindingKind.UNMET if guard.level is Level.HARD else FindingKind.WARNING
    return Finding(
        kind=kind,
        guard=guard.id,
        message=message,
        step=ask.step.id,
        village=ask.village,
        basis=guard.basis,
        who=guard.who,
        remedy=guard.remedy,
        document=guard.document,
    )
