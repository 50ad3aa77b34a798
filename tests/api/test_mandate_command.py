"""`kawasan mandate`: the register by hand, and "who may lawfully sign on 14 March?"."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import build
from engine.domain.command import Grant
from engine.services import access
from tests.api.client import PASSWORD
from tests.support.data import REGENCY
from tests.support.world import make_context

Kawasan = Callable[..., Result]
SEKDA = ("mandate", "add", "sekda", REGENCY, "--as", "pmd.satu", "--dated", "2026-03-01")
DEFINITIVE = (*SEKDA, "--name", "(nama pejabat)", "--from", "2025-01-01", "--number", "800/1")
DEPUTY = (*SEKDA, "--name", "(nama pelaksana)", "--holding", "plh", "--number", "800/12")
MARCH = ("--from", "2026-03-10", "--until", "2026-03-20")
WHO = ("mandate", "who", "sekda", REGENCY, "--date", "2026-03-14")


@pytest.fixture
def kawasan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kawasan:
    ctx = make_context(tmp_path)
    access.create_account(ctx, "pmd.satu", "Petugas", PASSWORD, [Grant("pmd-provinsi", "63")])
    ctx.database.close()
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(build(arguments[0]), list(arguments))

    return call


def said(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_who_may_lawfully_sign_on_14_march(kawasan: Kawasan) -> None:
    assert "belum memuat apa pun" in kawasan(*WHO).stdout
    assert said(kawasan(*WHO, "--json"))["known"] is False
    kawasan(*DEFINITIVE)
    deputy = said(kawasan(*DEPUTY, *MARCH, "--json"))
    shown = kawasan(*WHO).stdout
    title = "Sekretaris Daerah Kabupaten Tanah Laut"
    assert f"2026-03-14: Plh. {title}: (nama pelaksana)" in shown
    assert "Surat Perintah Nomor 800/12 tanggal 2026-03-01" in shown
    assert "Pejabat definitif (nama pejabat) berhalangan sementara." in shown
    found = said(kawasan(*WHO, "--act", "undangan-rapat-koordinasi", "--json"))
    assert found["mandate"]["term"] == deputy
    assert found["signatory"].startswith("Plh. ")
    (other,) = found["others"]
    assert other["basis"][0]["source"] == "uu-30-2014"


def test_a_day_without_anybody_is_told_with_its_basis(kawasan: Kawasan) -> None:
    kept = said(kawasan(*DEFINITIVE, "--json"))
    ended = ("--on", "2026-03-13", "--reason", "Pensiun.", "--as", "pmd.satu")
    assert "berakhir 2026-03-13" in kawasan("mandate", "end", kept["id"], *ended).stdout
    found = said(kawasan(*WHO, "--json"))
    assert (found["known"], found["signatory"], found["mandate"]) == (True, None, None)
    assert found["findings"][0]["basis"]
    assert "tidak ada yang sah menandatangani" in kawasan(*WHO).stdout


def test_an_overlapping_deputy_is_refused_with_findings(kawasan: Kawasan) -> None:
    kawasan(*DEFINITIVE)
    kawasan(*DEPUTY, *MARCH)
    again = kawasan(*DEPUTY, *MARCH, "--json")
    assert again.exit_code == 1
    assert json.loads(again.stdout)["findings"][0]["guard"] == "mandat-pemangku"
    assert len(said(kawasan("mandate", "list", "--json"))["terms"]) == 2


def test_a_letter_signed_for_another_office(kawasan: Kawasan) -> None:
    kawasan(*DEFINITIVE)
    letter = "undangan-rapat-koordinasi"
    made = kawasan(
        *("mandate", "add", "bupati", REGENCY, "--holding", "an", "--to", f"sekda@{REGENCY}"),
        *("--scope", letter, "--from", "2026-01-01", "--number", "1", "--dated", "2026-01-01"),
        *("--as", "pmd.satu", "--json"),
    )
    assert said(made)["taker"] == {"role": "sekda", "area": REGENCY}
    asked = ("mandate", "who", "bupati", REGENCY, "--date", "2026-03-14", "--act", letter)
    expected = "a.n. Bupati Tanah Laut, Sekretaris Daerah Kabupaten Tanah Laut: (nama pejabat)"
    assert expected in kawasan(*asked).stdout
    assert f"bupati@{REGENCY}" in kawasan("mandate", "list").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (*DEFINITIVE, "--holding", "raja"),
        (*DEFINITIVE, "--holding", "an", "--to", "sekda"),
        (*DEFINITIVE, "--nip", "12"),
        (*WHO, "--act", "surat-cinta"),
        ("mandate", "who", "sekda", "63"),
    ],
)
def test_what_is_typed_wrongly_is_a_wrong_usage(
    kawasan: Kawasan, arguments: tuple[str, ...]
) -> None:
    assert kawasan(*arguments).exit_code == 2
