"""Whatever a file holds, an import answers with problems and never with an error of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.reference import columns
from engine.services.context import Context
from engine.services.history.importing import Report, import_history
from tests.engine.services.history_files import csv_file, workbook
from tests.support.world import OFFICER, make_context

LABELS = [column.label for column in columns.columns().values()]
SHARED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LIKELY = st.sampled_from(
    ["BELUM", "=1", "63.09", "Nawin", "Saradang; Nawin", "2021", "2021-2025", "31-12-9999",
     "99999", "0000-00-00", "63.09.05.2011", "１２-０３-２０１９", "²⁰²¹",
     "73 Tahun 2021 tanggal x"]
)  # fmt: skip
ANY = st.one_of(LIKELY, st.text(max_size=40))


@pytest.fixture(scope="module")
def system() -> Iterator[Context]:
    with tempfile.TemporaryDirectory() as folder:
        context = make_context(Path(folder))
        yield context
        context.database.close()


def tried(ctx: Context, content: bytes) -> Report | None:
    try:
        return import_history(ctx, OFFICER, content, "berkas", dry_run=True)
    except InvalidInput:
        return None


@SHARED
@given(content=st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(system: Context, content: bytes) -> None:
    tried(system, content)
    tried(system, b"nama kawasan;desa;tahun\n" + content)
    tried(system, b"PK\x03\x04" + content)


@SHARED
@given(rows=st.lists(st.dictionaries(st.sampled_from(LABELS), ANY), min_size=1, max_size=4))
def test_any_cells_of_a_csv_are_reported_or_ready(
    system: Context, rows: list[dict[str, str]]
) -> None:
    content = csv_file(dict.fromkeys(LABELS, ""), *rows).decode("utf-8", "replace").encode()
    report = tried(system, content)
    assert report is None or all(p.message and p.row > 0 for p in report.problems)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    LIKELY,
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=30),
)


@SHARED
@given(rows=st.lists(st.lists(CELLS, max_size=len(LABELS)), max_size=3))
def test_any_cells_of_a_workbook_are_reported_or_ready(
    system: Context, rows: list[list[object]]
) -> None:
    report = tried(system, workbook([LABELS, *rows]))
    assert report is None or all(p.message and p.row > 0 for p in report.problems)


@SHARED
@given(at=st.integers(0, 4_000), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_refused_or_read(system: Context, at: int, byte: int) -> None:
    content = bytearray(workbook([LABELS, ["Satu", "63.09", "Nawin"]]))
    content[at % len(content)] = byte
    tried(system, bytes(content))
