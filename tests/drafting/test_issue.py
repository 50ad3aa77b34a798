"""From draft to issue: what is refused, what becomes final by itself, what a repeat changes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from documents import service
from documents.drafting.source import MissingFact
from engine.errors import Forbidden, InvalidInput, NotFound, Refused
from engine.services import papers
from engine.services.context import Context
from engine.services.papers import Recipient
from engine.services.views import get_case
from tests.drafting.paper import drain, held, text
from tests.support.data import REGENCY, VILLAGES
from tests.support.world import (
    OFFICER,
    SECOND,
    SEKDA,
    act,
    actor,
    evidence,
    kawasan_at,
    make_context,
    open_tkpkp,
    set_clock,
    step_data,
    tkpkp_at,
    tkpkp_done,
)

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")
DAY = date(2025, 8, 20)
TEAM_DECREE = ("keputusan-tkpkp", "penetapan-tkpkp")


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def messages(refused: pytest.ExceptionInfo[Refused]) -> str:
    return " ".join(f.message for f in refused.value.findings)


def plan_audience(ctx: Context, **more: object) -> str:
    """A new case whose audience is planned for 29 July."""
    case_id = open_tkpkp(ctx)
    plan = {"tanggal_rencana": "2025-07-29", "waktu_mulai": "09.00", **more}
    act(ctx, OFFICER, case_id, "start", "audiensi-sekda", on=date(2025, 7, 25), data=plan)
    return case_id


def test_a_letter_is_drafted_before_its_event_and_signed_with_number_and_date(
    ctx: Context,
) -> None:
    case_id = plan_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    assert (drafted.state, drafted.number, drafted.dated) == ("draft", "", None)
    assert "RANCANGAN" in text(service.content(ctx, OFFICER, drafted.id)[0])
    signed = service.sign(ctx, SECOND, drafted.id, date(2025, 7, 26))
    assert (signed.state, signed.number) == ("signed", "400.10.3.4/001/DPMD/2025")
    assert signed.signatory.startswith("Kepala Dinas Pemberdayaan Masyarakat dan Desa Provinsi")
    pdf, name = service.content(ctx, OFFICER, signed.id)
    page = text(pdf)
    assert name == f"surat-permohonan-audiensi_400.10.3.4-001-DPMD-2025_{signed.id}.pdf"
    assert "Banjarbaru, 26 Juli 2025" in page
    assert "RANCANGAN" not in page
    assert signed.code in page
    head = get_case(ctx, OFFICER, case_id).stored.head_hash
    assert f"Rantai: {head[:8]}" in page
    assert f"http://127.0.0.1:8000/verifikasi/{signed.code}" in page.replace(" ", "")
    assert papers.by_code(ctx, signed.code).id == signed.id


def test_a_signed_letter_goes_to_its_receiving_office(ctx: Context) -> None:
    case_id = plan_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    found = papers.deliveries(ctx, drafted.id)
    assert [(d.role, d.area, d.state) for d in found] == [("sekda", REGENCY, "queued")]
    assert papers.acknowledge(ctx, SEKDA, drafted.id).state == "signed"


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
    drafted = service.draft(ctx, OFFICER, plan_audience(ctx), *AUDIENCE)
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
    case_id = plan_audience(ctx)
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
    case_id = plan_audience(ctx)
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


def test_a_decree_becomes_final_with_the_number_and_date_its_step_records(ctx: Context) -> None:
    case_id = tkpkp_done(ctx)
    drain(ctx)
    decree = held(ctx, case_id, "keputusan-tkpkp", "signed")
    assert (decree.step, decree.number) == ("penetapan-tkpkp", "100.3.3.2/101/CONTOH/2025")
    assert (decree.dated, decree.signatory) == (DAY, "Bupati Tanah Laut")
    page = text(service.content(ctx, OFFICER, decree.id)[0])
    assert "NOMOR 100.3.3.2/101/CONTOH/2025" in page
    assert "pada tanggal 20 Agustus 2025" in page
    with pytest.raises(Refused) as refused:
        service.sign(ctx, OFFICER, held(ctx, case_id, "keputusan-tkpkp", "draft").id, DAY)
    assert "dicatat pada langkahnya" in messages(refused)


def test_an_acting_head_signs_as_acting(ctx: Context) -> None:
    case_id = tkpkp_at(ctx, "penetapan-tkpkp")
    values = {**step_data("penetapan-tkpkp"), "jenis_jabatan": "pj"}
    files = evidence(ctx, ["keputusan"])
    day = date(2025, 8, 20)
    act(ctx, OFFICER, case_id, "submit", "penetapan-tkpkp", on=day, data=values, files=files)
    act(ctx, SECOND, case_id, "approve", "penetapan-tkpkp", on=day)
    drain(ctx)
    decree = held(ctx, case_id, "keputusan-tkpkp", "signed")
    assert decree.signatory == "Pj. Bupati Tanah Laut"
    assert "Pj. BUPATI TANAH LAUT," in text(service.content(ctx, OFFICER, decree.id)[0])


def test_every_village_has_its_minutes_also_the_one_that_said_no(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-antar-desa", dissenting=VILLAGES[-1:])
    drain(ctx)
    kind = "berita-acara-musyawarah-desa"
    found = [held(ctx, case_id, kind, "signed", village) for village in VILLAGES]
    assert len({d.id for d in found}) == len(VILLAGES)
    assert "Tidak menyetujui" in text(service.content(ctx, OFFICER, found[-1].id)[0])


def test_minutes_without_a_number_stay_a_draft(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "musyawarah-desa")
    village, day = VILLAGES[0], date(2025, 9, 11)
    values = {**step_data("musyawarah-desa"), "nomor": ""}
    files = evidence(ctx, ["berita-acara"])
    step = "musyawarah-desa"
    act(ctx, OFFICER, case_id, "submit", step, on=day, village=village, data=values, files=files)
    act(ctx, SECOND, case_id, "approve", step, on=day, village=village)
    drain(ctx)
    assert held(ctx, case_id, "berita-acara-musyawarah-desa", village=village).state == "draft"


def test_keeping_a_promise_twice_changes_nothing(ctx: Context) -> None:
    case_id = tkpkp_done(ctx)
    drain(ctx)
    before = papers.documents_of(ctx, OFFICER, case_id)
    for document in before:
        job = _job(document.case_id, document.kind, document.step, document.based_on_seq)
        service.work_draft(ctx, job)
        service.work_final(ctx, job)
    assert papers.documents_of(ctx, OFFICER, case_id) == before


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    prints = []
    for name in ("satu", "dua"):
        ctx = make_context(tmp_path / name)
        case_id = tkpkp_done(ctx)
        drain(ctx)
        prints.append([d.file_sha256 for d in papers.documents_of(ctx, OFFICER, case_id)])
    assert prints[0] == prints[1]
    assert all(prints[0])


def test_a_draft_is_brought_up_to_date_with_a_later_submission(ctx: Context) -> None:
    case_id = tkpkp_at(ctx, "rancangan-sk-tkpkp")
    step, day = "rancangan-sk-tkpkp", date(2025, 8, 13)
    files = evidence(ctx, ["rancangan", "lembar-paraf"])
    act(ctx, OFFICER, case_id, "submit", step, on=day, data=step_data(step), files=files)
    drain(ctx)
    first = held(ctx, case_id, "keputusan-tkpkp")
    act(ctx, SECOND, case_id, "return", step, on=day, reason="Tugas tim kurang.", to=step)
    values = {**step_data(step), "tugas_tim": "Menyusun laporan berkala"}
    act(ctx, OFFICER, case_id, "submit", step, on=day, data=values)
    drain(ctx)
    second = held(ctx, case_id, "keputusan-tkpkp")
    assert second.id == first.id
    assert second.file_sha256 != first.file_sha256
    assert "menyusun laporan berkala" in text(service.content(ctx, OFFICER, second.id)[0])


def test_a_return_withdraws_the_minutes_and_the_next_ones_are_new(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "rancangan-sk-penetapan")
    drain(ctx)
    kind, step, day = "berita-acara-kajian", "kajian", date(2025, 12, 3)
    first = held(ctx, case_id, kind, "signed")
    reason = "Peta kesesuaian belum ada."
    act(ctx, OFFICER, case_id, "return", "rancangan-sk-penetapan", on=day, reason=reason, to=step)
    assert papers.document(ctx, OFFICER, first.id).state == "withdrawn"
    values = {**step_data(step), "nomor": "400.10.3.4/016/CONTOH/2025"}
    files = evidence(ctx, ["berita-acara", "peta-kesesuaian"], "baru")
    act(ctx, OFFICER, case_id, "submit", step, on=day, data=values, files=files)
    act(ctx, SECOND, case_id, "approve", step, on=day)
    drain(ctx)
    second = held(ctx, case_id, kind, "signed")
    assert (second.number, second.dated) == ("400.10.3.4/016/CONTOH/2025", day)
    assert second.id != first.id


def test_nothing_is_drafted_over_a_letter_in_force(ctx: Context) -> None:
    case_id = plan_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    values = {**step_data("audiensi-sekda")}
    files = evidence(ctx, ["notula", "daftar-hadir"])
    day = date(2025, 7, 29)
    act(ctx, OFFICER, case_id, "submit", "audiensi-sekda", on=day, data=values, files=files)
    drain(ctx)
    letters = [d for d in papers.documents_of(ctx, OFFICER, case_id) if d.kind == AUDIENCE[0]]
    assert [d.id for d in letters] == [drafted.id]


def test_a_draft_without_a_file_is_printed_when_it_is_asked_for(ctx: Context) -> None:
    case_id = plan_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    saved = papers.Draft(
        case_id, *AUDIENCE, "", drafted.title, drafted.letter, drafted.template_version, 0
    )
    empty = papers.save_draft(ctx, saved)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("UPDATE document SET file_sha256 = ''")
    pdf, name = service.content(ctx, OFFICER, empty.id)
    assert name == f"surat-permohonan-audiensi_rancangan_{empty.id}.pdf"
    assert sha256(pdf).hexdigest() == papers.document(ctx, OFFICER, empty.id).file_sha256


def test_a_draft_lists_what_must_be_checked_before_it_is_signed(ctx: Context) -> None:
    case_id = tkpkp_done(ctx)
    drain(ctx)
    checks = service.document_checks(held(ctx, case_id, "keputusan-tkpkp"))
    assert any(check.startswith("PP 43/2014: Dilaporkan dicabut") for check in checks)


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
    case_id = plan_audience(ctx, tanggal_rencana="2026-06-30")
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    set_clock(ctx, datetime(2026, 3, 31, 17, 0, tzinfo=UTC))
    assert service.sign(ctx, OFFICER, drafted.id, date(2026, 4, 1)).dated == date(2026, 4, 1)


class _job:  # noqa: N801 (stands for a record)
    """A promise as the outbox hands it out."""

    def __init__(self, case: str, kind: str, step: str, seq: int) -> None:
        self.payload = {"case": case, "kind": kind, "step": step, "village": "", "seq": seq}
