"""Who holds an office, and who may lawfully sign for it on a date. Pure.

A seat is filled by one person at a time: a definitive official, a Pj., or, while it is vacant,
a Plt. A Plh. or Pjs. stands in while whoever fills the seat is away. A delegation lets another
office sign a.n., and through that one a third u.b., for the acts it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from engine.domain.findings import Finding
from engine.domain.law import Citation

DAY = timedelta(days=1)


class Holding(StrEnum):
    """How somebody holds an office."""

    DEFINITIF = "definitif"
    PJ = "pj"
    PLT = "plt"
    PLH = "plh"
    PJS = "pjs"


class Mode(StrEnum):
    """How one office signs for another."""

    AN = "an"
    UB = "ub"


SEATED = frozenset({Holding.DEFINITIF, Holding.PJ, Holding.PLT})
STANDING_IN = frozenset({Holding.PLH, Holding.PJS})
STOOD_IN_FOR: Mapping[Holding, frozenset[Holding]] = {
    Holding.PLH: frozenset({Holding.DEFINITIF, Holding.PJ}),
    Holding.PJS: frozenset({Holding.DEFINITIF}),
}


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """An office: a role in a region."""

    role: str
    area: str


@dataclass(frozen=True, slots=True)
class Official:
    """A person as signatures write them; titles stand apart from the name."""

    name: str
    front: str = ""
    back: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """What a mandate was given by: a decree, a surat perintah."""

    name: str
    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class Spell:
    """Days from the first to the last, both included; one that ends before it begins has none."""

    start: date
    end: date | None = None

    @property
    def last(self) -> date:
        """The last day; the end of time when none is fixed."""
        return self.end or date.max

    def covers(self, on: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= on <= self.last

    def meets(self, other: Spell) -> bool:
        """Whether the two have a day in common."""
        return max(self.start, other.start) <= min(self.last, other.last)


@dataclass(frozen=True, slots=True)
class Term:
    """One person holding one office; `scope` are the only acts it permits, all when empty."""

    id: str
    official: Official
    post: Post
    holding: Holding
    spell: Spell
    basis: Instrument
    scope: frozenset[str] = frozenset()

    def allows(self, act: str) -> bool:
        """Whether an act lies in its scope; no act at all does."""
        return not self.scope or not act or act in self.scope


@dataclass(frozen=True, slots=True)
class Delegation:
    """`taker` signs the acts in `scope` for `giver`; with u.b., through the office between."""

    id: str
    mode: Mode
    giver: Post
    taker: Post
    spell: Spell
    basis: Instrument
    scope: frozenset[str]
    through: Post | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the law says about mandates, as data: a basis by rule, and the acts it is wary of."""

    basis: Mapping[str, tuple[Citation, ...]]
    names: Mapping[Holding, str]
    strategic: frozenset[str] = frozenset()
    wary_of: frozenset[Holding] = frozenset()
    who: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The terms and delegations known about some offices, and what the offices are called."""

    rules: Rules
    terms: Sequence[Term] = ()
    delegations: Sequence[Delegation] = ()
    titles: Mapping[Post, str] = field(default_factory=dict)

    def of(self, post: Post) -> list[Term]:
        """The terms of one office, earliest first."""
        found = (term for term in self.terms if term.post == post)
        return sorted(found, key=lambda term: (term.spell.start, term.id))

    def reaches(self, post: Post, on: date) -> bool:
        """Whether the terms of an office go back to a date."""
        return any(term.spell.start <= on for term in self.terms if term.post == post)

    def title(self, post: Post) -> str:
        """What the head of an office is called."""
        return self.titles.get(post, f"{post.role} {post.area}")


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs, for which office, and by what: a term, and a delegation unless it is theirs."""

    post: Post
    term: Term
    delegation: Delegation | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Who may do an act of an office on a date; without an act, who holds the office.

    `known` is whether the register holds anything about the office. `findings` say why nobody
    may, or are warnings about who may; `others` say why each other mandate does not serve.
    """

    post: Post
    act: str
    on: date
    known: bool
    authority: Authority | None = None
    findings: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the register knows the office, and that nobody may."""
        return self.known and self.authority is None
