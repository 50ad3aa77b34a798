"""The daily root: every chain's head sealed in a file apart from the database."""

from __future__ import annotations

from prefect import flow, get_run_logger

from engine.services.roots import write_root
from flows import telling
from flows.runtime import context


@flow(
    name="akar-harian",
    flow_run_name=telling.daily("akar"),
    retries=3,
    retry_delay_seconds=60,
    timeout_seconds=1800,
)
def daily_root() -> dict[str, object]:
    """Write today's root, once; a day on which it did not run is sealed by the next root."""
    root = write_root(context())
    about = f"Akar **{root.short}** menyegel {root.count} perkara."
    telling.words("akar-harian", f"{about}\n\nSalin bentuk pendek ini ke tempat lain.")
    get_run_logger().info("akar %s menyegel %d perkara", root.short, root.count)
    return {"name": root.name, "count": root.count, "hash": root.hash}
