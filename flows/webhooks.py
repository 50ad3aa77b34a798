"""Changes are told to the addresses that clients gave."""

from __future__ import annotations

from prefect import flow, get_run_logger

from engine.services import webhook_feed
from flows import telling
from flows.runtime import context


@flow(
    name="webhook",
    flow_run_name=telling.often("webhook"),
    retries=2,
    retry_delay_seconds=30,
    timeout_seconds=3600,
)
def send_webhooks() -> dict[str, int]:
    """Tell every webhook what it has not taken yet; each goes on from where it stands."""
    told = webhook_feed.deliver(context())
    report = "webhook: %d peristiwa, %d gagal, %d dijeda"
    get_run_logger().info(report, told.delivered, told.failed, told.paused)
    return {"delivered": told.delivered, "failed": told.failed, "paused": told.paused}
