"""A procedure as a flow of BPMN kinds: tasks, gateways where paths part and meet, events."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.domain.procedure import Condition, Procedure, Step


class Kind(StrEnum):
    """The BPMN elements used, by their names in the standard."""

    START = "startEvent"
    END = "endEvent"
    TASK = "userTask"
    PARALLEL = "parallelGateway"
    EXCLUSIVE = "exclusiveGateway"


@dataclass(frozen=True, slots=True)
class Element:
    """One node of the flow; `step` on tasks, `ends_all` on an end that stops every path."""

    id: str
    kind: Kind
    phase: str
    name: str = ""
    step: Step | None = None
    ends_all: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """One sequence flow; a condition in words where a decision leads elsewhere than onwards."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    back: bool = False


@dataclass(slots=True)
class Process:
    """The whole flow, in the order in which it was made."""

    elements: list[Element] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def add(self, element: Element) -> str:
        """Take an element in; answers its id."""
        self.elements.append(element)
        return element.id

    def connect(self, source: str, target: str, name: str = "", *, back: bool = False) -> None:
        """Join two elements; a name makes it the exception to a decision's usual way."""
        number = len(self.flows) + 1
        self.flows.append(Flow(f"Flow_{number}", source, target, name, name, back))

    def default_of(self, element: Element) -> str:
        """The flow a decision takes when none of its conditions holds; empty where none."""
        if element.kind is not Kind.EXCLUSIVE:
            return ""
        out = [f for f in self.flows if f.source == element.id]
        usual = [f.id for f in out if not f.condition]
        return usual[0] if usual and len(out) > 1 else ""


def process_of(procedure: Procedure) -> Process:
    """The flow of a procedure: every step once, a return as a decision after its step.

    Paths that part by prerequisites part in parallel; a step that rests on several waits for
    all. Mandatory last steps meet in one end; what may be left undone ends by itself.
    """
    process = Process()
    targets = {p.to for s in procedure.steps for p in s.returns}
    entry = {s.id: _entry(process, s, s.id in targets) for s in procedure.steps}
    exits = {s.id: _exit(process, procedure, s) for s in procedure.steps}
    _begin(process, procedure, entry)
    for step in procedure.steps:
        for before in step.after:
            process.connect(exits[before], entry[step.id])
    _finish(process, procedure, exits)
    for step in procedure.steps:
        for path in step.returns:
            earlier = procedure.by_id[path.to]
            name = f"dikembalikan ke {earlier.name}"
            process.connect(f"Putusan_{step.id}", f"Temu_{path.to}", name, back=True)
    return process


def _entry(process: Process, step: Step, returned_to: bool) -> str:  # noqa: FBT001
    """The elements before and at a step; answers where flows arrive."""
    task = process.add(Element(f"Langkah_{step.id}", Kind.TASK, step.phase, step.name, step))
    first = task
    if returned_to:
        merge = process.add(Element(f"Temu_{step.id}", Kind.EXCLUSIVE, step.phase))
        process.connect(merge, first)
        first = merge
    if len(step.after) > 1:
        join = process.add(Element(f"Gabung_{step.id}", Kind.PARALLEL, step.phase))
        process.connect(join, first)
        first = join
    return first


def _exit(process: Process, procedure: Procedure, step: Step) -> str:
    """The elements after a step; answers where flows leave."""
    last = f"Langkah_{step.id}"
    if step.returns or step.closes_when:
        choice = process.add(Element(f"Putusan_{step.id}", Kind.EXCLUSIVE, step.phase))
        process.connect(last, choice)
        last = choice
        if step.closes_when:
            end = Element(
                f"Tutup_{step.id}", Kind.END, step.phase, "Perkara ditutup", ends_all=True
            )
            process.connect(choice, process.add(end), _said(step, step.closes_when))
    if len([s for s in procedure.steps if step.id in s.after]) > 1:
        split = process.add(Element(f"Pisah_{step.id}", Kind.PARALLEL, step.phase))
        process.connect(last, split)
        last = split
    return last


def _said(step: Step, condition: Condition) -> str:
    field_ = step.field(condition.field)
    labels = {o.value: o.label for o in field_.options} if field_ else {}
    values = " atau ".join(labels.get(str(v), str(v)) for v in condition.values)
    return f"{field_.label if field_ else condition.field}: {values}"


def _begin(process: Process, procedure: Procedure, entry: dict[str, str]) -> None:
    firsts = [s for s in procedure.steps if not s.after]
    phase = procedure.phases[0].id
    last = process.add(Element("Mulai", Kind.START, phase, "Perkara dibuka"))
    if len(firsts) > 1:
        split = process.add(Element("Pisah_awal", Kind.PARALLEL, phase))
        process.connect(last, split)
        last = split
    for step in firsts:
        process.connect(last, entry[step.id])


def _finish(process: Process, procedure: Procedure, exits: dict[str, str]) -> None:
    followed = {b for s in procedure.steps for b in s.after}
    ends = [s for s in procedure.steps if s.id not in followed]
    needed = [s for s in ends if s.mandatory]
    phase = procedure.phases[-1].id
    if needed:
        end = process.add(Element("Selesai", Kind.END, phase, "Perkara selesai"))
        if len(needed) > 1:
            join = process.add(Element("Gabung_akhir", Kind.PARALLEL, phase))
            process.connect(join, end)
            end = join
        for step in needed:
            process.connect(exits[step.id], end)
    for step in (s for s in ends if not s.mandatory):
        name = "Berulang" if step.recurring else "Selesai sendiri"
        end = process.add(Element(f"Akhir_{step.id}", Kind.END, step.phase, name))
        process.connect(exits[step.id], end)
