"""`import_history`: a file of past kawasan, tried or recorded, with a report by row and column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.domain.command import Actor
from engine.errors import KawasanError
from engine.reference import columns
from engine.services.context import Context
from engine.services.history import reading, sheet, table
from engine.services.history.cases import Plan, plan
from engine.services.history.problems import Problem
from engine.services.history.reading import Entry
from engine.services.history.recording import perform, rehearse


class Result(StrEnum):
    """What became, or would become, of one kawasan of the file."""

    READY = "ready"
    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Item:
    """One kawasan of the file and what became of it."""

    entry: Entry
    result: Result
    cases: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or what it would do."""

    file: str
    dry_run: bool
    items: tuple[Item, ...]
    remarks: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem in row order."""
        found = [*self.remarks, *(p for item in self.items for p in item.problems)]
        return tuple(sorted(found, key=lambda p: (p.row, not p.blocks)))

    def count(self, result: Result) -> int:
        """How many kawasan ended so."""
        return sum(item.result is result for item in self.items)


def import_history(
    ctx: Context,
    actor: Actor,
    content: bytes,
    file: str,
    *,
    dry_run: bool = False,
    all_or_nothing: bool = False,
) -> Report:
    """Record the clean kawasan of a file as cases of history; the others are reported.

    A dry run changes nothing. With `all_or_nothing` a single problem keeps the whole file out.
    Raises InvalidInput for a file that cannot be read at all, and for nothing else in it.
    """
    name = sheet.harmless(file).replace("\n", " ")[:120]
    found, remarks = table.records(sheet.read(content))
    entries = [reading.read(record) for record in found]
    against = _disagreements(entries)
    plans = [_plan(ctx, actor, entry, against, name) for entry in entries]
    hold = all_or_nothing and any(_blocked(planned) for planned in plans)
    items = [_finish(ctx, actor, p, name, dry_run=dry_run, hold=hold) for p in plans]
    return Report(name, dry_run, tuple(items), tuple(remarks))


def _plan(
    ctx: Context, actor: Actor, entry: Entry, against: dict[int, Problem], file: str
) -> Plan:
    if not entry.clean:
        return Plan(entry)
    planned = plan(ctx, actor, entry)
    if problem := against.get(entry.rows[0]):
        planned.problems.append(problem)
    rehearse(ctx, actor, planned, file)
    return planned


def _blocked(planned: Plan) -> bool:
    return any(p.blocks for p in (*planned.entry.problems, *planned.problems))


def _finish(
    ctx: Context, actor: Actor, planned: Plan, file: str, *, dry_run: bool, hold: bool
) -> Item:
    known = tuple(job.case.id for job in planned.jobs if job.case)
    if _blocked(planned):
        return _item(planned, Result.REJECTED, known)
    if all(job.idle for job in planned.jobs):
        return _item(planned, Result.UNCHANGED, known)
    if dry_run or hold:
        return _item(planned, Result.HELD if hold else Result.READY, known)
    try:
        # An earlier row may have opened a case that this one shares.
        planned = plan(ctx, actor, planned.entry)
        if _blocked(planned):
            return _item(planned, Result.REJECTED, known)
        changed = perform(ctx, actor, planned, file)
    except KawasanError as error:
        planned.fail(str(error))
        return _item(planned, Result.REJECTED, known)
    return _item(planned, Result.IMPORTED, tuple(dict.fromkeys((*known, *changed))))


def _item(planned: Plan, result: Result, cases: tuple[str, ...]) -> Item:
    problems = (*planned.entry.problems, *planned.problems)
    return Item(planned.entry, result, cases, problems)


def _disagreements(entries: list[Entry]) -> dict[int, Problem]:
    """Rows that an earlier row contradicts: on a team they share, or by the same villages."""
    own = columns.procedure()
    first: dict[tuple[str, str, str], Entry] = {}
    found: dict[int, Problem] = {}
    members: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        twin = members.setdefault(entry.villages, entry) if entry.villages else entry
        if twin is not entry:
            message = f"Desanya sama persis dengan baris {twin.rows[0]}, namanya berbeda."
            found[entry.rows[0]] = Problem(entry.rows[0], "", message)
        for act in entry.acts:
            if act.instrument.procedure == own:
                continue
            key = (entry.regency, act.instrument.procedure, act.instrument.step)
            earlier = first.setdefault(key, entry)
            if act not in earlier.acts:
                message = f"{act.instrument.name} berbeda dengan baris {earlier.rows[0]}."
                found[entry.rows[0]] = Problem(entry.rows[0], "", message)
    return found
