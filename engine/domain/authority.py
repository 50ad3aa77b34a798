"""Who may do what, decided from roles that are data. Whatever is not granted is denied."""

from __future__ import annotations

from engine.domain.command import Action, Actor
from engine.domain.procedure import Guard, Procedure, Role, Step

_BY_ACTOR = frozenset({Action.START, Action.SUBMIT, Action.WITHDRAW})
_POWER = {
    Action.OPEN: "open",
    Action.WAIVE: "waive",
    Action.RECORD: "record",
    Action.ADD_VILLAGE: "members",
    Action.REMOVE_VILLAGE: "members",
    Action.COMMENT: "comment",
    Action.SUSPEND: "suspend",
    Action.RESUME: "suspend",
    Action.EXTEND: "suspend",
    Action.CANCEL: "cancel",
    Action.MIGRATE: "migrate",
}


def acting_role(
    procedure: Procedure, actor: Actor, regency: str, action: Action, step: Step | None
) -> Role | None:
    """The role that lets this person do this here, or None: then they may not."""
    for role in roles_over(procedure, actor, regency):
        if _allows(role, action, step):
            return role
    return None


def roles_over(procedure: Procedure, actor: Actor, regency: str) -> list[Role]:
    """The actor's roles whose area covers the regency."""
    return [
        procedure.roles[grant.role]
        for grant in actor.grants
        if grant.role in procedure.roles and grant.covers(regency)
    ]


def may_override(procedure: Procedure, actor: Actor, regency: str, guard: Guard) -> bool:
    """Whether this person may set a soft guard aside."""
    for role in roles_over(procedure, actor, regency):
        if guard.override_by:
            if role.id in guard.override_by:
                return True
        elif "override" in role.may:
            return True
    return False


def _allows(role: Role, action: Action, step: Step | None) -> bool:
    if action in _BY_ACTOR:
        return step is not None and step.actor in role.acts_for
    if action is Action.APPROVE:
        return step is not None and step.actor in role.approves_for
    if action in (Action.RETURN, Action.CORRECT):
        near = role.acts_for | role.approves_for
        return action.value in role.may and step is not None and step.actor in near
    return _POWER[action] in role.may
