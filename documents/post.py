"""Where a message leaves: by mail, or by a channel of the office."""

from __future__ import annotations

from documents.channels import Channels
from documents.mail import Message, SmtpMailer
from engine.services import mailing
from engine.services.context import Context
from engine.services.digests import CHANNEL
from engine.services.mailing import Mail


class Post:
    """A mailer that chooses the way by the address, and keeps what may come back."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._mailer = SmtpMailer(ctx.settings)
        self._channels = Channels(ctx.settings.channels)

    def send(self, message: Message) -> None:
        """Hand a message over; raises what the way it leaves by raises."""
        if message.to.startswith(CHANNEL):
            self._channels.send(message)
            return
        leaving = Mail(
            id=mailing.name_of(message.id),
            delivery_id=message.delivery,
            area=message.area,
            address=message.to,
            subject=message.subject,
            first_sent_at=self._ctx.now(),
        )
        mailing.note_leaving(self._ctx, leaving)
        self._mailer.send(message)
