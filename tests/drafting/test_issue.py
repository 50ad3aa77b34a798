"""From draft to issue: what is refused, what becomes final by itself, what a repeat changes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from documents import service
from documents.drafting.source import MissingFact
from engine.errors import Forbidden, InvalidInput, NotFound, Refused
from engine.services import issuing, lifecycle, papers
from engine.services.context import Context
from engine.services.issuing import Recipient
from engine.services.views import get_case
from tests.drafting.paper import drain, held, planned_audience, text
from tests.support.data import REGENCY, VILLAGES
from tests.support.world import (
    OFFICER,
    SECOND,
    SEKDA,
    act,
    actor,
    kawasan_at,
    make_context,
    open_tkpkp,
    set_clock,
    tkpkp_at,
)

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")
TEAM_DECREE = ("keputusan-tkpkp", "penetapan-tkpkp")


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def messages(refused: pytest.ExceptionInfo[Refused]) -> str:
    return " ".join(f.message for f in refused.value.findings)


def test_a_letter_is_drafted_before_its_event_and_signed_with_number_and_date(
    ctx: Context,
) -> None:
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    assert (drafted.state, drafted.number, drafted.dated) == ("draft", "", None)
    assert "RANCANGAN" in text(service.content(ctx, OFFICER, drafted.id)[0])
    head = get_case(ctx, OFFICER, case_id).stored.head_hash
    signed = service.sign(ctx, SECOND, drafted.id, date(2025, 7, 26))
    assert (signed.state, signed.number) == ("signed", "400.10.3.4/001/DPMD/2025")
    assert signed.signatory.startswith("Kepala Dinas Pemberdayaan Masyarakat dan Desa Provinsi")
    pdf, name = service.content(ctx, OFFICER, signed.id)
    page = text(pdf)
    assert name == f"surat-permohonan-audiensi_400.10.3.4-001-DPMD-2025_{signed.id}.pdf"
    assert "Banjarbaru, 26 Juli 2025" in page
    assert "RANCANGAN" not in page
    assert signed.code in page
    assert f"Rantai: {head[:8]}" in page
    assert f"http://127.0.0.1:8000/verifikasi/{signed.code}" in page.replace(" ", "")
    assert papers.by_code(ctx, signed.code).id == signed.id


def test_a_signed_letter_goes_to_its_receiving_office(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    found = papers.deliveries(ctx, drafted.id)
    assert [(d.role, d.area, d.state) for d in found] == [("sekda", REGENCY, "queued")]
    assert lifecycle.acknowledge(ctx, SEKDA, drafted.id).state == "signed"


@pytest.mark.parametrize(
    ("dated", "reason"),
    [
        (date(2025, 7, 24), "mendahului terbukanya langkah"),
        (date(2025, 7, 30), "sesudah acaranya sendiri"),
        (date(2027, 1, 4), "masa depan"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_basis(
    ctx: Context, dated: date, reason: str
) -> None:
    drafted = service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE)
    with pytest.raises(Refused) as refused:
        service.sign(ctx, OFFICER, drafted.id, dated)
    assert reason in messages(refused)
    assert all(f.basis and f.remedy for f in refused.value.findings)


def test_a_note_on_a_meeting_is_not_older_than_the_meeting(ctx: Context) -> None:
    case_id = tkpkp_at(ctx, "susunan-tim")
    drain(ctx)
    note = held(ctx, case_id, "nota-dinas")
    with pytest.raises(Refused) as refused:
        service.sign(ctx, OFFICER, note.id, date(2025, 7, 28))
    assert "melaporkan acara tanggal 29 Juli 2025" in messages(refused)
    assert service.sign(ctx, OFFICER, note.id, date(2025, 7, 29)).state == "signed"


def test_a_draft_with_dots_is_not_signed(ctx: Context) -> None:
    drafted = service.draft(ctx, OFFICER, open_tkpkp(ctx), *AUDIENCE)
    with pytest.raises(Refused) as refused:
        service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    assert "Belum diisi: Waktu mulai." in messages(refused)


def test_what_changed_since_the_draft_must_be_seen_first(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    moved = {"tanggal_rencana": "2025-08-04"}
    act(ctx, OFFICER, case_id, "start", "audiensi-sekda", on=date(2025, 7, 25), data=moved)
    with pytest.raises(Refused) as refused:
        service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    assert "Data perkara berubah sejak rancangan ini dibuat." in messages(refused)
    again = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    assert again.id == drafted.id
    assert service.sign(ctx, OFFICER, again.id, date(2025, 7, 26)).state == "signed"


def test_only_the_office_whose_register_it_is_may_sign(ctx: Context) -> None:
    case_id = tkpkp_at(ctx, "rancangan-sk-tkpkp")
    drain(ctx)
    invitation = held(ctx, case_id, "undangan-rapat-koordinasi")
    with pytest.raises(Forbidden, match="Sekretariat Daerah Kabupaten Tanah Laut"):
        service.sign(ctx, OFFICER, invitation.id, date(2025, 8, 1))
    signed = service.sign(ctx, SEKDA, invitation.id, date(2025, 8, 1))
    assert signed.number == "400.10.3.4/001/SETDA/2025"


def test_who_may_not_make_documents_drafts_and_signs_none(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    reader, stranger = actor("pembaca", REGENCY), actor("pmd-kabupaten", "63.02")
    with pytest.raises(Forbidden):
        service.draft(ctx, reader, case_id, *AUDIENCE)
    with pytest.raises(NotFound):
        service.draft(ctx, stranger, case_id, *AUDIENCE)
    with pytest.raises(NotFound):
        service.sign(ctx, reader, drafted.id, date(2025, 7, 26))
    with pytest.raises(NotFound):
        service.content(ctx, stranger, drafted.id)


def test_a_locked_step_has_no_draft(ctx: Context) -> None:
    with pytest.raises(Refused) as refused:
        service.draft(ctx, OFFICER, open_tkpkp(ctx), *TEAM_DECREE)
    assert "belum terbuka" in messages(refused)


def test_a_step_writes_only_its_own_documents(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    with pytest.raises(InvalidInput, match="tidak menghasilkan"):
        service.draft(ctx, OFFICER, case_id, "berita-acara-kajian", "audiensi-sekda")
    with pytest.raises(NotFound):
        service.draft(ctx, OFFICER, case_id, "nota-dinas", "tidak-ada")
    with pytest.raises(InvalidInput):
        service.draft(ctx, OFFICER, case_id, *AUDIENCE, village=VILLAGES[0])


def test_a_decision_that_was_not_taken_cannot_be_drafted(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-desa")
    with pytest.raises(MissingFact):
        service.draft(
            ctx,
            OFFICER,
            case_id,
            "berita-acara-musyawarah-desa",
            "musyawarah-desa",
            VILLAGES[0],
        )


def test_a_draft_without_a_file_is_printed_when_it_is_asked_for(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    saved = issuing.Draft(
        case_id, *AUDIENCE, "", drafted.title, drafted.letter, drafted.template_version, 0
    )
    empty = issuing.save_draft(ctx, saved)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("UPDATE document SET file_sha256 = ''")
    pdf, name = service.content(ctx, OFFICER, empty.id)
    assert name == f"surat-permohonan-audiensi_rancangan_{empty.id}.pdf"
    assert sha256(pdf).hexdigest() == papers.document(ctx, OFFICER, empty.id).file_sha256


def test_a_designation_goes_to_every_office_it_concerns(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-antar-desa", dissenting=VILLAGES[-1:])
    view = get_case(ctx, OFFICER, case_id)
    assert service.recipients("keputusan-penetapan-kawasan", view) == (
        Recipient("sekda", REGENCY),
        Recipient("pmd-kabupaten", REGENCY),
        Recipient("camat", "63.01.01"),
        *(Recipient("desa", village) for village in VILLAGES[:-1]),
    )


def test_a_date_is_judged_in_the_regencys_own_zone(ctx: Context) -> None:
    case_id = planned_audience(ctx, tanggal_rencana="2026-06-30")
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    set_clock(ctx, datetime(2026, 3, 31, 17, 0, tzinfo=UTC))
    assert service.sign(ctx, OFFICER, drafted.id, date(2026, 4, 1)).dated == date(2026, 4, 1)
