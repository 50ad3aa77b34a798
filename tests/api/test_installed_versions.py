"""A version that an office installed is found by its id wherever a shipped one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import build
from tests.engine.services.test_migration import NEXT


@pytest.mark.parametrize("command", ["show", "check", "diagram", "bpmn"])
def test_an_installed_version_is_known_by_its_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("KAWASAN_HOME", str(tmp_path / "home"))
    file = tmp_path / "versi.toml"
    file.write_text(NEXT, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(build("procedure"), ["procedure", "install", str(file)]).exit_code == 0
    answer = runner.invoke(build("procedure"), ["procedure", command, "tkpkp-kabupaten@1.1.0"])
    assert answer.exit_code == 0, answer.output
    assert "1.1.0" in answer.output or "Evaluasi tahunan tim" in answer.output
