"""Monthly reports over the API and the shell: three forms of the same figures, by area."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pydantic import TypeAdapter
from typer.testing import CliRunner

from api.cli import build
from api.reports.routes import MadeReportModel
from documents.report_post import FORMS, publish
from engine.domain.reports import Month, Report
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from tests.api.client import Api
from tests.support.world import NOW, OFFICER, set_clock

FEBRUARY = "/reports/63.01/2026-02"


@pytest.fixture(scope="module", autouse=True)
def case(ctx: Context) -> str:
    """A case recorded in February; the clock stands in March again."""
    set_clock(ctx, datetime(2026, 2, 10, 2, tzinfo=UTC))
    request = OpenRequest("tkpkp-kabupaten", "63.01", "TKPKP", date(2026, 2, 9))
    found = open_case(ctx, OFFICER, request).case_id
    set_clock(ctx, NOW)
    return found


def test_the_figures_come_as_described(reader: Api) -> None:
    answer = reader.get(FEBRUARY)
    assert answer.headers["Content-Type"] == "application/json"
    found = TypeAdapter(Report).validate_python(answer.json(), strict=False)
    assert (found.totals.running, found.totals.opened, found.as_of) == (1, 1, date(2026, 2, 28))
    assert found.complete
    assert not reader.get("/reports/63/2026-03").json()["complete"]


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_file_comes_by_ending_or_by_header(reader: Api, form: str) -> None:
    by_ending = reader.get(f"{FEBRUARY}.{form}")
    by_header = reader.get(FEBRUARY, {"Accept": FORMS[form]})
    assert by_ending.content == by_header.content
    assert by_ending.headers["Content-Type"] == FORMS[form]
    assert f"63.01_2026-02.{form}" in by_ending.headers["Content-Disposition"]
    assert by_ending.headers["Vary"] == "Accept, Authorization, Cookie"
    if form == "pdf":
        assert by_ending.content.startswith(b"%PDF")
    else:
        assert load_workbook(BytesIO(by_ending.content))["Ringkasan"]["B4"].value == 1


def test_an_unchanged_report_is_not_sent_again(reader: Api) -> None:
    tag = reader.get(FEBRUARY).headers["ETag"]
    answer = reader.get(FEBRUARY, {"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    other = reader.get(f"{FEBRUARY}.xlsx", {"If-None-Match": tag})
    assert other.status_code == 200


def test_nobody_reads_beyond_their_area(sekda: Api, neighbour: Api, reader: Api) -> None:
    assert sekda.get(FEBRUARY).status_code == 200
    for path in ("/reports/63/2026-02", "/reports/63.02/2026-02.pdf"):
        assert sekda.get(path).status_code == 404
    assert neighbour.get(FEBRUARY).status_code == 404
    assert neighbour.get("/reports", area="63.01").status_code == 404
    for path in ("/reports/xx/2026-02", "/reports/63.01.01/2026-02", "/reports/63/2026-13"):
        assert reader.get(path).status_code == 422
    for month in ("2026-04", "2026-02.exe", "0001-01"):
        assert reader.get(f"/reports/63/{month}").status_code in {404, 422}


def test_what_was_made_is_listed_and_answered_as_it_was_kept(ctx: Context, reader: Api) -> None:
    before = reader.get("/reports/63/2026-02")
    publish(ctx, "63", Month(2026, 2))
    (item,) = reader.get("/reports", area="63").json()["items"]
    made = MadeReportModel.model_validate(item)
    after = reader.get("/reports/63/2026-02")
    assert after.content == before.content
    assert after.headers["ETag"] == before.headers["ETag"] == f'"{made.sha256["json"]}"'
    assert made.totals.running == 1


def test_the_shell_writes_the_same_files(
    ctx: Context, reader: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))
    run, app = CliRunner().invoke, build("report")
    pdf, xlsx = tmp_path / "baru" / "a.pdf", tmp_path / "a.xlsx"
    files = ["--pdf", str(pdf), "--xlsx", str(xlsx)]
    done = run(app, ["report", "63.01", "2026-02", *files, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == reader.get(FEBRUARY).json()
    assert pdf.read_bytes() == reader.get(f"{FEBRUARY}.pdf").content
    assert xlsx.read_bytes() == reader.get(f"{FEBRUARY}.xlsx").content
    told = run(app, ["report", "63.01", "2026-02"])
    assert "Perkara berjalan" in told.stdout
    assert run(app, ["report", "63.01", "2026-2"]).exit_code == 2
