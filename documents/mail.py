"""Letters and reminders by e-mail; an office without an address finds them in the web page.

A delivery that was sent is never sent again. Between the mail server's acceptance and our note
of it lies a moment a crash can hit: the repeated message then carries the same Message-ID, by
which mail systems tell it is the same.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from documents import service
from documents.catalogue import kind as catalogued
from documents.locale import tanggal
from engine.errors import NotReady, UnknownRegion
from engine.reference import offices as usual
from engine.reference import regions
from engine.services import deliveries, papers, sweep
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.offices import Office, office
from engine.services.records import Delivery, Document, Reminder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.settings import Settings

TIMEOUT = 30
LARGEST_ATTACHMENT = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one office. `id` names what it is about, the same at every attempt."""

    id: str
    to: str
    subject: str
    body: str
    at: datetime
    attachment: Attachment | None = None


class Mailer(Protocol):
    """Takes a message, or raises; a message it took is on its way."""

    def send(self, message: Message) -> None:
        """Hand the message over."""
        ...


class SmtpMailer:
    """A mailer over the office's mail server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, message: Message) -> None:
        """Hand a message to the server.

        Raises NotReady where no server is configured, OSError (which smtplib's errors are)
        when it cannot be reached or does not take the message.
        """
        if not self._settings.smtp_host:
            raise NotReady("Peladen surel belum diatur; pengiriman menunggu.")
        with self._connection() as connection:
            connection.send_message(as_email(message, self._settings.smtp_from))

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        settings = self._settings
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT) as connection:
            if settings.smtp_starttls:
                connection.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            yield connection


def as_email(message: Message, sender: str) -> EmailMessage:
    """A message in the form mail servers take, marked as sent by a machine."""
    email = EmailMessage(policy=SMTP)
    domain = sender.rpartition("@")[2] or "localhost"
    email["Message-ID"] = f"<{sha256(message.id.encode()).hexdigest()[:32]}@{domain}>"
    email["Date"] = format_datetime(message.at)
    email["From"] = sender
    email["To"] = message.to
    email["Subject"] = " ".join(message.subject.split())
    email["Auto-Submitted"] = "auto-generated"
    email["Content-Language"] = "id"
    email.set_content(message.body)
    if message.attachment is not None:
        email.add_attachment(
            message.attachment.content,
            maintype="application",
            subtype="pdf",
            filename=message.attachment.name,
        )
    return email


def deliver(ctx: Context, job: service.Job, mailer: Mailer) -> None:
    """Send a signed document to an office once; without an address it waits in the web page.

    A document that is no longer in force is not sent.
    """
    delivery, document = deliveries.delivery_of(ctx, str(job.payload["delivery"]))
    if delivery.sent_at is not None or document.state != papers.SIGNED:
        return
    receiver = office(ctx, delivery.role, delivery.area)
    if not receiver.email:
        deliveries.note_in_portal(ctx, delivery.id)
        return
    mailer.send(_letter(ctx, delivery, document, receiver))
    deliveries.note_sent(ctx, delivery.id, receiver.email)


def remind(ctx: Context, job: service.Job, mailer: Mailer) -> None:
    """Remind the office that must act; not when the step was settled meanwhile.

    An office without an address, or a role without an office, sees it on its web page.
    """
    reminder = sweep.reminder(ctx, str(job.payload["reminder"]))
    if reminder is None or reminder.resolved_on is not None:
        return
    receiver = _responsible(ctx, reminder)
    if receiver is not None and receiver.email:
        mailer.send(_reminder(ctx, reminder, receiver))


def _letter(ctx: Context, delivery: Delivery, document: Document, receiver: Office) -> Message:
    content = read_file(ctx, document.issued_sha256)
    small = len(content) < LARGEST_ATTACHMENT
    words = {
        "kepala": receiver.head,
        "jenis": catalogued(document.kind).name,
        "judul": document.title,
        "nomor": document.number,
        "tanggal": tanggal(document.dated) if document.dated else "",
        "kode": document.code,
        "tautan": f"{_base(ctx)}/naskah/{document.id}",
        "lampiran": _texts("berlampiran" if small else "tanpa-lampiran"),
        "peragaan": _texts("peragaan") if document.demonstration else "",
    }
    return Message(
        id=delivery.id,
        to=receiver.email,
        subject=f"{catalogued(document.kind).name} Nomor {document.number}",
        body=_filled("naskah", words),
        at=ctx.now(),
        attachment=Attachment(service.file_name(document), content) if small else None,
    )


def _reminder(ctx: Context, reminder: Reminder, receiver: Office) -> Message:
    words = {
        "kepala": receiver.head,
        "pesan": reminder.message,
        "kabupaten": regions.name(reminder.regency),
        "tautan": f"{_base(ctx)}/perkara/{reminder.case_id}",
    }
    return Message(
        id=reminder.key,
        to=receiver.email,
        subject=f"Pengingat {reminder.case_id}: {reminder.message}"[:150],
        body=_filled("pengingat", words),
        at=ctx.now(),
    )


def _responsible(ctx: Context, reminder: Reminder) -> Office | None:
    """The office of the role that must act, where that role has one."""
    if reminder.role not in usual.roles():
        return None
    place = reminder.village or reminder.regency
    try:
        return office(ctx, reminder.role, usual.area_of(reminder.role, place))
    except UnknownRegion:
        return None


def _base(ctx: Context) -> str:
    return ctx.settings.base_url.rstrip("/")


def _filled(name: str, words: Mapping[str, str]) -> str:
    text = _texts(name).format_map(words)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


def _texts(name: str) -> str:
    folder: Any = files("documents.drafting").joinpath("surel")
    return str(folder.joinpath(f"{name}.txt").read_text(encoding="utf-8")).strip()
