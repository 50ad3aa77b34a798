"""Which flow runs when. Sweeps follow each zone's own morning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from engine.reference import regions
from flows.calendars import recount_deadlines
from flows.facilitation import facilitation_sweep
from flows.letters import write_letters
from flows.post import send_post
from flows.roots import daily_root

MORNING = "0 6 * * *"
LETTERS_EVERY = timedelta(minutes=1)
POST_EVERY = timedelta(minutes=2)
CALENDAR_EVERY = timedelta(hours=1)
NIGHT = "0 20 * * *"  # UTC: the small hours in Indonesia, when nobody writes


def deployments() -> list[RunnerDeployment]:
    """Every deployment with its schedule."""
    sweeps = [
        _deployment(
            facilitation_sweep,
            f"pagi-{short.lower()}",
            Cron(MORNING, timezone=zone),
            {"zone": zone},
        )
        for short, zone in regions.zones().items()
    ]
    return [
        *sweeps,
        _deployment(write_letters, "antrean", Interval(LETTERS_EVERY)),
        _deployment(send_post, "antrean", Interval(POST_EVERY)),
        _deployment(recount_deadlines, "antrean", Interval(CALENDAR_EVERY)),
        _deployment(daily_root, "harian", Cron(NIGHT, timezone="UTC")),
    ]


def run_worker() -> None:
    """Register the deployments with the Prefect server and run them until told to stop."""
    serve(*deployments(), pause_on_shutdown=False, print_starting_message=False, limit=2)


def _deployment(
    flow: Flow[Any, Any], name: str, schedule: Schedule, parameters: dict[str, Any] | None = None
) -> RunnerDeployment:
    """One run at a time: what would start beside another is left out, the next one does it."""
    return RunnerDeployment.from_flow(
        flow,
        name=name,
        schedules=[schedule],
        parameters=parameters or {},
        entrypoint_type=EntrypointType.MODULE_PATH,
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
    )
