"""The time ledger over the API and the command line: the same numbers, described as they are."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from api.cases.time import CaseTimeModel, RegencyTimeModel
from api.cli import build
from engine.services.context import Context
from tests.api.client import Api
from tests.support.world import open_tkpkp


@pytest.fixture(scope="module")
def case_id(ctx: Context) -> str:
    return open_tkpkp(ctx)


def test_the_api_answers_as_described(reader: Api, case_id: str) -> None:
    time = CaseTimeModel.model_validate(reader.get(f"/cases/{case_id}/time").json())
    assert time.elapsed == sum(h.days for h in time.by_holder) == sum(s.days for s in time.spans)
    sums = RegencyTimeModel.model_validate(reader.get("/regencies/63.01/time").json())
    assert (sums.cases, sums.elapsed) == ([case_id], time.elapsed)
    assert reader.get("/cases/TIDAK-ADA/time").status_code == 404
    assert reader.get("/regencies/32.01/time").status_code == 404


def test_the_command_line_says_the_same(
    ctx: Context, case_id: str, reader: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))
    run = CliRunner().invoke
    for argument, path in (
        (case_id, f"/cases/{case_id}/time"),
        ("63.01", "/regencies/63.01/time"),
    ):
        done = run(build("case"), ["case", "time", argument, "--json"])
        assert done.exit_code == 0, done.output
        said, answered = json.loads(done.stdout), reader.get(path).json()
        assert said.keys() == answered.keys()
        assert said.get("case") == answered.get("case")
    assert "Jumlah" in run(build("case"), ["case", "time", case_id]).stdout
    refused = run(build("case"), ["case", "time", case_id, "--dispute", "salah"])
    assert refused.exit_code == 2
