"""Work that fails too often waits for a person, is never lost, and says who decided."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.domain.backoff import FIRST_WAIT, LONGEST_WAIT, wait
from engine.errors import InvalidInput, NotFound, NotReady
from engine.services import outbox_admin
from engine.services.context import Context
from engine.services.jobs import LEASE, Drained, dead, drain, waiting
from engine.store import outbox
from engine.store.outbox import Job
from tests.support import world
from tests.support.world import NOW, OFFICER, actor, make_context, open_tkpkp, set_clock

NEIGHBOUR = actor("pmd-kabupaten", "63.02")
READER = actor("pembaca", "63")
KEEPER = actor("admin", "*", "pengelola")


def promise(ctx: Context, key: str = "a", **payload: object) -> None:
    with ctx.database.write() as connection:
        outbox.put(connection, "uji", key, dict(payload), ctx.now())


def refuses(_job: Job) -> None:
    message = "surat ditolak <peladen>"
    raise OSError(message)


def bury(ctx: Context) -> int:
    """Fail until it waits for a person; how many attempts that took."""
    tried, moment = 0, ctx.now()
    while waiting(ctx):
        tried += drain(ctx, "uji", refuses).failed
        moment += LONGEST_WAIT
        set_clock(ctx, moment)
    return tried


def test_the_waits_double_with_a_jitter_that_is_the_same_for_the_same_job() -> None:
    for attempts in range(20):
        whole = min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
        drawn = [wait(attempts, str(seed)) for seed in range(50)]
        assert all(whole * 0.75 <= each <= whole for each in drawn)
        assert len(set(drawn)) > 40
        assert drawn == [wait(attempts, str(seed)) for seed in range(50)]
    total = sum((wait(attempts, "x") for attempts in range(60)), start=timedelta(0))
    assert timedelta(days=10) < total < timedelta(days=16)


def test_after_the_last_attempt_it_waits_for_a_person(ctx: Context) -> None:
    ctx.settings.post_attempts = 5
    promise(ctx, area="63.01")
    assert bury(ctx) == 5
    assert dead(ctx) == {"uji": 1}
    assert drain(ctx, "uji", refuses) == Drained(0, 0)
    (found,) = outbox_admin.delayed(ctx, OFFICER)
    assert found.dead
    assert found.error == "OSError: surat ditolak <peladen>"
    assert found.attempts == 5


def test_retried_by_a_person_it_is_done_once_and_says_who_did(ctx: Context) -> None:
    ctx.settings.post_attempts = 2
    promise(ctx, area="63.01")
    bury(ctx)
    (found,) = outbox_admin.delayed(ctx)
    outbox_admin.retry(ctx, OFFICER, found.id)
    with pytest.raises(NotFound):
        outbox_admin.retry(ctx, OFFICER, found.id)
    assert bury(ctx) == 2
    (again,) = outbox_admin.delayed(ctx)
    (entry,) = again.log
    assert (entry["by"], entry["act"], entry["attempts"]) == (OFFICER.person, "retry", 2)
    outbox_admin.retry(ctx, KEEPER, found.id)
    done: list[int] = []
    assert drain(ctx, "uji", lambda job: done.append(job.id)) == Drained(1, 0)
    assert done == [found.id]
    assert outbox_admin.delayed(ctx) == []


def test_given_up_it_stays_on_record_with_the_reason(ctx: Context) -> None:
    ctx.settings.post_attempts = 1
    promise(ctx, area="63.01")
    bury(ctx)
    (found,) = outbox_admin.delayed(ctx)
    with pytest.raises(InvalidInput):
        outbox_admin.drop(ctx, OFFICER, found.id, "  ")
    outbox_admin.drop(ctx, OFFICER, found.id, "Sudah diantar sendiri.")
    assert outbox_admin.delayed(ctx) == []
    assert drain(ctx, "uji", refuses) == Drained(0, 0)
    with ctx.database.read() as connection:
        row = connection.execute(text("SELECT last_error, log FROM outbox")).one()
    assert "surat ditolak" in row.last_error
    assert "Sudah diantar sendiri." in str(row.log)


def test_nobody_settles_or_sees_what_is_not_theirs(ctx: Context) -> None:
    ctx.settings.post_attempts = 1
    promise(ctx, "kabupaten", area="63.01")
    promise(ctx, "negara")
    bury(ctx)
    assert len(outbox_admin.delayed(ctx)) == 2
    assert len(outbox_admin.delayed(ctx, KEEPER)) == 2
    (own,) = outbox_admin.delayed(ctx, OFFICER)
    for stranger in (NEIGHBOUR, READER):
        assert outbox_admin.delayed(ctx, stranger) == []
        with pytest.raises(NotFound):
            outbox_admin.retry(ctx, stranger, own.id)
        with pytest.raises(NotFound):
            outbox_admin.drop(ctx, stranger, own.id, "alasan")
    assert dead(ctx) == {"uji": 2}


def test_work_that_kills_its_worker_each_time_ends_too(ctx: Context) -> None:
    ctx.settings.post_attempts = 3
    promise(ctx)

    class Killed(BaseException):
        """Nothing of ours runs any more."""

    def dies(_job: Job) -> None:
        raise Killed

    for attempt in range(3):
        with pytest.raises(Killed):
            drain(ctx, "uji", dies)
        set_clock(ctx, NOW + (LEASE + timedelta(seconds=1)) * (attempt + 1))
    with pytest.raises(TimeoutError):
        drain(ctx, "uji", dies, passing=())
    assert dead(ctx) == {"uji": 1}


def test_a_week_of_outage_kills_nothing(ctx: Context) -> None:
    promise(ctx)
    moment = NOW
    while moment < NOW + timedelta(days=7):
        drain(ctx, "uji", refuses)
        moment += timedelta(minutes=10)
        set_clock(ctx, moment)
    assert waiting(ctx) == {"uji": 1}
    set_clock(ctx, moment + LONGEST_WAIT)
    assert drain(ctx, "uji", lambda _: None) == Drained(1, 0)


def counts(ctx: Context) -> list[int]:
    with ctx.database.read() as connection:
        return [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ('"case"', "event", "outbox", "case_step", "idempotency")
        ]


def limit_pages(ctx: Context, pages: str) -> None:
    """Let the writer's database file grow no further, as a full disk would."""
    with ctx.database.write() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))


def test_on_a_full_disk_an_act_fails_as_a_whole_and_works_once_there_is_room(
    tmp_path: Path,
) -> None:
    ctx = make_context(tmp_path)
    case_id = open_tkpkp(ctx)
    with ctx.database.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    limit_pages(ctx, str(pages))
    before, refused = counts(ctx), None
    words = "Catatan yang panjang. " * 400
    for _ in range(200):
        try:
            world.act(ctx, OFFICER, case_id, "comment", on=date(2026, 3, 2), reason=words)
        except NotReady as error:
            refused = error
            break
        before = counts(ctx)
    assert refused is not None
    assert "penuh" in str(refused)
    assert counts(ctx) == before
    with pytest.raises(NotReady):
        promise(ctx, "k" * 5000, isi="x" * 200_000)
    assert counts(ctx) == before
    limit_pages(ctx, "1073741823")
    world.act(ctx, OFFICER, case_id, "comment", on=date(2026, 3, 2), reason=words)
    promise(ctx, isi="x" * 200_000)
    assert counts(ctx)[1:3] == [before[1] + 1, before[2] + 1]
