"""Invitations: to the coordination meeting, and to the deliberation of the villages."""

from __future__ import annotations

from documents.drafting import people, writing
from documents.drafting.law import short_citations
from documents.drafting.letters import head
from documents.drafting.record import Record
from documents.model import UndanganMusyawarahAntarDesa, UndanganRapatKoordinasi


def coordination_meeting(record: Record) -> UndanganRapatKoordinasi:
    """The Sekda invites agencies and camat."""
    issuer = record.source.office(record.rule.penerbit)
    invited = record.lines("undangan")
    if not invited:
        invited = record.listed("undangan")
        note = record.general.anggapan
        record.check(note.format(isian=record.label("undangan"), nilai=writing.joined(invited)))
    return UndanganRapatKoordinasi(
        kop=people.letterhead(record, issuer),
        head=head(
            record,
            people.seat(record, issuer),
            record.say("hal"),
            (record.say("yth"),),
        ),
        acara=record.acara(record.say("tempat"), planned=True),
        agenda=writing.item(record.optional("acara")) or record.say("agenda"),
        tujuan=writing.clause(record.optional("tujuan") or record.say("tujuan")),
        undangan=invited,
        penandatangan=people.signer(record, issuer),
        dasar=short_citations(record),
        tembusan=record.tembusan,
    )


def village_deliberation(record: Record) -> UndanganMusyawarahAntarDesa:
    """The villages' cooperation body calls the villages to deliberate together."""
    source = record.source
    issuer = source.office(record.rule.penerbit)
    villages = record.villages()
    units = tuple(writing.clause(u) for u in record.lines("unsur_diundang"))
    return UndanganMusyawarahAntarDesa(
        kop=people.letterhead(record, issuer),
        head=head(
            record,
            villages[0].kecamatan,
            record.say("hal"),
            tuple(source.office("desa", v.kode).head for v in villages),
        ),
        acara=record.acara(record.say("tempat"), planned=True),
        mengenai=record.say("mengenai"),
        desa=villages,
        pokok_bahasan=tuple(writing.clause(t) for t in record.lines("acara"))
        or record.listed("pokok_bahasan"),
        unsur=units or record.listed("unsur"),
        penandatangan=people.signer(record, issuer),
        dasar=short_citations(record),
        utusan_per_desa=writing.count(source.data.get("utusan_per_desa")) or None,
        tembusan=record.tembusan,
    )
