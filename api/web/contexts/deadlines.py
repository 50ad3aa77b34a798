"""How a due date was found, in words: from when, how much, what was not counted and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.web.contexts.common import BasisView, basis_view
from api.web.words import UNITS
from documents.locale import tanggal
from engine.domain.calendar import Skipped
from engine.services.deadlines import Proof


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One deadline and its derivation."""

    label: str
    on: date
    provisional: bool
    counting: str
    holidays: tuple[str, ...]
    free_days: int
    basis: tuple[BasisView, ...]


def deadline_views(proofs: Sequence[Proof]) -> tuple[DeadlineView, ...]:
    """The deadlines of a step as its page shows them."""
    return tuple(_view(proof) for proof in proofs)


def _view(proof: Proof) -> DeadlineView:
    found = proof.deadline
    more = f", diperpanjang {found.more}" if found.more else ""
    budget = f"{found.clock.value}{more} {UNITS[found.clock.unit]}"
    rolled = found.due.rolled_from
    moved = f"; jatuh pada hari libur {tanggal(rolled)}, lalu digeser" if rolled else ""
    return DeadlineView(
        label=found.clock.label,
        on=found.day,
        provisional=found.due.provisional,
        counting=f"{budget} sejak {tanggal(found.start)}{moved}",
        holidays=tuple(_holiday(s) for s in proof.skipped if s.holiday),
        free_days=sum(s.holiday is None for s in proof.skipped),
        basis=tuple(basis_view(c) for c in found.clock.basis),
    )


def _holiday(skipped: Skipped) -> str:
    holiday = skipped.holiday
    return f"{tanggal(skipped.day)}: {holiday.name} ({holiday.decree})" if holiday else ""
