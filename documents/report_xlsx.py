"""A monthly report as a spreadsheet: one sheet for each table, native charts beside them.

Numbers are numbers and dates are dates; texts are stored as texts, so that nothing somebody
typed is ever computed. The same report gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from documents.report import month_name
from documents.report_charts import GREYS, charted
from documents.report_tables import Table, Value, tables
from documents.zipped import zip_bytes
from engine.domain.reports import Report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DATE = "[$-421]d mmmm yyyy"
_WHOLE = "#,##0"
_HEADS = 3  # the row of the heads; the title and its note stand above
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def report_xlsx(found: Report) -> bytes:
    """The report's spreadsheet."""
    from openpyxl import Workbook

    workbook = Workbook()
    first = workbook.active
    if first is not None:
        workbook.remove(first)
    state = "keadaan" if found.complete else "angka sementara, keadaan"
    note = f"{found.name}, {month_name(found.month)}; {state} per {found.as_of:%d-%m-%Y}"
    if found.demonstration:
        note += "; data peragaan, bukan data resmi"
    for table in tables(found):
        _sheet(workbook.create_sheet(table.sheet), table, note)
    buffer = BytesIO()
    workbook.save(buffer)
    return _settled(buffer.getvalue(), found)


def _sheet(sheet: Any, table: Table, note: str) -> None:
    from openpyxl.utils import get_column_letter

    _put(sheet.cell(1, 1), table.title, bold=True)
    _put(sheet.cell(2, 1), note)
    for number, column in enumerate(table.columns, start=1):
        _head(sheet.cell(_HEADS, number), column.head)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for place, row in enumerate(table.rows, start=_HEADS + 1):
        for number, value in enumerate(row, start=1):
            _put(sheet.cell(place, number), value)
    sheet.freeze_panes = f"A{_HEADS + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADS}:{_HEADS}"
    _chart(sheet, table)


def _put(cell: Any, value: Value, *, bold: bool = False) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
    elif value is not None:
        cell.value = value
        cell.number_format = _DATE if isinstance(value, date) else _WHOLE
    cell.alignment = Alignment(vertical="top", wrap_text=cell.row > _HEADS)
    cell.font = Font(bold=bold)


def _head(cell: Any, text: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.value = text
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color="FFE6E6E6")
    cell.border = Border(bottom=Side(style="thin"))
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def _chart(sheet: Any, table: Table) -> None:
    """A bar chart to the right of the table, over its first rows."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList
    from openpyxl.utils import get_column_letter

    shown = len(charted(table))
    if table.chart is None or not shown:
        return
    last = _HEADS + shown
    chart = BarChart()
    chart.type, chart.style, chart.title = "bar", 1, table.chart.title
    chart.y_axis.delete, chart.x_axis.delete = False, False
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    for index in table.chart.values:
        column = Reference(sheet, min_col=index + 1, min_row=_HEADS, max_row=last)
        chart.add_data(column, titles_from_data=True)
    names = Reference(sheet, min_col=table.chart.label + 1, min_row=_HEADS + 1, max_row=last)
    chart.set_categories(names)
    for series, grey in zip(chart.series, GREYS, strict=False):
        series.graphicalProperties.solidFill = grey.removeprefix("#")
    chart.dataLabels = DataLabelList(showVal=True)
    for part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, part, False)
    if len(table.chart.values) == 1:
        chart.legend = None
    chart.width, chart.height = 24, max(6, 1.6 + 0.9 * shown * len(table.chart.values))
    sheet.add_chart(chart, f"{get_column_letter(len(table.columns) + 2)}{_HEADS}")


def _settled(content: bytes, found: Report) -> bytes:
    """The file as of the report's day: the library writes its own clock into it."""
    moment = datetime.combine(found.as_of, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_CORE] = _STAMP.sub(rb"\g<1>" + moment + rb"\g<3>", parts[_CORE])
    return zip_bytes(parts, compressed=True)
