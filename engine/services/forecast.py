"""When a running case will be complete, from how long such steps have taken. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from engine.domain.case import CaseStatus
from engine.domain.command import Actor
from engine.domain.findings import Finding, FindingKind
from engine.domain.procedure import Procedure
from engine.domain.questions import system
from engine.domain.rehearsal import Chances, Outcome, Rehearsed, rehearse
from engine.domain.spans import Span, quantile, spans, taken
from engine.errors import Refused
from engine.services.cases import areas_of, visible
from engine.services.context import Context
from engine.services.facts import gather
from engine.store import cases
from engine.store.cases import StoredCase
from engine.store.database import Connection

QUANTILES = (0.1, 0.5, 0.9)
DEFAULT_CHANCES = Chances(returned=0.1)  # an assumption, told with every result
DEFAULT_RUNS = 300
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Forecast:
    """Dates by which a tenth, a half and nine tenths of the walks were complete.

    `dates` is empty where no walk came to its end; `stuck` then says why.
    """

    case_id: str
    runs: int
    outcomes: Mapping[Outcome, int]
    dates: Mapping[float, date]
    steps: Mapping[str, Mapping[float, date]]
    spans: Mapping[str, Span]
    chances: Chances
    stuck: tuple[tuple[Finding, int], ...]


def forecast(
    ctx: Context,
    actor: Actor,
    case_id: str,
    *,
    runs: int = DEFAULT_RUNS,
    seed: int = 0,
    chances: Chances = DEFAULT_CHANCES,
) -> Forecast:
    """Walk a running case on from today many times; raises NotFound, Refused when it has ended.

    A suspended case is not walked: nobody knows when it will be resumed.
    """
    with ctx.database.read() as connection:
        stored = visible(ctx, connection, actor, case_id)
        procedure = ctx.procedure_of(stored)
        if stored.state.status is not CaseStatus.RUNNING:
            raise Refused((_not_running(procedure, stored),))
        facts = gather(ctx, connection, procedure, stored.state)
        lengths = spans(
            procedure,
            recorded(ctx, connection, actor, procedure.id),
            facts.calendar,
            facts.today,
        )
    walks = [
        rehearse(procedure, stored.state, facts, lengths, chances, dice(seed, run))
        for run in range(runs)
    ]
    done = [walk for walk in walks if walk.outcome is Outcome.COMPLETED]
    settled = _settled(stored)
    ahead = [s.id for s in procedure.steps if s.id not in settled]
    return Forecast(
        case_id,
        runs,
        Counter(walk.outcome for walk in walks),
        quantiles([walk.ended_on for walk in done]),
        {s: quantiles([w.finished[s] for w in walks if s in w.finished]) for s in ahead},
        lengths,
        chances,
        reasons(walks),
    )


def recorded(
    ctx: Context, connection: Connection, actor: Actor, procedure_id: str
) -> dict[str, list[int]]:
    """Days each step has taken in the actor's areas; demonstrations only where nothing is real."""
    found: dict[bool, dict[str, list[int]]] = {False: {}, True: {}}
    for case in every_case(ctx, connection, actor, procedure_id):
        for step, days in taken(ctx.procedure_of(case), case.state):
            found[case.demonstration].setdefault(step, []).append(days)
    return found[False] or found[True]


def every_case(
    ctx: Context, connection: Connection, actor: Actor, procedure_id: str
) -> Iterator[StoredCase]:
    """Every case of a procedure in the actor's areas that was not cancelled, page by page."""
    after = ""
    areas = areas_of(ctx, actor)
    while page := cases.many(connection, areas, procedure=procedure_id, after=after, limit=_PAGE):
        yield from (c for c in page if c.state.status is not CaseStatus.CANCELLED)
        after = page[-1].id


def dice(seed: int, walk: int) -> Random:
    """The chance of one walk: the same for the same seed, whatever walks came before."""
    return Random(f"{seed}:{walk}")  # noqa: S311 - chance of a rehearsal, no secret


def quantiles(dates: list[date]) -> dict[float, date]:
    """The three quantiles of some dates; none of none."""
    ordered = sorted(dates)
    return {share: quantile(ordered, share) for share in QUANTILES} if ordered else {}


def reasons(walks: list[Rehearsed]) -> tuple[tuple[Finding, int], ...]:
    """Why walks got stuck, the most frequent first, each guard of each step once."""
    first: dict[tuple[str, str], Finding] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for walk in walks:
        if walk.outcome is not Outcome.COMPLETED:
            for key, finding in {(f.step, f.guard): f for f in walk.stuck}.items():
                first.setdefault(key, finding)
                counted[key] += 1
    return tuple((first[key], times) for key, times in counted.most_common())


def _settled(stored: StoredCase) -> set[str]:
    cells = stored.state.cells.items()
    unsettled = {step for (step, _village), cell in cells if not cell.settled}
    return {step for (step, _village), _cell in cells} - unsettled


def _not_running(procedure: Procedure, stored: StoredCase) -> Finding:
    words = {
        CaseStatus.SUSPENDED: "sedang ditangguhkan; belum diketahui kapan dilanjutkan",
        CaseStatus.CLOSED: "sudah ditutup",
        CaseStatus.CANCELLED: "sudah dibatalkan",
    }
    message = f"Perkara {stored.id} {words[stored.state.status]}, sehingga tidak diprakirakan."
    return system(procedure, "urutan_langkah", message, kind=FindingKind.ORDER)
