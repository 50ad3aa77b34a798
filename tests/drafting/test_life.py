"""Documents through their one door: initialled, numbered, corrected, told by mail, on paper."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from documents import actions, agenda, mail, service
from documents.differences import differences
from documents.permissions import allowed
from documents.telling import tell
from documents.verification_sheet import sheet_pdf
from engine.domain.command import Actor
from engine.errors import Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from engine.services import jobs, lifecycle, offices, papers
from engine.services.changing import Request
from engine.services.context import Context
from engine.services.issuing import DELIVER_TOPIC
from engine.services.records import Document, SeriesSetting
from engine.services.register_settings import put_series
from tests.drafting.paper import drain, held, planned_audience, text
from tests.support.data import REGENCY
from tests.support.world import OFFICER, SECOND, SEKDA, act, actor, kawasan_at, make_context

DAY = date(2025, 7, 26)
AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")
READER = actor("pembaca", REGENCY)
OFFICE = ("pmd-provinsi", "63")


class Letterbox:
    """A mailer that keeps what it was given."""

    def __init__(self) -> None:
        self.messages: list[mail.Message] = []

    def send(self, message: mail.Message) -> None:
        self.messages.append(message)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def drafted(ctx: Context, regency: str = REGENCY, **more: object) -> Document:
    return service.draft(ctx, OFFICER, planned_audience(ctx, regency, **more), *AUDIENCE)


def do(ctx: Context, who: Actor, document: Document, action: str, **more: object) -> Document:
    return actions.act(ctx, who, Request(document.id, action, **more))  # type: ignore[arg-type]


def post(ctx: Context) -> list[mail.Message]:
    box = Letterbox()
    jobs.drain(ctx, DELIVER_TOPIC, lambda job: mail.deliver(ctx, job, box), passing=())
    return box.messages


def test_a_draft_is_initialled_numbered_and_signed_by_what_it_offers(ctx: Context) -> None:
    letter = drafted(ctx)
    assert "submit" in allowed(ctx, OFFICER, letter)
    letter = do(ctx, OFFICER, letter, "submit")
    assert "paraf" not in allowed(ctx, OFFICER, letter)
    assert "sign" not in allowed(ctx, OFFICER, letter)
    with pytest.raises(Refused, match="belum selesai diparaf"):
        do(ctx, OFFICER, letter, "sign", dated=DAY)
    assert "paraf" in allowed(ctx, SECOND, letter)
    letter = do(ctx, SECOND, letter, "paraf", reason="Sesuai.")
    letter = do(ctx, OFFICER, letter, "number", dated=DAY)
    assert (letter.state, letter.number) == ("numbered", "400.10.3.4/001/DPMD/2025")
    letter = do(ctx, OFFICER, letter, "sign")
    assert (letter.state, letter.dated) == ("signed", DAY)
    states = [r.event.data["state"] for r in tell(ctx, OFFICER, letter).history]
    assert states == ["review", "initialled", "numbered", "signed"]


def test_the_paraf_stands_on_its_own_sheet_and_never_on_the_letter(ctx: Context) -> None:
    letter = do(ctx, OFFICER, drafted(ctx), "submit")
    letter = do(ctx, SECOND, letter, "paraf", reason="Sudah sesuai <b>dasar</b>.")
    letter = do(ctx, OFFICER, letter, "sign", dated=DAY)
    sheet = text(sheet_pdf(ctx, OFFICER, letter.id))
    assert "Sudah sesuai <b>dasar</b>." in sheet
    assert "pmd.dua" in sheet
    page = text(service.content(ctx, OFFICER, letter.id)[0])
    assert "Sudah sesuai" not in page
    assert "pmd.dua" not in page
    with pytest.raises(NotFound):
        sheet_pdf(ctx, OFFICER, drafted(ctx, "63.02").id)


def test_an_office_may_demand_the_paraf_of_everything_it_numbers(ctx: Context) -> None:
    put_series(ctx, SeriesSetting(*OFFICE, "", paraf_required=True))
    letter = drafted(ctx)
    assert "sign" not in allowed(ctx, OFFICER, letter)
    with pytest.raises(Refused, match="belum selesai diparaf"):
        do(ctx, OFFICER, letter, "sign", dated=DAY)


def test_an_office_that_numbers_in_srikandi_records_its_number_here(ctx: Context) -> None:
    put_series(ctx, SeriesSetting(*OFFICE, "", elsewhere="SRIKANDI"))
    letter = drafted(ctx)
    assert "sign" not in allowed(ctx, OFFICER, letter)
    assert "record_number" in allowed(ctx, OFFICER, letter)
    with pytest.raises(Refused, match="SRIKANDI"):
        do(ctx, OFFICER, letter, "sign", dated=DAY)
    for wrong in ({"number": ""}, {"number": "B-1", "url": "javascript:alert(1)"}):
        with pytest.raises(InvalidInput):
            do(ctx, OFFICER, letter, "record_number", dated=DAY, data=wrong)
    given = {"number": "B-12/DPMD/2025", "url": "https://srikandi.contoh.id/12"}
    letter = do(ctx, OFFICER, letter, "record_number", dated=DAY, data=given)
    assert (letter.state, letter.number) == ("signed", "B-12/DPMD/2025")
    assert "B-12/DPMD/2025" in text(service.content(ctx, OFFICER, letter.id)[0])
    (kept,) = papers.numbers_of(ctx, letter.id)
    assert (kept.state, kept.source, kept.url) == ("final", "SRIKANDI", given["url"])


def test_an_office_writes_its_numbers_by_its_own_pattern(ctx: Context) -> None:
    put_series(
        ctx,
        SeriesSetting(
            *OFFICE, "", pattern="{keamanan}-{urut:03d}/{bulan_romawi}/{tahun}", monthly=True
        ),
    )
    signed = do(ctx, OFFICER, drafted(ctx), "sign", dated=DAY)
    assert signed.number == "B-001/VII/2025"


def test_a_correction_replaces_the_letter_tells_its_holders_and_shows_what_changed(
    ctx: Context,
) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email="sekda@contoh.id")
    old = do(ctx, OFFICER, drafted(ctx), "sign", dated=DAY)
    assert [m.attachment is not None for m in post(ctx)] == [True]
    moved = {"tanggal_rencana": "2025-08-04"}
    act(ctx, OFFICER, old.case_id, "start", AUDIENCE[1], on=date(2025, 7, 25), data=moved)
    with pytest.raises(InvalidInput):
        do(ctx, OFFICER, old, "ralat")
    new = do(ctx, OFFICER, old, "ralat", reason="Hari audiensi berubah.")
    assert (new.state, new.supersedes, new.reason) == ("draft", old.id, "Hari audiensi berubah.")
    assert papers.document(ctx, OFFICER, old.id).state == "signed"
    changed = tell(ctx, OFFICER, new).differences
    assert any("2025-08-04" in d.after and "2025-07-29" in d.before for d in changed)
    assert not any(d.field in ("Nomor", "Tanggal") for d in changed)
    assert not any(d.field.startswith("Head") for d in changed)
    new = do(ctx, OFFICER, new, "sign", dated=DAY)
    (message,) = post(ctx)
    assert f"menggantikan naskah Nomor {old.number}" in message.body
    old = papers.document(ctx, OFFICER, old.id)
    assert (old.state, old.superseded_by) == ("superseded", new.id)


def test_whoever_holds_a_void_letter_is_told_once(ctx: Context) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email="sekda@contoh.id")
    letter = do(ctx, OFFICER, drafted(ctx), "sign", dated=DAY)
    post(ctx)
    do(ctx, OFFICER, letter, "void", reason="Salah terbit.")
    (notice,) = post(ctx)
    assert "dinyatakan batal: Salah terbit." in notice.body
    assert notice.attachment is None
    assert post(ctx) == []
    (delivery,) = papers.deliveries(ctx, letter.id)
    assert delivery.told_at is not None


def test_a_return_of_the_step_tells_whoever_holds_its_letters(ctx: Context) -> None:
    offices.put_office(ctx, "sekda", REGENCY, email="sekda@contoh.id")
    case = kawasan_at(ctx, "rancangan-sk-penetapan")
    drain(ctx)
    post(ctx)
    minutes = held(ctx, case, "berita-acara-kajian", "signed")
    act(
        ctx,
        OFFICER,
        case,
        "return",
        "rancangan-sk-penetapan",
        on=date(2026, 3, 2),
        reason="Peta belum ada.",
        to="kajian",
    )
    assert papers.document(ctx, OFFICER, minutes.id).state == "withdrawn"
    told = {m.subject for m in post(ctx)}
    assert f"Pemberitahuan tentang naskah Nomor {minutes.number}" in told


@pytest.mark.parametrize("action", sorted(actions.ACTIONS))
def test_every_action_is_refused_to_who_has_no_power(ctx: Context, action: str) -> None:
    letter = do(ctx, OFFICER, drafted(ctx), "sign", dated=DAY)
    before = papers.document(ctx, OFFICER, letter.id)
    for who in (READER, actor("pmd-kabupaten", "63.02"), actor("kementerian", "*")):
        assert allowed(ctx, who, letter) == ()
        with pytest.raises((Forbidden, NotFound, Refused)):
            do(
                ctx,
                who,
                letter,
                action,
                dated=DAY,
                reason="alasan",
                data={"number": "1", "by": "x"},
            )
    assert papers.document(ctx, OFFICER, letter.id) == before


def test_an_unknown_action_and_a_stale_version_are_refused(ctx: Context) -> None:
    letter = drafted(ctx)
    with pytest.raises(InvalidInput):
        do(ctx, OFFICER, letter, "bakar")
    with pytest.raises(StaleVersion):
        do(ctx, OFFICER, letter, "sign", dated=DAY, seen_version=letter.version + 5)
    signed = do(
        ctx, OFFICER, letter, "sign", dated=DAY, seen_version=letter.version, idempotency_key="k"
    )
    again = do(
        ctx, OFFICER, letter, "sign", dated=DAY, seen_version=letter.version, idempotency_key="k"
    )
    assert again == signed


def test_the_spreadsheet_of_a_book_computes_nothing(ctx: Context) -> None:
    letter = do(ctx, OFFICER, drafted(ctx), "sign", dated=DAY)
    do(ctx, OFFICER, letter, "void", reason='=HYPERLINK("http://jahat.id";"klik")\x07')
    book = agenda.book(ctx, OFFICER, "keluar", *OFFICE, 2025)
    sheet = load_workbook(BytesIO(agenda.book_xlsx(book))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert '=HYPERLINK("http://jahat.id";"klik")' in [cell.value for cell in cells]


def test_the_book_on_paper_has_every_number_of_the_office_and_year(ctx: Context) -> None:
    first = do(ctx, OFFICER, drafted(ctx), "sign", dated=DAY)
    second = do(ctx, OFFICER, drafted(ctx, "63.02"), "sign", dated=DAY)
    do(ctx, OFFICER, second, "void", reason="Salah alamat.")
    lifecycle.acknowledge(ctx, SEKDA, first.id)
    page = text(agenda.book_pdf(agenda.book(ctx, OFFICER, "keluar", *OFFICE, 2025)))
    for part in (first.number, second.number, "26 Juli 2025", "Salah alamat.", "2 catatan"):
        assert part.replace(" ", "") in page.replace(" ", "")
    came = agenda.book(ctx, SEKDA, "masuk", "sekda", REGENCY, 2026)
    assert [row[0] for row in came.rows] == ["1"]
    assert "2 Maret 2026" in came.rows[0][1]
    with pytest.raises(InvalidInput):
        agenda.book(ctx, OFFICER, "samping", *OFFICE, 2025)
    with pytest.raises(NotFound):
        agenda.book(ctx, SEKDA, "keluar", *OFFICE, 2025)


def test_differences_name_each_field_and_nothing_else() -> None:
    old = {"isi": {"hal": "A", "nomor": "1", "butir": ["x", "y"], "sama": True}}
    new = {"isi": {"hal": "B", "nomor": "2", "butir": ["x"], "sama": True}}
    found = {d.field: (d.before, d.after) for d in differences(old, new)}
    assert found == {"Hal": ("A", "B"), "Nomor": ("1", "2"), "Butir 2": ("y", "–")}
    assert "Nomor" not in {d.field for d in differences(old, new, draft=True)}
