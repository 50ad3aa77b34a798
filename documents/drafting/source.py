"""What a document is made from: a frozen view of one case at one moment. No I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from documents.drafting.blank import UNKNOWN_DAY
from documents.errors import InvalidDocument
from documents.layout import Layout, load_layout
from documents.locale import Zone
from documents.model import Emblem, Picture
from engine.domain.case import CaseState, Cell, Data, Mark
from engine.domain.facts import Place
from engine.domain.law import LawRegister
from engine.domain.mandates import Register
from engine.domain.procedure import Procedure, Scope, Step
from engine.domain.standing import members
from engine.services.maps import CaseMap
from engine.services.offices import Office

_RECORDED = frozenset({Mark.SUBMITTED, Mark.DONE})


class MissingFact(InvalidDocument):
    """A document states a decision that is not on record; no draft may guess it."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A document of the case in force, to refer to."""

    kind: str
    village: str
    number: str
    dated: date


@dataclass(frozen=True)
class Source:
    """Everything the builder of a document may look at.

    `number` and `dated` are None in a draft; `today` serves only to tell which law is in force
    and who signs where no date is on record. `signing_on` asks who would sign on another day.
    `visit` holds, under the step's own field names, what a planned visit to it says.
    `outlines` is the map drawn from the villages' outlines, for kinds that carry one.
    """

    kind: str
    procedure: Procedure
    state: CaseState
    step: Step
    village: str
    places: Mapping[str, Place]
    offices: Mapping[tuple[str, str], Office]
    law: LawRegister
    mandates: Register
    today: date
    zone: Zone
    number: str | None = None
    dated: date | None = None
    signing_on: date | None = None
    demonstration: bool = False
    map_picture: Picture | None = None
    outlines: CaseMap | None = None
    layout: Layout = field(default_factory=load_layout)
    emblems: Mapping[tuple[str, Emblem], Picture] = field(default_factory=dict)
    issued: tuple[Issued, ...] = ()
    visit: Data = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        """What is recorded about the step, or the village's branch of it."""
        return self.state.cell(self.step.id, self.village)

    @property
    def data(self) -> Data:
        """The recorded values of the step, and what a planned visit tells beside them."""
        return {**self.visit, **self.cell.data} if self.visit else self.cell.data

    @property
    def happened_on(self) -> date | None:
        """The legal date of the event, once it is recorded."""
        return self.cell.occurred_on if self.cell.mark in _RECORDED else None

    @property
    def planned_on(self) -> date | None:
        """The date on which the event is planned."""
        return as_day(self.data.get("tanggal_rencana"))

    @property
    def event_day(self) -> date:
        """When the event is: as recorded, else as planned, else not known."""
        return self.happened_on or self.planned_on or UNKNOWN_DAY

    @property
    def law_day(self) -> date:
        """The date whose law counts: of signing, of the event, or today's."""
        if self.dated is not None:
            return self.dated
        return self.happened_on or self.planned_on or self.today

    @property
    def members(self) -> tuple[str, ...]:
        """The villages that have not said no."""
        return members(self.procedure, self.state)

    def office(self, role: str, area: str = "") -> Office:
        """The office of a role; without an area, of the case's regency."""
        return self.offices[role, area or self.state.regency]

    def latest(self, name: str) -> object:
        """The newest recorded value of a field: of this step, else of one before it.

        Steps of the whole case are looked through backwards in the procedure's order.
        """
        if name in self.data:
            return self.data[name]
        order = [s for s in self.procedure.steps if s.scope is Scope.CASE]
        ids = [s.id for s in self.procedure.steps]
        before = [s for s in order if ids.index(s.id) <= ids.index(self.step.id)]
        for step in reversed(before):
            value = self.state.cell(step.id).data.get(name)
            if value is not None:
                return value
        return None

    def of_village(self, code: str, name: str) -> object:
        """A value recorded in a village's own branch of any step."""
        for step in self.procedure.steps:
            value = self.state.cell(step.id, code).data.get(name)
            if step.scope is Scope.VILLAGE and value is not None:
                return value
        return None


def as_day(value: object) -> date | None:
    """A recorded date, which the log keeps as ISO text."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None
