"""Letters that come back are known by the name of their message, and are sent anew once."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from documents import bounces
from engine.errors import Forbidden, NotFound, NotReady, Refused
from engine.services import lifecycle, mailing, offices, papers
from engine.services.context import Context
from tests.drafting.test_mail import SEKDA_ADDRESS, delivery, signed_letter
from tests.drafting.test_post import ctx, port, sent
from tests.support.data import REGENCY
from tests.support.world import NOW, OFFICER, SEKDA, actor, set_clock

__all__ = ["ctx", "port"]


def returned(original: EmailMessage, *, action: str = "failed", extra: str = "") -> bytes:
    """A delivery status notification (RFC 3464) about a message, as a mail server writes it."""
    headers = f"Message-ID: {original['Message-ID']}\nTo: {original['To']}\n"
    return f"""From: MAILER-DAEMON@contoh.example
To: kawasan@contoh.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="batas"

--batas
Content-Type: text/plain

This is the mail system. {extra}

--batas
Content-Type: message/delivery-status

Reporting-MTA: dns; surel.contoh.example

Final-Recipient: rfc822; {original["To"]}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{original["To"]}>:
    Recipient address rejected: User unknown

--batas
Content-Type: text/rfc822-headers

{headers}
--batas--
""".encode()


def test_a_letter_that_comes_back_is_shown_as_returned_with_the_reason(
    ctx: Context, port: int
) -> None:
    document_id = signed_letter(ctx)
    message = sent(ctx, port)
    assert bounces.take(ctx, returned(message)) == 1
    found = delivery(ctx, document_id)
    assert (found.state, found.sent_at, found.bounced_at) == ("bounced", None, NOW)
    assert "550 5.1.1" in found.bounce_reason
    assert "\n" not in found.bounce_reason
    history = [
        r.event.data["state"]
        for r in papers.history(ctx, papers.document(ctx, OFFICER, document_id))
    ]
    assert history[-1] == "bounced"
    assert bounces.take(ctx, returned(message)) == 0
    set_clock(ctx, NOW + timedelta(days=400))  # what waits is not forgotten
    (listed,) = mailing.bounced(ctx, OFFICER)
    assert listed.address == SEKDA_ADDRESS
    ((waiting, _),) = mailing.returned_letters(ctx, OFFICER)
    assert waiting.id == found.id
    assert mailing.bounced(ctx, actor("pmd-kabupaten", "63.02")) == []


def test_a_returned_letter_is_sent_anew_once_to_the_address_of_now(
    ctx: Context, port: int
) -> None:
    document_id = signed_letter(ctx)
    first = sent(ctx, port)
    bounces.take(ctx, returned(first))
    offices.put_office(ctx, "sekda", REGENCY, email="sekretariat@tanahlaut.contoh.example")
    delivery_id = delivery(ctx, document_id).id
    with pytest.raises(Forbidden):
        mailing.resend(ctx, actor("pembaca", "63"), delivery_id)
    with pytest.raises(NotFound):
        mailing.resend(ctx, actor("pmd-kabupaten", "63.02"), delivery_id)
    mailing.resend(ctx, OFFICER, delivery_id)
    with pytest.raises(Refused):
        mailing.resend(ctx, OFFICER, delivery_id)
    second = sent(ctx, port)
    assert second["To"] == "sekretariat@tanahlaut.contoh.example"
    assert second["Message-ID"] != first["Message-ID"]
    assert delivery(ctx, document_id).state == "sent"
    assert bounces.take(ctx, returned(first)) == 0  # an old return says nothing of the new one
    assert bounces.take(ctx, returned(second)) == 1


def test_an_acknowledged_letter_stays_acknowledged(ctx: Context, port: int) -> None:
    document_id = signed_letter(ctx)
    message = sent(ctx, port)
    lifecycle.acknowledge(ctx, SEKDA, document_id)
    bounces.take(ctx, returned(message))
    assert delivery(ctx, document_id).state == "acknowledged"


def test_a_mail_that_is_only_late_or_an_answer_changes_nothing(ctx: Context, port: int) -> None:
    document_id = signed_letter(ctx)
    message = sent(ctx, port)
    assert bounces.take(ctx, returned(message, action="delayed")) == 0
    answer = EmailMessage()
    answer["Subject"] = "Re: surat"
    answer["In-Reply-To"] = message["Message-ID"]
    answer.set_content("Saya sedang cuti.")
    assert bounces.take(ctx, answer.as_bytes()) == 0
    assert delivery(ctx, document_id).state == "sent"


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\x00" * 1000,
        b"<" + b"a" * 32 + b"@x>" * 5000,
        b"Content-Type: multipart/report; boundary=x\n\n" + b"--x\n" * 60_000,
        b"Content-Type: text/plain; charset=\xff\xfe\n\n<" + b"0" * 32 + b"@x> 550",
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n'
        b"Content-Type: message/delivery-status\n\n<" + b"0" * 32 + b"@x>\n\n--b--",
    ],
)
def test_hostile_mail_is_read_to_a_limit_and_believed_in_nothing(
    ctx: Context, hostile: bytes
) -> None:
    assert bounces.take(ctx, hostile) == 0


def test_a_reason_is_one_short_line_whatever_a_server_wrote(ctx: Context, port: int) -> None:
    document_id = signed_letter(ctx)
    message = sent(ctx, port)
    report = returned(message).replace(
        b"smtp; 550", b"smtp; \x1b[31m<script>" + b"x" * 5000 + b" 550"
    )
    assert bounces.take(ctx, report) == 1
    reason = delivery(ctx, document_id).bounce_reason
    assert len(reason) <= 200
    assert reason.isprintable()


def test_a_folder_of_returned_mail_is_read_once_and_kept(
    ctx: Context, port: int, tmp_path: Path
) -> None:
    document_id = signed_letter(ctx)
    message = sent(ctx, port)
    folder = tmp_path / "kembali"
    ctx.settings.bounces = folder
    with pytest.raises(NotReady):
        bounces.drain(ctx)
    for part in ("new", "cur", "tmp"):
        (folder / part).mkdir(parents=True)
    report = returned(message) + b"\n" + b"isi besar " * 200_000
    assert len(report) > bounces.LARGEST
    (folder / "new" / "1700000000.M1.peladen").write_bytes(report)
    (folder / "new" / "1700000001.M2.peladen").write_bytes(b"Subject: iklan\n\nBeli sekarang.")
    assert bounces.drain(ctx) == 1
    assert bounces.drain(ctx) == 0
    assert list((folder / "new").iterdir()) == []
    assert len(list((folder / "cur").iterdir())) == 2
    assert delivery(ctx, document_id).state == "bounced"
