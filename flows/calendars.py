"""After a new decree of holidays: open deadlines are counted again, also where a worker died."""

from __future__ import annotations

from prefect import flow, get_run_logger

from engine.services.recounting import recount_all
from flows import telling
from flows.runtime import context


@flow(
    name="kalender",
    flow_run_name=telling.often("kalender"),
    retries=2,
    retry_delay_seconds=60,
    timeout_seconds=3600,
)
def recount_deadlines() -> dict[str, int]:
    """Do every promised recount; one that was done moves nothing again."""
    moved = recount_all(context())
    if moved:
        telling.words("kalender", f"{moved} tenggat bergeser oleh keputusan hari libur.")
    get_run_logger().info("kalender: %d tenggat bergeser", moved)
    return {"moved": moved}
