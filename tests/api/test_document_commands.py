"""`kawasan document draft|render` and `kawasan case documents`, as an operator types them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from api.cli import build
from engine.domain.command import Grant
from engine.services import access
from tests.api.client import PASSWORD
from tests.drafting.paper import planned_audience
from tests.support.world import make_context

LETTER = "surat-permohonan-audiensi"
AS = ("--as", "pmd.satu", "--json")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A system with two regencies that wait for their first letter."""
    ctx = make_context(tmp_path_factory.mktemp("naskah"))
    grants = [Grant("pmd-provinsi", "63")]
    access.create_account(ctx, "pmd.satu", "Petugas", PASSWORD, grants)
    for regency in ("63.01", "63.02"):
        planned_audience(ctx, regency)
    ctx.database.close()
    return ctx.settings.home


def kawasan(home: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setenv("KAWASAN_HOME", str(home))
    return CliRunner().invoke(build(arguments[0]), list(arguments))


def test_letters_of_a_province_are_made_once_and_taken_away(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    order = ("document", "draft", "--kind", LETTER, "--area", "63", *AS)
    first = kawasan(home, monkeypatch, *order)
    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["counts"] == {"made": 2}
    again = json.loads(kawasan(home, monkeypatch, *order).stdout)
    assert again["counts"] == {"current": 2}
    held = again["items"][0]
    word = tmp_path / "surat.docx"
    options = ("--format", "docx", "--out", str(word))
    done = kawasan(home, monkeypatch, "document", "render", held["document"], *options, *AS)
    assert done.exit_code == 0, done.output
    assert "${nomor_naskah}" in "\n".join(p.text for p in docx.Document(str(word)).paragraphs)
    out = tmp_path / "perkara.zip"
    kept = kawasan(home, monkeypatch, "case", "documents", held["case"], str(out), *AS)
    assert kept.exit_code == 0, kept.output
    assert len(zipfile.ZipFile(out).namelist()) == 3
    unread = kawasan(home, monkeypatch, "document", "render", held["document"], "--json")
    assert unread.exit_code == 2  # a draft is not for whoever only reads


def test_a_refused_letter_ends_the_command_with_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ("document", "draft", "--kind", "keputusan-tkpkp", "--area", "63.01")
    done = kawasan(home, monkeypatch, *order, *AS)
    assert done.exit_code == 1, done.output
    assert all(item["reason"] for item in json.loads(done.stdout)["items"])


def test_a_case_or_an_area_must_be_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = kawasan(home, monkeypatch, "document", "draft", "--kind", LETTER, *AS)
    assert done.exit_code == 2
    assert "--case atau --area" in done.stdout
