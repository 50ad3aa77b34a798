"""Internal notes: to the Sekda, for coordination initials, and staff advice."""

from __future__ import annotations

from documents.drafting import people, writing
from documents.drafting.letters import head
from documents.drafting.record import Record
from documents.drafting.source import as_day
from documents.drafting.tables import scores, village_table
from documents.locale import tanggal
from documents.model import Bagian, NotaDinas, NotaDinasParaf, Orang, SuratHead, TelaahanStaf

_PARAF = "paraf"
_SCHEDULE = ("kegiatan", "waktu", "penanggung_jawab")


def internal_note(record: Record) -> NotaDinas:
    """The regency's Dinas PMD to its own Sekda."""
    return NotaDinas(
        kop=people.letterhead(record, record.issuer),
        head=_head(record),
        dari=record.issuer.head,
        bagian=_sections(record),
        penandatangan=people.signer(record, record.issuer),
        tembusan=record.listed("tembusan"),
    )


def initials_note(record: Record) -> NotaDinasParaf:
    """The regency's Dinas PMD to Bagian Hukum, for coordination initials on a draft."""
    return NotaDinasParaf(
        kop=people.letterhead(record, record.issuer),
        head=_head(record),
        dari=record.issuer.head,
        pembuka=_opening(record),
        judul_rancangan=_title(record),
        pemaraf=_initials(record),
        penandatangan=people.signer(record, record.issuer),
        tembusan=record.listed("tembusan"),
    )


def staff_advice(record: Record) -> TelaahanStaf:
    """The regency's Dinas PMD advises its Sekda on a candidate area."""
    cutoff = as_day(record.source.data.get("data_per"))
    return TelaahanStaf(
        kop=people.letterhead(record, record.issuer),
        head=_head(record),
        dari=record.issuer.head,
        data_per=tanggal(cutoff) if cutoff else record.blank("data_per"),
        persoalan=_sentences(record, "persoalan"),
        praanggapan=_clauses(record, "praanggapan"),
        fakta=_clauses(record, "fakta"),
        analisis=_sentences(record, "analisis"),
        simpulan=_sentences(record, "simpulan"),
        saran=_sentences(record, "saran"),
        penandatangan=people.signer(record, record.issuer),
        pilihan=tuple(writing.clause(t) for t in record.lines("pilihan")),
        lampiran=(village_table(record, record.say("desa")), *scores(record, record.say("nilai"))),
    )


def _head(record: Record) -> SuratHead:
    place = people.seat(record, record.issuer)
    return head(record, place, record.say("hal"), (record.say("yth"),))


def _sentences(record: Record, name: str) -> tuple[str, ...]:
    return tuple(writing.sentence(t) for t in record.lines(name)) or (record.blank(name),)


def _clauses(record: Record, name: str) -> tuple[str, ...]:
    return tuple(writing.clause(t) for t in record.lines(name)) or (record.blank(name),)


def _sections(record: Record) -> tuple[Bagian, ...]:
    facts = tuple(record.say("kawasan", isi=line) for line in record.lines("calon_kawasan"))
    schedule = tuple(
        record.say("jadwal", **{k: row.get(k, "…") for k in _SCHEDULE})
        for row in record.rows("jadwal_fasilitasi")
    )
    outcome = record.optional("komitmen")
    found = [
        Bagian(record.say("persoalan"), (writing.sentence(record.text("persoalan")),)),
        Bagian(record.say("fakta"), butir=facts) if facts else None,
        Bagian(record.say("hasil"), (writing.sentence(outcome),)) if outcome else None,
        Bagian(record.say("jadwal_judul"), butir=schedule) if schedule else None,
        Bagian(record.say("saran"), (writing.sentence(record.text("saran")),)),
    ]
    return tuple(section for section in found if section is not None)


def _opening(record: Record) -> tuple[str, ...]:
    urgency = writing.sentence(record.optional("urgensi"))
    return (record.say("pembuka", judul=_title(record)), *((urgency,) if urgency else ()))


def _title(record: Record) -> str:
    text = writing.item(record.text("judul_rancangan"))
    complete = text.lower().startswith(tuple(record.rule.daftar["judul_lengkap"]))
    return text if complete else record.say("judul", isi=text)


def _initials(record: Record) -> tuple[Orang, ...]:
    """Who initials, in the order of the form; those who already have are marked."""
    asked = record.source.step.field(_PARAF)
    options = asked.options if asked else ()
    done = record.source.data.get(_PARAF)
    held = done if isinstance(done, list) else []
    return tuple(
        Orang(o.label, keterangan=record.say("sudah_paraf") if o.value in held else "")
        for o in options
    )
