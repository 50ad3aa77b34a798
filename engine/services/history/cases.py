"""Which cases an entry is about, and what is still missing in them.

What an import once recorded is read from the cases themselves, so that a second import, a
changed file name, or another officer adds only what is not there yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.domain.case import CaseState, CaseStatus, Cell
from engine.domain.command import Actor
from engine.domain.events import EventType
from engine.domain.procedure import Procedure
from engine.reference import columns, regions
from engine.services import views
from engine.services.context import Context
from engine.services.history.problems import Problem
from engine.services.history.reading import Act, Entry
from engine.store.cases import StoredCase

MARK = "Impor riwayat"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Job:
    """One case of an entry: what would be opened, recorded and remarked, if anything."""

    procedure: Procedure
    regency: str
    title: str
    villages: tuple[str, ...]
    acts: tuple[Act, ...]
    remarks: tuple[str, ...]
    case: StoredCase | None
    round: int = 0

    @property
    def idle(self) -> bool:
        """Whether everything is on record already."""
        return self.case is not None and not self.acts and not self.remarks


@dataclass
class Plan:
    """The jobs of an entry, and what the cases on record have against them."""

    entry: Entry
    jobs: list[Job] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def fail(self, message: str) -> None:
        """Note what keeps the entry out."""
        self.problems.append(Problem(self.entry.rows[0], "", message))

    def note(self, message: str) -> None:
        """Note what the user should know."""
        self.problems.append(Problem(self.entry.rows[0], "", message, blocks=False))


def plan(ctx: Context, actor: Actor, entry: Entry) -> Plan:
    """What importing the entry would still do."""
    planned = Plan(entry)
    own = columns.procedure()
    for wanted in dict.fromkeys((*_others(entry, own), own)):
        acts = tuple(act for act in entry.acts if act.instrument.procedure == wanted)
        _plan_case(ctx, actor, planned, ctx.catalog.resolve(wanted), acts)
    return planned


def _others(entry: Entry, own: str) -> list[str]:
    return [a.instrument.procedure for a in entry.acts if a.instrument.procedure != own]


def _plan_case(
    ctx: Context, actor: Actor, planned: Plan, procedure: Procedure, acts: tuple[Act, ...]
) -> None:
    entry = planned.entry
    shared = procedure.one_per_regency
    title = f"{procedure.subject} {regions.name(entry.regency)}" if shared else entry.title
    villages = entry.villages if procedure.villages_required else ()
    remarks = () if shared else entry.remarks
    listed = views.list_cases(
        ctx, actor, regency=entry.regency, procedure=procedure.id, limit=_MOST
    )
    same = [c for c in listed if shared or _alike(c.state.title, title)]
    living = [c for c in same if c.state.status is not CaseStatus.CANCELLED]
    if not living:
        if villages:
            _look_for_twins(planned, listed, villages)
        made = Job(procedure, entry.regency, title, villages, acts, remarks, None, len(same))
        planned.jobs.append(made)
        return
    case = living[-1]
    imported, said = _history(ctx, actor, case.id)
    left = _still_missing(planned, case.state, acts)
    unsaid = tuple(remark for remark in remarks if remark not in said)
    if not imported and (left or unsaid):
        planned.fail(
            f"Perkara {case.id} sudah ada dan bukan hasil impor; catat riwayatnya di sana."
        )
    if imported and villages and set(villages) != set(case.state.active_villages()):
        planned.fail(f"Daftar desa berbeda dengan perkara {case.id} yang sudah tercatat.")
    version = ctx.procedure_of(case)
    planned.jobs.append(Job(version, entry.regency, title, villages, left, unsaid, case))


def _alike(one: str, other: str) -> bool:
    return columns.plain(one) == columns.plain(other)


def _look_for_twins(
    planned: Plan, listed: Sequence[StoredCase], villages: tuple[str, ...]
) -> None:
    """A kawasan of the very same villages is most likely the same one under another name."""
    for case in listed:
        if case.state.status is CaseStatus.CANCELLED:
            continue
        shared = set(villages) & set(case.state.active_villages())
        if shared == set(villages) == set(case.state.active_villages()):
            planned.fail(
                f"Perkara {case.id} ({case.state.title}) memuat desa yang sama persis; "
                "samakan nama kawasannya bila itu kawasan yang sama."
            )
        elif shared:
            names = ", ".join(regions.name(code) for code in sorted(shared))
            planned.note(f"{names} juga tercatat dalam perkara {case.id} ({case.state.title}).")


def _history(ctx: Context, actor: Actor, case_id: str) -> tuple[bool, frozenset[str]]:
    """Whether an import opened the case, and the remarks that imports left in it."""
    log = [recorded.event for recorded in views.events(ctx, actor, case_id)]
    said = frozenset(
        line
        for event in log
        if event.type is EventType.COMMENTED and event.reason.startswith(MARK)
        for line in event.reason.splitlines()[1:]
    )
    return log[0].reason.startswith(MARK), said


def _still_missing(planned: Plan, state: CaseState, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    left = []
    for act in acts:
        cell = state.cell(act.instrument.step)
        if not cell.settled:
            left.append(act)
        elif not _says_the_same(act, cell):
            facts = (cell.done_on, *(cell.data.get(name, "kosong") for name in act.data))
            planned.fail(
                f"{act.instrument.name} sudah tercatat lain dalam perkara {state.id} "
                f"({', '.join(map(str, facts))}); bila keliru, ralat di perkaranya."
            )
    return tuple(left)


def _says_the_same(act: Act, cell: Cell) -> bool:
    held = {name: str(cell.data.get(name, "")) for name in act.data}
    same = all(_alike(held[name], str(value)) for name, value in act.data.items())
    return same and cell.done_on == act.on
