"""The joint regulations of village heads: on cooperation, its body, and their enterprise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from documents.drafting import grids, people, writing
from documents.drafting.articles import annex, written
from documents.drafting.law import citations
from documents.drafting.record import Record
from documents.drafting.rules import chapters
from documents.drafting.source import as_day
from documents.model import (
    Konsiderans,
    Lampiran,
    Office,
    PeraturanBersamaArt,
    PeraturanBersamaBkad,
    PeraturanBersamaKepalaDesa,
    PeraturanBersamaPendirian,
    PihakDesa,
    Signatory,
)

_ABOUT = re.compile(r"^peraturan bersama kepala desa\b.*?\btentang\s+", re.IGNORECASE)
_YEAR = re.compile(r"\s+tahun\s+\d{4}$", re.IGNORECASE)
_Kind = TypeVar("_Kind", bound=PeraturanBersamaKepalaDesa)


def cooperation(record: Record) -> PeraturanBersamaKepalaDesa:
    """The villages' cooperation, from what they agreed on each item it must contain."""
    return _regulation(record, PeraturanBersamaKepalaDesa, "peraturan_bersama")


def body(record: Record) -> PeraturanBersamaBkad:
    """The villages' cooperation body."""
    return _regulation(record, PeraturanBersamaBkad, "peraturan_bersama_bkad")


def founding(record: Record) -> PeraturanBersamaPendirian:
    """The founding of the enterprise, with its articles and each village's share."""
    articles = annex(record, chapters("anggaran_dasar"), grids.NAMED)
    return _regulation(record, PeraturanBersamaPendirian, "peraturan_bersama_pendirian", articles)


def household_rules(record: Record) -> PeraturanBersamaArt:
    """The enterprise's household rules, as its organs agreed on them."""
    rules = annex(record, chapters("anggaran_rumah_tangga"))
    return _regulation(record, PeraturanBersamaArt, "peraturan_bersama_art", rules)


def _regulation(
    record: Record, model: type[_Kind], content: str, lampiran: Lampiran | None = None
) -> _Kind:
    data = record.source.data
    rows = {row.get("desa", ""): row for row in record.rows("nomor_desa")}
    title = _ABOUT.sub("", writing.item(record.optional("judul")))
    shared = _number(record.optional("nomor"))
    references = record.references()
    return model(
        kabupaten=record.kabupaten,
        tentang=title or record.say("tentang"),
        tahun=record.source.law_day.year,
        tempat=record.text("tempat"),
        pihak=tuple(_party(record, v, rows.get(v, {})) for v in record.source.members),
        konsiderans=Konsiderans(record.listed("menimbang"), citations(record), references),
        bab=written(record, chapters(content), grids.NAMED),
        nomor_bersama=shared or None,
        nomor_per_desa=data.get("cara_penomoran") != "bersama",
        tanggal=record.source.dated,
        lampiran=lampiran,
    )


def _party(record: Record, code: str, row: Mapping[str, str]) -> PihakDesa:
    office = record.source.office("desa", code)
    name = record.source.places[code].name
    return PihakDesa(
        desa=record.desa(code),
        kepala_desa=people.signer(record, office),
        sekretaris_desa=Signatory(
            record.say("sekretaris", desa=name), record.general.nama, Office.DESA
        ),
        nomor=_number(row.get("nomor", "")) or None,
        tanggal_diundangkan=_day(record, row.get("tanggal_pengundangan", "")),
        nomor_berita_desa=row.get("berita_desa", ""),
    )


def _number(text: str) -> str:
    """A number without its year, which the template writes."""
    return _YEAR.sub("", text.strip())


def _day(record: Record, text: str) -> date | None:
    """A date from a table, which is plain text there; what is no date goes on the checks."""
    try:
        return as_day(text)
    except ValueError:
        record.check(
            record.general.bukan_tanggal.format(isian=record.label("nomor_desa"), isi=text)
        )
        return None
