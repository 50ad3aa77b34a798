"""After a new decree of holidays: open deadlines are counted again, also where a worker died."""

from __future__ import annotations

from prefect import flow, get_run_logger

from engine.services.recounting import recount_all
from flows.runtime import context


@flow(name="kalender", retries=2, retry_delay_seconds=60)
def recount_deadlines() -> dict[str, int]:
    """Do every promised recount; one that was done moves nothing again."""
    moved = recount_all(context())
    get_run_logger().info("kalender: %d tenggat bergeser", moved)
    return {"moved": moved}
