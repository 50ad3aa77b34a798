"""Letters promised by the record are written: drafts when a step is recorded, finals when done."""

from __future__ import annotations

from functools import partial

from prefect import flow, get_run_logger

from documents import service
from engine.services.jobs import drain, waiting
from engine.services.projection import DRAFT_TOPIC, FINAL_TOPIC
from flows import telling
from flows.runtime import context


@flow(
    name="naskah",
    flow_run_name=telling.often("naskah"),
    retries=2,
    retry_delay_seconds=30,
    timeout_seconds=7200,
)
def write_letters() -> dict[str, int]:
    """Drain the document queue: each job is leased, idempotent, and comes back if it fails."""
    ctx = context()
    promised = waiting(ctx)
    total = promised.get(DRAFT_TOPIC, 0) + promised.get(FINAL_TOPIC, 0)
    counted = telling.Progress("naskah-berjalan", total).counting
    drafts = drain(ctx, DRAFT_TOPIC, counted(partial(service.work_draft, ctx)))
    finals = drain(ctx, FINAL_TOPIC, counted(partial(service.work_final, ctx)))
    put_off = (*drafts.problems, *finals.problems)
    telling.table(
        "naskah-ditunda",
        "Naskah yang belum dapat dibuat; dicoba lagi dengan sendirinya.",
        [{"Naskah": p.key, "Sebab": p.reason} for p in put_off],
    )
    done, failed = drafts.done + finals.done, drafts.failed + finals.failed
    if done:
        telling.words("naskah", f"{done} naskah selesai, {failed} ditunda.")
    get_run_logger().info("naskah: %d selesai, %d ditunda", done, failed)
    return {"done": done, "failed": failed}
