"""Work that waits for a person on its page: for who is responsible, and for nobody else."""

from __future__ import annotations

import re
from datetime import date

import pytest

from documents import service
from engine.services import mailing, outbox_admin, papers
from engine.services.context import Context
from engine.services.issuing import DELIVER_TOPIC
from engine.services.jobs import drain, waiting
from engine.services.mailing import Mail
from engine.services.records import Document
from engine.store.outbox import Job
from tests.support.world import NOW, OFFICER, tkpkp_at
from tests.web.visitor import Visitor

PATH = "/kiriman-tertunda"


@pytest.fixture(scope="module")
def letter(ctx: Context) -> Document:
    """A signed letter to the Sekda of Tanah Laut that no mail server takes."""
    case = tkpkp_at(ctx, "susunan-tim", "63.01")
    draft = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    return service.sign(ctx, OFFICER, draft.id, dated=date(2025, 7, 25))


def fail(ctx: Context) -> None:
    def refuses(_job: Job) -> None:
        message = "550 <script>alert(1)</script>"
        raise OSError(message)

    ctx.settings.post_attempts = 1
    drain(ctx, DELIVER_TOPIC, refuses)


def test_an_officer_retries_and_then_gives_up_what_does_not_arrive(
    ctx: Context, officer: Visitor, letter: Document
) -> None:
    fail(ctx)
    tasks = officer.open("/")
    assert "Kiriman tertunda" in tasks.text
    assert PATH in officer.open("/naskah").links()
    page = officer.open(PATH)
    assert "Naskah kepada kantor penerima" in page.text
    assert (
        "550 <script>alert(1)</script>" in page.text
    )  # as text: the page is read as a browser does
    assert "<script>alert" not in officer.answer.text
    officer.press("ulangi")
    assert "Kiriman akan dicoba lagi." in officer.answer.text
    assert waiting(ctx)[DELIVER_TOPIC] >= 1
    fail(ctx)
    officer.open(PATH)
    officer.press("hentikan", {"alasan": ""}, status=422)
    assert "Alasan penghentian belum ditulis." in officer.answer.text
    officer.press("hentikan", {"alasan": "Sudah diantar kurir."})
    assert outbox_admin.delayed(ctx) == []


def test_a_letter_that_came_back_is_a_task_and_is_sent_anew(
    ctx: Context, officer: Visitor, letter: Document
) -> None:
    (delivery,) = papers.deliveries(ctx, letter.id)
    name = mailing.name_of(delivery.id)
    sent = Mail(name, delivery.id, letter.regency, "setda@contoh.example", "Surat", NOW)
    mailing.note_leaving(ctx, sent)
    mailing.note_bounced(ctx, [name], "550 User unknown <b>x</b>")
    assert "550 User unknown <b>x</b>" in officer.open("/").text
    page = officer.open(f"/naskah/{letter.id}")
    assert "Surel kembali" in page.text
    assert "<b>x</b>" not in officer.answer.text
    officer.open(PATH)
    officer.press("kirim-lagi")
    assert papers.deliveries(ctx, letter.id)[0].state == "queued"
    assert "550 User unknown" not in officer.open("/").text


def test_nobody_else_sees_or_settles_it(
    ctx: Context, visit: dict[str, Visitor], letter: Document
) -> None:
    reader = visit["pembaca"]
    before = papers.deliveries(ctx, letter.id)
    delivery_id = before[0].id
    assert PATH not in reader.open("/naskah").links()
    reader.open(PATH, status=403)
    neighbour = visit["pmd.kotabaru"]
    page = neighbour.open(PATH)
    assert letter.id not in page.text
    for stranger, status in ((reader, 403), (neighbour, 404)):
        fields = {"csrf": token(stranger), "tindakan": "kirim-lagi", "pengiriman": delivery_id}
        assert stranger.http.post(PATH, data=fields).status_code == status
    assert papers.deliveries(ctx, letter.id) == before


def test_an_unknown_act_or_number_changes_nothing(officer: Visitor) -> None:
    known = {"csrf": token(officer)}
    for fields, status in (
        ({"tindakan": "apa"}, 422),
        ({"tindakan": "ulangi", "nomor": "-1"}, 422),
        ({"tindakan": "ulangi", "nomor": "9" * 30}, 404),
        ({"tindakan": "kirim-lagi", "pengiriman": "tidak:ada"}, 404),
    ):
        assert officer.http.post(PATH, data=known | fields).status_code == status
    assert officer.http.post(PATH, data={"tindakan": "ulangi", "nomor": "1"}).status_code == 403


def token(visitor: Visitor) -> str:
    """The token of the visitor's session, as any form of theirs carries it."""
    visitor.open("/")
    found = re.search(r'name="csrf" value="([^"]+)"', visitor.answer.text)
    assert found is not None
    return found[1]
