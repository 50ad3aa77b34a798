"""The number and date of a document whose number was given by whoever signed it."""

from __future__ import annotations

from datetime import date

from documents.drafting.rules import rule
from documents.drafting.source import Source, as_day

_OWN = "nomor"


def number(source: Source) -> str | None:
    """The number the step records for this kind: one of its own, or one of each village."""
    field = rule(source.kind).isian_nomor
    rows = source.data.get("nomor_desa")
    apart = source.data.get("cara_penomoran") == "per_desa"
    shared = "" if apart else str(source.data.get(field) or "")
    if shared or field != _OWN or not isinstance(rows, list):
        return shared or None
    places = source.places
    each = (f"{row['nomor']} ({places[row['desa']].name})" for row in rows if row.get("nomor"))
    return "; ".join(each) or None


def day(source: Source) -> date | None:
    """The date the step records for this kind, else the day on which the step was done."""
    field = rule(source.kind).isian_tanggal
    return as_day(source.data.get(field)) or source.cell.done_on
