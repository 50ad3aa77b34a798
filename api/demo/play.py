"""Playing the scenario: every move through the services, at its own moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from api.demo import letters
from api.demo.agenda import OPEN, Move, agenda, end
from api.demo.evidence import attach
from api.demo.plan import LETTER_WORK, CaseFile, Scenario
from api.demo.words import words_of
from engine.clock import SetClock
from engine.domain.command import Actor
from engine.services.answers import Outcome
from engine.services.cases import ActRequest, OpenRequest, act, open_case
from engine.services.context import Context
from engine.settings import Settings

Say = Callable[[str], None]

# Fixed, so that the codes printed on the letters are the same in every run; it protects nothing.
_SECRET = SecretStr("peragaan kawasan: bukan rahasia")
_ADDRESS = "https://peragaan.invalid"


def own_settings(home: Path) -> Settings:
    """Settings of a database of the demonstration's own, the same on every machine."""
    fixed = {"home": home, "database_url": "", "base_url": _ADDRESS, "secret": _SECRET}
    return Settings().model_copy(update=fixed)


def play(ctx: Context, plan: Scenario, say: Say) -> Context:
    """Play every move; returns the context whose clock stands at the scenario's end.

    Moves carry idempotency keys: playing again, also after being stopped half way, does only
    what is not done yet. Nothing goes past the services; a refusal is raised, never swallowed.
    """
    clock = SetClock(end(plan))
    stage = replace(ctx, clock=clock, demonstration=True)
    player = _Player(stage, plan)
    month = ""
    for move in agenda(plan):
        clock.moment = move.moment
        month = _tell(say, month, move.moment)
        player.perform(move)
        letters.work(stage)
    clock.moment = end(plan)
    return stage


def _tell(say: Say, told: str, moment: datetime) -> str:
    month = f"{moment:%Y-%m}"
    if month != told:
        say(f"peragaan: {month}")
    return month


class _Player:
    """Remembers the ids and versions of the cases while the scenario is played."""

    def __init__(self, ctx: Context, plan: Scenario) -> None:
        self._ctx, self._plan = ctx, plan
        self._files = {case.key: case for case in plan.cases}
        self._state: dict[str, Outcome] = {}

    def perform(self, move: Move) -> None:
        """Do one move."""
        actor = self._plan.actors[move.by].actor
        if move.do == OPEN:
            self._state[move.case] = self._open(actor, self._files[move.case], move)
        elif move.do in LETTER_WORK:
            letters.perform(self._ctx, actor, self._state[move.case].case_id, move)
        else:
            self._state[move.case] = self._act(actor, self._files[move.case], move)

    def _open(self, actor: Actor, case: CaseFile, move: Move) -> Outcome:
        request = OpenRequest(
            procedure=case.procedure,
            regency=case.regency,
            title=words_of(case, move.on).text(case.title),
            occurred_on=move.on,
            villages=case.villages,
            parent=self._state[case.parent].case_id if case.parent else "",
            reason=move.reason,
            idempotency_key=move.key,
        )
        return open_case(self._ctx, actor, request)

    def _act(self, actor: Actor, case: CaseFile, move: Move) -> Outcome:
        before = self._state[move.case]
        procedure = self._ctx.catalog.latest(case.procedure)
        request = ActRequest(
            case_id=before.case_id,
            action=move.do,
            occurred_on=move.on,
            seen_version=before.version,
            step=move.step,
            village=move.village,
            data=move.data,
            evidence=attach(self._ctx, actor, procedure, before.case_id, move),
            reason=move.reason,
            to=move.to,
            idempotency_key=move.key,
        )
        return act(self._ctx, actor, request)
