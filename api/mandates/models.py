"""The described answers about mandates, and the bodies that record and end them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from api.cases.models import Body, Code, Text
from api.models import FindingModel, Model
from engine.domain.mandates import (
    Delegation,
    Holding,
    Instrument,
    Mode,
    Official,
    Post,
    Spell,
    Term,
)

Line = Annotated[str, Field(max_length=200)]


class OfficeModel(Model):
    """An office: a role in a region."""

    role: str
    area: str


class BasisModel(Model):
    """The decree or surat perintah a mandate was given by."""

    name: str
    number: str
    date: date


class OfficialModel(Model):
    """A person as signatures write them; `nip` is empty for who does not keep the register."""

    name: str
    front: str
    back: str
    rank: str
    nip: str


class MandateModel(Model):
    """A term (`office`, `holding`, `official`) or a delegation (`mode`, `giver`, `taker`)."""

    kind: Literal["term", "delegation"]
    id: str
    from_: Annotated[date, Field(alias="from")]
    until: date | None
    basis: BasisModel
    scope: list[str]
    office: OfficeModel | None = None
    holding: str | None = None
    official: OfficialModel | None = None
    mode: str | None = None
    giver: OfficeModel | None = None
    through: OfficeModel | None = None
    taker: OfficeModel | None = None


class SignerModel(Model):
    """Who may lawfully sign for an office on a date; why nobody may, and why not somebody else.

    `known` tells whether the register holds anything about the office.
    """

    date: date
    office: OfficeModel
    act: str | None
    known: bool
    signatory: str | None
    mandate: dict[str, Any] | None
    findings: list[FindingModel]
    others: list[FindingModel]


class OfficeBody(Body):
    """An office."""

    role: Code
    area: Code

    def post(self) -> Post:
        """As the core names it."""
        return Post(self.role, self.area)


class BasisBody(Body):
    """The instrument a mandate rests on."""

    name: Line = "Surat Perintah"
    number: Line
    date: date


class OfficialBody(Body):
    """The person, titles apart from the name."""

    name: Line
    front: Line = ""
    back: Line = ""
    rank: Line = ""
    nip: Annotated[str, Field(max_length=18)] = ""

    def official(self) -> Official:
        """As the core names them."""
        name, front, back = self.name.strip(), self.front.strip(), self.back.strip()
        return Official(name, front, back, self.rank.strip(), self.nip)


class _MandateBody(Body):
    from_: Annotated[date, Field(alias="from")]
    until: date | None = None
    basis: BasisBody
    scope: Annotated[list[Code], Field(max_length=100)] = Field(default_factory=list)

    def spell(self) -> Spell:
        """The days it holds."""
        return Spell(self.from_, self.until)

    def instrument(self) -> Instrument:
        """What it was given by."""
        return Instrument(self.basis.name, self.basis.number, self.basis.date)


class TermBody(_MandateBody):
    """An official's term in an office."""

    kind: Literal["term"]
    office: OfficeBody
    holding: Holding
    official: OfficialBody

    def mandate(self) -> Term:
        """As the register takes it; its id is given there."""
        return Term(
            "",
            self.official.official(),
            self.office.post(),
            self.holding,
            self.spell(),
            self.instrument(),
            frozenset(self.scope),
        )


class DelegationBody(_MandateBody):
    """One office signing for another: a.n., or u.b. through the office between."""

    kind: Literal["delegation"]
    mode: Mode
    giver: OfficeBody
    taker: OfficeBody
    through: OfficeBody | None = None

    def mandate(self) -> Delegation:
        """As the register takes it; its id is given there."""
        return Delegation(
            "",
            self.mode,
            self.giver.post(),
            self.taker.post(),
            self.spell(),
            self.instrument(),
            frozenset(self.scope),
            self.through.post() if self.through else None,
        )


MandateBody = Annotated[TermBody | DelegationBody, Field(discriminator="kind")]


class EndBody(Body):
    """The last day of a mandate, and why; a day before its first says that it never held."""

    until: date
    reason: Text
