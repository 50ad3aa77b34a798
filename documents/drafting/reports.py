"""Reports on a kawasan: the study of its proposal, and what a period brought."""

from __future__ import annotations

from decimal import Decimal

from documents.drafting import people, study, writing
from documents.drafting.law import short_citations
from documents.drafting.letters import head
from documents.drafting.record import Record
from documents.drafting.tables import scores, village_table
from documents.locale import hari_tanggal, rentang_pukul, rupiah_terbilang, tanggal
from documents.model import Bagian, LaporanBerkala, LaporanKajian, SuratHead, Temuan


def study_report(record: Record) -> LaporanKajian:
    """The coordination team reports its study to the head of region."""
    outcome = study.OUTCOMES[str(record.decided("rekomendasi"))]
    reasons = tuple(writing.clause(t) for t in record.lines("alasan"))
    return LaporanKajian(
        kop=people.letterhead(record, record.source.office("sekda")),
        head=_head(record),
        bagian=(
            _opening(record, *_background(record)),
            Bagian(record.say("kegiatan"), (_held(record),)),
            Bagian(
                record.say("hasil"), butir=tuple(_told(record, f) for f in study.findings(record))
            ),
            Bagian(record.say("saran"), (f"{record.say(outcome)}.",), reasons),
            Bagian(record.say("penutup"), (record.say("akhir"),)),
        ),
        penandatangan=people.signer(record, record.issuer),
        lampiran=(village_table(record, record.say("desa")), *scores(record, record.say("nilai"))),
        tembusan=record.tembusan,
    )


def periodic_report(record: Record) -> LaporanBerkala:
    """The regency's Dinas PMD reports a period of a kawasan's plan."""
    spent = record.source.data.get("realisasi")
    opening = record.say(
        "umum", mulai=tanggal(record.day("periode_mulai")), selesai=_last_day(record)
    )
    money = record.say("realisasi", isi=rupiah_terbilang(Decimal(str(spent)))) if spent else ""
    return LaporanBerkala(
        kop=people.letterhead(record, record.issuer),
        head=_head(record),
        bagian=(
            _opening(record, opening),
            _section(record, "capaian", required=True, more=(money,) if money else ()),
            _section(record, "kendala"),
            _section(record, "saran"),
            Bagian(record.say("penutup"), (record.say("akhir"),)),
        ),
        penandatangan=people.signer(record, record.issuer),
        lampiran=(village_table(record, record.say("desa")),),
        tembusan=record.tembusan,
    )


def _head(record: Record) -> SuratHead:
    place = people.seat(record, record.issuer)
    return head(record, place, record.say("hal"), (record.say("yth"),))


def _opening(record: Record, *told: str) -> Bagian:
    """What the report is about, then what it rests on."""
    cited = short_citations(record)
    more = (record.say("dasar"),) if cited else ()
    return Bagian(record.say("pendahuluan"), (*told, *more), cited)


def _background(record: Record) -> tuple[str, ...]:
    references = record.references()
    proposal = references[0] if references else record.blank("nomor", step=_proposed(record))
    return (record.say("umum", usulan=proposal), record.say("maksud"))


def _proposed(record: Record) -> str:
    return record.rule.rujukan[0].langkah


def _held(record: Record) -> str:
    when = record.acara()
    return record.say(
        "acara",
        hari=hari_tanggal(when.hari),
        waktu=rentang_pukul(when.mulai, when.selesai, when.zona),
        tempat=when.tempat,
    )


def _told(record: Record, finding: Temuan) -> str:
    judged = record.say("sesuai" if finding.sesuai else "tidak_sesuai")
    text = record.say(
        "temuan", aspek=finding.aspek, hasil=judged, uraian=writing.sentence(finding.uraian)
    )
    return writing.item(text)


def _last_day(record: Record) -> str:
    return tanggal(record.day("periode_selesai"))


def _section(
    record: Record, name: str, *, required: bool = False, more: tuple[str, ...] = ()
) -> Bagian:
    """A section from a field's lines; what is not required and not recorded is "none"."""
    items = tuple(writing.clause(t) for t in record.lines(name))
    if items:
        return Bagian(record.say(name), more, items)
    said = record.blank(name) if required else record.say("nihil")
    return Bagian(record.say(name), (*more, said))
