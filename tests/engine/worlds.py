"""Facts, people and opened cases for tests of the pure core."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.definitions.catalog import shipped
from engine.domain.case import CaseState
from engine.domain.command import Action, Actor, Command, Grant, Opening
from engine.domain.decide import decide
from engine.domain.events import Event
from engine.domain.evolve import evolve, replay
from engine.domain.facts import Facts, Period, Place
from engine.domain.findings import Refusal
from engine.domain.matter import Decision
from engine.domain.opening import open_case
from engine.domain.procedure import Procedure
from engine.domain.standing import Standing, standing
from engine.reference import holidays
from tests.engine.lawful import data_for, evidence_for

REGENCY = "63.01"
VILLAGES = ("63.01.01.2001", "63.01.01.2005", "63.01.01.2006", "63.01.01.2007")
START = date(2025, 7, 28)
TODAY = date(2026, 11, 20)

ANI = Actor("ani", (Grant("pmd-provinsi", "63"),))
BUDI = Actor("budi", (Grant("pmd-provinsi", "63"),))
CITRA = Actor("citra", (Grant("pembaca", "63"),))
SEKDA = Actor("sekda", (Grant("sekda", "63.01"),))
OUTSIDER = Actor("luar", (Grant("pmd-kabupaten", "63.02"),))

FACTS = Facts(
    today=TODAY,
    calendar=holidays.calendar(),
    places={
        REGENCY: Place(REGENCY, "Kabupaten Tanah Laut", "kabupaten"),
        **{code: Place(code, f"Desa {code[-4:]}", "desa") for code in VILLAGES},
    },
    validities={"tkpkp-kabupaten": (Period(START),)},
)


def procedure(procedure_id: str) -> Procedure:
    """A shipped procedure."""
    return shipped().latest(procedure_id)


def opened(p: Procedure, villages: tuple[str, ...] = VILLAGES) -> tuple[Event, ...]:
    """The events of a freshly opened case."""
    listed = villages if p.villages_required else ()
    opening = Opening(f"{p.prefix}-63.01-2025-001", REGENCY, "Perkara uji", listed)
    decision = open_case(p, opening, Command(Action.OPEN, START, ANI), FACTS)
    assert not isinstance(decision, Refusal), decision
    return decision


class Run:
    """A case being walked: its events, and the state they fold into."""

    def __init__(self, p: Procedure, villages: tuple[str, ...] = VILLAGES) -> None:
        self.procedure = p
        self.events = list(opened(p, villages))
        self.state: CaseState = replay(self.events)
        self.day = START
        self.facts = FACTS

    def command(self, command: Command) -> Decision:
        """Decide, and take over the events when there are any."""
        decision = decide(self.procedure, self.state, command, self.facts)
        if not isinstance(decision, Refusal):
            for event in decision:
                self.state = evolve(self.state, event)
            self.events += decision
        return decision

    def do(self, action: Action, step: str, village: str = "", **more: object) -> Decision:
        """One act by Ani on the current day."""
        command = Command(action, self.day, ANI, step, village)
        return self.command(replace(command, **more))  # type: ignore[arg-type]

    def submit(self, step: str, village: str = "", **changes: object) -> Decision:
        """Submit a step with lawful data, changed as told; None takes a value out."""
        found = self.procedure.by_id[step]
        data = {**data_for(self.procedure, self.state, found, self.day), **changes}
        data = {name: value for name, value in data.items() if value is not None}
        return self.do(
            Action.SUBMIT,
            step,
            village,
            data=data,
            evidence=evidence_for(found),
            reason="alasan uji",
        )

    def finish(self, step: str, village: str = "", **changes: object) -> None:
        """Submit a step and have Budi approve it; fails the test when refused."""
        decision = self.submit(step, village, **changes)
        assert not isinstance(decision, Refusal), (step, decision)
        if self.procedure.by_id[step].approval:
            decision = self.do(Action.APPROVE, step, village, actor=BUDI, reason="")
            assert not isinstance(decision, Refusal), (step, decision)

    def until(self, last: str) -> Run:
        """Finish every step before `last`, in the procedure's order."""
        for step in self.procedure.steps:
            if step.id == last:
                return self
            for village in self.state.active_villages() if step.scope == "village" else ("",):
                self.finish(step.id, village)
        return self


def where(run: Run, step: str, village: str = "") -> Standing:
    return standing(run.procedure, run.state, run.procedure.by_id[step], village)


def refused(decision: object) -> list[str]:
    assert isinstance(decision, Refusal), decision
    return [finding.guard for finding in decision.findings]
