"""Promised documents: what becomes final by itself, and what a repeat or a return changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from documents import service
from engine.errors import Refused
from engine.services import papers
from engine.services.context import Context
from tests.drafting.paper import drain, held, planned_audience, text
from tests.support.data import VILLAGES
from tests.support.world import (
    OFFICER,
    SECOND,
    act,
    evidence,
    kawasan_at,
    make_context,
    step_data,
    tkpkp_at,
    tkpkp_done,
)

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")
DAY = date(2025, 8, 20)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def test_a_decree_becomes_final_with_the_number_and_date_its_step_records(ctx: Context) -> None:
    case_id = tkpkp_done(ctx)
    drain(ctx)
    decree = held(ctx, case_id, "keputusan-tkpkp", "signed")
    assert (decree.step, decree.number) == ("penetapan-tkpkp", "100.3.3.2/101/CONTOH/2025")
    assert (decree.dated, decree.signatory) == (DAY, "Bupati Tanah Laut")
    page = text(service.content(ctx, OFFICER, decree.id)[0])
    assert "NOMOR 100.3.3.2/101/CONTOH/2025" in page
    assert "pada tanggal 20 Agustus 2025" in page
    other = held(ctx, case_id, "keputusan-tkpkp", "draft")
    with pytest.raises(Refused, match="dicatat pada langkahnya"):
        service.sign(ctx, OFFICER, other.id, DAY)


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
    case_id = planned_audience(ctx)
    drafted = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    service.sign(ctx, OFFICER, drafted.id, date(2025, 7, 26))
    values = {**step_data("audiensi-sekda")}
    files = evidence(ctx, ["notula", "daftar-hadir"])
    day = date(2025, 7, 29)
    act(ctx, OFFICER, case_id, "submit", "audiensi-sekda", on=day, data=values, files=files)
    drain(ctx)
    letters = [d for d in papers.documents_of(ctx, OFFICER, case_id) if d.kind == AUDIENCE[0]]
    assert [d.id for d in letters] == [drafted.id]


def test_a_draft_lists_what_must_be_checked_before_it_is_signed(ctx: Context) -> None:
    case_id = tkpkp_done(ctx)
    drain(ctx)
    checks = service.document_checks(held(ctx, case_id, "keputusan-tkpkp"))
    assert any(check.startswith("PP 43/2014: Dilaporkan dicabut") for check in checks)


class _job:  # noqa: N801 (stands for a record)
    """A promise as the outbox hands it out."""

    def __init__(self, case: str, kind: str, step: str, seq: int) -> None:
        self.payload = {"case": case, "kind": kind, "step": step, "village": "", "seq": seq}
