"""What an act has invalidated, and what one would: told before and after it, in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from api.cases.invalidated import Listed, consequences
from engine.domain.command import Action, Actor
from engine.errors import Forbidden, InvalidInput, Refused
from engine.services import answers, cases
from engine.services.answers import Outcome
from engine.services.cases import ActRequest
from engine.services.context import Context
from engine.services.invalidation import Invalidated

_SOME_REASON = "akan ditulis"  # only to ask; what is stored is what the officer writes


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says first about the act just done: its notice, and what it invalidated."""

    notice: str = ""
    undone: tuple[Listed, ...] = ()


NOTHING_DONE = Told()


def result_query(outcome: Outcome, key: str) -> str:
    """The part of an address that lets the next page tell what the act invalidated."""
    return f"&hasil={quote(key, safe='')}" if key and _notable(outcome.invalidated) else ""


def told_after(ctx: Context, actor: Actor, case_id: str, notice: str, key: str) -> Told:
    """The notice, and what the act under this person's key invalidated, if the key is theirs."""
    outcome = answers.recall(ctx, actor, key, case_id) if key else None
    return Told(notice, consequences(outcome.invalidated) if outcome else ())


def told_before(
    ctx: Context,
    actor: Actor,
    action: Action,
    case_id: str,
    today: date,
    *,
    step: str = "",
    village: str = "",
    to: str = "",
) -> tuple[Listed, ...]:
    """What the act would invalidate beyond the step itself; one that is refused, nothing."""
    request = ActRequest(case_id, action, today, None, step, village, reason=_SOME_REASON, to=to)
    try:
        would = cases.foresee(ctx, actor, request)
    except (Refused, Forbidden, InvalidInput):
        return ()
    return consequences(would) if _notable(would) else ()


def _notable(found: Invalidated) -> bool:
    return len(found.steps) > 1 or bool(found.documents)
