"""Promised work: nothing doubled when run twice, nothing lost when killed half way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.services.context import Context
from engine.services.jobs import LEASE, drain, waiting
from engine.store import outbox
from engine.store.outbox import Job
from tests.support.world import NOW, set_clock


def promise(ctx: Context, *keys: str) -> None:
    with ctx.database.write() as connection:
        for key in keys:
            outbox.put(connection, "uji", key, {"key": key}, ctx.now())


def test_the_same_promise_is_queued_once(ctx: Context) -> None:
    promise(ctx, "a", "a", "b")
    assert waiting(ctx) == {"uji": 2}


def test_draining_twice_does_the_work_once(ctx: Context) -> None:
    promise(ctx, "a", "b", "c")
    done: list[str] = []
    assert drain(ctx, "uji", lambda job: done.append(job.payload["key"])).done == 3
    assert drain(ctx, "uji", lambda job: done.append(job.payload["key"])).done == 0
    assert done == ["a", "b", "c"]


class Killed(BaseException):
    """What a killed process does: it stops, and nothing of ours runs any more."""


def test_a_worker_killed_half_way_leaves_the_rest_to_the_next(ctx: Context) -> None:
    promise(ctx, "a", "b", "c")
    done: list[str] = []

    def dies_at_b(job: Job) -> None:
        if job.payload["key"] == "b":
            raise Killed
        done.append(job.payload["key"])

    with pytest.raises(Killed):
        drain(ctx, "uji", dies_at_b)
    assert drain(ctx, "uji", lambda job: done.append(job.payload["key"])).done == 0  # leased
    set_clock(ctx, NOW + LEASE + timedelta(seconds=1))
    assert drain(ctx, "uji", lambda job: done.append(job.payload["key"])).done == 2
    assert done == ["a", "b", "c"]


def test_what_fails_comes_back_after_longer_and_longer_waits(ctx: Context) -> None:
    promise(ctx, "a")

    def refuses(_job: Job) -> None:
        message = "surat ditolak peladen"
        raise OSError(message)

    moment, waits = NOW, []
    for _ in range(4):
        assert drain(ctx, "uji", refuses).failed == 1
        minutes = 0
        while True:
            minutes += 1
            moment += timedelta(minutes=1)
            set_clock(ctx, moment)
            with ctx.database.write() as connection:
                due = outbox.claim(connection, "uji", moment, timedelta(0), 1)
            if due:
                break
        waits.append(minutes)
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    assert waiting(ctx) == {"uji": 1}


def test_a_mistake_in_the_program_is_not_hidden_as_a_passing_failure(ctx: Context) -> None:
    promise(ctx, "a")

    def divides_by_nothing(_job: Job) -> None:
        raise ZeroDivisionError

    promise(ctx, "b")
    with pytest.raises(ZeroDivisionError):
        drain(ctx, "uji", divides_by_nothing)
    assert waiting(ctx) == {"uji": 2}  # both had their turn, and come back
    set_clock(ctx, NOW + timedelta(minutes=2))
    with pytest.raises(ZeroDivisionError):
        drain(ctx, "uji", divides_by_nothing)


def test_a_drain_that_lags_leaves_alone_what_another_worker_took(ctx: Context) -> None:
    promise(ctx, "a", "b")
    done: list[str] = []

    def slow(job: Job) -> None:
        done.append(job.payload["key"])
        set_clock(ctx, NOW + LEASE + timedelta(seconds=1))
        if job.payload["key"] == "a":
            assert drain(ctx, "uji", lambda other: done.append(other.payload["key"])).done == 2

    assert drain(ctx, "uji", slow).done == 1
    assert done == ["a", "a", "b"]  # the one that outlived its lease is told again, no other
