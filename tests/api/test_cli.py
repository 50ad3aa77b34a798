"""The command line: what it answers, how it fails, and that it does what the API does."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import ENTRIES, build
from engine.definitions.catalog import PROCEDURE_FOLDER
from engine.domain.command import Grant
from engine.services import access
from engine.services.context import Context, connect
from engine.settings import Settings
from tests.api.client import AUDIENCE, HELD_ON, PASSWORD
from tests.support.world import make_context, open_tkpkp, pdf, step_data

Kawasan = Callable[..., Result]
TEAM = ("--procedure", "tkpkp-kabupaten", "--title", "Tim", "--on", "2025-07-25")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One system for all commands, with one officer and one case."""
    folder = tmp_path_factory.mktemp("cli")
    ctx = make_context(folder)
    grants = [Grant("pmd-provinsi", "63")]
    access.create_account(ctx, "pmd.satu", "Petugas", PASSWORD, grants)
    open_tkpkp(ctx)
    ctx.database.close()
    return ctx.settings.home


@pytest.fixture
def kawasan(home: Path, monkeypatch: pytest.MonkeyPatch) -> Kawasan:
    monkeypatch.setenv("KAWASAN_HOME", str(home))

    def call(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(build(arguments[0]), list(arguments), input=stdin)

    return call


def said(result: Result) -> Any:
    """The JSON answer of a command that was done."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_help_lists_every_command_without_loading_any() -> None:
    code = (
        "import sys; from api.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit(bool({'sqlalchemy', 'fastapi', 'pydantic', 'prefect'} & set(sys.modules)))"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert all(entry.name in done.stdout for entry in ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.name)
def test_every_command_explains_itself(kawasan: Kawasan, entry: Any) -> None:
    result = kawasan(entry.name, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "show"),
        ("case", "entah"),
        ("case", "list", "--warna", "biru"),
        ("case", "open", "--regency", "63.02", *TEAM),  # nobody acts
        ("procedure", "check", "tidak-ada.toml"),
        ("calendar", "explain", "kemarin", "3"),
        ("user", "create", "tanpa.peran", "--name", "X"),
    ],
)
def test_wrong_usage_is_two(kawasan: Kawasan, arguments: tuple[str, ...]) -> None:
    assert kawasan(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "show", "TIDAK-ADA"),
        ("case", "open", "--regency", "63.99", *TEAM, "--as", "pmd.satu"),
        ("case", "open", "--regency", "63.02", *TEAM, "--as", "tak.dikenal"),
        ("procedure", "show", "entah"),
        ("calendar", "show", "1900"),
        ("apikey", "create", "x", "--area", "99"),
        ("apikey", "revoke", "entah"),
        ("document", "verify", "ENTAH"),
    ],
)
def test_what_does_not_exist_is_two_with_one_sentence(
    kawasan: Kawasan, arguments: tuple[str, ...]
) -> None:
    result = kawasan(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("kawasan: ")
    assert "Traceback" not in result.output
    told = kawasan(*arguments, "--json")
    assert told.exit_code == 2
    assert json.loads(told.stdout)["status"] in (404, 422)


def test_cases_are_listed_shown_and_followed(kawasan: Kawasan) -> None:
    case = said(kawasan("case", "list", "--regency", "63.01", "--json"))["items"][0]["id"]
    assert said(kawasan("case", "show", case, "--json"))["id"] == case
    assert case in kawasan("case", "show", case).stdout
    assert said(kawasan("case", "timeline", case, "--json"))["items"][0]["type"] == "case_opened"
    assert "case_opened" in kawasan("case", "timeline", case).stdout
    items = said(kawasan("case", "blockers", case, "--json"))["items"]
    assert items[0]["step"] == AUDIENCE
    told = kawasan("case", "blockers", case).stdout
    assert "dasar: " in told
    assert "perbaikan: " in told
    assert said(kawasan("case", "verify", case, "--json"))["sound"] is True


def test_a_case_is_opened_and_acted_upon_as_an_officer(kawasan: Kawasan, tmp_path: Path) -> None:
    opened = kawasan("case", "open", "--regency", "63.02", *TEAM, "--as", "pmd.satu", "--json")
    case = said(opened)["id"]
    data, paper = tmp_path / "isian.json", tmp_path / "notula.pdf"
    data.write_text(json.dumps(step_data(AUDIENCE)), encoding="utf-8")
    paper.write_bytes(pdf("notula"))
    act = ("case", "act", case, "submit", AUDIENCE, "--on", HELD_ON, "--as", "pmd.satu")
    refused = kawasan(*act, "--data", str(data), "--evidence", f"notula={paper}")
    assert refused.exit_code == 1
    assert "- " in refused.stderr
    assert "dasar: " in refused.stderr
    told = kawasan(*act, "--data", str(data), "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["findings"][0]["basis"]
    evidence = ("--evidence", f"notula={paper}", "--evidence", f"daftar-hadir={paper}")
    done = said(kawasan(*act, "--data", str(data), *evidence, "--json"))
    assert done["steps"][0]["state"] == "submitted"
    back = ("case", "act", case, "withdraw", AUDIENCE, "--on", HELD_ON, "--as", "pmd.satu")
    assert said(kawasan(*back, "--dry-run", "--json"))["invalidated"]["steps"]
    assert "Langkah yang harus dikerjakan lagi:" in kawasan(*back, "--dry-run").stdout
    stale = kawasan(*act, "--data", str(data), "--version", "1", "--json")
    assert (stale.exit_code, json.loads(stale.stdout)["current_version"]) == (1, 2)


@pytest.mark.parametrize("given", ["notula", "notula=tidak-ada.pdf"])
def test_evidence_that_is_no_file_is_wrong_usage(kawasan: Kawasan, given: str) -> None:
    case = said(kawasan("case", "list", "--json"))["items"][0]["id"]
    act = ("case", "act", case, "start", AUDIENCE, "--on", HELD_ON, "--as", "pmd.satu")
    assert kawasan(*act, "--evidence", given).exit_code == 2


def test_procedures_are_listed_and_shown(kawasan: Kawasan) -> None:
    listed = said(kawasan("procedure", "list", "--json"))["items"]
    for each in listed:
        shown = said(kawasan("procedure", "show", f"{each['id']}@{each['version']}", "--json"))
        assert shown["digest"] == each["digest"]
    assert AUDIENCE in kawasan("procedure", "show", "tkpkp-kabupaten").stdout
    assert "tkpkp-kabupaten" in kawasan("procedure", "list").stdout


def test_a_right_procedure_file_is_right(kawasan: Kawasan) -> None:
    file = PROCEDURE_FOLDER / "tkpkp-kabupaten" / "1.0.0.toml"
    assert said(kawasan("procedure", "check", str(file), "--json"))["id"] == "tkpkp-kabupaten"


def test_a_wrong_procedure_file_is_told_by_file_and_line(kawasan: Kawasan, tmp_path: Path) -> None:
    text = (PROCEDURE_FOLDER / "tkpkp-kabupaten" / "1.0.0.toml").read_text(encoding="utf-8")
    lines = text.replace('use = "evidence"', 'use = "entah"', 1).splitlines()
    wrong = next(n for n, line in enumerate(lines, start=1) if 'use = "entah"' in line)
    file = tmp_path / "salah.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = kawasan("procedure", "check", str(file))
    assert result.exit_code == 1
    assert f"salah.toml:{wrong}: " in result.stderr
    told = json.loads(kawasan("procedure", "check", str(file), "--json").stdout)
    assert told["findings"][0]["line"] == wrong


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe", b""])
def test_a_file_that_is_no_procedure_is_refused(
    kawasan: Kawasan, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "aneh.toml"
    file.write_bytes(content)
    result = kawasan("procedure", "check", str(file))
    assert result.exit_code == 1
    assert "aneh.toml:1" in result.stderr


def test_a_key_is_shown_once_and_opens_the_api(kawasan: Kawasan, home: Path) -> None:
    made = said(kawasan("apikey", "create", "Bappeda", "--area", "63.01", "--json"))
    with_key = system(home)
    visitor = access.client(with_key, made["key"])
    assert visitor is not None
    assert visitor.actor.grants == (Grant("pembaca", "63.01"),)
    listed = kawasan("apikey", "list", "--json")
    assert made["key"] not in listed.stdout
    assert [k["id"] for k in said(listed)["items"]] == [made["id"]]
    assert kawasan("apikey", "revoke", made["id"]).exit_code == 0
    assert access.client(with_key, made["key"]) is None
    assert "dicabut" in kawasan("apikey", "list").stdout
    with_key.database.close()


def test_an_account_takes_its_password_from_stdin_and_never_shows_it(
    kawasan: Kawasan, home: Path
) -> None:
    create = ("user", "create", "sekda.satu", "--name", "Sekda", "--grant", "sekda@63.01")
    result = kawasan(*create, "--password-stdin", stdin=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    with_account = system(home)
    assert access.login(with_account, "sekda.satu", PASSWORD).actor.grants
    with_account.database.close()
    listed = said(kawasan("user", "list", "--json"))["items"]
    assert {"role": "sekda", "area": "63.01"} in listed[1]["grants"]
    assert "sekda@63.01" in kawasan("user", "list").stdout
    short = kawasan(*create, "--password-stdin", stdin="pendek\n")
    assert short.exit_code == 2


def test_working_days_are_counted_with_their_holidays_named(kawasan: Kawasan) -> None:
    asked = ("calendar", "explain", "--from", "2026-03-16", "--add", "5", "--json")
    told = said(kawasan(*asked))
    assert told["date"] > "2026-03-23"
    reasons = {s["reason"]: s["decree"] for s in told["skipped"]}
    assert reasons["Sabtu"] is None
    assert reasons["Idulfitri 1447 H"].startswith("SKB")
    assert told["provisional"] is False
    assert said(kawasan(*asked, "--week", "6"))["date"] < told["date"]
    months = said(kawasan(*asked, "--unit", "bulan"))
    assert (months["date"], months["skipped"]) == ("2026-08-16", [])
    assert said(kawasan("calendar", "show", "2026", "--json"))["items"]
    assert "Sementara" in kawasan("calendar", "show", "2035").stdout


def test_a_decree_is_tried_first_and_then_recorded(kawasan: Kawasan, tmp_path: Path) -> None:
    file = tmp_path / "libur.csv"
    file.write_text(
        "tanggal,nama,jenis,keputusan,wilayah\n2026-03-17,Hari jadi,libur daerah,SE contoh,63.01\n"
    )
    asked = ("calendar", "explain", "--from", "2026-03-16", "--add", "1", "--json")
    tried = said(kawasan("calendar", "import", str(file), "--dry-run", "--json"))
    assert tried["items"] == [
        {"area": "63.01", "year": 2026, "added": ["2026-03-17"], "removed": []}
    ]
    assert said(kawasan(*asked, "--region", "63.01"))["skipped"] == []
    said(kawasan("calendar", "import", str(file), "--json"))
    told = said(kawasan(*asked, "--region", "63.01"))
    assert told["skipped"][0] == {
        "date": "2026-03-17",
        "reason": "Hari jadi",
        "decree": "SE contoh",
    }
    assert said(kawasan(*asked))["skipped"] == []


def test_the_catalogue_of_documents_is_listed(kawasan: Kawasan) -> None:
    items = said(kawasan("document", "catalogue", "--json"))["items"]
    assert "surat-permohonan-audiensi" in {k["id"] for k in items}
    assert "surat-permohonan-audiensi" in kawasan("document", "catalogue").stdout


def test_migrating_again_changes_nothing(kawasan: Kawasan) -> None:
    assert said(kawasan("migrate", "--json")) == {"current": True}


def system(home: Path) -> Context:
    return connect(Settings(home=home))
