"""Decrees of the head of region: the coordination team, and where a kawasan lies."""

from __future__ import annotations

from documents.drafting import people, writing
from documents.drafting.law import citations
from documents.drafting.record import Record
from documents.drafting.source import as_day
from documents.locale import tanggal
from documents.model import (
    Anggota,
    Butir,
    KeputusanPenetapanKawasan,
    KeputusanTkpkp,
    Konsiderans,
    Penetapan,
    Peta,
)


def team(record: Record) -> KeputusanTkpkp:
    """The decree that forms the regency's coordination team."""
    office = record.source.office("bupati")
    secretariat = record.source.latest("unit_sekretariat")
    return KeputusanTkpkp(
        kop=people.letterhead(record, office),
        penetapan=_enactment(record),
        konsiderans=_preamble(record),
        kabupaten=record.kabupaten,
        masa=_term(record),
        susunan=_seats(record),
        tugas=_tasks(record),
        sekretariat=str(secretariat or record.blank("unit_sekretariat")),
        pendanaan=record.assumed("sumber_dana", record.say("pendanaan")),
        dikta_tambahan=_until(record),
        tembusan=record.tembusan,
    )


def designation(record: Record) -> KeputusanPenetapanKawasan:
    """The decree that fixes where a kawasan lies."""
    office = record.source.office("bupati")
    theme = record.source.latest("tema")
    return KeputusanPenetapanKawasan(
        kop=people.letterhead(record, office),
        penetapan=_enactment(record),
        konsiderans=_preamble(record),
        kabupaten=record.kabupaten,
        kawasan=record.kawasan,
        tema=str(theme or record.blank("tema")),
        desa=record.villages(),
        pelaksana=record.assumed("pelaksana", record.say("pelaksana")),
        pendanaan=record.assumed("sumber_dana", record.say("pendanaan")),
        peta=_map(record),
        dikta_tambahan=_follow_up(record),
        tembusan=record.tembusan,
    )


def _enactment(record: Record) -> Penetapan:
    office = record.source.office("bupati")
    return Penetapan(
        pembentuk=office.head,
        tempat=people.seat(record, office),
        penandatangan=people.signing_head(record),
        nomor=record.source.number,
        tanggal=record.source.dated,
    )


def _preamble(record: Record) -> Konsiderans:
    urgency = record.source.latest("urgensi")
    own = (writing.clause(str(urgency)),) if urgency else ()
    for note in record.rule.periksa:
        record.check(note.format_map(record.words))
    return Konsiderans(
        menimbang=(*record.listed("menimbang"), *own),
        mengingat=citations(record),
        memperhatikan=record.references(),
    )


def _term(record: Record) -> str:
    year = record.source.latest("tahun_anggaran")
    return record.say("masa", tahun_anggaran=str(year)) if year else ""


def _until(record: Record) -> tuple[Butir, ...]:
    day = as_day(record.source.latest("berlaku_sampai"))
    return (Butir(record.say("masa_kerja", tanggal=tanggal(day))),) if day else ()


def _seats(record: Record) -> tuple[Anggota, ...]:
    rows = record.rows("anggota")
    if not rows:
        return (Anggota(record.blank("anggota"), record.blank("anggota")),)
    return tuple(
        Anggota(
            row.get("kedudukan") or record.blank("anggota"),
            row.get("jabatan") or record.blank("anggota"),
            row.get("unit", ""),
        )
        for row in rows
    )


def _tasks(record: Record) -> tuple[str, ...]:
    text = record.source.latest("tugas_tim")
    tasks = tuple(writing.clause(t) for t in writing.lines(str(text or "")))
    return tasks or (record.blank("tugas_tim"),)


def _follow_up(record: Record) -> tuple[Butir, ...]:
    text = record.source.latest("tindak_lanjut")
    items = tuple(writing.clause(t) for t in writing.lines(str(text or "")))
    if len(items) == 1:
        return (Butir(record.say("tindak_lanjut_satu", isi=items[0])),)
    return (Butir(record.say("tindak_lanjut"), items),) if items else ()


def _map(record: Record) -> Peta | None:
    """The map as an annex, where a picture of it is held with its scale and source."""
    picture = record.source.map_picture
    scale, origin = record.source.latest("skala_peta"), record.source.latest("sumber_peta")
    if picture is None or not scale or not origin:
        return None
    return Peta(picture, str(scale), str(origin))
