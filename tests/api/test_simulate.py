"""The commands that rehearse and forecast: JSON with its assumptions, words without."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import build
from engine.definitions.catalog import PROCEDURE_FOLDER
from tests.support.world import make_context, tkpkp_at

Kawasan = Callable[..., Result]
FILE = str(PROCEDURE_FOLDER / "tkpkp-kabupaten" / "1.0.0.toml")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ctx = make_context(tmp_path_factory.mktemp("gladi"))
    tkpkp_at(ctx, "rancangan-sk-tkpkp")
    ctx.database.close()
    return ctx.settings.home


@pytest.fixture
def kawasan(home: Path, monkeypatch: pytest.MonkeyPatch) -> Kawasan:
    monkeypatch.setenv("KAWASAN_HOME", str(home))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(build(arguments[0]), list(arguments))

    return call


def said(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_rehearsal_tells_outcomes_dates_and_what_it_assumes(kawasan: Kawasan) -> None:
    simulate = ("procedure", "simulate", "tkpkp-kabupaten@1.0.0", "--cases", "5", "--seed", "1")
    told = said(kawasan(*simulate, "--returns", "20", "--json"))
    assert sum(told["outcomes"].values()) == told["cases"] == 5
    assert set(told["completion"]) == {"p10", "p50", "p90"}
    assert told["assumptions"] == {"returns": 0.2, "dissent": 0.1}
    assert {step["span"]["basis"] for step in told["steps"]} <= {"target", "recorded", "assumed"}
    words = kawasan(*simulate).stdout
    assert "selesai: 5" in words
    assert "Asumsi: 10% pengajuan dikembalikan" in words


def test_real_cases_are_replayed_against_a_file(kawasan: Kawasan) -> None:
    replay = ("procedure", "simulate", "tkpkp-kabupaten", "--against", FILE)
    told = said(kawasan(*replay, "--json"))
    assert (told["cases"], told["same"], told["differing"]) == (1, 1, [])
    assert "1 tidak berubah" in kawasan(*replay).stdout


def test_a_forecast_names_its_dates_and_their_basis(kawasan: Kawasan) -> None:
    case = said(kawasan("case", "list", "--json"))["items"][0]["id"]
    told = said(kawasan("case", "forecast", case, "--runs", "5", "--json"))
    assert told["completion"]["p10"] <= told["completion"]["p50"] <= told["completion"]["p90"]
    assert {s["id"] for s in told["steps"]} >= {"rancangan-sk-tkpkp", "penetapan-tkpkp"}
    words = kawasan("case", "forecast", case, "--runs", "5").stdout
    assert "Prakiraan" in words
    assert "target kantor" in words


@pytest.mark.parametrize(
    "arguments",
    [
        ("procedure", "simulate", "tidak-ada"),
        ("procedure", "simulate", "tkpkp-kabupaten", "--cases", "0"),
        ("procedure", "simulate", "tkpkp-kabupaten", "--against", "tidak-ada.toml"),
        ("case", "forecast", "TIDAK-ADA"),
    ],
)
def test_what_does_not_exist_is_wrong_usage(kawasan: Kawasan, arguments: tuple[str, ...]) -> None:
    result = kawasan(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
