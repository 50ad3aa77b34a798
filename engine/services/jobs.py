"""The outbox as flows use it: take work, do it, say how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from engine.errors import KawasanError
from engine.services.context import Context
from engine.store import outbox
from engine.store.outbox import Job

LEASE = timedelta(minutes=5)
BATCH = 20
_FEW = 100  # problems of a drain that are told one by one; the rest is counted
_DIED = "Pekerja berhenti di tengah pekerjaan ini pada percobaan terakhir."


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
    problems: tuple[Problem, ...] = field(default=(), compare=False)


def drain(
    ctx: Context,
    topic: str,
    work: Callable[[Job], None],
    passing: tuple[type[Exception], ...] = (KawasanError, OSError),
) -> Drained:
    """Do all due work of a topic. What fails comes back later, and too often waits for a person.

    Each job is leased: a worker that is killed leaves it to the next. `work` must therefore be
    idempotent, and is told the same job again after a crash. An error that is not `passing` is
    a mistake in the program: it is raised after the other jobs had their turn.
    """
    done = failed = 0
    mistakes: list[Exception] = []
    problems: list[Problem] = []
    while jobs := _claim(ctx, topic):
        claimed_at = ctx.now()
        for job in jobs:
            if ctx.now() - claimed_at > LEASE / 2 and not _still_ours(ctx, job):
                continue
            error = _attempt(ctx, job, work)
            if error is None:
                done += 1
            else:
                failed += 1
                problems += [Problem(job.key, _told(error))] if failed <= _FEW else []
                mistakes += [] if isinstance(error, passing) else [error]
    if mistakes:
        raise mistakes[0]
    return Drained(done, failed, tuple(problems))


def waiting(ctx: Context) -> dict[str, int]:
    """How much promised work is open, by topic."""
    with ctx.database.read() as connection:
        return outbox.waiting(connection)


def dead(ctx: Context) -> dict[str, int]:
    """How much promised work waits for a person, by topic."""
    with ctx.database.read() as connection:
        return outbox.dead(connection)


def _attempt(ctx: Context, job: Job, work: Callable[[Job], None]) -> Exception | None:
    """Do one job and note how it went; the error that kept it from being done."""
    limit = ctx.settings.post_attempts
    try:
        _do(job, work, limit)
    except Exception as error:  # noqa: BLE001 - noted here, and judged by the caller
        told = _told(error)
        with ctx.database.write() as connection:
            if job.attempts + 1 >= limit:
                outbox.bury(connection, job, ctx.now(), told)
            else:
                outbox.postpone(connection, job, ctx.now(), told)
        return error
    with ctx.database.write() as connection:
        outbox.finish(connection, job.id, ctx.now())
    return None


def _told(error: Exception) -> str:
    """Our own errors are sentences; of others the kind says more than the text."""
    return str(error) if isinstance(error, KawasanError) else f"{type(error).__name__}: {error}"


def _do(job: Job, work: Callable[[Job], None], limit: int) -> None:
    """The work; not again where even the last attempt did not live to say what was wrong."""
    if job.attempts >= limit:
        raise TimeoutError(_DIED)
    work(job)


def _still_ours(ctx: Context, job: Job) -> bool:
    """Renew a lease that has become old; False when another worker took the job meanwhile."""
    with ctx.database.write() as connection:
        return outbox.renew(connection, job, ctx.now() + LEASE)


def _claim(ctx: Context, topic: str) -> list[Job]:
    with ctx.database.write() as connection:
        return outbox.claim(connection, topic, ctx.now(), LEASE, BATCH)
