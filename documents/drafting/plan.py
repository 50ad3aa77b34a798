"""The regulation that fixes a kawasan's plan."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.drafting import articles, people
from documents.drafting.blank import DOTS
from documents.drafting.decrees import enactment, preamble
from documents.drafting.record import Record
from documents.drafting.rules import chapters
from documents.drafting.source import as_day
from documents.drafting.tables import programmes
from documents.model import PeraturanBupatiRpkp

_YEAR = re.compile(r"\s+tahun\s+\d{4}$", re.IGNORECASE)


def plan_regulation(record: Record) -> PeraturanBupatiRpkp:
    """The head of region's regulation, promulgated by the Sekda."""
    source = record.source
    own = enactment(record)
    bare = _YEAR.sub("", own.nomor) if own.nomor else None
    table, _ = programmes(record, record.say("matriks"))
    return PeraturanBupatiRpkp(
        kop=people.letterhead(record, source.office("bupati")),
        kabupaten=record.kabupaten,
        kawasan=record.kawasan,
        tahun=source.law_day.year,
        periode=_period(record),
        penetapan=replace(own, nomor=bare),
        konsiderans=preamble(record),
        bab=articles.written(record, chapters("peraturan_rpkp")),
        program=table,
        pengundang=people.signer(record, source.office("sekda")),
        tanggal_diundangkan=as_day(source.data.get("tanggal_pengundangan")),
        nomor_berita_daerah=record.optional("nomor_berita_daerah"),
    )


def _period(record: Record) -> str:
    """The years of the plan, from its first and last day."""
    days = [as_day(record.source.latest(n)) for n in ("periode_awal", "periode_akhir")]
    first, last = (str(day.year) if day else DOTS for day in days)
    return record.say("periode", mulai=first, selesai=last)
