"""Papers of meetings: the call to a village's meeting, who came, what was said, its report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from documents.drafting import people, writing
from documents.drafting.blank import DOTS
from documents.drafting.law import short_citations
from documents.drafting.letters import head
from documents.drafting.record import Record
from documents.drafting.tables import listed
from documents.locale import angka_terbilang, hari_tanggal, rentang_pukul, tanggal
from documents.model import (
    Bagian,
    DaftarHadir,
    Hadirin,
    LaporanHasilRapat,
    Notula,
    Orang,
    TindakLanjut,
    UndanganMusyawarahDesa,
)
from documents.model.rapat import Gender

Row = Mapping[str, str]
_PLACES = ("instansi", "desa")
_OFFICES = ("jabatan", "unsur")


def village_invitation(record: Record) -> UndanganMusyawarahDesa:
    """A village's council calls the village to deliberate."""
    village = record.desa(record.source.village)
    topics = tuple(writing.clause(t) for t in record.lines("acara"))
    return UndanganMusyawarahDesa(
        kop=people.letterhead(record, record.issuer),
        head=head(record, village.nama, record.say("hal"), (record.say("yth"),)),
        desa=village,
        mengenai=record.say("mengenai"),
        acara=record.acara(record.say("tempat"), planned=True),
        pokok_bahasan=topics or record.listed("pokok_bahasan"),
        unsur=record.lines("unsur_diundang") or record.listed("unsur"),
        penandatangan=people.signer(record, record.issuer),
        dasar=short_citations(record),
        tembusan=(record.say("tembusan"),),
    )


def attendance(record: Record) -> DaftarHadir:
    """The attendance list of a meeting: who came, or empty lines for who will come."""
    rows = _people(record)
    column = "desa" if any(row.get("desa") for row in rows) else "instansi"
    counted = writing.count(record.source.data.get("jumlah_hadir"))
    expected = counted or writing.count(record.source.data.get("jumlah_peserta"))
    return DaftarHadir(
        kop=people.letterhead(record, record.issuer),
        acara=record.acara(planned=True),
        agenda=record.say("acara"),
        asal=record.say(column),
        penandatangan=people.signer(record, record.issuer),
        hadirin=tuple(_attending(row) for row in rows),
        kosong=0 if rows else expected or int(record.say("baris")),
    )


def minutes(record: Record) -> Notula:
    """What was said and settled in a meeting."""
    rows = _people(record)
    counted = writing.count(record.source.data.get("jumlah_hadir"))
    settled = _first(record, "kesimpulan")
    return Notula(
        kop=people.letterhead(record, record.issuer),
        rapat=record.say("rapat"),
        acara=record.acara(),
        agenda=_first(record, "acara") or (record.say("rapat"),),
        pembahasan=_said(record),
        kesimpulan=tuple(writing.sentence(t) for t in settled)
        or (record.blank(_asked(record, "kesimpulan")),),
        pimpinan=people.named(record, record.text("pimpinan"), record.say("pimpinan")),
        notulis=people.named(record, record.text("notulis"), record.say("notulis")),
        undangan=_invitation(record),
        peserta=tuple(_person(row) for row in rows),
        jumlah_peserta=counted or writing.count(record.source.data.get("jumlah_peserta")) or None,
        tindak_lanjut=tuple(_next(row) for row in _follow_up(record)),
    )


def meeting_report(record: Record) -> LaporanHasilRapat:
    """The regency's Dinas PMD reports a coordination meeting to the Sekda."""
    issuer = record.issuer
    heads = record.listed("kolom")
    return LaporanHasilRapat(
        kop=people.letterhead(record, issuer),
        head=head(record, people.seat(record, issuer), record.say("hal"), (record.say("yth"),)),
        bagian=_report(record),
        penandatangan=people.signer(record, issuer),
        lampiran=listed(
            _people(record), ("nama", "jabatan", "instansi"), heads, record.say("peserta")
        ),
        tembusan=record.tembusan,
    )


def _report(record: Record) -> tuple[Bagian, ...]:
    issued = record.issued("undangan-rapat-koordinasi")
    called = (
        record.say("undangan", nomor=issued.number, tanggal=tanggal(issued.dated))
        if issued
        else ""
    )
    purpose = writing.clause(record.optional("tujuan")) or record.say("tujuan")
    opening = (record.say("maksud", tujuan=purpose),)
    when = record.acara()
    held = record.say(
        "acara",
        hari=hari_tanggal(when.hari),
        waktu=rentang_pukul(when.mulai, when.selesai, when.zona),
        tempat=when.tempat,
        pimpinan=record.text("pimpinan"),
        jumlah=_attended(record),
    )
    steps = tuple(
        record.say("tindak", **{k: row.get(k) or DOTS for k in _NEXT})
        for row in _follow_up(record)
    )
    results = tuple(writing.clause(t) for t in record.lines("kesimpulan"))
    return (
        Bagian(
            record.say("pendahuluan"),
            (*opening, *((record.say("dasar", undangan=called),) if called else ())),
        ),
        Bagian(record.say("kegiatan"), (held,)),
        Bagian(record.say("hasil"), butir=results or (record.blank("kesimpulan"),)),
        Bagian(
            record.say("saran"), (record.say("simpulan" if steps else "simpulan_saja"),), steps
        ),
        Bagian(record.say("penutup"), (record.say("akhir"),)),
    )


_NEXT = ("kegiatan", "waktu", "penanggung_jawab")


def _attended(record: Record) -> str:
    found = writing.count(record.source.data.get("jumlah_peserta")) or len(_people(record))
    return angka_terbilang(found) if found else record.blank("jumlah_peserta")


def _people(record: Record) -> tuple[Row, ...]:
    """Who is on the step's own list."""
    value = record.source.data.get("peserta")
    return tuple(value) if isinstance(value, list) else ()


def _attending(row: Row) -> Hadirin:
    letter = row.get("jenis_kelamin", "").strip().upper()[:1]
    return Hadirin(
        nama=row.get("nama") or DOTS,
        jabatan=_one(row, _OFFICES),
        instansi=_one(row, _PLACES),
        jenis_kelamin=cast("Gender", letter if letter in ("L", "P") else ""),
    )


def _person(row: Row) -> Orang:
    return Orang(_one(row, _OFFICES) or DOTS, row.get("nama", ""), _one(row, _PLACES))


def _one(row: Row, names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _said(record: Record) -> tuple[str, ...]:
    found = tuple(writing.sentence(t) for t in record.lines("pembahasan"))
    return found or (record.blank("pembahasan"),)


def _asked(record: Record, key: str) -> str:
    """The first of the kind's fields that this step's form asks for."""
    names = record.rule.daftar[key]
    return next((n for n in names if record.source.step.field(n)), names[0])


def _first(record: Record, key: str) -> tuple[str, ...]:
    """The lines of the first of the kind's fields that is recorded."""
    return next((found for n in record.rule.daftar[key] if (found := record.lines(n))), ())


def _follow_up(record: Record) -> tuple[Row, ...]:
    """What is to be done next, from the first of the fields that holds rows."""
    for name in record.rule.daftar.get("tindak_lanjut", ["rencana_tindak"]):
        value = record.source.data.get(name)
        if isinstance(value, list) and value:
            return tuple(value)
    return ()


def _next(row: Row) -> TindakLanjut:
    return TindakLanjut(*(row.get(k) or DOTS for k in ("kegiatan", "penanggung_jawab", "waktu")))


def _invitation(record: Record) -> str:
    """The invitation in force, by office, number and date."""
    for kind in record.rule.daftar["undangan"]:
        issued = record.issued(kind)
        if issued is not None and kind in record.source.step.documents:
            return record.say("undangan", nomor=issued.number, tanggal=tanggal(issued.dated))
    return ""
