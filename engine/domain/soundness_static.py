"""What can be judged of a procedure without walking it: references, citations, authority."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine.domain.guards import VOCABULARY, Param
from engine.domain.procedure import Condition, Guard, Level, Procedure, Scope, Step

At = tuple[str | int, ...]
_CHOICES = frozenset({"choice", "choices"})
_PASSES_WHEN_WAIVED = frozenset({"done_before", "not_before"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a procedure is not sound; `at` is its place in the file.

    `path` is a counterexample in words. A note (`refuses` false) does not make it unsound.
    """

    kind: str
    message: str
    at: At = ()
    path: tuple[str, ...] = ()
    refuses: bool = True


def static_faults(
    procedure: Procedure, documents: Collection[str] | None, procedures: Collection[str] | None
) -> Iterator[Fault]:
    """Every fault of references; what is not given (None) is not asked about."""
    for index, step in enumerate(procedure.steps):
        at: At = ("step", index)
        if not step.basis:
            yield Fault("uncited", f"Langkah {step.id} tanpa dasar.", (*at, "basis"))
        yield from _authority(procedure, step, at)
        yield from _documents(step, at, documents)
        yield from _ways_back(procedure, step, at)
        if step.closes_when and (
            wrong := _condition(procedure, step, step.closes_when, "penutupan")
        ):
            yield Fault("parameter", wrong, (*at, "closes_when"))
        if step.consent and not _offered(step, step.consent.field, step.consent.agree):
            message = f"{step.id}: jawaban setuju {step.consent.agree!r} tidak ada pilihannya."
            yield Fault("parameter", message, (*at, "consent"))
        for number, guard in enumerate(step.guards):
            here = (*at, "guards", number)
            yield from _guard(procedure, step, guard, here, procedures)


def _authority(procedure: Procedure, step: Step, at: At) -> Iterator[Fault]:
    roles = procedure.roles.values()
    acts = [r for r in roles if step.actor in r.acts_for]
    approves = [r for r in roles if step.actor in r.approves_for]
    lacking = [
        (not acts, "mengerjakan"),
        (step.approval and not approves, "menyetujui"),
        (
            (step.waivable or step.optional) and not any("waive" in r.may for r in roles),
            "mengesampingkan",
        ),
        (
            bool(step.returns) and not any("return" in r.may for r in acts + approves),
            "mengembalikan",
        ),
    ]
    for missing, verb in lacking:
        if missing:
            message = f"Tidak ada peran yang boleh {verb} langkah {step.id}."
            yield Fault("authority", message, (*at, "actor"))


def _documents(step: Step, at: At, known: Collection[str] | None) -> Iterator[Fault]:
    if known is None:
        return
    for document in step.documents:
        if document not in known:
            message = f"Naskah {document!r} pada langkah {step.id} tidak dikenal."
            yield Fault("document", message, (*at, "documents"))
    for number, guard in enumerate(step.guards):
        if guard.document and guard.document not in known:
            message = f"Naskah {guard.document!r} pada penjaga {guard.id} tidak dikenal."
            yield Fault("document", message, (*at, "guards", number))


def _ways_back(procedure: Procedure, step: Step, at: At) -> Iterator[Fault]:
    for number, path in enumerate(step.returns):
        if step.id not in procedure.dependents.get(path.to, frozenset()):
            message = f"Jalan kembali {step.id} → {path.to} tidak menuju langkah sebelumnya."
            yield Fault("return", message, (*at, "returns", number), (step.id, path.to))
    for number, clock in enumerate(step.clocks):
        if not clock.return_to:
            continue
        anchor = procedure.step(clock.anchor)
        if anchor is None or clock.return_to not in {p.to for p in anchor.returns}:
            message = (
                f"Jam {clock.id} kembali ke {clock.return_to!r}, tetapi {clock.anchor} tidak "
                f"punya jalan kembali ke sana."
            )
            yield Fault("return", message, (*at, "clocks", number), (step.id, clock.anchor))


def _guard(
    procedure: Procedure, step: Step, guard: Guard, at: At, procedures: Collection[str] | None
) -> Iterator[Fault]:
    rule = VOCABULARY.get(guard.use)
    if rule is None:
        yield Fault("guard", f"Penjaga tidak dikenal: {guard.use}.", at)
        return
    if guard.level is Level.HARD and not guard.basis:
        yield Fault("uncited", f"Penjaga {guard.id} ({step.id}) tanpa dasar.", at)
    for name, kind in rule.params.items():
        if wrong := _parameter(step, guard, name, kind, procedures):
            yield Fault("parameter", f"{step.id}/{guard.id}: {wrong}", at)
    for condition in guard.when:
        if wrong := _condition(procedure, step, condition, guard.id):
            yield Fault("parameter", wrong, at)
    yield from _waived_away(procedure, step, guard, at)


def _parameter(
    step: Step, guard: Guard, name: str, kind: Param, procedures: Collection[str] | None
) -> str:
    value = guard.params.get(name)
    if kind is Param.NUMBER and (not isinstance(value, int) or isinstance(value, bool)):
        return f"{name} harus bilangan: {value!r}."
    if kind is Param.PROCEDURE and procedures is not None and value not in procedures:
        return f"prosedur {value!r} tidak dikenal."
    if kind is Param.VALUES and guard.use in ("one_of", "not_one_of"):
        values = value if isinstance(value, list | tuple) else [value]
        field = str(guard.params.get("field", ""))
        foreign = [str(v) for v in values if not _offered(step, field, v)]
        if foreign:
            return f"bukan pilihan {field}: {', '.join(foreign)}."
    return ""


def _condition(procedure: Procedure, step: Step, condition: Condition, what: str) -> str:
    other = procedure.step(condition.step) if condition.step else step
    if other is None or other.field(condition.field) is None:
        return f"{what} ({step.id}): isian {condition.step}.{condition.field} tidak dikenal."
    foreign = [str(v) for v in condition.values if not _offered(other, condition.field, v)]
    return f"{what} ({step.id}): bukan pilihan {condition.field}: {foreign}." if foreign else ""


def _offered(step: Step, name: str, value: object) -> bool:
    """Whether a value is among the options of a field that has options."""
    field = step.field(name)
    if field is None or field.kind not in _CHOICES:
        return True
    return value in {o.value for o in field.options}


def _waived_away(procedure: Procedure, step: Step, guard: Guard, at: At) -> Iterator[Fault]:
    """A hard guard asks that a step be done which may be set aside: it then asks for nothing."""
    if guard.level is not Level.HARD or guard.use not in _PASSES_WHEN_WAIVED:
        return
    other = procedure.step(str(guard.params.get("step", "")))
    if other is not None and other.scope is Scope.CASE and (other.waivable or other.optional):
        message = (
            f"Syarat keras {guard.id} menuntut {other.id}, padahal {other.id} boleh "
            f"dikesampingkan."
        )
        yield Fault("waived", message, at, (f"kesampingkan {other.id}", step.id))
