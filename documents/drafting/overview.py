"""What is known of every kind at once: for the catalogue's list, its pictures and its clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from documents.catalogue import CATALOGUE, DocumentKind
from documents.drafting.rules import Rule, kinds
from engine.domain.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Place:
    """A step of a procedure that yields a kind, and whether the kind becomes final there."""

    procedure: str
    step: str
    name: str
    final: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind with the rule it is handled by and the steps it arises in."""

    kind: DocumentKind
    rule: Rule
    places: tuple[Place, ...]

    @property
    def issuers(self) -> tuple[str, ...]:
        """The roles whose offices issue it: the usual one, then those of single steps."""
        there = (self.rule.pada[name].penerbit for name in self.rule.pada)
        return tuple(dict.fromkeys((self.rule.penerbit, *(role for role in there if role))))

    @property
    def signatory_rule(self) -> str:
        """How its signature is found.

        "mandat" of the role, "a.n. <role>", "bersama" where many sign and each is named, "basah"
        for a paper that is only signed by hand.
        """
        if self.rule.nomor == "tanpa":
            return "basah"
        if self.rule.atas_nama:
            return f"a.n. {self.rule.atas_nama}"
        return "mandat" if self.kind.signatory_role else "bersama"


def entries(procedures: Iterable[Procedure]) -> tuple[Entry, ...]:
    """Every kind of the catalogue, in its order, with the places in these procedures."""
    held = tuple(procedures)
    return tuple(
        Entry(kind, kinds().naskah[name], _places(name, held)) for name, kind in CATALOGUE.items()
    )


def _places(name: str, procedures: tuple[Procedure, ...]) -> tuple[Place, ...]:
    final = kinds().naskah[name].langkah
    return tuple(
        Place(procedure.id, step.id, step.name, step.id in final)
        for procedure in procedures
        for step in procedure.steps
        if name in step.documents
    )
