"""The morning sweep: what is due, late or stuck becomes reminders."""

from __future__ import annotations

from dataclasses import asdict

from prefect import flow, get_run_logger

from engine.services.expiring import expire
from engine.services.sweep import sweep
from flows.runtime import context


@flow(name="penyisiran-harian", retries=2, retry_delay_seconds=60)
def facilitation_sweep(zone: str) -> dict[str, int]:
    """Sweep the regencies of one time zone as of today there.

    Repeating it raises nothing twice; a day on which it did not run is made up by the next run,
    because what is overdue stays overdue.
    """
    ctx = context()
    expired = expire(ctx, zone)
    result = sweep(ctx, zone)
    get_run_logger().info(
        "zona %s: %d langkah diperiksa, %d pengingat baru, %d ringkasan, %d kedaluwarsa",
        zone,
        result.looked_at,
        result.raised,
        result.messages,
        expired,
    )
    return asdict(result) | {"expired": expired}
