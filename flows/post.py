"""Signed documents and reminders leave by e-mail."""

from __future__ import annotations

from functools import partial

from prefect import flow, get_run_logger

from documents import mail
from engine.services.issuing import DELIVER_TOPIC
from engine.services.jobs import drain
from engine.services.sweep import REMIND_TOPIC
from flows.runtime import context


@flow(name="pengiriman", retries=2, retry_delay_seconds=30)
def send_post() -> dict[str, int]:
    """Drain deliveries and reminders: what the mail server does not take is tried again later.

    A delivery that was sent is never sent again; an outage of any length loses nothing.
    """
    ctx = context()
    mailer = mail.SmtpMailer(ctx.settings)
    letters = drain(ctx, DELIVER_TOPIC, partial(mail.deliver, ctx, mailer=mailer))
    reminders = drain(ctx, REMIND_TOPIC, partial(mail.remind, ctx, mailer=mailer))
    done, failed = letters.done + reminders.done, letters.failed + reminders.failed
    get_run_logger().info("pengiriman: %d terkirim, %d ditunda", done, failed)
    return {"done": done, "failed": failed}
