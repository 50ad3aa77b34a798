"""A monthly report as PDF and as the bytes of its figures; the same report, the same bytes."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from hashlib import sha256

from markupsafe import Markup

from documents.environment import environment
from documents.layout import load_layout
from documents.locale import tanggal
from documents.pdf import to_pdf
from documents.report_charts import MOST, described, picture
from documents.report_tables import Table, Value, tables
from documents.sheet import watermark_uri
from engine.domain.reports import Month, Report
from engine.services.reports import as_json

TEMPLATE = "laporan/bulanan.html.j2"
LONGEST = 80
"""Rows of a table that are printed; the spreadsheet has all."""

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def report_bytes(found: Report) -> bytes:
    """The figures as canonical JSON."""
    return json.dumps(as_json(found), ensure_ascii=False, separators=(",", ":")).encode()


def report_pdf(found: Report) -> bytes:
    """The report as PDF/A, A4, its heads repeated on every page; marked where it shows no fact."""
    return to_pdf(report_html(found))


def report_html(found: Report) -> str:
    """The report as HTML; everything from the record is escaped."""
    layout = load_layout()
    font = layout.profil.korespondensi.huruf
    mark = ""
    if found.demonstration:
        mark = watermark_uri([layout.tanda.demonstrasi], layout, layout.profil.korespondensi)
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            laporan=found,
            bulan=month_name(found.month),
            tabel=tables(found),
            gambar=partial(picture, font=font),
            uraian=described,
            isi=cell,
            lebar=_widths,
            terbanyak=LONGEST,
            batang=MOST,
            huruf=font,
            tanda=layout.tanda,
            latar=Markup(f"background:url('{mark}') center/100% 100% no-repeat;") if mark else "",  # noqa: S704 (our own drawing)
            segel=sha256(report_bytes(found)).hexdigest(),
        )
    )


def month_name(month: str) -> str:
    """A month in words: "Februari 2026"."""
    found = Month.parse(month)
    return f"{_MONTHS[found.number - 1]} {found.year}"


def file_name(area: str, month: str, form: str) -> str:
    """What a report's file is called."""
    return f"laporan-kemajuan_{area}_{month}.{form}"


def cell(value: Value) -> str:
    """A cell as people read it: dates in full, thousands by dot, a dash for nothing."""
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return value or "–"


def _widths(table: Table) -> list[str]:
    whole = sum(column.width for column in table.columns)
    return [f"{100 * column.width / whole:.2f}%" for column in table.columns]
