"""What other systems read: a feed without gaps, polls, and the check of the whole log."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest

from engine.services import access, audit, projection, views
from engine.services.context import Context
from engine.services.polling import Poller
from tests.support.world import OFFICER, act, open_tkpkp

HELD = date(2025, 7, 29)


def test_a_client_that_reads_while_others_write_misses_nothing(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = open_tkpkp(ctx, "63.01"), open_tkpkp(ctx, "63.02")
    position = views.changes(ctx, OFFICER, 0, 100)[-1][0]
    appended, go_on = threading.Event(), threading.Event()
    promise = projection._promise_documents

    def hold(*arguments: object) -> None:
        """The slow writer has appended its event, and takes its time to commit."""
        if slow in arguments:
            appended.set()
            go_on.wait(timeout=20)
        promise(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(projection, "_promise_documents", hold)
    first = _started(lambda: act(ctx, OFFICER, slow, "start", "audiensi-sekda", on=HELD))
    assert appended.wait(timeout=20)
    second = _started(lambda: act(ctx, OFFICER, quick, "start", "audiensi-sekda", on=HELD))
    seen = []
    for _ in range(10):
        time.sleep(0.1)
        for place, event in views.changes(ctx, OFFICER, position, 100):
            seen.append(event.case)
            position = place
    go_on.set()
    first.join(timeout=30)
    second.join(timeout=30)
    seen += [event.case for _, event in views.changes(ctx, OFFICER, position, 100)]
    assert sorted(seen) == [slow, quick]


def _started(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_poll_by_key_gives_the_cases_tag(ctx: Context) -> None:
    case = open_tkpkp(ctx)
    _, key = access.create_api_key(ctx, "dasbor", "63")
    _, elsewhere = access.create_api_key(ctx, "tetangga", "63.02")
    poller = Poller(ctx)
    assert poller.tag(key, case) == "1.0"
    act(ctx, OFFICER, case, "start", "audiensi-sekda", on=HELD)
    assert poller.tag(key, case) == "2.0" == views.case_tag(ctx, OFFICER, case)
    assert poller.tag(elsewhere, case) is None
    assert poller.tag("kws_salah", case) is None
    poller.close()


def test_the_whole_log_is_checked_and_the_system_is_ready(ctx: Context) -> None:
    case = open_tkpkp(ctx)
    act(ctx, OFFICER, case, "start", "audiensi-sekda", on=HELD)
    assert audit.unready(ctx) == []
    report = audit.verify(ctx)
    assert (report.sound, report.cases, report.events) == (True, 1, 2)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM event WHERE seq = 2")
    assert not audit.verify(ctx).sound
    assert [(c.status, c.count) for c in audit.case_counts(ctx)] == [("running", 1)]
