"""Which flow runs when. Sweeps follow each zone's own morning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import EntrypointType, RunnerDeployment
from prefect.schedules import Cron, Interval

from engine.reference import regions
from flows.facilitation import facilitation_sweep
from flows.letters import write_letters
from flows.post import send_post

MORNING = "0 6 * * *"
LETTERS_EVERY = timedelta(minutes=1)
POST_EVERY = timedelta(minutes=2)


def deployments() -> list[RunnerDeployment]:
    """Every deployment with its schedule; one run of each at a time."""
    sweeps = [
        facilitation_sweep.to_deployment(
            name=f"pagi-{short.lower()}",
            schedules=[Cron(MORNING, timezone=zone)],
            parameters={"zone": zone},
            **_alone(),
        )
        for short, zone in regions.zones().items()
    ]
    return [
        *sweeps,
        write_letters.to_deployment(
            name="antrean", schedules=[Interval(LETTERS_EVERY)], **_alone()
        ),
        send_post.to_deployment(name="antrean", schedules=[Interval(POST_EVERY)], **_alone()),
    ]


def run_worker() -> None:
    """Register the deployments with the Prefect server and run them until told to stop."""
    serve(*deployments(), pause_on_shutdown=False, print_starting_message=False, limit=2)


def _alone() -> dict[str, Any]:
    """A run that would start beside another of its deployment is left out: the next one does."""
    return {
        "entrypoint_type": EntrypointType.MODULE_PATH,
        "concurrency_limit": ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
    }
