"""When the running cases of an area may be complete, from what was on record by a day.

Unlike `forecast`, which looks at today with everything the asker may see, this rests on the
area's own cases as they stood, so that the same month gives the same dates to everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from engine.domain.calendar import Calendar
from engine.domain.case import CaseStatus
from engine.domain.case_month import CaseMonth
from engine.domain.facts import Facts, Period
from engine.domain.rehearsal import Outcome, rehearse
from engine.domain.reports import CaseForecast
from engine.domain.spans import Span, spans, taken
from engine.domain.standing import members
from engine.reference import regions
from engine.services.forecast import DEFAULT_CHANCES, QUANTILES, dice, quantiles, reasons
from engine.services.projection import validity

_Days = dict[str, list[int]]


@dataclass(slots=True)
class World:
    """What the cases of an area tell about each other, learnt one case at a time."""

    lengths: dict[str, _Days] = field(default_factory=lambda: defaultdict(dict))
    periods: dict[str, dict[str, tuple[Period, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    members: dict[tuple[str, str], dict[str, str]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def learn(self, case: CaseMonth) -> None:
        """How long its steps took, what it established, and which villages are its members."""
        if case.state.status is CaseStatus.CANCELLED:
            return
        procedure = case.procedure
        for step, days in taken(procedure, case.state):
            self.lengths[procedure.id].setdefault(step, []).append(days)
        held = self.periods[case.regency]
        terms = tuple(
            Period(date.fromisoformat(str(start)), date.fromisoformat(end) if end else None)
            for start, end in validity(procedure, case.state)
        )
        held[procedure.id] = held.get(procedure.id, ()) + terms
        for village in members(procedure, case.state):
            self.members[procedure.id, village][case.id] = case.title

    def facts(self, case: CaseMonth, calendar: Calendar, day: date) -> Facts:
        """The world as that case sees it. Boundary data bear no date and are not asked."""
        elsewhere = {
            village: tuple(t for c, t in sorted(held.items()) if c != case.id)
            for village in case.state.active_villages()
            if (held := self.members.get((case.procedure.id, village)))
        }
        return Facts(
            today=day,
            calendar=calendar,
            places=regions.places([case.regency, *case.state.villages]),
            validities=self.periods.get(case.regency, {}),
            memberships={village: titles for village, titles in elsewhere.items() if titles},
        )

    def spans(self, case: CaseMonth, calendar: Calendar, day: date) -> dict[str, Span]:
        """How long the steps of its procedure take in the area."""
        return spans(case.procedure, self.lengths.get(case.procedure.id, {}), calendar, day)


def forecasts(
    world: World, cases: Iterable[tuple[CaseMonth, Calendar]], day: date, walks: int
) -> Iterator[CaseForecast]:
    """Each running case walked on from `day`; the same chances for the same walk."""
    for case, calendar in cases:
        facts = world.facts(case, calendar, day)
        lengths = world.spans(case, calendar, day)
        walked = [
            rehearse(case.procedure, case.state, facts, lengths, DEFAULT_CHANCES, dice(0, run))
            for run in range(walks)
        ]
        dates = quantiles([w.ended_on for w in walked if w.outcome is Outcome.COMPLETED])
        early, middle, late = (dates.get(share) for share in QUANTILES)
        why = "" if dates else next((f.message for f, _ in reasons(walked)), "")
        yield CaseForecast(case.id, case.title, case.regency, early, middle, late, why)
