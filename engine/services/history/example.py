"""An example file with every column, for an office to fill in."""

from __future__ import annotations

import csv
import io

from engine.reference import columns


def example() -> bytes:
    """A CSV that spreadsheets open without asking: byte order mark, semicolons, one row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    listed = list(columns.columns().values())
    writer.writerow([column.label for column in listed])
    writer.writerow([column.example for column in listed])
    return out.getvalue().encode("utf-8-sig")
