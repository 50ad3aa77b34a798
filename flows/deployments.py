"""Which flow runs when. Sweeps follow each zone's own morning."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.logging import get_logger
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from engine.reference import regions
from flows.backups import nightly_backup
from flows.calendars import recount_deadlines
from flows.facilitation import facilitation_sweep
from flows.letters import write_letters
from flows.lost import HEARTBEAT, watch_for_lost_runs
from flows.outage import answers, begin_anew_after_outages
from flows.post import send_post
from flows.reports import monthly_reports
from flows.roots import daily_root
from flows.webhooks import send_webhooks

AT_ONCE = 5  # runs of one worker; each is a process of its own
ASK_AGAIN = 5.0  # seconds
ONE, BESIDE_DEAD_ONES = 1, 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A flow, its schedule, how many runs of it there may be at once, and its tags.

    Queues may be drained several times at once: each job is leased. So a run whose machine, or
    whose Prefect server, died holds up nobody in the minutes until its place is given back.
    """

    flow: Flow[Any, Any]
    name: str
    schedule: Schedule
    limit: int
    tags: tuple[str, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)


def plan() -> Iterator[Planned]:
    """Everything that runs by the clock. Night is in UTC: small hours in all of Indonesia."""
    for short, zone in regions.zones().items():
        morning = Cron("0 6 * * *", timezone=zone)
        given = {"zone": zone}
        tags = ("harian", short)
        yield Planned(facilitation_sweep, f"pagi-{short.lower()}", morning, ONE, tags, given)
        early = Cron("30 6 * * *", timezone=zone)  # every day: it looks whether a month is due
        yield Planned(monthly_reports, f"pagi-{short.lower()}", early, ONE, tags, given)
    yield _queue(write_letters, timedelta(minutes=1), BESIDE_DEAD_ONES)
    yield _queue(send_post, timedelta(minutes=2), BESIDE_DEAD_ONES)
    yield _queue(send_webhooks, timedelta(minutes=1), BESIDE_DEAD_ONES)
    yield _queue(recount_deadlines, timedelta(hours=1), ONE)
    yield _nightly(daily_root, "0 20 * * *")
    yield _nightly(nightly_backup, "0 21 * * *")


def deployments() -> list[RunnerDeployment]:
    """Every deployment with its schedule."""
    return [_deployment(each) for each in plan()]


def run_worker() -> None:
    """Register the deployments with the Prefect server and run them until told to stop.

    The server may start later than its workers, and may be gone for any time.
    """
    while not answers():
        get_logger("kawasan").warning("peladen Prefect belum menjawab")
        time.sleep(ASK_AGAIN)
    begin_anew_after_outages()
    watch_for_lost_runs()
    serve(
        *deployments(),
        pause_on_shutdown=False,
        print_starting_message=False,
        limit=AT_ONCE,
        heartbeat_seconds=HEARTBEAT,
    )


def _queue(flow: Flow[Any, Any], every: timedelta, limit: int) -> Planned:
    return Planned(flow, "antrean", Interval(every), limit, ("antrean",))


def _nightly(flow: Flow[Any, Any], at: str) -> Planned:
    return Planned(flow, "harian", Cron(at, timezone="UTC"), ONE, ("harian", "penjagaan"))


def _deployment(planned: Planned) -> RunnerDeployment:
    """What would start beyond the limit is left out: the next run does its work."""
    return RunnerDeployment.from_flow(
        planned.flow,
        name=planned.name,
        schedules=[planned.schedule],
        parameters=dict(planned.parameters),
        tags=["kawasan", *planned.tags],
        entrypoint_type=EntrypointType.MODULE_PATH,
        concurrency_limit=ConcurrencyLimitConfig(
            limit=planned.limit, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
    )
