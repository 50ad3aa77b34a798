"""Assignment, disposition, covering letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from documents.drafting import people, writing
from documents.drafting.blank import DOTS, UNKNOWN_DAY
from documents.drafting.law import short_citations
from documents.drafting.letters import head
from documents.drafting.record import Record
from documents.drafting.source import Issued
from documents.drafting.tables import listed
from documents.locale import angka_terbilang
from documents.model import Kiriman, LembarDisposisi, Petugas, SuratPengantar, SuratTugas, Tabel


def assignment(record: Record) -> SuratTugas:
    """An office sends its people, wherever in the case somebody asks for it."""
    issuer = record.issuer
    first, last = _days(record)
    return SuratTugas(
        kop=people.letterhead(record, issuer),
        tempat=people.seat(record, issuer),
        dasar=short_citations(record),
        petugas=_sent(record),
        untuk=_duties(record),
        lokasi=_place(record),
        mulai=first,
        selesai=last,
        penandatangan=people.signer(record, issuer),
        nomor=record.source.number,
        tanggal=record.source.dated,
        jadwal=_schedule(record),
    )


def disposition(record: Record) -> LembarDisposisi:
    """The Sekda's sheet for a letter that came in."""
    issuer = record.issuer
    letter = _incoming(record)
    said = record.lines("isi_disposisi")
    choices = record.listed("harap")
    return LembarDisposisi(
        kop=people.letterhead(record, issuer),
        surat_dari=_told(record, "dari", "surat_dari"),
        nomor_surat=record.optional("nomor_surat")
        or (letter.number if letter else record.blank("nomor_surat")),
        tanggal_surat=letter.dated
        if letter and not record.optional("tanggal_surat")
        else record.day("tanggal_surat"),
        hal=_told(record, "hal", "hal_surat"),
        diterima=record.day("tanggal_terima"),
        nomor_agenda=record.text("nomor_agenda"),
        sifat=record.listed("sifat"),
        diteruskan=record.lines("diteruskan") or record.listed("diteruskan"),
        harap=choices,
        penandatangan=people.signer(record, issuer),
        harap_dipilih=tuple(each for each in choices if each in said),
        catatan=" ".join(writing.sentence(each) for each in said if each not in choices),
    )


def covering_letter(record: Record) -> SuratPengantar:
    """The camat sends a village's data on to the regency's Dinas PMD."""
    source = record.source
    return SuratPengantar(
        kop=people.letterhead(record, record.issuer),
        head=head(
            record,
            people.seat(record, record.issuer),
            record.say("hal"),
            (record.say("yth"),),
            di=people.seat(record, source.office("pmd-kabupaten")),
        ),
        kiriman=_sent_files(record),
        penerima=source.office("pmd-kabupaten").head,
        penandatangan=people.signer(record, record.issuer),
    )


def _days(record: Record) -> tuple[date, date]:
    """The first and the last day; an end before the beginning is no end."""
    first, last = record.day("tugas_mulai"), record.day("tugas_selesai")
    if first == UNKNOWN_DAY:
        return first, first
    if last < first:
        record.blank("tugas_selesai")
        return first, UNKNOWN_DAY
    return first, last


def _sent(record: Record) -> tuple[Petugas, ...]:
    """Who is sent: the newest list of the kind's fields that holds anybody."""
    for name in record.rule.daftar["petugas"]:
        if rows := record.rows(name):
            return tuple(_officer(row) for row in rows)
    return (Petugas(record.blank("petugas"), DOTS),)


def _officer(row: Mapping[str, str]) -> Petugas:
    nip = row.get("nip", "").replace(" ", "")
    return Petugas(
        row.get("nama") or DOTS, row.get("jabatan") or DOTS, row.get("pangkat", ""), nip
    )


def _duties(record: Record) -> tuple[str, ...]:
    found = tuple(writing.clause(t) for t in record.lines("tugas"))
    usual = record.rule.kata.get("tugas")
    return found or ((record.say("tugas"),) if usual else (record.blank("tugas"),))


def _place(record: Record) -> str:
    recorded = writing.item(record.optional("lokasi_tugas"))
    return recorded or record.say("lokasi_desa" if record.source.village else "lokasi")


def _schedule(record: Record) -> Tabel | None:
    """The visits planned in the step, where they are recorded as rows."""
    held = record.source.data.get("jadwal")
    rows = held if isinstance(held, list) else ()
    heads, columns = record.listed("kolom_jadwal"), ("kegiatan", "lokasi", "waktu")
    return next(iter(listed(rows, columns, heads, record.say("jadwal"))), None)


def _incoming(record: Record) -> Issued | None:
    """The letter in force that the step received."""
    found = (record.issued(kind) for kind in reversed(record.rule.daftar["surat"]))
    return next((each for each in found if each is not None), None)


def _told(record: Record, word: str, field: str) -> str:
    """What the kind says of a letter in this step, else what somebody wrote down, else dots."""
    known = record.rule.kata.get(word)
    return record.say(word) if known else record.text(field)


def _sent_files(record: Record) -> tuple[Kiriman, ...]:
    """The step's files, counted by kind."""
    counted = Counter(item.kind for item in record.source.cell.evidence)
    found = tuple(
        Kiriman(
            kind.label,
            record.say("banyak", jumlah=angka_terbilang(counted[kind.id])),
            record.say("keterangan"),
        )
        for kind in record.source.step.evidence
        if counted[kind.id]
    )
    return found or (Kiriman(record.blank("berkas"), DOTS),)
