"""`kawasan backup` and `restore` at the terminal, and where the recovery point is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import build
from engine.services.context import connect
from engine.settings import Settings
from tests.support.world import make_context, open_tkpkp


def call(home: Path, *arguments: str) -> Result:
    environment = {"KAWASAN_HOME": str(home), "KAWASAN_SECRET": "rahasia uji"}
    return CliRunner().invoke(build(arguments[0]), list(arguments), env=environment)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of a system with one case."""
    ctx = make_context(tmp_path)
    open_tkpkp(ctx)
    ctx.database.close()
    return ctx.settings.home


def test_a_backup_comes_back_elsewhere_and_its_moment_is_shown(home: Path, tmp_path: Path) -> None:
    made = call(home, "backup", str(tmp_path / "c.zip"), "--json")
    assert made.exit_code == 0
    told = json.loads(made.output)
    assert (told["cases"], told["sound"]) == (1, True)
    verified = json.loads(call(home, "verify", "--json").output)
    assert verified["recovery_point"]["file"] == "c.zip"
    with TestClient(create_app(connect(Settings(home=home)))) as client:
        assert client.get("/readyz").json()["recovery_point"] == told["made_at"]
    checked = call(tmp_path / "baru", "restore", str(tmp_path / "c.zip"), "--check")
    assert checked.exit_code == 0
    assert json.loads(call(tmp_path / "baru", "verify", "--json").output)["cases"] == 0
    assert call(tmp_path / "baru", "restore", str(tmp_path / "c.zip")).exit_code == 0
    assert json.loads(call(tmp_path / "baru", "verify", "--json").output)["cases"] == 1


def test_a_system_that_holds_something_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    call(home, "backup", str(tmp_path / "c.zip"))
    refused = call(home, "restore", str(tmp_path / "c.zip"))
    assert refused.exit_code == 1
    assert "--force" in refused.output
    assert call(home, "restore", str(tmp_path / "c.zip"), "--force").exit_code == 0


def test_a_broken_backup_is_told_in_one_sentence(home: Path, tmp_path: Path) -> None:
    call(home, "backup", str(tmp_path / "c.zip"))
    whole = (tmp_path / "c.zip").read_bytes()
    (tmp_path / "c.zip").write_bytes(whole[:-100])
    refused = call(home, "restore", str(tmp_path / "c.zip"), "--check")
    assert refused.exit_code == 2
    assert "terpotong" in refused.output
