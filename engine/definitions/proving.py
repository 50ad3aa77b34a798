"""A procedure file judged whole: can it be read, do its references hold, is it sound."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.definitions.catalog import PROCEDURE_FOLDER, Catalog
from engine.definitions.places import Places
from engine.definitions.procedures import load_procedure
from engine.definitions.roles import Roles
from engine.domain.citing import revoked, uses
from engine.domain.procedure import Procedure
from engine.domain.soundness import cycle
from engine.domain.soundness_proof import STATES, VILLAGES, Proof, prove
from engine.domain.soundness_static import Fault
from engine.errors import DefinitionError, DefinitionProblem

_KINDS = {
    "lingkaran": "cycle",
    "jalan kembali": "return",
    "penjaga": "guard",
    "parameter": "parameter",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing found in a file, at its line, with the path that shows it."""

    kind: str
    message: str
    file: str
    line: int
    path: tuple[str, ...]
    refuses: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """All of it. Without `procedure` the file could not even be loaded, and nothing was walked."""

    procedure: Procedure | None
    proof: Proof | None
    findings: tuple[Judged, ...]

    @property
    def sound(self) -> bool:
        """Whether the procedure may be used."""
        return not any(f.refuses for f in self.findings)


def judge_file(
    path: Path,
    catalog: Catalog,
    roles: Roles,
    documents: Collection[str] | None,
    *,
    villages: int = VILLAGES,
    limit: int = STATES,
) -> Judgement:
    """Load, check and walk one file; never raises for what is wrong in the file."""
    try:
        procedure = load_procedure(path, catalog.law, roles, (PROCEDURE_FOLDER,))
    except DefinitionError as error:
        return Judgement(None, None, tuple(_from_loader(path, p) for p in error.problems))
    except UnicodeDecodeError as error:
        message = f"bukan teks UTF-8: {error.reason}"
        return Judgement(None, None, (Judged("definition", message, path.name, 1, ()),))
    known = {p.id for p in catalog.procedures} | {procedure.id}
    proof = prove(procedure, villages=villages, limit=limit, documents=documents, procedures=known)
    places = Places(path.read_text(encoding="utf-8"))
    faults = (*proof.faults, *_revoked(procedure))
    return Judgement(procedure, proof, tuple(_from_proof(path, places, f) for f in faults))


def ensure_sound(procedure: Procedure, path: Path, known: Collection[str]) -> None:
    """Raise DefinitionError, with the counterexamples, unless the loaded procedure is sound.

    `known` are the ids of the procedures there are, which guards may name.
    """
    proof = prove(procedure, procedures={*known, procedure.id})
    places = Places(path.read_text(encoding="utf-8"))
    problems = []
    for found in (_from_proof(path, places, f) for f in proof.faults if f.refuses):
        shown = f" [{' → '.join(found.path)}]" if found.path else ""
        problems.append(DefinitionProblem(found.file, found.line, f"{found.message}{shown}"))
    if problems:
        raise DefinitionError(problems)


def _revoked(procedure: Procedure) -> Iterator[Fault]:
    """A note at each step that rests on a source which ended: the step may need another rule."""
    for source, until in revoked(procedure).items():
        cited = {use.step for use in uses(procedure, source)}
        for index, step in enumerate(procedure.steps):
            if step.id in cited:
                message = f"Langkah {step.id} mengutip {source}, tidak berlaku sejak {until}."
                yield Fault("revoked", message, ("step", index), refuses=False)


def _from_proof(path: Path, places: Places, fault: Fault) -> Judged:
    file = f"{path.parent.name}/{path.name}"
    line = places.line(fault.at)
    return Judged(fault.kind, fault.message, file, line, fault.path, fault.refuses)


def _from_loader(path: Path, problem: DefinitionProblem) -> Judged:
    kind = next((k for start, k in _KINDS.items() if problem.message.startswith(start)), "")
    shown = _counterexample(path, kind, problem.message)
    return Judged(kind or "definition", problem.message, problem.file, problem.line, shown)


def _counterexample(path: Path, kind: str, message: str) -> tuple[str, ...]:
    """For a cycle the steps around it; for a return its way forward, or the two steps alone."""
    if kind not in ("cycle", "return"):
        return ()
    steps = tomllib.loads(path.read_text(encoding="utf-8")).get("step", [])
    after = {step["id"]: tuple(step.get("after", ())) for step in steps}
    if kind == "cycle":
        return cycle(after)
    for step in steps:
        for back in step.get("returns", ()):
            if f"{step['id']} → {back['to']} " in f"{message} ":
                return _forward(after, step["id"], back["to"])
    return ()


def _forward(after: dict[str, tuple[str, ...]], start: str, target: str) -> tuple[str, ...]:
    """From `start` on along prerequisites to `target`, where a return wrongly leads."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == target:
            return way
        for step, before in after.items():
            if way[-1] in before and step not in seen:
                seen.add(step)
                ways.append((*way, step))
    return (start, target)
