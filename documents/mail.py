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
from functools import partial
from importlib.resources import files
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Protocol

from documents import service
from documents.catalogue import kind as catalogued
from documents.environment import environment
from documents.locale import tanggal
from engine.errors import NotReady
from engine.services import deliveries, mailing, papers
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
    """One message to one office. `id` names what it is about, the same at every attempt.

    `delivery` and `area` say what its return is news about, and for whom.
    """

    id: str
    to: str
    subject: str
    body: str
    at: datetime
    attachment: Attachment | None = None
    html: str = ""
    delivery: str = ""
    area: str = ""


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
        trusted = partial(ssl.create_default_context, cafile=settings.smtp_ca)
        where = (settings.smtp_host, settings.smtp_port)
        if settings.smtp_tls:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=TIMEOUT, context=trusted())
        else:
            opened = smtplib.SMTP(*where, timeout=TIMEOUT)
        with opened as connection:
            if settings.smtp_starttls and not settings.smtp_tls:
                connection.starttls(context=trusted())
            if settings.smtp_user:
                _refuse_open_line(settings)
                connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            yield connection


def _refuse_open_line(settings: Settings) -> None:
    """Raises NotReady before a password would cross a network in the clear."""
    try:
        here = ip_address(settings.smtp_host).is_loopback
    except ValueError:
        here = settings.smtp_host == "localhost"
    if not (here or settings.smtp_tls or settings.smtp_starttls):
        raise NotReady("Kata sandi surel tidak dikirim tanpa TLS; atur KAWASAN_SMTP_STARTTLS.")


def as_email(message: Message, sender: str) -> EmailMessage:
    """A message in the form mail servers take, marked as sent by a machine."""
    email = EmailMessage(policy=SMTP)
    domain = sender.rpartition("@")[2] or "localhost"
    email["Message-ID"] = f"<{mailing.name_of(message.id)}@{domain}>"
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
    mailer.send(_letter(ctx, delivery, document, receiver, int(job.payload.get("round", 0))))
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
    subject = f"Pemberitahuan tentang naskah Nomor {document.number}"
    body = _filled("pemberitahuan", words)
    message = Message(
        id=f"{delivery.id}:{delivery.notice}",
        to=receiver.email,
        subject=subject,
        body=body,
        html=_as_html(subject, body),
        area=document.regency,
        at=ctx.now(),
    )
    mailer.send(message)
    deliveries.note_told(ctx, delivery.id)


def _letter(
    ctx: Context, delivery: Delivery, document: Document, receiver: Office, round_: int
) -> Message:
    """The message of a letter; one that is sent anew after its return is another message."""
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
    subject = f"{catalogued(document.kind).name} Nomor {document.number}"
    body = _filled("naskah", words)
    return Message(
        id=f"{delivery.id}:{round_}" if round_ else delivery.id,
        to=receiver.email,
        subject=subject,
        body=body,
        html=_as_html(subject, body),
        delivery=delivery.id,
        area=document.regency,
        at=ctx.now(),
        attachment=Attachment(service.file_name(document), content) if small else None,
    )


def base(ctx: Context) -> str:
    """The address of this service as people see it."""
    return ctx.settings.base_url.rstrip("/")


def plain(text: str) -> str:
    """Text as mail carries it: no trailing blanks, one line end at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


def _as_html(subject: str, body: str) -> str:
    """The same words for programs that show HTML: paragraphs, and links to follow."""
    parts = [part.split("\n") for part in body.strip().split("\n\n")]
    words = {"judul": subject, "bagian": parts}
    return environment().get_template("surel/surat.html.j2").render(words)


def _filled(name: str, words: Mapping[str, str]) -> str:
    return plain(re.sub(r"\n{3,}", "\n\n", _texts(name).format_map(words)))


def _texts(name: str) -> str:
    folder: Any = files("documents.drafting").joinpath("surel")
    return str(folder.joinpath(f"{name}.txt").read_text(encoding="utf-8")).strip()
