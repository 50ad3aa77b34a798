"""What leaves by which way, what comes back, and what a day without a mail server does."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest

from documents import digest, mail, service
from documents.channels import Channels
from documents.mail import Message
from documents.post import Post
from engine.errors import NotReady
from engine.services import digests, jobs, offices
from engine.services.context import Context
from engine.services.issuing import DELIVER_TOPIC
from engine.services.jobs import Drained
from engine.services.sweep import sweep
from tests.drafting.test_mail import (
    SEKDA_ADDRESS,
    delivery,
    free_port,
    server,
    signed_letter,
)
from tests.signing.servers import Asked, Reply, serving
from tests.support.data import REGENCY
from tests.support.world import NOW, make_context, open_tkpkp, set_clock


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def ctx(tmp_path: Path, port: int) -> Context:
    found = make_context(
        tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_from="kawasan@contoh.example"
    )
    offices.put_office(found, "sekda", REGENCY, email=SEKDA_ADDRESS)
    return found


def send(ctx: Context) -> Drained:
    return jobs.drain(ctx, DELIVER_TOPIC, partial(mail.deliver, ctx, mailer=Post(ctx)))


def sent(ctx: Context, port: int) -> EmailMessage:
    """The one message that leaves now."""
    with server(port) as mailbox:
        assert send(ctx) == Drained(done=1, failed=0)
    (message,) = mailbox.taken
    return message


def test_a_letter_also_reads_well_in_programs_that_show_html(ctx: Context, port: int) -> None:
    document_id = signed_letter(ctx)
    body = sent(ctx, port).get_body(("html",))
    assert body is not None
    text = body.get_content()
    assert f'href="http://127.0.0.1:8000/naskah/{document_id}"' in text
    assert "Yth. Sekretaris Daerah Kabupaten Tanah Laut" in text


def test_a_day_without_a_mail_server_loses_nothing_and_doubles_nothing(
    ctx: Context, port: int
) -> None:
    document_id = signed_letter(ctx)
    moment = NOW
    for _ in range(24 * 12):  # every five minutes of a day
        moment += timedelta(minutes=5)
        set_clock(ctx, moment)
        assert send(ctx).done == 0
    assert jobs.waiting(ctx)[DELIVER_TOPIC] == 1
    assert jobs.dead(ctx) == {}
    with server(port) as mailbox:
        for _ in range(7 * 12):
            moment += timedelta(minutes=5)
            set_clock(ctx, moment)
            send(ctx)
    assert len(mailbox.taken) == 1
    assert delivery(ctx, document_id).state == "sent"


class Killed(BaseException):
    """What kill -9 does: nothing of ours runs any more."""


def test_a_worker_killed_after_the_server_took_a_letter_repeats_it_under_one_message_id(
    ctx: Context, port: int
) -> None:
    signed_letter(ctx)
    with server(port) as mailbox:

        def dies(job: service.Job) -> None:
            class Dying(Post):
                def send(self, message: Message) -> None:
                    super().send(message)
                    raise Killed

            mail.deliver(ctx, job, Dying(ctx))

        with pytest.raises(Killed):
            jobs.drain(ctx, DELIVER_TOPIC, dies)
        assert send(ctx) == Drained(0, 0)  # still leased
        set_clock(ctx, NOW + jobs.LEASE + timedelta(seconds=1))
        assert send(ctx) == Drained(1, 0)
    first, second = mailbox.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_two_drains_at_once_deliver_once(ctx: Context, port: int) -> None:
    document_id = signed_letter(ctx)
    start = Barrier(4)
    drained: list[Drained] = []

    def one() -> None:
        start.wait()
        drained.append(send(ctx))

    with server(port) as mailbox:
        threads = [Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(d.done for d in drained) == 1
    assert len(mailbox.taken) == 1
    assert delivery(ctx, document_id).state == "sent"


class Receiver:
    """A chat service that answers with a status of ours."""

    def __init__(self) -> None:
        self.status = 200
        self.asked: list[Asked] = []

    def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        return self.status, "text/plain", b"ok"


def channel_file(tmp_path: Path, address: str) -> Path:
    path = tmp_path / "saluran.toml"
    host = address.removeprefix("http://")
    path.write_text(f'bidang_pmd = "json://:sandi-kanal@{host}/kail-rahasia"\n', "utf-8")
    return path


def test_the_messages_of_a_day_go_to_a_channel_and_wait_while_it_is_away(
    ctx: Context, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    set_clock(ctx, NOW - timedelta(days=220))
    digests.add_recipient(ctx, "pmd-provinsi", "63", "petugas", "", "saluran:bidang_pmd")
    open_tkpkp(ctx)
    set_clock(ctx, NOW)
    assert sweep(ctx, "Asia/Makassar").messages == 1
    work = partial(digest.send, ctx, mailer=Post(ctx))
    assert jobs.drain(ctx, digests.DIGEST_TOPIC, work) == Drained(0, 1)  # no file yet
    receiver = Receiver()
    receiver.status = 500
    with serving(receiver) as address:
        ctx.settings.channels = channel_file(tmp_path, address)
        work = partial(digest.send, ctx, mailer=Post(ctx))
        for hours, expected in ((1, Drained(0, 1)), (2, Drained(1, 0)), (9, Drained(0, 0))):
            receiver.status = 500 if hours == 1 else 200
            set_clock(ctx, NOW + timedelta(hours=hours))
            assert jobs.drain(ctx, digests.DIGEST_TOPIC, work) == expected
    told = json.loads(receiver.asked[-1].body)
    assert told["title"].startswith("Ringkasan harian")
    assert "Audiensi" in told["message"]
    logged = caplog.text
    assert "kail-rahasia" not in logged
    assert "sandi-kanal" not in logged


def test_an_error_names_the_channel_and_never_its_address(tmp_path: Path) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    path = channel_file(tmp_path, dead)
    message = Message("x", "saluran:bidang_pmd", "Hal", "Isi", NOW)
    with pytest.raises(ConnectionError) as refused:
        Channels(path).send(message)
    assert str(refused.value) == "Saluran bidang_pmd tidak menerima pesan."
    path.write_text("bukan = toml = kail-rahasia", "utf-8")
    with pytest.raises(NotReady) as broken:
        Channels(path).send(message)
    assert "kail-rahasia" not in str(broken.value)
    assert broken.value.__cause__ is None
