"""Letters by e-mail; an office without an address finds them in the web page.

A delivery that was sent is never sent again. Between the mail server's acceptance and our note
of it lies a moment a crash can hit: the repeated message then carries the same Message-ID, by
which mail systems tell it is the same.
"""

from __future__ import annotations

import re
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
from engine.errors import NotReady
from engine.services import deliveries, papers
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.offices import Office, office
from engine.services.records import Delivery, Document

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
    html: str = ""


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
    if message.html:
        email.add_alternative(message.html, subtype="html")
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

    A document that is no longer in force is not sent; whoever holds it is told so, once.
    """
    delivery, document = deliveries.delivery_of(ctx, str(job.payload["delivery"]))
    if job.payload.get("notice"):
        _tell(ctx, delivery, document, mailer)
        return
    if delivery.sent_at is not None or document.state != papers.SIGNED:
        return
    receiver = office(ctx, delivery.role, delivery.area)
    if not receiver.email:
        deliveries.note_in_portal(ctx, delivery.id)
        return
    mailer.send(_letter(ctx, delivery, document, receiver))
    deliveries.note_sent(ctx, delivery.id, receiver.email)


def _tell(ctx: Context, delivery: Delivery, document: Document, mailer: Mailer) -> None:
    """Tell an office what became of a document it holds; without an address the page does."""
    receiver = office(ctx, delivery.role, delivery.area)
    if delivery.told_at is not None or not receiver.email:
        return
    words = {
        "kepala": receiver.head,
        "judul": document.title,
        "pemberitahuan": delivery.notice,
        "tautan": f"{base(ctx)}/naskah/{document.id}",
        "peragaan": _texts("peragaan") if document.demonstration else "",
    }
    message = Message(
        id=f"{delivery.id}:{delivery.notice}",
        to=receiver.email,
        subject=f"Pemberitahuan tentang naskah Nomor {document.number}",
        body=_filled("pemberitahuan", words),
        at=ctx.now(),
    )
    mailer.send(message)
    deliveries.note_told(ctx, delivery.id)


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
        "tautan": f"{base(ctx)}/naskah/{document.id}",
        "pemberitahuan": delivery.notice,
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


def base(ctx: Context) -> str:
    """The address of this service as people see it."""
    return ctx.settings.base_url.rstrip("/")


def plain(text: str) -> str:
    """Text as mail carries it: no trailing blanks, one line end at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


def _filled(name: str, words: Mapping[str, str]) -> str:
    return plain(re.sub(r"\n{3,}", "\n\n", _texts(name).format_map(words)))


def _texts(name: str) -> str:
    folder: Any = files("documents.drafting").joinpath("surel")
    return str(folder.joinpath(f"{name}.txt").read_text(encoding="utf-8")).strip()
