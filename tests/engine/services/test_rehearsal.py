"""Rehearsing on a real database: it reads what was recorded and leaves every byte as it was."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from engine.definitions.catalog import PROCEDURE_FOLDER
from engine.domain.rehearsal import Chances, Outcome
from engine.errors import InvalidInput
from engine.services.context import Context
from engine.services.forecast import forecast
from engine.services.rehearsal import replay_against, simulate
from tests.support import world

SHIPPED = PROCEDURE_FOLDER / "tkpkp-kabupaten" / "1.0.0.toml"
MISHAPS = Chances(0.1, 0.1)


def stricter(folder: Path) -> Path:
    """The shipped version with one more demand on its third step."""
    text = SHIPPED.read_text(encoding="utf-8").replace('version = "1.0.0"', 'version = "9.0.0"', 1)
    head, mark, rest = text.partition('id = "rancangan-sk-tkpkp"')
    guard = (
        '  { id = "tuntutan-baru", use = "active_on", level = "hard", given = { procedure = '
        '"kawasan-perdesaan" }, basis = ["praktik#audiensi-sekda"], who = "pmd-provinsi", '
        'remedy = "Bentuk kawasan dahulu." },\n'
    )
    file = folder / "9.0.0.toml"
    changed = rest.replace("guards = [\n", f"guards = [\n{guard}", 1)
    file.write_text(head + mark + changed, encoding="utf-8")
    return file


def test_synthetic_cases_come_to_an_end_and_the_same_seed_tells_the_same(ctx: Context) -> None:
    procedure = ctx.catalog.latest("kawasan-perdesaan")
    found = simulate(ctx, world.OFFICER, procedure, 5, 3, MISHAPS)
    assert sum(found.outcomes.values()) == 5
    assert found.outcomes[Outcome.COMPLETED] > 0
    assert list(found.dates.values()) == sorted(found.dates.values())
    assert found == simulate(ctx, world.OFFICER, procedure, 5, 3, MISHAPS)
    assert found.dates != simulate(ctx, world.OFFICER, procedure, 5, 4, MISHAPS).dates


def test_real_cases_differ_only_under_a_version_that_differs(ctx: Context, tmp_path: Path) -> None:
    case_id = world.tkpkp_done(ctx)
    early = world.tkpkp_at(ctx, "susunan-tim", "63.02")
    old = ctx.catalog.latest("tkpkp-kabupaten")
    same = replay_against(ctx, world.OFFICER, old, SHIPPED)
    assert (same.cases, same.differing) == (2, {})
    found = replay_against(ctx, world.OFFICER, old, stricter(tmp_path))
    assert set(found.differing) == {case_id}
    assert early not in found.differing
    told = {f.guard for d in found.differing[case_id].differences for f in d.findings}
    assert told == {"tuntutan-baru"}


def test_cases_outside_the_area_are_not_replayed(ctx: Context) -> None:
    world.tkpkp_done(ctx)
    stranger = world.actor("pmd-kabupaten", "63.02")
    old = ctx.catalog.latest("tkpkp-kabupaten")
    assert replay_against(ctx, stranger, old, SHIPPED).cases == 0


def test_the_file_of_another_procedure_is_refused(ctx: Context) -> None:
    with pytest.raises(InvalidInput, match="bumdesma"):
        replay_against(
            ctx,
            world.OFFICER,
            ctx.catalog.latest("tkpkp-kabupaten"),
            PROCEDURE_FOLDER / "bumdesma" / "1.0.0.toml",
        )


def test_no_rehearsal_changes_a_byte_of_the_database_or_a_file(tmp_path: Path) -> None:
    ctx = world.make_context(tmp_path)
    done, running = world.tkpkp_done(ctx), world.tkpkp_at(ctx, "penetapan-tkpkp", "63.02")
    _settle(ctx)
    before = _bytes(ctx.settings.home)
    assert len(before) > 1
    procedure = ctx.catalog.latest("tkpkp-kabupaten")
    simulate(ctx, world.OFFICER, procedure, 3, 0, MISHAPS)
    assert done in replay_against(ctx, world.OFFICER, procedure, stricter(tmp_path)).differing
    assert forecast(ctx, world.OFFICER, running, runs=3).dates
    _settle(ctx)
    assert _bytes(ctx.settings.home) == before
    ctx.database.close()


def _settle(ctx: Context) -> None:
    """Bring the write-ahead log into the file, so that one file tells all."""
    with ctx.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _bytes(home: Path) -> dict[str, str]:
    files = (f for f in home.rglob("*") if f.is_file() and f.suffix not in (".db-shm", ".db-wal"))
    return {str(f): sha256(f.read_bytes()).hexdigest() for f in files}
