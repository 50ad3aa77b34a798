"""What a person may do here now: what the pages offer. The services decide again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from api.cases.invalidated import Listed
from api.web import words
from api.web.contexts.cases import CaseAction
from api.web.contexts.consequences import told_before
from engine.domain.authority import acting_role, roles_over
from engine.domain.case import CaseStatus, Mark
from engine.domain.clocks import lapsed
from engine.domain.command import Action, Actor
from engine.domain.matter import renewable
from engine.domain.procedure import Scope, Step
from engine.domain.standing import Standing
from engine.reference import regions
from engine.services.context import Context
from engine.services.views import CaseView, StepView

_EDITABLE = (Standing.OPEN, Standing.RETURNED)
_OVER = (Standing.DONE, Standing.WAIVED, Standing.NOT_APPLICABLE)
_LABELS = {
    Action.COMMENT: "Tambahkan catatan",
    Action.SUSPEND: "Tangguhkan perkara",
    Action.RESUME: "Lanjutkan perkara",
    Action.ADD_VILLAGE: "Desa masuk",
    Action.REMOVE_VILLAGE: "Desa keluar",
    Action.CANCEL: "Batalkan perkara",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a step may be sent back to, and what that would invalidate.

    `value` is ``step`` or ``step|village``.
    """

    value: str
    label: str
    undone: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class StepActions:
    """The acts a person may try on a step now."""

    submit: bool = False
    start: bool = False
    renew: bool = False
    approve: bool = False
    prepared_by_self: bool = False
    targets: tuple[Target, ...] = ()
    waive: bool = False
    withdraw: bool = False
    record: bool = False
    correct: bool = False
    draft: bool = False
    clocks: tuple[tuple[str, str], ...] = ()
    undone_by_withdrawal: tuple[Listed, ...] = ()
    undone_by_renewal: tuple[Listed, ...] = ()

    @property
    def folded(self) -> bool:
        """Whether the form is for something out of the ordinary, and starts closed."""
        return self.renew or not (self.submit or self.start)

    @property
    def form(self) -> bool:
        """Whether the step's form is shown at all."""
        return self.submit or self.start or self.record or self.correct


def step_actions(
    ctx: Context, actor: Actor, view: CaseView, found: StepView, today: date
) -> StepActions:
    """What this person may try on this step, or branch, in its present state."""
    if view.state.status is not CaseStatus.RUNNING:
        return StepActions()
    step, cell, where = found.step, found.cell, found.state

    def may(action: Action) -> bool:
        return acting_role(view.procedure, actor, view.state.regency, action, step) is not None

    def undone(action: Action, *, offered: bool) -> tuple[Listed, ...]:
        village = found.village.code if found.village else ""
        if not offered:
            return ()
        return told_before(ctx, actor, action, view.id, today, step=step.id, village=village)

    editable = where in _EDITABLE
    again = where is Standing.DONE and step.recurring
    renew = where is Standing.DONE and renewable(view.procedure, step)
    submitted = cell.mark is Mark.SUBMITTED
    own = bool(cell.preparers & actor.identities)
    withdraw = submitted and own and may(Action.WITHDRAW)
    renew = renew and may(Action.START)
    return StepActions(
        submit=(editable or again) and may(Action.SUBMIT),
        start=(editable or renew) and may(Action.START),
        renew=renew,
        approve=submitted and not own and may(Action.APPROVE),
        prepared_by_self=submitted and own and may(Action.APPROVE),
        targets=_targets(ctx, actor, view, found, today) if may(Action.RETURN) else (),
        waive=editable and (step.waivable or step.optional) and may(Action.WAIVE),
        withdraw=withdraw,
        correct=where is Standing.DONE and not step.recurring and may(Action.CORRECT),
        draft="documents" in powers(ctx, actor, view.state.regency),
        record=where not in (*_OVER, Standing.SUBMITTED) and may(Action.RECORD),
        clocks=_clocks(step) if (editable or submitted) and may(Action.EXTEND) else (),
        undone_by_withdrawal=undone(Action.WITHDRAW, offered=withdraw),
        undone_by_renewal=undone(Action.START, offered=renew),
    )


def case_actions(actor: Actor, view: CaseView) -> tuple[CaseAction, ...]:
    """What this person may do with the whole case."""
    status = view.state.status
    if status.terminal:
        return ()
    wanted = [
        Action.COMMENT,
        Action.RESUME if status is CaseStatus.SUSPENDED else Action.SUSPEND,
        Action.CANCEL,
    ]
    if view.procedure.villages_required and status is CaseStatus.RUNNING:
        wanted[1:1] = [Action.ADD_VILLAGE, Action.REMOVE_VILLAGE]
    return tuple(
        CaseAction(action.value, _LABELS[action])
        for action in wanted
        if acting_role(view.procedure, actor, view.state.regency, action, None)
    )


def powers(ctx: Context, actor: Actor, regency: str) -> frozenset[str]:
    """Every power the person's roles give in a regency."""
    anyone = ctx.catalog.procedures[0]
    return frozenset(p for role in roles_over(anyone, actor, regency) for p in role.may)


def _clocks(step: Step) -> tuple[tuple[str, str], ...]:
    """What an office may give itself more time for: id, and what it is counted in."""
    return tuple((c.id, f"{c.label} ({words.UNITS[c.unit]})") for c in step.clocks if c.extendable)


def _targets(
    ctx: Context, actor: Actor, view: CaseView, found: StepView, today: date
) -> tuple[Target, ...]:
    """Where the step may go back to; a finished one only when its approval ran out."""
    if found.state in (Standing.WAIVED, Standing.NOT_APPLICABLE):
        return ()
    over = found.state is Standing.DONE
    targets = []
    if found.state is Standing.SUBMITTED:
        targets.append(Target(found.step.id, f"{found.step.name} (langkah ini)"))
    for path in found.step.returns:
        if over and not lapsed(
            view.procedure, view.state, found.step, path.to, today, view.calendar
        ):
            continue
        targets += _settled(view, found, view.procedure.by_id[path.to])
    return tuple(_with_consequences(ctx, actor, view, found, each, today) for each in targets)


def _with_consequences(
    ctx: Context, actor: Actor, view: CaseView, found: StepView, target: Target, today: date
) -> Target:
    to, _, named = target.value.partition("|")
    village = found.village.code if found.village else named
    step = found.step.id
    undone = told_before(
        ctx, actor, Action.RETURN, view.id, today, step=step, village=village, to=to
    )
    return replace(target, undone=undone)


def _settled(view: CaseView, found: StepView, target: Step) -> list[Target]:
    """The target where it is done: once, or in each village that this step may name."""
    if target.scope is Scope.CASE:
        done = view.state.cell(target.id).settled
        return [Target(target.id, target.name)] if done else []
    named = [found.village.code] if found.village else view.state.active_villages()
    return [
        Target(f"{target.id}|{village}", f"{target.name}, Desa {regions.name(village)}")
        for village in named
        if view.state.cell(target.id, village).settled
    ]
