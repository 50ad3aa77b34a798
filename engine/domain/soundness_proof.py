"""Whether a procedure is sound, up to a stated bound, with the path that shows it is not."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass

from engine.domain.case import CaseStatus
from engine.domain.procedure import Procedure
from engine.domain.soundness_build import build, left_out, unconditional, village_counts
from engine.domain.soundness_explore import Space, explore
from engine.domain.soundness_static import At, Fault, static_faults

VILLAGES = 3
STATES = 20_000


@dataclass(frozen=True, slots=True)
class Proof:
    """The answer. `exact`: every state up to the bound was seen, and nothing was left out.

    `villages` are the sizes of case that were walked; larger cases are not claimed.
    """

    states: int
    exact: bool
    villages: tuple[int, ...]
    left_out: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found that refuses the procedure."""
        return not any(fault.refuses for fault in self.faults)


def prove(
    procedure: Procedure,
    *,
    villages: int = VILLAGES,
    limit: int = STATES,
    documents: Collection[str] | None = None,
    procedures: Collection[str] | None = None,
) -> Proof:
    """Judge a procedure whose prerequisites have no cycle (the loader refuses those).

    The walk supposes that an office fills its forms, uploads its files and gives a reason where
    a soft guard wants one; cancelling, suspending and history are no part of it.
    """
    faults = list(static_faults(procedure, documents, procedures))
    counts = village_counts(procedure, villages)
    missing: list[str] = list(left_out(build(procedure, 0), procedure))
    states = 0
    for count in counts:
        model = build(procedure, count)
        space = explore(model, limit)
        states += len(space.places)
        if not space.whole:
            missing.append(f"keadaan sesudah {limit} yang pertama ({count} desa)")
        bare = unconditional(model, procedure)
        if bare and set(explore(bare, limit).places) != set(space.places):
            missing.append("syarat keras bersyarat: dianggap selalu berlaku")
        faults += [f for f in _walked(procedure, space) if not _known(faults, f)]
    return Proof(states, not missing, tuple(counts), tuple(dict.fromkeys(missing)), tuple(faults))


def _known(faults: list[Fault], fault: Fault) -> bool:
    return any((f.kind, f.at) == (fault.kind, fault.at) for f in faults)


def _walked(procedure: Procedure, space: Space) -> Iterator[Fault]:
    stuck = space.stuck() if space.whole else _halted(space)
    yield from _dead_ends(procedure, space, stuck)
    if space.whole:
        for step in space.never():
            yield Fault(
                "unreachable",
                f"Langkah {step.id} tidak pernah dapat dikerjakan.",
                _at(procedure, step.id),
                _furthest(space),
            )
    yield from _early_ends(procedure, space)


def _halted(space: Space) -> list[Hashable]:
    """In a walk that was cut off only a state without moves is known to be a dead end."""
    return [
        key
        for key, place in space.places.items()
        if not space.ended(place.state) and next(space.model.moves(place.state), None) is None
    ]


def _dead_ends(procedure: Procedure, space: Space, stuck: list[Hashable]) -> Iterator[Fault]:
    """One finding for each step at which all halts; one where a case only goes round."""
    blamed: set[str] = set()
    for key in (key for key in stuck if space.halted(key)):
        first = _waiting(space, key)[0]
        if first not in blamed:
            blamed.add(first)
            yield _dead_end(procedure, space, key, "deadlock", "jalan buntu")
    circling = space.circling(stuck)
    if circling:
        key = min(circling, key=lambda key: len(_waiting(space, key)))
        yield _dead_end(procedure, space, key, "livelock", "berputar tanpa akhir")


def _dead_end(procedure: Procedure, space: Space, key: Hashable, kind: str, where: str) -> Fault:
    waits = _waiting(space, key)
    message = (
        f"Akhir tidak tercapai lagi ({where}): {', '.join(waits)} tidak dapat diselesaikan dan "
        f"tidak ada jalan kembali yang menolong."
    )
    return Fault(kind, message, _at(procedure, waits[0]), space.path(key))


def _waiting(space: Space, key: Hashable) -> list[str]:
    return list(dict.fromkeys(s.id for s, _ in space.left(space.places[key].state)))


def _furthest(space: Space) -> tuple[str, ...]:
    """The longest of the shortest paths: as far as a case comes without the step."""
    return max((space.path(key) for key in space.places), key=len)


def _early_ends(procedure: Procedure, space: Space) -> Iterator[Fault]:
    """A note where a case can be closed with mandatory work undone."""
    for key, place in space.places.items():
        if place.state.status is not CaseStatus.CLOSED:
            continue
        undone = [step.id for step, _ in space.left(place.state)]
        if undone:
            last = next((s for s in procedure.steps if s.closes_when), None)
            names = ", ".join(dict.fromkeys(undone))
            message = (
                f"Bila syarat lunak dikesampingkan, perkara dapat ditutup sebelum {names} selesai."
            )
            at = _at(procedure, last.id) if last else ()
            yield Fault("early-end", message, at, space.path(key), refuses=False)
            return


def _at(procedure: Procedure, step_id: str) -> At:
    index = next(i for i, s in enumerate(procedure.steps) if s.id == step_id)
    return ("step", index, "id")
