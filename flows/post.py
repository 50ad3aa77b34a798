"""Signed documents, the day's messages and monthly reports leave; returned mail is read."""

from __future__ import annotations

from functools import partial

from prefect import flow, get_run_logger

from documents import bounces, digest, mail, report_post
from documents.post import Post
from engine.services.digests import DIGEST_TOPIC
from engine.services.issuing import DELIVER_TOPIC
from engine.services.jobs import drain
from engine.services.reports_kept import REPORT_TOPIC
from flows import telling
from flows.runtime import context


@flow(
    name="pengiriman",
    flow_run_name=telling.often("pengiriman"),
    retries=2,
    retry_delay_seconds=30,
    timeout_seconds=3600,
)
def send_post() -> dict[str, int]:
    """Drain deliveries, messages of the day and returned mail; what is not taken comes back.

    A delivery that was sent is never sent again; an outage of any length loses nothing.
    """
    ctx = context()
    mailer = Post(ctx)
    letters = drain(ctx, DELIVER_TOPIC, partial(mail.deliver, ctx, mailer=mailer))
    digests = drain(ctx, DIGEST_TOPIC, partial(digest.send, ctx, mailer=mailer))
    reports = drain(ctx, REPORT_TOPIC, partial(report_post.send, ctx, mailer=mailer))
    drained = (letters, digests, reports)
    done, failed = sum(d.done for d in drained), sum(d.failed for d in drained)
    put_off = [problem for each in drained for problem in each.problems]
    telling.table(
        "kiriman-ditunda",
        "Kiriman yang belum diterima peladen; dicoba lagi dengan sendirinya.",
        [{"Kiriman": p.key, "Sebab": p.reason} for p in put_off],
    )
    returned = bounces.drain(ctx)
    told = "pengiriman: %d terkirim, %d ditunda, %d kembali"
    get_run_logger().info(told, done, failed, returned)
    return {"done": done, "failed": failed}
