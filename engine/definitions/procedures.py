"""A procedure file into the core's type, with every reference in it checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.definitions.checks import check_procedure
from engine.definitions.overlay import extended
from engine.definitions.reading import Source, read
from engine.definitions.roles import Roles
from engine.definitions.schema import (
    ClockFile,
    ConditionFile,
    GuardFile,
    ProcedureFile,
    StepFile,
)
from engine.domain.budget import Clock
from engine.domain.crossing import Transition
from engine.domain.law import Citation, LawRegister, UnknownCitationError
from engine.domain.ledger import digest
from engine.domain.procedure import (
    Condition,
    Consent,
    EvidenceKind,
    Field,
    Guard,
    Option,
    Phase,
    Procedure,
    ReturnPath,
    Step,
    Validity,
)

Path_ = tuple[str | int, ...]


def load_procedure(
    path: Path, law: LawRegister, roles: Roles, folders: Sequence[Path] = ()
) -> Procedure:
    """Read, resolve and check one version; raises DefinitionError naming file and line.

    A file that `extends` another version states only what differs: steps of the same id take
    the place of the earlier ones, others are added. `folders` are where that version is sought.

    The digest is SHA-256 over the canonical JSON of what the file states: layout and comments
    may change and nothing else, and a key that a later schema adds changes no older version.
    """
    model, source = read(path, ProcedureFile, lambda over: extended(over, folders))
    check_procedure(model, source, roles)
    source.finish()
    procedure = _Builder(model, source, law).build(roles)
    source.finish()
    return procedure


class _Builder:
    def __init__(self, model: ProcedureFile, source: Source, law: LawRegister) -> None:
        self._model, self._source, self._law = model, source, law

    def build(self, roles: Roles) -> Procedure:
        m = self._model
        return Procedure(
            id=m.id,
            version=m.version,
            digest=digest(m.model_dump(mode="json", exclude_defaults=True)),
            name=m.name,
            prefix=m.prefix,
            subject=m.subject,
            description=m.description,
            phases=tuple(
                Phase(p.id, p.name, p.regency_state, self._cite(p.basis, ("phase", i, "basis")))
                for i, p in enumerate(m.phase)
            ),
            steps=tuple(self._step(step, ("step", i)) for i, step in enumerate(m.step)),
            parameters={name: p.value for name, p in m.parameters.items()},
            roles=roles.by_id,
            record_rules=roles.record_rules,
            villages_required=m.villages_required,
            one_per_regency=m.one_per_regency,
            membership_reopens=m.membership_reopens,
            effective_from=m.effective_from,
            effective_to=m.effective_to,
            regency=m.regency,
            transitions=tuple(
                Transition(t.step, t.rule, self._cite(t.basis, ("transition", i, "basis")))
                for i, t in enumerate(m.transition)
            ),
            validity=Validity(m.validity.step, m.validity.until_field) if m.validity else None,
            opens_from=(m.opens_from.procedure, m.opens_from.step) if m.opens_from else None,
        )

    def _step(self, step: StepFile, at: Path_) -> Step:
        consent = step.consent
        return Step(
            id=step.id,
            name=step.name,
            phase=step.phase,
            scope=step.scope,
            actor=step.actor,
            after=step.after,
            fields=tuple(
                Field(f.name, f.label, f.kind, f.help, tuple(Option(*o) for o in f.options))
                for f in step.fields
            ),
            evidence=tuple(EvidenceKind(e.id, e.label) for e in step.evidence),
            guards=tuple(
                self._guard(guard, (*at, "guards", i)) for i, guard in enumerate(step.guards)
            ),
            clocks=tuple(
                self._clock(clock, (*at, "clocks", i)) for i, clock in enumerate(step.clocks)
            ),
            returns=tuple(ReturnPath(r.to, r.reopens) for r in step.returns),
            basis=self._cite(step.basis, (*at, "basis")),
            instruments=step.instruments,
            documents=step.documents,
            consent=Consent(
                consent.field,
                consent.agree,
                consent.rule,
                self._whole(consent.number, (*at, "consent")),
                self._cite(consent.basis, (*at, "consent")),
            )
            if consent
            else None,
            waivable=step.waivable,
            optional=step.optional,
            recurring=step.recurring,
            approval=step.approval,
            closes_when=_condition(step.closes_when) if step.closes_when else None,
        )

    def _guard(self, guard: GuardFile, at: Path_) -> Guard:
        return Guard(
            id=guard.id,
            use=guard.use,
            level=guard.level,
            params={key: self._value(value, at) for key, value in guard.given.items()},
            basis=self._cite(guard.basis, at),
            who=guard.who,
            remedy=guard.remedy,
            document=guard.document,
            when=tuple(_condition(c) for c in guard.when),
            override_by=guard.override_by,
        )

    def _clock(self, clock: ClockFile, at: Path_) -> Clock:
        return Clock(
            id=clock.id,
            label=clock.label,
            anchor=clock.anchor,
            value=self._whole(clock.value, at),
            unit=clock.unit,
            legal=clock.legal,
            basis=self._cite(clock.basis, at),
            anchor_field=clock.anchor_field,
            year_end=clock.year_end,
            anchor_counted=clock.anchor_counted,
            rolls=clock.rolls,
            return_to=clock.return_to,
        )

    def _cite(self, refs: Sequence[str], at: Path_) -> tuple[Citation, ...]:
        found = []
        for ref in refs:
            try:
                found.append(self._law.cite(ref))
            except UnknownCitationError as error:
                self._source.problem(at, str(error))
        return tuple(found)

    def _value(self, value: Any, at: Path_) -> Any:
        if isinstance(value, dict):
            return {key: self._value(item, at) for key, item in value.items()}
        if not isinstance(value, str) or not value.startswith("$"):
            return value
        parameter = self._model.parameters.get(value[1:])
        if parameter is None:
            self._source.problem(at, f"parameter tidak dikenal: {value}")
            return value
        return parameter.value

    def _whole(self, value: int | str, at: Path_) -> int:
        resolved = self._value(value, at)
        if not isinstance(resolved, int) or isinstance(resolved, bool):
            self._source.problem(at, f"harus bilangan bulat: {value}")
            return 0
        return resolved


def _condition(c: ConditionFile) -> Condition:
    return Condition(c.step, c.field, c.values)
