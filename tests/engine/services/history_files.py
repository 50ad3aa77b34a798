"""Import files for tests: rows by column label, as CSV or XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import openpyxl

Row = Mapping[str, object]

TABALONG: Row = {
    "nama kawasan": "Agrowisata Hortikultura",
    "kode kabupaten": "63.09",
    "desa": "Kembang Kuning; Lok Batu; Catur Karya; Masingai Satu; Masingai Dua",
    "Perbup RPKP": "73 Tahun 2021",
    "periode RPKP": "2021-2025",
    "SK lokasi kawasan": "BELUM",
    "SK TKPKP kawasan": "",
    "tema": "wisata",
    "tahun pembentukan": "2021",
    "status verifikasi": "disetujui",
}
FULL: Row = {
    "nama kawasan": "Pesisir Takisung",
    "kode kabupaten": "63.01",
    "desa": "63.01.01.2002; 63.01.01.2004; 63.01.01.2008",
    "SK lokasi kawasan": "188.45/001/CONTOH/2019",
    "tanggal SK lokasi kawasan": "12 Maret 2019",
    "SK TKPKP kabupaten": "188.45/002/CONTOH/2020",
    "tanggal SK TKPKP kabupaten": "05-02-2020",
    "SK TKPKP kawasan": "188.45/003/CONTOH/2018 tanggal 1 Agustus 2018",
    "Perbup RPKP": "12 Tahun 2017",
    "tanggal Perbup RPKP": "2017-05-30",
}


def csv_file(*rows: Row, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """The rows as CSV under the headers of all of them."""
    out = io.StringIO(newline="")
    headers = list(dict.fromkeys(header for row in rows for header in row))
    writer = csv.DictWriter(out, headers, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_file(*rows: Row) -> bytes:
    """The rows as a workbook; dates and numbers stay dates and numbers."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return workbook([headers, *([row.get(header) for header in headers] for row in rows)])


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Any rows as a workbook."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
