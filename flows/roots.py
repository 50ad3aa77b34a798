"""The daily root: every chain's head sealed in a file apart from the database."""

from __future__ import annotations

from prefect import flow, get_run_logger

from engine.services.roots import write_root
from flows.runtime import context


@flow(name="akar-harian", retries=3, retry_delay_seconds=60)
def daily_root() -> dict[str, object]:
    """Write today's root, once; a day on which it did not run is sealed by the next root."""
    root = write_root(context())
    get_run_logger().info("akar %s menyegel %d perkara", root.short, root.count)
    return {"name": root.name, "count": root.count, "hash": root.hash}
