"""Which villages touch: loaded by the office from boundary data it holds."""

from __future__ import annotations

import csv
import io

from engine.errors import FieldProblem, InvalidInput
from engine.reference import regions
from engine.services.context import Context
from engine.store import surroundings

_SHOWN = 10
COLUMNS = ("code_a", "code_b")


def load_contacts(ctx: Context, content: bytes) -> int:
    """Put the pairs of a CSV (columns `code_a`, `code_b`) in place of those held; how many.

    Raises InvalidInput naming each line that is no pair of villages; then nothing is changed.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        message = "Berkas ketetanggaan harus CSV dalam UTF-8."
        raise InvalidInput(message, [FieldProblem("berkas", message)]) from error
    pairs: list[tuple[str, str]] = []
    problems: list[FieldProblem] = []
    for number, row in enumerate(rows, start=2):
        a, b = (str(row.get(column) or "").strip() for column in COLUMNS)
        if a == b or not all(_village(code) for code in (a, b)):
            problems.append(FieldProblem(f"baris {number}", f"bukan sepasang desa: {a}, {b}"))
        pairs.append((a, b))
    if problems or not pairs:
        first = "; ".join(f"{p.field}: {p.message}" for p in problems[:_SHOWN])
        raise InvalidInput(first or "Berkas tidak memuat pasangan desa.", problems)
    with ctx.database.write() as connection:
        surroundings.replace_contacts(connection, pairs)
    return len(set(pairs))


def _village(code: str) -> bool:
    place = regions.find(code)
    return place is not None and place.kind in ("desa", "desa_adat", "kelurahan")
