"""The one state a regency shows, derived from its cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.domain.case import CaseState
from engine.domain.explain import Position
from engine.domain.procedure import Procedure
from engine.domain.standing import Standing

NOT_STARTED = "belum-dimulai"
ENTERPRISE = "bumdesma"
_SETTLED = frozenset({Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE})
LADDER = (
    NOT_STARTED,
    "audiensi",
    "tkpkp",
    "musyawarah",
    "usulan",
    "kajian",
    "penetapan",
    "rpkp",
    "pelaksanaan",
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one case has come."""

    phase: str
    regency_state: str
    since: date | None
    current: Position | None

    @property
    def finished(self) -> bool:
        """Whether no mandatory step is left."""
        return self.current is None


def progress(procedure: Procedure, state: CaseState, positions: Iterable[Position]) -> Progress:
    """The phase a case is in: that of its first mandatory step still to be done.

    Whatever stands before a step recorded as history counts as passed here, also where no
    prerequisite ties them: a kawasan with a plan is not shown as waiting for its study.
    """
    ahead = list(positions)
    if state.historical:
        behind = [i for i, p in enumerate(ahead) if _recorded_as_history(state, p)]
        ahead = ahead[max(behind, default=-1) + 1 :]
    pending = [p for p in ahead if p.step.mandatory and not _settled(state, p)]
    pending = [p for p in pending if not _aside(procedure, p)]
    current = _first(pending)
    if current is None:
        last = procedure.phases[-1]
        return Progress(last.id, last.regency_state, _latest(state), None)
    phase = procedure.phase(current.step.phase)
    since = current.opened_on or _latest(state)
    return Progress(phase.id, phase.regency_state, since, current)


def _settled(state: CaseState, position: Position) -> bool:
    """As `standing.settled`, from where the step is known to stand."""
    if position.standing is Standing.SUBMITTED:
        return state.cell(position.step.id, position.village).correcting
    return position.standing in _SETTLED


def _recorded_as_history(state: CaseState, position: Position) -> bool:
    cell = state.cell(position.step.id, position.village)
    return cell.historical and position.standing is Standing.DONE


def _aside(procedure: Procedure, position: Position) -> bool:
    """A waivable step that nothing rests on never holds the case in its phase."""
    return position.step.waivable and not procedure.dependents[position.step.id]


def _first(pending: list[Position]) -> Position | None:
    actionable = [p for p in pending if p.actionable]
    return next(iter(actionable or pending), None)


def _latest(state: CaseState) -> date | None:
    return max((c.done_on for c in state.cells.values() if c.done_on), default=state.opened_on)
