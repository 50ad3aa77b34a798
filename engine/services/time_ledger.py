"""Whose days a case, or all cases of a regency, took; and disputing a day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.domain.command import Actor
from engine.domain.events import EventType, Recorded
from engine.domain.time_ledger import TimeLedger, time_ledger
from engine.errors import FieldProblem, InvalidInput
from engine.reference import regions
from engine.reference.holders import holders
from engine.services.answers import Outcome
from engine.services.cases import ActRequest, act, visible
from engine.services.context import Context
from engine.services.views import get_regency
from engine.store import cases
from engine.store.cases import StoredCase
from engine.store.database import Connection

_DISPUTE = re.compile(
    r"Sanggahan hari (\d{4}-\d\d-\d\d) s\.d\. (\d{4}-\d\d-\d\d): (.+)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Days somebody says were given to the wrong holder; the record itself stays."""

    first: date
    last: date
    reason: str
    by: str
    seq: int


@dataclass(frozen=True, slots=True)
class CaseTime:
    """A case's ledger with what was disputed; `provisional` when a year has no decree yet."""

    case: StoredCase
    ledger: TimeLedger
    disputes: tuple[Dispute, ...]
    provisional: bool


@dataclass(frozen=True, slots=True)
class RegencyTime:
    """The sums over a regency's cases: days per holder, and per procedure and phase."""

    regency: str
    cases: tuple[CaseTime, ...]

    @property
    def elapsed(self) -> int:
        """All days of all cases."""
        return sum(each.ledger.elapsed for each in self.cases)

    @property
    def by_holder(self) -> Counter[str]:
        """Days per holder."""
        return sum((each.ledger.by_holder for each in self.cases), Counter())

    @property
    def by_phase(self) -> dict[tuple[str, str], Counter[str]]:
        """Days per holder by (procedure, phase)."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for each in self.cases:
            for phase, days in each.ledger.by_phase.items():
                found.setdefault((each.case.procedure_id, phase), Counter()).update(days)
        return found


def case_time(ctx: Context, actor: Actor, case_id: str, *, as_of: date | None = None) -> CaseTime:
    """The ledger of one case as of today or of a date; raises NotFound outside the area."""
    with ctx.database.read() as connection:
        stored = visible(ctx, connection, actor, case_id)
        return _of(ctx, connection, stored, as_of or ctx.today(stored.state.regency))


def regency_time(ctx: Context, actor: Actor, code: str) -> RegencyTime:
    """The ledgers of a regency's cases; raises UnknownRegion, or NotFound outside the area."""
    view = get_regency(ctx, actor, code)
    today = ctx.today(regions.regency(code).code)
    with ctx.database.read() as connection:
        found = tuple(_of(ctx, connection, stored, today) for stored in view.cases)
    return RegencyTime(code, found)


def dispute(
    ctx: Context, actor: Actor, case_id: str, first: date, last: date, reason: str
) -> Outcome:
    """Dispute days of a case by a comment in its log; no day changes its holder by that.

    Raises InvalidInput for days outside the ledger or without a reason, Forbidden for whoever
    may not comment.
    """
    time = case_time(ctx, actor, case_id)
    problems = []
    if not time.ledger.opened_on <= first <= last < time.ledger.until:
        problems.append(FieldProblem("days", "Hari itu tidak termasuk dalam waktu perkara ini."))
    if not reason.strip():
        problems.append(FieldProblem("reason", "Alasan sanggahan belum ditulis."))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), problems)
    text = f"Sanggahan hari {first} s.d. {last}: {reason.strip()}"
    state = time.case.state
    today = ctx.today(state.regency)
    return act(ctx, actor, ActRequest(case_id, "comment", today, state.version, reason=text))


def _of(ctx: Context, connection: Connection, stored: StoredCase, today: date) -> CaseTime:
    log = cases.events(connection, stored.id)
    calendar = ctx.calendar(stored.state.regency, connection)
    procedure = ctx.procedure_of(stored)
    found = time_ledger(procedure, [r.event for r in log], calendar, holders(), today)
    years = set(range(found.opened_on.year, found.until.year + 1))
    return CaseTime(stored, found, _disputes(log), not years <= calendar.decreed_years)


def _disputes(log: Sequence[Recorded]) -> tuple[Dispute, ...]:
    found = []
    for recorded in log:
        event = recorded.event
        said = _DISPUTE.fullmatch(event.reason) if event.type is EventType.COMMENTED else None
        if said is not None:
            first, last = date.fromisoformat(said[1]), date.fromisoformat(said[2])
            found.append(Dispute(first, last, said[3], event.actor, recorded.seq))
    return tuple(found)
