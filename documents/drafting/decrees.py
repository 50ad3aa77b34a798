"""Decrees of the head of region: the coordination team, and where a kawasan lies."""

from __future__ import annotations

from typing import TypedDict

from documents.drafting import people, writing
from documents.drafting.law import citations
from documents.drafting.record import Record
from documents.drafting.source import as_day
from documents.locale import tanggal
from documents.model import (
    Anggota,
    Butir,
    KeputusanPenetapanKawasan,
    KeputusanTimKerja,
    KeputusanTkpkp,
    KeputusanTkpkpKawasan,
    Konsiderans,
    Kop,
    Penetapan,
    Peta,
    Picture,
)
from engine.services.offices import Office

_TASKS = ("tugas_tim", "tugas_tim_kerja")


def team(record: Record) -> KeputusanTkpkp:
    """The decree that forms the regency's coordination team."""
    return KeputusanTkpkp(**_team(record, enactment(record), record.source.office("bupati")))


def kawasan_team(record: Record) -> KeputusanTkpkpKawasan:
    """The decree that forms the team which runs one kawasan."""
    bupati = record.source.office("bupati")
    return KeputusanTkpkpKawasan(**_team(record, enactment(record), bupati))


def working_team(record: Record) -> KeputusanTimKerja:
    """The Sekda's decree that forms a working team of officers."""
    issuer = record.issuer
    own = Penetapan(
        pembentuk=issuer.head,
        tempat=people.seat(record, issuer),
        penandatangan=people.signer(record, issuer),
        nomor=record.source.number,
        tanggal=record.source.dated,
    )
    return KeputusanTimKerja(**_team(record, own, issuer))


class _Team(TypedDict):
    """The fields of a decree that forms a team."""

    kop: Kop
    penetapan: Penetapan
    konsiderans: Konsiderans
    tim: str
    masa: str
    susunan: tuple[Anggota, ...]
    tugas: tuple[str, ...]
    sekretariat: str
    bertanggung_jawab: str
    pendanaan: str
    dikta_tambahan: tuple[Butir, ...]
    tembusan: tuple[str, ...]


def _team(record: Record, own: Penetapan, office: Office) -> _Team:
    return _Team(
        kop=people.letterhead(record, office),
        penetapan=own,
        konsiderans=preamble(record),
        tim=record.say("tim"),
        masa=_term(record),
        susunan=_seats(record),
        tugas=_tasks(record),
        sekretariat=_secretariat(record),
        bertanggung_jawab=record.say("bertanggung_jawab"),
        pendanaan=record.assumed("sumber_dana", record.say("pendanaan")),
        dikta_tambahan=_until(record),
        tembusan=record.tembusan,
    )


def _secretariat(record: Record) -> str:
    """Where the team's secretariat sits: as recorded, as the kind says, else dots."""
    if record.rule.kata.get("sekretariat"):
        return record.say("sekretariat")
    held = record.source.latest("unit_sekretariat")
    return str(held or record.blank("unit_sekretariat"))


def designation(record: Record) -> KeputusanPenetapanKawasan:
    """The decree that fixes where a kawasan lies."""
    office = record.source.office("bupati")
    theme = record.source.latest("tema")
    return KeputusanPenetapanKawasan(
        kop=people.letterhead(record, office),
        penetapan=enactment(record),
        konsiderans=preamble(record),
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


def enactment(record: Record) -> Penetapan:
    """Number, place, date and signature of a decree of the head of region."""
    office = record.source.office("bupati")
    return Penetapan(
        pembentuk=office.head,
        tempat=people.seat(record, office),
        penandatangan=people.signing_head(record),
        nomor=record.source.number,
        tanggal=record.source.dated,
    )


def preamble(record: Record) -> Konsiderans:
    """Considerations of the kind, citations of the register, references of the case."""
    asked = record.source.kind in record.asking("urgensi").documents
    urgency = record.source.latest("urgensi") if asked else None
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
    """The team as composed: the newest list of the kind's fields that holds anybody."""
    names = record.rule.daftar["anggota"]
    asked = next((n for n in names if record.source.step.field(n)), names[0])
    rows = next((found for n in names if (found := record.rows(n))), ())
    if not rows:
        return (Anggota(record.blank(asked), record.blank(asked)),)
    return tuple(
        Anggota(
            row.get("kedudukan") or record.blank(asked),
            row.get("jabatan") or record.blank(asked),
            row.get("unit", ""),
        )
        for row in rows
    )


def _tasks(record: Record) -> tuple[str, ...]:
    name = next((n for n in _TASKS if record.source.step.field(n)), _TASKS[0])
    text = record.source.latest(name)
    tasks = tuple(writing.clause(t) for t in writing.lines(str(text or "")))
    return tasks or (record.blank(name),)


def _follow_up(record: Record) -> tuple[Butir, ...]:
    text = record.source.latest("tindak_lanjut")
    items = tuple(writing.clause(t) for t in writing.lines(str(text or "")))
    if len(items) == 1:
        return (Butir(record.say("tindak_lanjut_satu", isi=items[0])),)
    return (Butir(record.say("tindak_lanjut"), items),) if items else ()


def _map(record: Record) -> Peta | None:
    """The map as an annex: as uploaded with its scale and source, else drawn from outlines."""
    picture = record.source.map_picture
    scale, origin = record.source.latest("skala_peta"), record.source.latest("sumber_peta")
    if picture is not None and scale and origin:
        return Peta(picture, str(scale), str(origin))
    drawn = record.source.outlines
    if drawn is None:
        return None
    record.check(record.say("peta_skematis", sumber=drawn.source))
    own = Picture(drawn.svg.encode(), record.say("peta"))
    return Peta(own, drawn.scale, drawn.source)
