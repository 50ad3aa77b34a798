"""The morning sweep: what is due, late or stuck becomes reminders."""

from __future__ import annotations

from prefect import flow, get_run_logger

from engine.reference import regions
from engine.services.expiring import expire
from engine.services.sweep import sweep
from flows import telling
from flows.runtime import context


@flow(
    name="penyisiran-harian",
    flow_run_name=telling.daily("penyisiran"),
    retries=2,
    retry_delay_seconds=60,
    timeout_seconds=3600,
)
def facilitation_sweep(zone: str) -> dict[str, int]:
    """Sweep the regencies of one time zone as of today there.

    Repeating it raises nothing twice; a day on which it did not run is made up by the next run,
    because what is overdue stays overdue.
    """
    ctx = context()
    expired = expire(ctx, zone)
    result = sweep(ctx, zone)
    address = ctx.settings.base_url.rstrip("/")
    telling.table(
        f"penyisiran-{telling.short_of(zone).lower()}",
        f"Pengingat baru menurut kabupaten; {result.messages} ringkasan menunggu dikirim.",
        [
            {
                "Kabupaten": regions.name(code),
                "Pengingat baru": n,
                "Tautan": f"{address}/kabupaten/{code}",
            }
            for code, n in result.regencies.items()
        ],
    )
    get_run_logger().info(
        "zona %s: %d langkah diperiksa, %d pengingat baru, %d ringkasan, %d kedaluwarsa",
        zone,
        result.looked_at,
        result.raised,
        result.messages,
        expired,
    )
    return {
        "looked_at": result.looked_at,
        "raised": result.raised,
        "messages": result.messages,
        "expired": expired,
    }
