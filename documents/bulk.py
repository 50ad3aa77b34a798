"""Drafts in bulk: for all villages of a case, or all regencies of an area, over several processes.

Each draft is made by `documents.service.draft`, as the page makes it. What stands as it would be
drafted now is left alone, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Literal, NamedTuple

from documents import service
from documents.drafting import archive
from documents.drafting.gathering import gather
from documents.drafting.registry import draft as build
from engine.clock import Clock
from engine.domain.case import CaseStatus
from engine.domain.command import Actor
from engine.domain.procedure import Scope, Step
from engine.errors import InvalidInput, KawasanError, Refused
from engine.services import papers
from engine.services.context import Context, connect
from engine.services.records import Document
from engine.services.views import CaseView, get_case, list_cases
from engine.settings import Settings

Outcome = Literal["made", "current", "issued", "refused"]
SERIAL = 4
"""As few letters as this are made without starting a process."""

_COLLECT = 10  # letters between two collections


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One letter to make: of a case's step, and of one village where the step has one for each."""

    case: str
    kind: str
    step: str
    village: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a letter; a refused one says why."""

    target: Target
    outcome: Outcome
    document: str = ""
    reason: str = ""


def case_targets(
    ctx: Context,
    actor: Actor,
    kind: str,
    case_id: str,
    *,
    step: str = "",
    village: str = "",
    all_villages: bool = False,
) -> list[Target]:
    """The letters of one case; raises InvalidInput when it does not say which, NotFound."""
    view = get_case(ctx, actor, case_id)
    steps = _steps(view, kind, step)
    if not steps:
        message = f"Tidak ada langkah pada {view.procedure.name} yang menghasilkan {kind!r}."
        raise InvalidInput(message)
    if all_villages and all(each.scope is not Scope.VILLAGE for each in steps):
        message = f"Naskah {kind!r} dibuat satu untuk perkara, bukan satu untuk setiap desa."
        raise InvalidInput(message)
    found = [t for each in steps for t in _of_step(view, kind, each)]
    chosen = [t for t in found if village in ("", t.village)]
    if not chosen or (len(chosen) > 1 and not all_villages):
        message = "Sebutkan langkah dan desanya, atau minta semua desa."
        raise InvalidInput(message)
    return chosen


def area_targets(
    ctx: Context, actor: Actor, kind: str, area: str, *, step: str = ""
) -> list[Target]:
    """The letters of every running case within an area, its villages included."""
    within = (c for c in list_cases(ctx, actor, limit=100_000) if _lies_in(c.state.regency, area))
    running = (c for c in within if c.state.status is CaseStatus.RUNNING)
    views = (get_case(ctx, actor, case.id) for case in running)
    return sorted(
        target
        for view in views
        for each in _steps(view, kind, step)
        for target in _of_step(view, kind, each)
    )


def draft_all(
    ctx: Context,
    actor: Actor,
    targets: Sequence[Target],
    *,
    workers: int,
    told: Callable[[Result], None],
) -> list[Result]:
    """Make what is missing or stale, and answer for every target in its order.

    `told` hears of each as it is done. A refusal, or a process that dies, costs no other letter
    its turn; whatever was not made is made by the next run.
    """
    make = _serial if workers <= 1 or len(targets) <= SERIAL else _parallel
    found: dict[Target, Result] = {}
    for result in make(ctx, actor, targets, workers):
        found[result.target] = result
        told(result)
    return [found[target] for target in targets]


def make_one(ctx: Context, actor: Actor, target: Target) -> Result:
    """Make one letter unless it stands; a refusal is an answer, not an error."""
    try:
        view = get_case(ctx, actor, target.case)
        papers.must_issue(ctx, actor, view.state.regency)
        held = _held(view, target)
        if held is not None and held.state == papers.SIGNED:
            return Result(target, "issued", held.id)
        if held is not None and _stands(ctx, view, held):
            return Result(target, "current", held.id)
        place = (target.case, target.kind, target.step, target.village)
        return Result(target, "made", service.draft(ctx, actor, *place).id)
    except Refused as error:
        return Result(target, "refused", reason=" ".join(f.message for f in error.findings))
    except KawasanError as error:
        return Result(target, "refused", reason=str(error))


def _steps(view: CaseView, kind: str, step: str) -> list[Step]:
    return [s for s in view.procedure.steps if kind in s.documents and step in ("", s.id)]


def _of_step(view: CaseView, kind: str, step: Step) -> Iterator[Target]:
    villages = view.state.active_villages() if step.scope is Scope.VILLAGE else ("",)
    return (Target(view.id, kind, step.id, village) for village in villages)


def _lies_in(code: str, area: str) -> bool:
    return area in ("*", code) or code.startswith(f"{area}.")


def _held(view: CaseView, target: Target) -> Document | None:
    """The document in force, else the newest draft."""
    place = (target.kind, target.step, target.village)
    found = [d for d in view.documents if (d.kind, d.step, d.village) == place]
    signed = [d for d in found if d.state == papers.SIGNED]
    drafts = [d for d in found if d.state == papers.DRAFT]
    return next(iter((*signed[-1:], *drafts[-1:])), None)


def _stands(ctx: Context, view: CaseView, held: Document) -> bool:
    """Whether drafting again would say the same in the same form."""
    source = gather(ctx, view, held.kind, held.step, held.village)
    same_form = held.template_version == archive.template_version(source.layout)
    same = archive.same_content(build(source), held.letter)
    return bool(held.file_sha256) and same_form and same


def _serial(
    ctx: Context, actor: Actor, targets: Iterable[Target], _workers: int
) -> Iterator[Result]:
    return (make_one(ctx, actor, target) for target in targets)


def _parallel(
    ctx: Context, actor: Actor, targets: Sequence[Target], workers: int
) -> Iterator[Result]:
    """Fresh processes, each with a connection, fonts and styles of its own for all its letters."""
    given = (ctx.settings, ctx.clock, actor, ctx.demonstration)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(targets)), context, _start, given) as pool:
        waiting = {pool.submit(_work, target): target for target in targets}
        for future in as_completed(waiting):
            yield _answer(future, waiting[future])


def _answer(future: Future[Result], target: Target) -> Result:
    error = future.exception()
    if error is None:
        return future.result()
    return Result(target, "refused", reason=f"{type(error).__name__}: {error}")


def spare_collections() -> Callable[[], None]:
    """Collect garbage rarely from here on; the answer is to be called after each letter.

    What is loaded already is never looked at again. Printing makes and drops so many objects
    that Python otherwise looks for cycles many times a letter, a twentieth of its time.
    """
    made = 0

    def after() -> None:
        nonlocal made
        made += 1
        if made % _COLLECT == 0:
            gc.collect()

    gc.collect()
    gc.freeze()
    gc.disable()
    return after


class _Worker(NamedTuple):
    """What a process keeps between letters."""

    ctx: Context
    actor: Actor
    after: Callable[[], None]


_here: list[_Worker] = []


def _start(settings: Settings, clock: Clock, actor: Actor, demonstration: bool) -> None:  # noqa: FBT001 (an initializer takes no names)
    ctx = connect(settings, clock, demonstration=demonstration)
    _here.append(_Worker(ctx, actor, spare_collections()))


def _work(target: Target) -> Result:
    worker = _here[0]
    result = make_one(worker.ctx, worker.actor, target)
    worker.after()
    return result
