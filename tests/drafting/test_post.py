"""What leaves by which way, what comes back, and what a day without a mail server does."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
from datetime import date, timedelta
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
from engine.settings import child_environment
from tests.architecture.checkout import ROOT
from tests.drafting.paper import planned_audience
from tests.drafting.test_mail import (
    SEKDA_ADDRESS,
    delivery,
    free_port,
    server,
    signed_letter,
)
from tests.signing.servers import Asked, Reply, serving
from tests.support.data import REGENCY
from tests.support.world import NOW, OFFICER, make_context, open_tkpkp, set_clock


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
    letters = [signed_letter(ctx)]
    for regency in ("63.02", "63.11"):
        offices.put_office(ctx, "sekda", regency, email=f"setda.{regency}@contoh.example")
        case_id = planned_audience(ctx, regency)
        kind, step = "surat-permohonan-audiensi", "audiensi-sekda"
        drafted = service.draft(ctx, OFFICER, case_id, kind, step)
        letters.append(service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26)).id)
    moment = NOW
    for _ in range(24 * 12):  # every five minutes of a day
        moment += timedelta(minutes=5)
        set_clock(ctx, moment)
        assert send(ctx).done == 0
    assert jobs.waiting(ctx)[DELIVER_TOPIC] == len(letters)
    assert jobs.dead(ctx) == {}
    with server(port) as mailbox:
        for _ in range(7 * 12):
            moment += timedelta(minutes=5)
            set_clock(ctx, moment)
            send(ctx)
    assert len({m["Message-ID"] for m in mailbox.taken}) == len(mailbox.taken) == len(letters)
    assert {delivery(ctx, each).state for each in letters} == {"sent"}


DIES = """
import os, signal
from functools import partial
from documents import mail
from documents.post import Post
from engine.clock import SetClock
from engine.services import jobs
from engine.services.context import connect
from engine.services.issuing import DELIVER_TOPIC
from engine.settings import Settings
from tests.support.world import NOW

class Dying(Post):
    def send(self, message):
        super().send(message)
        os.kill(os.getpid(), signal.SIGKILL)

ctx = connect(Settings(), SetClock(NOW))
jobs.drain(ctx, DELIVER_TOPIC, partial(mail.deliver, ctx, mailer=Dying(ctx)))
"""


def test_a_process_killed_after_the_server_took_a_letter_repeats_it_under_one_message_id(
    ctx: Context, port: int
) -> None:
    signed_letter(ctx)
    settings = {
        "KAWASAN_HOME": str(ctx.settings.home),
        "KAWASAN_SMTP_HOST": "127.0.0.1",
        "KAWASAN_SMTP_PORT": str(port),
        "KAWASAN_SMTP_FROM": "kawasan@contoh.example",
        "PYTHONPATH": str(ROOT),
    }
    with server(port) as mailbox:
        order = [sys.executable, "-c", DIES]
        killed = subprocess.run(order, env=child_environment(settings), check=False)
        assert killed.returncode == -signal.SIGKILL
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
