"""The real kawasan of Kalimantan Selatan, from the data beside the checkout."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from engine.services.context import Context
from engine.services.history.importing import Result, import_history
from tests.engine.services.history_files import csv_file
from tests.support.world import OFFICER, SECOND

CONTOH = Path(__file__).parents[4] / "shared" / "data" / "kawasan_contoh_kalsel.csv"
pytestmark = pytest.mark.skipif(
    not CONTOH.exists(), reason="the shared data is not beside this checkout"
)


def test_they_are_read_as_they_are_and_only_once(ctx: Context) -> None:
    content = CONTOH.read_bytes()
    report = import_history(ctx, OFFICER, content, CONTOH.name)
    assert [problem for problem in report.problems if problem.blocks] == []
    assert [(i.entry.regency, len(i.entry.villages)) for i in report.items] == [
        ("63.03", 8),
        ("63.09", 5),
    ]
    again = import_history(ctx, SECOND, content, CONTOH.name)
    assert {item.result for item in again.items} == {Result.UNCHANGED}


def test_their_villages_are_found_by_names_alone(ctx: Context) -> None:
    with CONTOH.open(encoding="utf-8", newline="") as stream:
        real = list(csv.DictReader(stream))
    rows = [
        {"nama kawasan": r["kawasan"], "kode kabupaten": r["code"][:5], "desa": r["village"]}
        for r in real
    ]
    report = import_history(ctx, OFFICER, csv_file(*rows), "nama.csv", dry_run=True)
    assert [problem for problem in report.problems if problem.blocks] == []
    found = {code for item in report.items for code in item.entry.villages}
    assert found == {r["code"] for r in real}
