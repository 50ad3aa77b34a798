"""`kawasan webhook`, `outbox` and `mail`, as an operator and a mail server call them."""

from __future__ import annotations

import json
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import build
from documents import service
from engine.clock import SetClock
from engine.domain.command import Grant
from engine.services import access, mailing, papers
from engine.services.context import connect
from engine.services.issuing import DELIVER_TOPIC
from engine.services.jobs import drain
from engine.services.mailing import Mail
from engine.settings import Settings
from engine.store.outbox import Job
from tests.api.client import PASSWORD
from tests.drafting.paper import planned_audience
from tests.drafting.test_bounces import returned
from tests.engine.services.webhook_receiver import Receiver
from tests.signing.servers import serving
from tests.support.world import NOW, OFFICER, make_context


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A system with a signed letter that failed too often, and with a key."""
    ctx = make_context(tmp_path_factory.mktemp("kiriman"), post_attempts=1)
    access.create_account(ctx, "pmd.satu", "Petugas", PASSWORD, [Grant("pmd-provinsi", "63")])
    case_id = planned_audience(ctx)
    draft = service.draft(ctx, OFFICER, case_id, "surat-permohonan-audiensi", "audiensi-sekda")
    letter = service.sign(ctx, OFFICER, draft.id, date(2025, 7, 26))

    def refuses(_job: Job) -> None:
        message = "peladen surel menolak"
        raise OSError(message)

    drain(ctx, DELIVER_TOPIC, refuses)
    (delivery,) = papers.deliveries(ctx, letter.id)
    name = mailing.name_of(delivery.id)
    sent = Mail(name, delivery.id, letter.regency, "setda@contoh.example", "Surat", NOW)
    mailing.note_leaving(ctx, sent)
    ctx.database.close()
    return ctx.settings.home


def kawasan(
    home: Path, patch: pytest.MonkeyPatch, *arguments: str, typed: bytes | None = None
) -> Result:
    patch.setenv("KAWASAN_HOME", str(home))
    patch.setenv("KAWASAN_SECRET", "rahasia uji")
    patch.setenv("KAWASAN_WEBHOOK_PRIVATE", "true")
    return CliRunner().invoke(build(arguments[0]), list(arguments), input=typed)


def test_what_failed_too_often_is_listed_retried_and_given_up(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = json.loads(kawasan(home, monkeypatch, "outbox", "list", "--json").stdout)
    (item,) = listed["items"]
    assert (item["state"], item["error"]) == ("dead", "OSError: peladen surel menolak")
    assert "Naskah kepada kantor" in kawasan(home, monkeypatch, "outbox", "list").stdout
    number = str(item["id"])
    nobody = kawasan(home, monkeypatch, "outbox", "retry", number, "--as", "siapa")
    assert nobody.exit_code == 2
    why = ("--reason", "Diantar kurir.")
    dropped = kawasan(home, monkeypatch, "outbox", "drop", number, "--as", "pmd.satu", *why)
    assert dropped.exit_code == 0, dropped.output
    again = kawasan(home, monkeypatch, "outbox", "retry", number, "--as", "pmd.satu")
    assert again.exit_code == 2
    assert json.loads(kawasan(home, monkeypatch, "outbox", "list", "--json").stdout)["items"] == []


def test_a_mail_server_pipes_what_came_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ctx = connect(Settings(home=home), SetClock(NOW))
    document = papers.recent_documents(ctx, OFFICER)[0]
    (delivery,) = papers.deliveries(ctx, document.id)
    original = EmailMessage()
    original["Message-ID"] = f"<{mailing.name_of(delivery.id)}@contoh.example>"
    original["To"] = "setda@contoh.example"
    for report, expected in ((b"Subject: iklan\n\nBeli.", 0), (returned(original), 1)):
        told = kawasan(home, monkeypatch, "mail", "bounce", "--json", typed=report)
        assert told.exit_code == 0, told.output
        assert json.loads(told.stdout) == {"bounced": expected}
    assert papers.deliveries(ctx, document.id)[0].state == "bounced"
    ctx.database.close()


def test_a_webhook_is_added_tried_and_removed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = kawasan(home, monkeypatch, "apikey", "create", "dasbor", "--area", "63", "--json")
    key = json.loads(made.stdout)["id"]
    receiver = Receiver()
    with serving(receiver) as address:
        order = ("webhook", "add", address, "--area", "63.01", "--for", key, "--json")
        added = json.loads(kawasan(home, monkeypatch, *order).stdout)
        tried = kawasan(home, monkeypatch, "webhook", "test", added["id"])
        assert tried.exit_code == 0, tried.output
        receiver.status = 500
        failed = kawasan(home, monkeypatch, "webhook", "test", added["id"])
        assert failed.exit_code == 1
        assert "500" in failed.output
    assert receiver.bodies[0]["type"] == "id.kawasan.ping"
    listed = kawasan(home, monkeypatch, "webhook", "list")
    assert address in listed.stdout
    assert added["secret"] not in listed.stdout
    stranger = ("webhook", "add", address, "--area", "64", "--for", key)
    assert kawasan(home, monkeypatch, *stranger).exit_code == 2
    assert kawasan(home, monkeypatch, "webhook", "remove", added["id"]).exit_code == 0
    assert kawasan(home, monkeypatch, "webhook", "remove", added["id"]).exit_code == 2
