"""The outbox as flows use it: take work, do it, say how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from engine.errors import KawasanError
from engine.services.context import Context
from engine.store import outbox
from engine.store.outbox import Job

LEASE = timedelta(minutes=5)
BATCH = 20
_TOLD = 100  # problems of a drain that are told one by one; the rest is counted


@dataclass(frozen=True, slots=True)
class Problem:
    """A job that was put off, and why."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Drained:
    """How a drain went; `problems` are the first of those that failed."""

    done: int
    failed: int
    problems: tuple[Problem, ...] = ()


def drain(
    ctx: Context,
    topic: str,
    work: Callable[[Job], None],
    passing: tuple[type[Exception], ...] = (KawasanError, OSError),
) -> Drained:
    """Do all due work of a topic. What fails in a passing way comes back later.

    Each job is leased: a worker that is killed leaves it to the next. `work` must therefore be
    idempotent, and is told the same job again after a crash.
    """
    done = failed = 0
    problems: list[Problem] = []
    while jobs := _claim(ctx, topic):
        for job in jobs:
            try:
                work(job)
            except passing as error:
                failed += 1
                reason = f"{type(error).__name__}: {error}"
                problems += [Problem(job.key, reason)] if failed <= _TOLD else []
                with ctx.database.write() as connection:
                    outbox.postpone(connection, job, ctx.now(), reason)
            else:
                done += 1
                with ctx.database.write() as connection:
                    outbox.finish(connection, job.id, ctx.now())
    return Drained(done, failed, tuple(problems))


def waiting(ctx: Context) -> dict[str, int]:
    """How much promised work is open, by topic."""
    with ctx.database.read() as connection:
        return outbox.waiting(connection)


def _claim(ctx: Context, topic: str) -> list[Job]:
    with ctx.database.write() as connection:
        return outbox.claim(connection, topic, ctx.now(), LEASE, BATCH)
