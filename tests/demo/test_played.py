"""The played demonstration: where every regency stands, and that its log holds."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.commands.demo import demo
from api.demo.load import load
from api.demo.output import check_folder, write
from api.demo.plan import scenario
from api.demo.play import play
from engine.domain.command import Actor
from engine.domain.evolve import replay
from engine.domain.ledger import check_chain, event_json
from engine.domain.standing import Standing
from engine.errors import Conflict, InvalidInput
from engine.services import access, papers, views
from engine.services.context import Context
from engine.services.jobs import waiting
from engine.services.projection import DRAFT_TOPIC, FINAL_TOPIC
from engine.services.views import CaseView
from tests.demo.conftest import silent
from tests.support.world import make_context, open_tkpkp

pytestmark = pytest.mark.slow
ASKED = {"case", "seq", "type", "step", "occurred_on", "recorded_at", "actor", "basis"}
ASKED |= {"village", "act_of", "reason"}


def _cases(ctx: Context, actor: Actor) -> list[CaseView]:
    return [views.get_case(ctx, actor, c.id) for c in views.list_cases(ctx, actor, limit=100)]


def _case(ctx: Context, actor: Actor, regency: str, procedure: str) -> CaseView:
    found = [
        c for c in _cases(ctx, actor) if (c.state.regency, c.procedure.id) == (regency, procedure)
    ]
    assert len(found) == 1
    return found[0]


def _state(case: CaseView, step: str) -> Standing:
    return next(s.state for s in case.steps if s.step.id == step)


def test_every_regency_stands_where_the_scenario_leaves_it(
    played: Context, province: Actor
) -> None:
    states = {view.place.code: view.state for view in views.overview(played, province)}
    begun = {code: state for code, state in states.items() if state != "belum-dimulai"}
    assert begun == {
        "63.01": "pelaksanaan",
        "63.02": "usulan",
        "63.11": "tkpkp",
        "63.09": "pelaksanaan",
        "63.03": "penetapan",
    }
    assert len(states) == 13


def test_every_case_says_that_it_is_a_demonstration(played: Context, province: Actor) -> None:
    cases = _cases(played, province)
    assert len(cases) == 8
    assert all(case.stored.demonstration for case in cases)
    assert all(letter.demonstration for case in cases for letter in case.documents)


def test_tanah_laut_goes_the_whole_way(played: Context, province: Actor) -> None:
    team = _case(played, province, "63.01", "tkpkp-kabupaten")
    assert all(step.state is Standing.DONE for step in team.steps)
    kawasan = _case(played, province, "63.01", "kawasan-perdesaan")
    assert len(kawasan.villages) >= 4
    assert _state(kawasan, "penetapan") is Standing.DONE
    assert _state(kawasan, "penetapan-rpkp") is Standing.DONE
    enterprise = _case(played, province, "63.01", "bumdesma")
    assert enterprise.state.parent == kawasan.id
    assert _state(enterprise, "sertifikat") is Standing.DONE


def test_the_enterprise_is_registered_while_its_name_is_reserved(
    played: Context, province: Actor
) -> None:
    enterprise = _case(played, province, "63.01", "bumdesma")
    registered = next(s for s in enterprise.steps if s.step.id == "pendaftaran")
    named = next(s for s in enterprise.steps if s.step.id == "persetujuan-nama")
    assert named.done_on is not None
    assert registered.done_on is not None
    assert named.done_on < registered.done_on <= date(2026, 6, 30)


def test_the_enterprise_has_its_papers_in_force(played: Context, province: Actor) -> None:
    enterprise = _case(played, province, "63.01", "bumdesma")
    issued = Counter(d.kind for d in enterprise.documents if d.state == papers.SIGNED)
    villages = len(enterprise.villages)
    for kind in (
        "berita-acara-musyawarah-desa",
        "keputusan-delegasi-desa",
        "peraturan-desa-penyertaan-modal",
        "bukti-penyaluran-modal",
    ):
        assert issued[kind] == villages, kind
    assert issued["surat-penawaran-kerja-sama"] == 1
    assert issued["surat-jawaban-penawaran"] == villages - 1
    for kind in (
        "surat-kuasa",
        "undangan-musyawarah-antar-desa",
        "berita-acara-musyawarah-antar-desa",
        "peraturan-bersama-pendirian-bumdesma",
        "berita-acara-rapat-art",
        "peraturan-bersama-art-bumdesma",
        "rencana-program-kerja-bumdesma",
    ):
        assert issued[kind] == 1, kind
    waiting_for_a_hand = {d.kind for d in enterprise.documents if d.state == papers.DRAFT}
    assert waiting_for_a_hand == {"formulir-nama-bumdesma", "formulir-pendaftaran-bumdesma"}


def test_kotabaru_was_sent_back_with_reasons_and_has_one_dissenting_village(
    played: Context, province: Actor
) -> None:
    kawasan = _case(played, province, "63.02", "kawasan-perdesaan")
    answers = {v.place.code: v.consent for v in kawasan.villages}
    assert [code for code, said in answers.items() if said == "tidak_setuju"] == ["63.02.02.2012"]
    assert _state(kawasan, "pengusulan") is Standing.RETURNED
    assert "RTRW" in kawasan.state.cell("pengusulan").reason
    assert kawasan.state.cell("kajian").data["kesesuaian_rtrw"] == "tidak_sesuai"


def test_balangan_waits_for_its_keputusan(played: Context, province: Actor) -> None:
    team = _case(played, province, "63.11", "tkpkp-kabupaten")
    assert _state(team, "rancangan-sk-tkpkp") is Standing.DONE
    assert _state(team, "penetapan-tkpkp") is Standing.OPEN


def test_recorded_kawasan_wait_for_no_deliberation(played: Context, province: Actor) -> None:
    for regency in ("63.09", "63.03"):
        case = _case(played, province, regency, "kawasan-perdesaan")
        recorded = [s for s in case.steps if s.cell.historical]
        assert recorded
        assert all(s.cell.evidence_missing for s in recorded)
        assert case.stored.headline["step"] not in {
            "inisiasi",
            "inventarisasi",
            "musyawarah-desa",
            "musyawarah-antar-desa",
        }


def test_replaying_each_log_gives_the_stored_state(played: Context, province: Actor) -> None:
    for case in _cases(played, province):
        events = views.events(played, province, case.id)
        assert replay(recorded.event for recorded in events) == case.state
        rows = (
            (r.seq, event_json(r.event), r.recorded_at, r.previous_hash, r.hash) for r in events
        )
        assert check_chain(case.id, rows) == ([], case.stored.head_hash)


def test_events_carry_the_scenarios_moments_and_never_the_machines(
    played: Context, province: Actor
) -> None:
    for case in _cases(played, province):
        for recorded in views.events(played, province, case.id):
            assert date(2025, 7, 25) <= recorded.recorded_at.date() <= date(2026, 11, 20)


def test_every_promised_letter_is_written(played: Context, province: Actor) -> None:
    open_work = waiting(played)
    assert not open_work.get(DRAFT_TOPIC)
    assert not open_work.get(FINAL_TOPIC)
    for case in _cases(played, province):
        for letter in case.documents:
            if letter.state in (papers.DRAFT, papers.SIGNED):
                assert letter.file_sha256, letter.id


def test_letters_bear_the_date_on_which_they_were_signed(played: Context, province: Actor) -> None:
    team = _case(played, province, "63.01", "tkpkp-kabupaten")
    signed = {(d.kind, d.step): d for d in team.documents if d.state == papers.SIGNED}
    asked = signed["surat-permohonan-audiensi", "audiensi-sekda"]
    assert asked.dated == date(2025, 7, 25)
    assert signed["undangan-rapat-koordinasi", "susunan-tim"].dated == date(2025, 8, 6)
    assert signed["keputusan-tkpkp", "penetapan-tkpkp"].dated == date(2025, 9, 8)


def test_the_sekda_acknowledged_some_letters_and_not_all(played: Context, province: Actor) -> None:
    sekda = scenario().actors["sekda.tanahlaut"].actor
    received = {
        letter.id: delivery.acknowledged_at
        for letter in papers.recent_documents(played, sekda)
        for delivery in papers.deliveries(played, letter.id)
        if (delivery.role, delivery.area) == ("sekda", "63.01")
    }
    assert any(received.values())
    assert not all(received.values())


def test_playing_again_changes_nothing(played: Context, province: Actor) -> None:
    before = [(case.id, case.tag) for case in _cases(played, province)]
    play(played, scenario(), silent)
    assert [(case.id, case.tag) for case in _cases(played, province)] == before


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_output_has_letters_status_and_timeline(played: Context, tmp_path: Path) -> None:
    count = write(played, scenario(), tmp_path)
    letters = sorted((tmp_path / "letters").iterdir())
    assert len(letters) == count > 30
    assert all(path.read_bytes().startswith(b"%PDF-") for path in letters)
    status = json.loads((tmp_path / "status.json").read_text(encoding="utf-8"))
    assert len(status["regencies"]) == 13
    assert len(status["cases"]) == 8
    timeline = json.loads((tmp_path / "timeline.json").read_text(encoding="utf-8"))
    assert all(set(event) >= ASKED for event in timeline)
    assert [e["recorded_at"] for e in timeline] == sorted(e["recorded_at"] for e in timeline)


def test_an_earlier_output_is_replaced_but_nobody_elses_folder(
    played: Context, tmp_path: Path
) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    write(played, scenario(), mine)
    stale = mine / "letters" / "KP-63.01-2024-001-N001_nota-dinas.pdf"
    stale.write_bytes(b"lama")
    check_folder(mine)
    write(played, scenario(), mine)
    assert not stale.exists()
    other.mkdir()
    (other / "skripsi.docx").write_bytes(b"penting")
    with pytest.raises(InvalidInput, match=r"skripsi\.docx"):
        check_folder(other)
    (mine / "letters" / "catatan.txt").write_text("milik pengguna", encoding="utf-8")
    with pytest.raises(InvalidInput):
        check_folder(mine)


def test_another_run_writes_the_same_bytes(played: Context, tmp_path: Path) -> None:
    write(played, scenario(), tmp_path / "satu")
    demo(tmp_path / "dua")
    assert _bytes(tmp_path / "satu") == _bytes(tmp_path / "dua")


def test_loading_takes_up_what_was_played_and_opens_accounts_once(
    played: Context, province: Actor
) -> None:
    said: list[str] = []
    before = [(case.id, case.tag) for case in _cases(played, province)]
    settings = played.settings.model_copy(update={"demo_password": SecretStr("kata-sandi-uji")})
    ctx = replace(played, settings=settings)
    load(ctx, said.append)
    assert {a.username for a, _ in access.accounts(ctx)} == set(scenario().actors)
    assert access.login(ctx, "sekda.tanahlaut", "kata-sandi-uji").actor.grants
    assert not any("kata-sandi-uji" in line for line in said)
    load(ctx, said.append)
    assert "sudah dimuat" in said[-1]
    assert [(case.id, case.tag) for case in _cases(played, province)] == before


def test_a_demonstration_is_never_mixed_with_real_cases(tmp_path: Path) -> None:
    ctx = make_context(tmp_path)
    case_id = open_tkpkp(ctx)
    with pytest.raises(Conflict, match=case_id):
        load(ctx, silent)
