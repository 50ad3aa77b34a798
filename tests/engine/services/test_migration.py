"""New versions of a procedure, and what becomes of the cases under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.definitions.catalog import with_installed
from engine.domain.standing import Standing
from engine.errors import DefinitionError, Forbidden, IdempotencyMismatch, InvalidInput, Refused
from engine.services import audit, migration, views
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.migration import Move
from tests.support import world

TEAM, KAWASAN = "tkpkp-kabupaten", "kawasan-perdesaan"
DAY = date(2026, 3, 2)
NEXT = """
id = "tkpkp-kabupaten"
version = "1.1.0"
extends = "tkpkp-kabupaten@1.0.0"
effective_from = 2026-01-01

[parameters.target_hari]
value = 30
label = "Sasaran kantor"
certainty = "practice"

[[step]]
id = "evaluasi-tim"
name = "Evaluasi tahunan tim"
phase = "tkpkp"
actor = "pmd-kabupaten"
after = ["rencana-kerja-tkpkp"]
basis = ["praktik"]
"""


def upgraded(ctx: Context, tmp_path: Path, text: str = NEXT) -> Context:
    """The system after a version was installed and the processes were started anew."""
    path = tmp_path / "versi.toml"
    path.write_text(text, encoding="utf-8")
    migration.install(ctx, path)
    return replace(ctx, catalog=with_installed(ctx.settings.procedures))


def standing(ctx: Context, case_id: str, step: str) -> Standing:
    view = views.get_case(ctx, world.OFFICER, case_id)
    return next(s.state for s in view.steps if s.step.id == step)


def move(ctx: Context, case_id: str, to: str = "1.1.0") -> None:
    migration.migrate_case(ctx, world.OFFICER, Move(case_id, to, DAY, "perubahan aturan"))


def test_a_version_that_extends_another_states_only_what_differs(
    ctx: Context, tmp_path: Path
) -> None:
    found = upgraded(ctx, tmp_path).catalog.latest(TEAM)
    older = ctx.catalog.latest(TEAM)
    assert [s.id for s in found.steps] == [*(s.id for s in older.steps), "evaluasi-tim"]
    assert found.version == "1.1.0"
    assert found.digest != older.digest


def test_a_version_is_never_changed_once_it_is_there(ctx: Context, tmp_path: Path) -> None:
    later = upgraded(ctx, tmp_path)
    again = tmp_path / "lagi.toml"
    again.write_text(NEXT, encoding="utf-8")
    with pytest.raises(InvalidInput, match="sudah ada"):
        migration.install(later, again)


def test_a_wrong_version_is_not_installed(ctx: Context, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="tidak ditemukan"):
        upgraded(ctx, tmp_path, NEXT.replace("@1.0.0", "@9.0.0"))
    assert not ctx.settings.procedures.exists()


def test_a_new_case_follows_the_version_in_force_where_it_is_opened(
    ctx: Context, tmp_path: Path
) -> None:
    local = NEXT.replace('version = "1.1.0"', 'version = "1.0.1"\nregency = "63.02"')
    later = upgraded(ctx, tmp_path, local)

    def opened(regency: str, on: date) -> str:
        request = OpenRequest(TEAM, regency, "Tim uji", on)
        case_id = open_case(later, world.OFFICER, request).case_id
        return views.get_case(later, world.OFFICER, case_id).procedure.version

    assert opened("63.01", DAY) == "1.0.0"
    assert opened("63.02", DAY) == "1.0.1"


def test_a_case_keeps_its_version_until_it_is_taken_over(ctx: Context, tmp_path: Path) -> None:
    case_id = world.tkpkp_at(ctx, "susunan-tim")
    later = upgraded(ctx, tmp_path)
    assert views.get_case(later, world.OFFICER, case_id).procedure.version == "1.0.0"
    move(later, case_id)
    view = views.get_case(later, world.OFFICER, case_id)
    assert view.procedure.version == "1.1.0"
    assert standing(later, case_id, "audiensi-sekda") is Standing.DONE
    assert standing(later, case_id, "evaluasi-tim") is Standing.LOCKED


def test_a_dry_run_shows_moved_dates_and_changes_nothing(ctx: Context, tmp_path: Path) -> None:
    case_id = world.tkpkp_at(ctx, "susunan-tim")
    later = upgraded(ctx, tmp_path)
    found = list(migration.rehearse(later, world.OFFICER, TEAM, "1.1.0"))
    assert [r.case.id for r in found] == [case_id]
    assert found[0].assessment.findings == ()
    moved = {m.step: m for m in found[0].assessment.moved}
    assert moved["susunan-tim"].after != moved["susunan-tim"].before
    assert views.get_case(later, world.OFFICER, case_id).procedure.version == "1.0.0"


def test_what_was_begun_is_finished_under_the_old_version_where_the_rule_says_so(
    ctx: Context, tmp_path: Path
) -> None:
    rule = '\n[[transition]]\nstep = "audiensi-sekda"\nrule = "finish-old"\nbasis = ["praktik"]\n'
    case_id = world.open_tkpkp(ctx)
    world.act(ctx, world.OFFICER, case_id, "start", "audiensi-sekda", on=DAY)
    later = upgraded(ctx, tmp_path, NEXT + rule)
    with pytest.raises(Refused, match="versi lama"):
        move(later, case_id)


def test_a_step_whose_rule_is_to_restart_is_done_anew(ctx: Context, tmp_path: Path) -> None:
    rule = '\n[[transition]]\nstep = "susunan-tim"\nrule = "restart"\nbasis = ["praktik"]\n'
    case_id = world.tkpkp_at(ctx, "penetapan-tkpkp")
    later = upgraded(ctx, tmp_path, NEXT + rule)
    move(later, case_id)
    assert standing(later, case_id, "audiensi-sekda") is Standing.DONE
    assert standing(later, case_id, "susunan-tim") is Standing.OPEN
    assert standing(later, case_id, "rancangan-sk-tkpkp") is Standing.LOCKED


def test_a_migration_can_be_undone_while_nothing_has_happened_since(
    ctx: Context, tmp_path: Path
) -> None:
    case_id = world.tkpkp_at(ctx, "susunan-tim")
    later = upgraded(ctx, tmp_path)
    move(later, case_id)
    move(later, case_id, "1.0.0")
    assert views.get_case(later, world.OFFICER, case_id).procedure.version == "1.0.0"
    move(later, case_id)
    world.act(later, world.OFFICER, case_id, "comment", "", on=DAY, reason="sudah berjalan")
    with pytest.raises(Refused, match="belum ada kejadian"):
        move(later, case_id, "1.0.0")


def test_all_cases_are_taken_over_and_a_second_run_finds_none(
    ctx: Context, tmp_path: Path
) -> None:
    for regency in ("63.01", "63.02", "63.11"):
        request = OpenRequest(TEAM, regency, "Tim uji", DAY)
        open_case(ctx, world.OFFICER, request)
    later = upgraded(ctx, tmp_path)
    done = list(migration.migrate_all(later, world.OFFICER, TEAM, "1.1.0", DAY, "aturan baru"))
    assert len(done) == 3
    again = list(migration.migrate_all(later, world.OFFICER, TEAM, "1.1.0", DAY, "aturan baru"))
    assert again == []


def test_only_who_may_takes_a_case_over(ctx: Context, tmp_path: Path) -> None:
    case_id = world.tkpkp_at(ctx, "susunan-tim")
    later = upgraded(ctx, tmp_path)
    reader = world.actor("pembaca", "63")
    with pytest.raises(Forbidden):
        migration.migrate_case(later, reader, Move(case_id, "1.1.0", DAY, "mencoba"))


RESTART = '\n[[transition]]\nstep = "susunan-tim"\nrule = "restart"\nbasis = ["praktik"]\n'


def test_steps_that_a_migration_restarted_stand_again_when_it_is_taken_back(
    ctx: Context, tmp_path: Path
) -> None:
    case_id = world.tkpkp_at(ctx, "penetapan-tkpkp")
    before = views.get_case(ctx, world.OFFICER, case_id).state
    later = upgraded(ctx, tmp_path, NEXT + RESTART)
    taken = migration.migrate_case(
        later, world.OFFICER, Move(case_id, "1.1.0", DAY, "perubahan aturan")
    )
    assert [s.step for s in taken.invalidated.steps] == [
        "susunan-tim",
        "rancangan-sk-tkpkp",
    ]
    move(later, case_id, "1.0.0")
    after = views.get_case(later, world.OFFICER, case_id)
    assert after.procedure.version == "1.0.0"
    assert replace(after.state, version=before.version) == before
    assert audit.verify_case(later, world.OFFICER, case_id).sound


def test_a_repeated_migration_gives_the_first_answer(ctx: Context, tmp_path: Path) -> None:
    case_id = world.tkpkp_at(ctx, "penetapan-tkpkp")
    later = upgraded(ctx, tmp_path, NEXT + RESTART)
    asked = Move(case_id, "1.1.0", DAY, "perubahan aturan", idempotency_key="kunci-1")
    first = migration.migrate_case(later, world.OFFICER, asked)
    again = migration.migrate_case(later, world.OFFICER, asked)
    assert replace(again, repeated=False) == first
    assert again.repeated
    assert first.invalidated.steps
    with pytest.raises(IdempotencyMismatch):
        migration.migrate_case(later, world.OFFICER, replace(asked, reason="alasan lain"))
