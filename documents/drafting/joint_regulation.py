"""The joint regulation of village heads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from documents.drafting import people, writing
from documents.drafting.law import citations
from documents.drafting.record import Record
from documents.drafting.rules import Chapter, chapters
from documents.drafting.source import as_day
from documents.model import (
    Ayat,
    Bab,
    Konsiderans,
    Office,
    Pasal,
    PeraturanBersamaKepalaDesa,
    PihakDesa,
    Signatory,
)

_ABOUT = re.compile(r"^peraturan bersama kepala desa\b.*?\btentang\s+", re.IGNORECASE)
_YEAR = re.compile(r"\s+tahun\s+\d{4}$", re.IGNORECASE)


def joint_regulation(record: Record) -> PeraturanBersamaKepalaDesa:
    """The villages' cooperation, from what they agreed on each item it must contain."""
    data = record.source.data
    rows = {row.get("desa", ""): row for row in record.rows("nomor_desa")}
    title = _ABOUT.sub("", writing.item(record.optional("judul")))
    shared = _number(record.optional("nomor"))
    return PeraturanBersamaKepalaDesa(
        kabupaten=record.kabupaten,
        tentang=title or record.say("tentang"),
        tahun=record.source.law_day.year,
        tempat=record.text("tempat"),
        pihak=tuple(_party(record, v, rows.get(v, {})) for v in record.source.members),
        konsiderans=Konsiderans(record.listed("menimbang"), citations(record)),
        bab=tuple(b for chapter in chapters().bab if (b := _chapter(record, chapter))),
        nomor_bersama=shared or None,
        nomor_per_desa=data.get("cara_penomoran") != "bersama",
        tanggal=record.source.dated,
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


def _chapter(record: Record, chapter: Chapter) -> Bab | None:
    if chapter.bila:
        return _body(record, chapter)
    if chapter.isian:
        held = record.lines(chapter.isian)
        texts = held or (record.text(chapter.isian),)
        return Bab(chapter.judul, (Pasal((_paragraph(chapter, texts),)),), chapter.materi)
    items = tuple(text.format_map(record.words) for text in chapter.butir)
    return Bab(chapter.judul, (Pasal((Ayat(chapter.pengantar, items),)),), chapter.materi)


def _paragraph(chapter: Chapter, texts: tuple[str, ...]) -> Ayat:
    if len(texts) == 1:
        return Ayat(writing.sentence(texts[0]))
    return Ayat(chapter.pengantar, tuple(writing.clause(t) for t in texts))


def _body(record: Record, chapter: Chapter) -> Bab | None:
    """The cooperation body, where the office named one."""
    name = record.optional(chapter.bila)
    if not name:
        return None
    seats = tuple(_seat(row) for row in record.rows("anggota_bkad"))
    first = Ayat(chapter.kalimat.format_map({**record.words, chapter.bila: name}))
    paragraphs = (first, Ayat(chapter.anggota, seats)) if seats else (first,)
    return Bab(chapter.judul, (Pasal(paragraphs),), chapter.materi)


def _seat(row: Mapping[str, str]) -> str:
    """One member: position, name, unit, village, as far as known."""
    return ", ".join(row[key] for key in ("kedudukan", "nama", "unsur", "desa") if row.get(key))


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
