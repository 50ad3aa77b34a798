"""The flows under a real Prefect server: run twice nothing doubles, killed nothing is lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, Envelope, Session
from prefect.client.orchestration import get_client
from pydantic import SecretStr

from engine.services import issuing, papers
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.jobs import LEASE, waiting
from engine.services.offices import put_office
from engine.services.records import Document
from engine.services.sweep import open_reminders
from flows.deployments import deployments, plan
from flows.facilitation import facilitation_sweep
from flows.letters import write_letters
from flows.post import send_post
from tests.support import world
from tests.support.world import NOW, set_clock

pytestmark = pytest.mark.prefect
WITA = "Asia/Makassar"


class Postbox(Sink):
    """Keeps what a real SMTP server was handed."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = cast("bytes", envelope.content)
        self.letters.append(BytesParser(policy=default).parsebytes(content))
        return "250 OK"


@pytest.fixture
def postbox(ctx: Context) -> Iterator[Postbox]:
    """A mail server on loopback, which the context is told of."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    ctx.settings.smtp_host = "127.0.0.1"
    ctx.settings.smtp_port = controller.port
    ctx.settings.smtp_password = SecretStr("")
    yield box
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def documents(ctx: Context, case_id: str) -> list[Document]:
    return papers.documents_of(ctx, world.OFFICER, case_id)


def test_every_zone_has_its_own_morning() -> None:
    found = {
        (d.name, s.schedule.cron, s.schedule.timezone)  # type: ignore[union-attr]
        for d in deployments()
        for s in d.schedules or []
        if d.flow_name == "penyisiran-harian"
    }
    assert found == {
        ("pagi-wib", "0 6 * * *", "Asia/Jakarta"),
        ("pagi-wita", "0 6 * * *", "Asia/Makassar"),
        ("pagi-wit", "0 6 * * *", "Asia/Jayapura"),
    }


def test_the_server_takes_every_deployment_with_its_schedule() -> None:
    for deployment in deployments():
        deployment.apply()
    names = [f"{d.flow_name}/{d.name}" for d in deployments()]
    with get_client(sync_client=True) as client:
        held = [client.read_deployment_by_name(name) for name in names]
    assert len(held) == len(list(plan())) > 7
    assert all(len(d.schedules) == 1 and d.schedules[0].active for d in held)


def test_sweeping_twice_raises_each_reminder_once(ctx: Context) -> None:
    open_case(ctx, world.OFFICER, OpenRequest("tkpkp-kabupaten", "63.01", "Tim", date(2026, 3, 2)))
    set_clock(ctx, NOW + timedelta(days=60))
    assert facilitation_sweep(WITA) == {"looked_at": 1, "raised": 4, "messages": 0, "expired": 0}
    assert facilitation_sweep(WITA) == {"looked_at": 1, "raised": 0, "messages": 0, "expired": 0}
    assert len(open_reminders(ctx, world.OFFICER)) == 4


def test_letters_promised_by_the_record_are_written_once(ctx: Context) -> None:
    case_id = world.tkpkp_done(ctx)
    assert documents(ctx, case_id) == []
    first = write_letters()
    assert first["failed"] == 0
    written = documents(ctx, case_id)
    assert written
    assert all(d.file_sha256 for d in written)
    assert write_letters() == {"done": 0, "failed": 0}
    assert documents(ctx, case_id) == written


def test_a_flow_killed_half_way_is_made_up_for_by_the_next(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = world.tkpkp_done(ctx)
    promised = sum(waiting(ctx).values())
    from documents import service

    whole = service.work_draft
    left = iter(range(1))

    class Killed(BaseException):
        """The process is gone: nothing after it runs."""

    def dies(context: Context, job: service.Job) -> None:
        if next(left, None) is None:
            raise Killed
        whole(context, job)

    with monkeypatch.context() as broken:
        broken.setattr(service, "work_draft", dies)
        with pytest.raises(Killed):
            write_letters.fn()
    assert 0 < sum(waiting(ctx).values()) < promised
    set_clock(ctx, NOW + LEASE + timedelta(seconds=1))
    write_letters()
    assert {t: n for t, n in waiting(ctx).items() if t.startswith("document")} == {}
    kinds = [(d.kind, d.step, d.village) for d in documents(ctx, case_id)]
    assert len(kinds) == len(set(kinds))


def test_a_signed_letter_reaches_its_office_once(ctx: Context, postbox: Postbox) -> None:
    put_office(ctx, "sekda", "63.01", email="sekda@uji.test")
    case_id = world.tkpkp_done(ctx)
    write_letters()
    send_post()
    send_post()
    delivered = [m["X-Kawasan-Pengiriman"] or m["Message-ID"] for m in postbox.letters]
    assert delivered
    assert len(delivered) == len(set(delivered))
    sent = [d for doc in documents(ctx, case_id) for d in papers.deliveries(ctx, doc.id)]
    assert {d.state for d in sent if d.role == "sekda"} == {"sent"}


def test_post_waits_out_an_outage_of_the_mail_server(ctx: Context) -> None:
    put_office(ctx, "sekda", "63.01", email="sekda@uji.test")
    ctx.settings.smtp_host, ctx.settings.smtp_port = "127.0.0.1", free_port()
    case_id = world.tkpkp_done(ctx)
    write_letters()
    assert send_post()["failed"] >= 1
    assert waiting(ctx)[issuing.DELIVER_TOPIC] >= 1
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=ctx.settings.smtp_port)
    controller.start()
    set_clock(ctx, NOW + timedelta(days=2))
    send_post()
    controller.stop()
    assert len(box.letters) >= 1
    assert issuing.DELIVER_TOPIC not in waiting(ctx)
    assert documents(ctx, case_id)
