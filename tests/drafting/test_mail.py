"""Letters and reminders leave once, over a real mail server, and wait while it is away."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from documents import digest, mail, service
from engine.services import deliveries, jobs, lifecycle, offices, papers
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.digests import DIGEST_TOPIC
from engine.services.issuing import DELIVER_TOPIC
from engine.services.jobs import Drained
from engine.services.records import Delivery
from engine.services.sweep import sweep
from tests.drafting.paper import planned_audience
from tests.support.data import REGENCY
from tests.support.world import (
    NOW,
    OFFICER,
    SEKDA,
    act,
    make_context,
    open_tkpkp,
    set_clock,
)

SEKDA_ADDRESS = "setda@tanahlaut.contoh.example"


class Mailbox:
    """A mail server's handler that keeps what it takes."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(port: int) -> Iterator[Mailbox]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def ctx(tmp_path: Path, port: int) -> Context:
    return make_context(
        tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_from="kawasan@contoh.example"
    )


def signed_letter(ctx: Context) -> str:
    """A signed request for an audience, queued for the Sekda."""
    case_id = planned_audience(ctx)
    kind, step = "surat-permohonan-audiensi", "audiensi-sekda"
    drafted = service.draft(ctx, OFFICER, case_id, kind, step)
    return service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26)).id


def outcome(drained: Drained) -> tuple[int, int]:
    return drained.done, drained.failed


def send(ctx: Context) -> Drained:
    deliver = partial(mail.deliver, ctx, mailer=mail.SmtpMailer(ctx.settings))
    return jobs.drain(ctx, DELIVER_TOPIC, deliver)


def delivery(ctx: Context, document_id: str) -> Delivery:
    (found,) = papers.deliveries(ctx, document_id)
    return found


def job_of(delivery_id: str) -> _Job:
    return _Job({"delivery": delivery_id})


class _Job:
    """A promise as the outbox hands it out."""

    def __init__(self, payload: dict[str, str]) -> None:
        self.payload = payload


def test_a_letter_reaches_its_office_once_with_its_pdf(ctx: Context, port: int) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email=SEKDA_ADDRESS)
    document_id = signed_letter(ctx)
    with server(port) as mailbox:
        assert send(ctx) == Drained(done=1, failed=0)
        mail.deliver(ctx, job_of(delivery(ctx, document_id).id), mail.SmtpMailer(ctx.settings))
        assert send(ctx) == Drained(done=0, failed=0)
    (message,) = mailbox.taken
    assert message["To"] == SEKDA_ADDRESS
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == "Surat permohonan audiensi Nomor 400.10.3.4/001/DPMD/2025"
    body = message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "Yth. Sekretaris Daerah Kabupaten Tanah Laut" in text
    assert f"http://127.0.0.1:8000/naskah/{document_id}" in text
    assert "PERAGAAN" not in text
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == service.content(ctx, OFFICER, document_id)[0]
    sent = delivery(ctx, document_id)
    assert (sent.state, sent.address) == ("sent", SEKDA_ADDRESS)
    assert sent.sent_at == NOW


def test_a_repeat_after_a_crash_is_recognisable_by_its_message_id(
    ctx: Context, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email=SEKDA_ADDRESS)
    job = job_of(delivery(ctx, signed_letter(ctx)).id)
    mailer = mail.SmtpMailer(ctx.settings)

    def crash(*_: object) -> None:
        raise OSError("mesin mati")

    with server(port) as mailbox:
        with monkeypatch.context() as broken:
            broken.setattr(deliveries, "note_sent", crash)
            with pytest.raises(OSError, match="mesin mati"):
                mail.deliver(ctx, job, mailer)
        mail.deliver(ctx, job, mailer)
        mail.deliver(ctx, job, mailer)
    first, second = mailbox.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_while_the_server_is_away_the_letter_waits_and_then_goes(ctx: Context, port: int) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email=SEKDA_ADDRESS)
    document_id = signed_letter(ctx)
    assert outcome(send(ctx)) == (0, 1)
    assert delivery(ctx, document_id).state == "queued"
    assert jobs.waiting(ctx)[DELIVER_TOPIC] == 1
    set_clock(ctx, NOW + timedelta(hours=7))
    with server(port) as mailbox:
        assert send(ctx) == Drained(done=1, failed=0)
    assert len(mailbox.taken) == 1
    assert delivery(ctx, document_id).state == "sent"


def test_without_a_mail_server_the_letter_waits(tmp_path: Path) -> None:
    ctx = make_context(tmp_path)
    offices.put_office(ctx, "sekda", REGENCY, email=SEKDA_ADDRESS)
    document_id = signed_letter(ctx)
    assert outcome(send(ctx)) == (0, 1)
    assert delivery(ctx, document_id).sent_at is None


def test_an_office_without_an_address_finds_the_letter_in_the_web_page(tmp_path: Path) -> None:
    ctx = make_context(tmp_path)
    document_id = signed_letter(ctx)
    assert send(ctx) == Drained(done=1, failed=0)
    found = delivery(ctx, document_id)
    assert (found.state, found.sent_at, found.address) == ("portal", None, "")
    lifecycle.acknowledge(ctx, SEKDA, document_id)
    mail.deliver(ctx, job_of(found.id), mail.SmtpMailer(ctx.settings))
    assert delivery(ctx, document_id).state == "acknowledged"


def test_a_withdrawn_letter_is_not_sent(ctx: Context, port: int) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email=SEKDA_ADDRESS)
    document_id = signed_letter(ctx)
    lifecycle.send_back(ctx, SEKDA, document_id, "Tanggal keliru.")
    with server(port) as mailbox:
        assert send(ctx).done == 1
    assert mailbox.taken == []


def test_a_large_letter_is_linked_instead_of_attached(
    ctx: Context, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email=SEKDA_ADDRESS)
    signed_letter(ctx)
    monkeypatch.setattr(mail, "LARGEST_ATTACHMENT", 100)
    with server(port) as mailbox:
        send(ctx)
    (message,) = mailbox.taken
    assert list(message.iter_attachments()) == []
    body = message.get_body(("plain",))
    assert body is not None
    assert "terlalu besar untuk dilampirkan" in body.get_content()


def test_a_demonstration_says_so_in_its_mail(tmp_path: Path, port: int) -> None:
    ctx = make_context(tmp_path, demonstration=True, smtp_host="127.0.0.1", smtp_port=port)
    offices.put_office(ctx, "sekda", REGENCY, email=SEKDA_ADDRESS)
    signed_letter(ctx)
    with server(port) as mailbox:
        send(ctx)
    body = mailbox.taken[0].get_body(("plain",))
    assert body is not None
    assert "DATA PERAGAAN" in body.get_content()


def remind(ctx: Context) -> Drained:
    work = partial(digest.send, ctx, mailer=mail.SmtpMailer(ctx.settings))
    return jobs.drain(ctx, DIGEST_TOPIC, work)


def test_the_office_that_must_act_is_reminded_once(ctx: Context, port: int) -> None:
    set_clock(ctx, datetime(2025, 7, 25, 2, tzinfo=UTC))
    offices.put_office(ctx, "pmd-provinsi", "63", email="dpmd@kalsel.contoh.example")
    case_id = open_tkpkp(ctx)
    set_clock(ctx, datetime(2025, 9, 1, 2, tzinfo=UTC))
    assert sweep(ctx, "Asia/Makassar").messages == 1
    with server(port) as mailbox:
        assert remind(ctx) == Drained(done=1, failed=0)
        sweep(ctx, "Asia/Makassar")
        assert remind(ctx) == Drained(done=0, failed=0)
    (message,) = mailbox.taken
    assert message["To"] == "dpmd@kalsel.contoh.example"
    assert message["Subject"] == "Ringkasan harian: 3 hal perlu perhatian, 3 terlambat"
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert "Ringkasan Senin, 1 September 2025" in text.get_content()
    assert f"/perkara/{case_id}" in text.get_content()
    assert f'href="http://127.0.0.1:8000/perkara/{case_id}"' in html.get_content()
    assert re.search(r"lewat \d+ hari dari target kantor \d+ Agustus 2025", text.get_content())


def test_what_an_office_typed_stays_text_in_the_message(ctx: Context, port: int) -> None:
    set_clock(ctx, datetime(2025, 7, 25, 2, tzinfo=UTC))
    offices.put_office(ctx, "pmd-provinsi", "63", email="dpmd@kalsel.contoh.example")
    title = "<script>alert(1)</script> {{7*7}} & Rekan"
    day = date(2025, 7, 25)
    open_case(ctx, OFFICER, OpenRequest("tkpkp-kabupaten", REGENCY, title, day))
    set_clock(ctx, datetime(2025, 9, 1, 2, tzinfo=UTC))
    sweep(ctx, "Asia/Makassar")
    with server(port) as mailbox:
        remind(ctx)
    text, html = (mailbox.taken[0].get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert title in text.get_content()
    assert "<script>" not in html.get_content()
    assert "{{7*7}} &amp; Rekan" in html.get_content()


def test_nobody_is_reminded_of_what_was_settled_meanwhile(ctx: Context, port: int) -> None:
    set_clock(ctx, datetime(2025, 7, 25, 2, tzinfo=UTC))
    offices.put_office(ctx, "pmd-provinsi", "63", email="dpmd@kalsel.contoh.example")
    case_id = open_tkpkp(ctx)
    set_clock(ctx, datetime(2025, 9, 1, 2, tzinfo=UTC))
    sweep(ctx, "Asia/Makassar")
    day, reason = date(2025, 9, 1), "Audiensi sudah terlaksana sebelum sistem dipakai."
    act(ctx, OFFICER, case_id, "waive", "audiensi-sekda", on=day, reason=reason)
    with server(port) as mailbox:
        assert remind(ctx).done == 1
    assert mailbox.taken == []


def test_a_subject_is_one_line_whatever_a_case_is_called() -> None:
    message = mail.Message("x", "a@contoh.example", "satu\nBcc: b@contoh.example", "isi", NOW)
    email = mail.as_email(message, "kawasan@contoh.example")
    assert email["Subject"] == "satu Bcc: b@contoh.example"
    assert email["Bcc"] is None
