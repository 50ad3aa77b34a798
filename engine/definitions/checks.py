"""The references and the graph of a procedure file, checked before anything is built."""

from __future__ import annotations

from collections import Counter

from engine.definitions.reading import Source
from engine.definitions.roles import Roles
from engine.definitions.schema import ClockFile, GuardFile, ProcedureFile, StepFile
from engine.domain.guards import VOCABULARY, Param
from engine.domain.procedure import Scope
from engine.domain.regency import ENTERPRISE, LADDER
from engine.domain.soundness import cycle

Path_ = tuple[str | int, ...]
OPENED = "opened"


def check_procedure(model: ProcedureFile, source: Source, roles: Roles) -> None:
    """Note every wrong reference: phases, steps, roles, guards and their parameters, cycles."""
    checker = _Checker(model, source, roles)
    checker.names()
    for index, step in enumerate(model.step):
        checker.step(step, ("step", index))
    if not source.problems:
        checker.graph()


class _Checker:
    def __init__(self, model: ProcedureFile, source: Source, roles: Roles) -> None:
        self._model, self._source, self._roles = model, source, roles
        self._steps = {step.id: step for step in model.step}
        self._phases = {phase.id for phase in model.phase}

    def names(self) -> None:
        """Ids are unique, and what the head of the file points to exists."""
        for index, phase in enumerate(self._model.phase):
            if phase.regency_state not in (*LADDER, ENTERPRISE):
                self._no(("phase", index, "regency_state"), phase.regency_state)
        for step_id, count in Counter(s.id for s in self._model.step).items():
            if count > 1:
                at = [i for i, s in enumerate(self._model.step) if s.id == step_id][-1]
                self._source.problem(("step", at, "id"), f"langkah ganda: {step_id}")
        for index, transition in enumerate(self._model.transition):
            if transition.step not in self._steps:
                self._no(("transition", index, "step"), transition.step)
        for step_id in self._model.membership_reopens:
            if step_id not in self._steps:
                self._no(("membership_reopens",), step_id)
        validity = self._model.validity
        if validity and not self._has_field(validity.step, validity.until_field):
            self._no(("validity",), f"{validity.step}.{validity.until_field}")

    def step(self, step: StepFile, at: Path_) -> None:
        """Everything one step refers to exists."""
        for key, name, known in (
            ("phase", step.phase, self._phases),
            ("actor", step.actor, self._roles.by_id),
            *(("after", before, self._steps) for before in step.after),
            *(("returns", path.to, self._steps) for path in step.returns),
        ):
            if name not in known:
                self._no((*at, key), name)
        for index, clock in enumerate(step.clocks):
            self._clock(clock, (*at, "clocks", index))
        if step.consent:
            if step.scope is not Scope.VILLAGE:
                self._source.problem((*at, "consent"), "hanya langkah per desa yang dimufakati")
            if not self._has_field(step.id, step.consent.field):
                self._no((*at, "consent"), step.consent.field)
        for name, count in Counter(g.id for g in step.guards).items():
            if count > 1:
                self._source.problem((*at, "guards"), f"penjaga ganda: {name}")
        for index, guard in enumerate(step.guards):
            self._guard(step, guard, (*at, "guards", index))

    def _clock(self, clock: ClockFile, at: Path_) -> None:
        if clock.anchor != OPENED and clock.anchor not in self._steps:
            self._no(at, clock.anchor)
        elif clock.anchor_field and not self._has_field(clock.anchor, clock.anchor_field):
            self._no(at, f"{clock.anchor}.{clock.anchor_field}")

    def graph(self) -> None:
        """No cycle among prerequisites, and every way back leads back."""
        after = {step.id: step.after for step in self._model.step}
        if found := cycle(after):
            at = next(i for i, s in enumerate(self._model.step) if s.id == found[0])
            self._source.problem(("step", at, "after"), f"lingkaran: {' → '.join(found)}")
            return
        for index, step in enumerate(self._model.step):
            earlier = self._before(step.id)
            for number, path in enumerate(step.returns):
                if path.to not in earlier:
                    self._source.problem(
                        ("step", index, "returns", number),
                        f"jalan kembali {step.id} → {path.to} tidak menuju langkah sebelumnya",
                    )

    def _before(self, step_id: str) -> set[str]:
        found: set[str] = set()
        edge = [step_id]
        while edge:
            for before in self._steps[edge.pop()].after:
                if before not in found:
                    found.add(before)
                    edge.append(before)
        return found

    def _guard(self, step: StepFile, guard: GuardFile, at: Path_) -> None:
        rule = VOCABULARY.get(guard.use)
        if rule is None:
            self._source.problem(at, f"penjaga tidak dikenal: {guard.use}")
            return
        if not guard.basis:
            self._source.problem(at, f"penjaga {guard.id} tanpa dasar")
        for name in sorted(set(rule.params) ^ set(guard.given)):
            self._source.problem(at, f"parameter {guard.use}: kurang atau asing: {name}")
        wrong = [
            f"{guard.id}.{name}: tidak dikenal: {item}"
            for name, kind in rule.params.items()
            for item in self._wrong(step, guard, kind, guard.given.get(name, ()))
        ]
        wrong += [
            f"{guard.id}.{key}: tidak dikenal: {role}"
            for key, roles in (("who", (guard.who,)), ("override_by", guard.override_by))
            for role in roles
            if role not in self._roles.by_id
        ]
        wrong += [
            f"{guard.id}.when: tidak dikenal: {condition.step or step.id}.{condition.field}"
            for condition in guard.when
            if not self._has_field(condition.step or step.id, condition.field)
        ]
        for message in wrong:
            self._source.problem(at, message)

    def _wrong(self, step: StepFile, guard: GuardFile, kind: Param, value: object) -> list[str]:
        """What a parameter names that does not exist."""
        other = self._steps.get(str(guard.given.get("step", "")))
        known: set[str] | None = {
            Param.FIELD: {f.name for f in step.fields},
            Param.FIELDS: {f.name for f in step.fields},
            Param.EVIDENCE: {e.id for e in step.evidence},
            Param.STEP: set(self._steps),
            Param.OTHER_FIELD: {f.name for f in other.fields} if other else set(),
            Param.OTHER_EVIDENCE: {e.id for e in other.evidence} if other else set(),
            Param.CLOCK: {c.id for c in other.clocks} if other else set(),
        }.get(kind)
        if known is None:
            return []
        held = [str(v) for v in value] if isinstance(value, tuple | list) else [str(value)]
        return [name for name in held if name not in known]

    def _has_field(self, step_id: str, name: str) -> bool:
        step = self._steps.get(step_id)
        return step is not None and any(f.name == name for f in step.fields)

    def _no(self, at: Path_, name: str) -> None:
        self._source.problem(at, f"{at[-1]}: tidak dikenal: {name}")
