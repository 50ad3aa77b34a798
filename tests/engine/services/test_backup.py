"""A backup is put back beside the system before it counts; what is not whole is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from engine.domain.command import Grant
from engine.errors import Conflict
from engine.services import access, audit, roots
from engine.services import backup as making
from engine.services.backup import backup, make, recovery_point
from engine.services.backup_archive import Writer
from engine.services.backup_proof import prove, restore
from engine.services.context import Context
from engine.services.files import path_of, read_file
from engine.services.views import get_case
from engine.store import backup as store
from engine.store.database import Connection, Database
from engine.store.schema import upgrade_on
from tests.support.world import NOW, OFFICER, make_context, open_tkpkp, set_clock, tkpkp_at


@pytest.fixture
def filled(ctx: Context) -> Context:
    """Two cases, evidence, an account, a daily root, and work that waits."""
    ctx.settings.secret = SecretStr("kunci uji")
    tkpkp_at(ctx, "rancangan-sk-tkpkp")
    roots.write_root(ctx)
    open_tkpkp(ctx, "63.02")
    access.create_account(
        ctx, "ani", "Petugas", "sandi yang panjang 1", [Grant("pmd-provinsi", "63")]
    )
    return ctx


def elsewhere(folder: Path) -> Context:
    """An empty system on SQLite with the same key."""
    return make_context(folder, secret=SecretStr("kunci uji"))


def everything(ctx: Context) -> dict[str, object]:
    """What must come back: the seal over all cases, a case's answer, the files, the roots."""
    report = audit.verify(ctx)
    assert report.sound
    view = get_case(ctx, OFFICER, next(iter(sorted(cases(ctx)))))
    return {
        "report": report,
        "state": view.state,
        "files": sorted(p.name for p in ctx.settings.files.rglob("*") if p.is_file()),
        "roots": [(root.name, root.hash) for root in roots.roots(ctx)],
        "rows": counts(ctx),
    }


def cases(ctx: Context) -> list[str]:
    with ctx.database.read() as connection:
        return [r[0] for r in connection.exec_driver_sql('SELECT id FROM "case"')]


def counts(ctx: Context) -> dict[str, int]:
    tables = ("case", "case_step", "event", "outbox", "file", "account", "reminder")
    with ctx.database.read() as connection:
        return {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
            for name in tables
        }


def test_a_backup_proves_itself_and_becomes_the_recovery_point(
    filled: Context, tmp_path: Path
) -> None:
    assert recovery_point(filled) is None
    proof = backup(filled, tmp_path / "aman")
    assert proof.problems == ()
    assert proof.path.name == "kawasan-20260302T020000Z.zip"
    assert proof.path.stat().st_mode & 0o077 == 0
    point = recovery_point(filled)
    assert point is not None
    assert (point.file, point.cases, point.root) == (
        proof.path.name,
        2,
        audit.verify(filled).root,
    )
    assert [p.name for p in proof.path.parent.iterdir()] == [proof.path.name]


def test_everything_comes_back_in_an_empty_system(filled: Context, tmp_path: Path) -> None:
    had = everything(filled)
    make(filled, tmp_path / "c.zip")
    empty = elsewhere(tmp_path / "baru")
    assert restore(empty, tmp_path / "c.zip").sound
    assert everything(empty) == had
    open_tkpkp(empty, "63.03")  # numbering goes on where it was
    assert audit.verify(empty).sound


def test_what_happened_since_is_undone_in_its_own_place_only_by_force(
    filled: Context, tmp_path: Path
) -> None:
    had = everything(filled)
    make(filled, tmp_path / "c.zip")
    open_tkpkp(filled, "63.03")
    set_clock(filled, NOW + timedelta(days=1))
    roots.write_root(filled)
    with pytest.raises(Conflict, match="sudah berisi"):
        restore(filled, tmp_path / "c.zip")
    assert counts(filled)["case"] == 3
    assert restore(filled, tmp_path / "c.zip", force=True).sound
    assert everything(filled) == had
    kept = list(filled.settings.home.glob("roots-sebelum-*/*.json"))
    assert sorted(p.stem for p in kept) == ["2026-03-02", "2026-03-03"]
    open_tkpkp(filled, "63.03")  # PostgreSQL counts on after the rows that were put back
    assert audit.verify(filled).sound


def test_a_damaged_file_of_the_system_is_put_right(filled: Context, tmp_path: Path) -> None:
    make(filled, tmp_path / "c.zip")
    damaged = next(p for p in filled.settings.files.rglob("*") if p.is_file())
    damaged.write_bytes(b"rusak")
    assert restore(filled, tmp_path / "c.zip", force=True).sound
    assert read_file(filled, damaged.name)


def test_a_file_that_is_lost_leaves_the_backup_unproven(filled: Context, tmp_path: Path) -> None:
    lost = next(p for p in filled.settings.files.rglob("*") if p.is_file())
    lost.unlink()
    proof = backup(filled, tmp_path / "c.zip")
    assert proof.problems == (f"files/{lost.name}: hilang atau rusak",)
    assert recovery_point(filled) is None
    empty = elsewhere(tmp_path / "baru")
    assert not restore(empty, tmp_path / "c.zip").sound
    assert counts(empty)["case"] == 0


def test_a_record_that_was_tampered_with_leaves_the_backup_unproven(
    filled: Context, tmp_path: Path
) -> None:
    with filled.database.write() as connection:
        connection.exec_driver_sql("UPDATE event SET body = '{}' WHERE seq = 1")
    proof = backup(filled, tmp_path / "c.zip")
    assert any("kejadian 1" in problem for problem in proof.problems)
    assert recovery_point(filled) is None


def test_only_the_newest_backups_of_a_folder_stay(filled: Context, tmp_path: Path) -> None:
    (tmp_path / "surat.zip").touch()
    for day in range(4):
        set_clock(filled, NOW + timedelta(days=day))
        assert backup(filled, tmp_path / "aman", keep=2).sound
    assert sorted(p.name for p in (tmp_path / "aman").iterdir()) == [
        "kawasan-20260304T020000Z.zip",
        "kawasan-20260305T020000Z.zip",
    ]
    with pytest.raises(Conflict, match="tidak pernah ditimpa"):
        backup(filled, tmp_path / "aman")


def test_a_backup_shares_no_moment_with_what_is_written_meanwhile(
    filled: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = making._write_tables

    def disturbed(connection: Connection, writer: Writer) -> None:
        first, *_ = store.tables(connection)
        list(store.lines(connection, first))
        open_tkpkp(filled, "63.03")
        whole(connection, writer)

    monkeypatch.setattr(making, "_write_tables", disturbed)
    proof = backup(filled, tmp_path / "c.zip")
    assert proof.sound
    assert (proof.manifest.cases, counts(filled)["case"]) == (2, 3)


def test_a_backup_of_an_older_schema_is_migrated(tmp_path: Path) -> None:
    ctx = elsewhere(tmp_path / "lama")
    old = replace(ctx, database=Database(f"sqlite:///{tmp_path / 'lama.db'}"))
    with old.database.write() as connection:
        upgrade_on(connection, "0012")
        connection.exec_driver_sql("INSERT INTO village_contact (a, b) VALUES ('x', 'y')")
    make(old, tmp_path / "c.zip")
    assert prove(ctx, tmp_path / "c.zip").manifest.schema == "0012"
    assert restore(ctx, tmp_path / "c.zip").sound
    with ctx.database.read() as connection:
        found = connection.exec_driver_sql("SELECT a, b FROM village_contact").all()
    assert [tuple(row) for row in found] == [("x", "y")]
    assert audit.unready(ctx) == []


def test_files_of_a_backup_lie_under_their_hash(filled: Context, tmp_path: Path) -> None:
    make(filled, tmp_path / "c.zip")
    empty = elsewhere(tmp_path / "baru")
    restore(empty, tmp_path / "c.zip")
    with empty.database.read() as connection:
        digests = [r[0] for r in connection.exec_driver_sql("SELECT sha256 FROM file")]
    assert digests
    assert all(path_of(empty, digest).exists() for digest in digests)
