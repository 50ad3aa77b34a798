"""The month's progress reports: made on its first working day after, kept, and sent once."""

from __future__ import annotations

from prefect import flow, get_run_logger

from documents.report_post import publish
from engine.errors import KawasanError
from engine.reference import regions
from engine.services.reports_kept import due
from flows import telling
from flows.runtime import context


@flow(
    name="laporan-bulanan",
    flow_run_name=telling.daily("laporan bulanan"),
    retries=2,
    retry_delay_seconds=300,
    timeout_seconds=7200,
)
def monthly_reports(zone: str) -> dict[str, int]:
    """Make every report of a zone that is due and was not made; on most days there is none.

    What an outage left out is made by the next run. An area that fails keeps no other from its
    report: the first error is raised after the others had their turn.
    """
    ctx = context()
    made: list[dict[str, object]] = []
    errors: list[Exception] = []
    for area, month in due(ctx, zone):
        try:
            messages = publish(ctx, area, month)
        except (KawasanError, OSError) as error:
            get_run_logger().warning("laporan %s %s: %s", area, month, error)
            errors.append(error)
            continue
        if messages is not None:
            row = {"Wilayah": regions.name(area), "Bulan": str(month), "Penerima": messages}
            made.append(row)
    telling.table(f"laporan-{telling.short_of(zone).lower()}", "Laporan yang dibuat.", made)
    get_run_logger().info("zona %s: %d laporan dibuat, %d gagal", zone, len(made), len(errors))
    if errors:
        raise errors[0]
    return {"made": len(made), "failed": len(errors)}
