"""The decision to take a case over to another version of its procedure, or back."""

from __future__ import annotations

from engine.definitions.catalog import order
from engine.domain.command import Command
from engine.domain.evolve import replay
from engine.domain.facts import Facts
from engine.domain.findings import FindingKind, Refusal
from engine.domain.matter import Decision
from engine.domain.migration import migrate, take_back, undoes
from engine.domain.procedure import Procedure
from engine.domain.questions import system
from engine.services.context import Context
from engine.services.facts import gather
from engine.store import cases
from engine.store.cases import StoredCase
from engine.store.database import Connection


def take_over(
    ctx: Context, connection: Connection, case: StoredCase, command: Command
) -> tuple[Procedure, Facts, Decision]:
    """The version the case would follow, its facts, and the events or why there are none.

    To an older version a case returns only by taking back its very last event: then everything
    stands again as the log before that event has it. Raises NotFound for an unknown version.
    """
    old, new = ctx.procedure_of(case), ctx.catalog.version(case.procedure_id, command.to)
    facts = gather(ctx, connection, new, case.state)
    if order(new.version) >= order(old.version):
        return new, facts, migrate(old, new, case.state, command, facts)
    log = [recorded.event for recorded in cases.events(connection, case.id)]
    if not log or not undoes(log[-1], new.version):
        message = "Perpindahan hanya dapat dibatalkan selama belum ada kejadian sesudahnya."
        finding = system(old, "urutan_langkah", message, kind=FindingKind.ORDER)
        return new, facts, Refusal((finding,))
    return new, facts, take_back(old, new, case.state, replay(log[:-1]), command, facts)
