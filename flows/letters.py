"""Letters promised by the record are written: drafts when a step is recorded, finals when done."""

from __future__ import annotations

from functools import partial

from prefect import flow, get_run_logger

from documents import service
from engine.services.jobs import drain
from engine.services.projection import DRAFT_TOPIC, FINAL_TOPIC
from flows.runtime import context


@flow(name="naskah", retries=2, retry_delay_seconds=30)
def write_letters() -> dict[str, int]:
    """Drain the document queue: each job is leased, idempotent, and comes back if it fails."""
    ctx = context()
    drafts = drain(ctx, DRAFT_TOPIC, partial(service.work_draft, ctx))
    finals = drain(ctx, FINAL_TOPIC, partial(service.work_final, ctx))
    done, failed = drafts.done + finals.done, drafts.failed + finals.failed
    get_run_logger().info("naskah: %d selesai, %d ditunda", done, failed)
    return {"done": done, "failed": failed}
