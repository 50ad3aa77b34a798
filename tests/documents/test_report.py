"""The monthly report as PDF and spreadsheet: the same bytes, and nothing in it is computed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from documents.report import LONGEST, month_name, report_bytes, report_html, report_pdf
from documents.report_charts import MOST, charted, picture
from documents.report_tables import tables
from documents.report_xlsx import report_xlsx
from engine.domain.reports import (
    CaseForecast,
    Deliveries,
    DoneStep,
    HolderDays,
    LateStep,
    PhaseCount,
    RegencyLine,
    Report,
    StuckCase,
    Totals,
    VisitDone,
)
from tests.documents.structure import metadata, nodes

HOSTILE = '=HYPERLINK("http://jahat.example","klik") <b>&'
CASE = ("KP-63.01-2026-001", HOSTILE, "63.01")
TOTALS = Totals(running=1234, suspended=1, steps_done=1, late_by_law=1, late_by_target=2, stuck=1)


def a_report(**changes: Any) -> Report:
    """A province with one case, everything about it told."""
    found = Report(
        area="63",
        name="Provinsi Kalimantan Selatan",
        kind="provinsi",
        month="2026-02",
        first=date(2026, 2, 1),
        as_of=date(2026, 2, 28),
        zone="WITA",
        complete=True,
        provisional=False,
        demonstration=False,
        stuck_after=30,
        walks=60,
        totals=TOTALS,
        regencies=(RegencyLine("63.01", "Kabupaten Tanah Laut", TOTALS),),
        phases=(PhaseCount("kawasan-perdesaan", "Pembentukan", "kajian", "Kajian", 3),),
        done=(DoneStep(*CASE, "x", "Langkah", "", date(2026, 2, 3), date(2026, 2, 4)),),
        late=(
            LateStep(
                *CASE,
                "y",
                "Langkah lain",
                "63.01.01.2002",
                "Bupati",
                "Batas",
                legal=True,
                due_on=date(2026, 2, 20),
                provisional=True,
                days=8,
            ),
        ),
        stuck=(StuckCase(*CASE, "Kajian", date(2026, 1, 1), 58),),
        holders=(HolderDays("regency", "Kabupaten", 20, 31), HolderDays("none", "–", 0, 0)),
        deliveries=Deliveries(5, 4, 3),
        visits=(
            VisitDone("KUNJ-1", "63.01", "Audiensi", date(2026, 2, 9), date(2026, 2, 9), "Baik"),
        ),
        forecasts=(
            CaseForecast(*CASE, date(2026, 5, 4), date(2026, 6, 1), date(2026, 9, 7), ""),
            CaseForecast("KP-2", "Lain", "63.01", None, None, None, "Belum ada tim."),
        ),
    )
    return replace(found, **changes)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return report_pdf(a_report())


@pytest.fixture(scope="module")
def workbook() -> Any:
    return load_workbook(BytesIO(report_xlsx(a_report())))


def test_the_pdf_tells_every_table_in_words_of_the_office(pdf: bytes) -> None:
    text = text_of(pdf)
    assert "Provinsi Kalimantan Selatan (63), bulan Februari 2026" in text
    assert "Keadaan per akhir hari 28 Februari 2026 (WITA)" in text
    for table in tables(a_report()):
        assert table.title in text
    for told in ("1.234", "20 Februari 2026", "(sementara)", "Tabanio", "Belum ada tim.", "1 / "):
        assert told in text
    assert "Disusun otomatis" in text


def test_the_pdf_is_archival_and_its_charts_are_told_in_words(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    assert "pdfaid" in metadata(reader)
    assert str(reader.root_object["/Lang"]) == "id-ID"
    figures = [node.element for node in nodes(reader) if node.kind == "Figure"]
    told = [str(element["/Alt"]) for element in figures]
    assert "Perkara berjalan menurut tahap: Kajian 3." in told
    assert any(alt.startswith("Hari bulan ini menurut pemegang") for alt in told)


def test_the_same_figures_give_the_same_bytes_in_any_process() -> None:
    program = (
        "from tests.documents.test_report import *; from hashlib import sha256; "
        "print(sha256(report_pdf(a_report())).hexdigest(), "
        "sha256(report_xlsx(a_report())).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert report_bytes(a_report()) == report_bytes(a_report())
    assert report_bytes(a_report()) != report_bytes(a_report(walks=61))


def test_what_was_typed_stays_text_in_the_page() -> None:
    html = report_html(a_report())
    assert "<b>&" not in html
    assert "&lt;b&gt;&amp;" in html


def test_a_running_month_a_demonstration_and_a_provisional_year_are_told() -> None:
    running = text_of(report_pdf(a_report(complete=False, as_of=date(2026, 2, 10))))
    assert "Angka sementara" in running
    assert "bulan ini belum berakhir" in running
    marked = report_html(a_report(demonstration=True, provisional=True))
    assert "data:image/svg+xml" in marked.partition("</style>")[0]
    assert "bersifat sementara" in marked


def test_a_long_table_is_cut_on_paper_and_whole_in_the_spreadsheet() -> None:
    late = a_report().late[0]
    found = a_report(late=tuple(replace(late, days=n + 1) for n in range(LONGEST + 7)))
    assert "7 baris berikutnya ada dalam lembar Langkah terlambat" in report_html(found)
    sheet = load_workbook(BytesIO(report_xlsx(found)))["Langkah terlambat"]
    assert sheet.max_row == 3 + LONGEST + 7


def test_an_area_without_a_case_has_a_report_all_the_same() -> None:
    nothing = a_report(
        totals=Totals(),
        regencies=(),
        phases=(),
        done=(),
        late=(),
        stuck=(),
        holders=(HolderDays("regency", "Kabupaten", 0, 0),),
        deliveries=Deliveries(0, 0, 0),
        visits=(),
        forecasts=(),
    )
    assert "Tidak ada langkah yang terlambat." in text_of(report_pdf(nothing))
    for sheet in load_workbook(BytesIO(report_xlsx(nothing))):
        assert sheet.cell(3, 1).value


def test_a_sheet_for_each_table_with_heads_that_stay(workbook: Any) -> None:
    assert workbook.sheetnames == [table.sheet for table in tables(a_report())]
    for sheet, table in zip(workbook, tables(a_report()), strict=True):
        heads = [sheet.cell(3, n + 1).value for n in range(len(table.columns))]
        assert heads == [column.head for column in table.columns]
        assert sheet.freeze_panes == "A4"
        assert sheet.cell(3, 1).font.bold
        assert sheet.column_dimensions["A"].width == table.columns[0].width
        assert len(sheet._charts) == (table.chart is not None)


def test_numbers_are_numbers_dates_are_dates_and_formulas_are_texts(workbook: Any) -> None:
    assert workbook["Ringkasan"]["B4"].value == 1234
    sheet = workbook["Langkah terlambat"]
    row = {sheet.cell(3, n).value: sheet.cell(4, n) for n in range(1, 9)}
    assert row["Jatuh tempo"].value == datetime(2026, 2, 20)  # noqa: DTZ001 - as openpyxl reads it
    assert row["Jatuh tempo"].is_date
    assert row["Hari"].value == 8
    assert (row["Judul"].value, row["Judul"].data_type) == (HOSTILE, "s")
    assert all(cell.data_type != "f" for sheet in workbook for row in sheet.rows for cell in row)


def test_a_chart_points_at_its_own_rows(workbook: Any) -> None:
    (chart,) = workbook["Pemegang waktu"]._charts
    (series,) = chart.series
    assert series.val.numRef.f == "'Pemegang waktu'!$B$4:$B$5"
    assert series.cat.numRef.f == "'Pemegang waktu'!$A$4:$A$5"


def test_the_spreadsheet_bears_the_reports_day_and_no_clock() -> None:
    with zipfile.ZipFile(BytesIO(report_xlsx(a_report()))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
    assert core.count("2026-02-28T00:00:00Z") == 2


def test_a_picture_shows_the_first_rows_and_none_without_values() -> None:
    line = a_report().regencies[0]
    many = tuple(replace(line, name=f"Kabupaten {n}") for n in range(MOST + 5))
    shown = {t.id: t for t in tables(a_report(regencies=many))}["daerah"]
    assert len(charted(shown)) == MOST
    assert picture(shown, "Liberation Sans").count("%3Crect") == 2 + 2 * MOST
    none = {t.id: t for t in tables(a_report(regencies=()))}["daerah"]
    assert picture(none, "Liberation Sans") == ""


def test_months_are_named_in_indonesian() -> None:
    assert [month_name(f"2026-{n:02d}") for n in (2, 8, 12)] == [
        "Februari 2026",
        "Agustus 2026",
        "Desember 2026",
    ]
