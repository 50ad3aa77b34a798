"""`kawasan import` at the command line: what it answers, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import build
from engine.domain.command import Grant
from engine.services import access
from tests.support.world import make_context

Import = Callable[..., Result]
ROWS = (
    "nama kawasan;kode kabupaten;desa;Perbup RPKP\n"
    "Agrowisata;63.09;Kembang Kuning; 73 Tahun 2021\n"
    "Lain;63.09;Saradan;BELUM\n"
)


@pytest.fixture
def import_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    ctx = make_context(tmp_path)
    grants = [Grant("pmd-provinsi", "63")]
    access.create_account(ctx, "pmd.satu", "Petugas", "sandi uji yang panjang", grants)
    ctx.database.close()
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(build("import"), ["import", *arguments])

    return call


@pytest.fixture
def rows(tmp_path: Path) -> str:
    path = tmp_path / "riwayat.csv"
    path.write_text(ROWS, encoding="utf-8")
    return str(path)


def test_a_dry_run_needs_no_account_and_tells_each_problem(import_: Import, rows: str) -> None:
    result = import_(rows, "--dry-run", "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert (answer["ready"], answer["rejected"], answer["imported"]) == (1, 1, 0)
    problem = next(p for p in answer["problems"] if p["blocks"])
    assert (problem["row"], problem["column"]) == (3, "desa")
    assert problem["candidates"] == ["Seradang (63.09.05.2012, Kecamatan Haruai)"]


def test_the_clean_row_is_imported_once(import_: Import, rows: str) -> None:
    first = json.loads(import_(rows, "--as", "pmd.satu", "--json").stdout)
    again = json.loads(import_(rows, "--as", "pmd.satu", "--json").stdout)
    assert (first["imported"], again["imported"], again["unchanged"]) == (1, 0, 1)
    assert first["items"][0]["cases"] == again["items"][0]["cases"]


def test_the_table_names_rows_columns_and_what_may_be_meant(import_: Import, rows: str) -> None:
    result = import_(rows, "--dry-run")
    assert "tidak ada yang dicatat" in result.stdout
    assert "Mungkin: Seradang (63.09.05.2012, Kecamatan Haruai)." in " ".join(
        result.stdout.split()
    )


def test_recording_needs_an_account(import_: Import, rows: str) -> None:
    result = import_(rows)
    assert result.exit_code == 2
    assert "--as" in result.stderr


def test_a_file_that_is_no_table_is_wrong_usage(import_: Import, tmp_path: Path) -> None:
    path = tmp_path / "gambar.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = import_(str(path), "--dry-run", "--json")
    assert result.exit_code == 2
    assert "CSV atau XLSX" in json.loads(result.stdout)["detail"]


def test_the_example_is_written_once_and_imports(import_: Import, tmp_path: Path) -> None:
    path = str(tmp_path / "contoh.csv")
    assert import_("--contoh", path).exit_code == 0
    assert import_(path, "--as", "pmd.satu").exit_code == 0
    assert import_("--contoh", path).exit_code == 2
