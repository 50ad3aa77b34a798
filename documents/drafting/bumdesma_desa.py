"""What a village writes for a joint enterprise: letters, its delegates, powers, its regulation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from documents.drafting import minutes, people, writing
from documents.drafting.articles import chosen, value, written
from documents.drafting.blank import DOTS
from documents.drafting.law import citations, short_citations
from documents.drafting.letters import head
from documents.drafting.record import Record
from documents.drafting.rules import chapters
from documents.drafting.source import as_day
from documents.locale import tanggal
from documents.model import (
    Bagian,
    BeritaAcaraMusyawarahDesa,
    ButirKeputusan,
    KeputusanDelegasiDesa,
    Konsiderans,
    Office,
    Penetapan,
    PeraturanDesa,
    Signatory,
    SuratJawabanPenawaran,
    SuratKuasa,
    SuratPenawaranKerjaSama,
    Utusan,
)
from engine.services.offices import Office as Kantor

_TERMS = ("bidang", "ruang_lingkup", "tata_cara", "jangka_waktu", "hak_kewajiban")
_ROLE, _OFFERS = "peran", "menawarkan"
_YEAR = re.compile(r"\s+tahun\s+\d{4}$", re.IGNORECASE)


def village_meeting(record: Record) -> BeritaAcaraMusyawarahDesa:
    """What a village decided on founding the enterprise: its capital and whom it proposes."""
    base = minutes.village_meeting(record)
    if not base.menyetujui:
        return base
    capital = record.say("modal", modal=value(record, "modal"), bentuk=_form(record))
    proposed = (
        record.say("calon", nama=row.get("nama") or DOTS, organ=row.get("organ") or DOTS)
        for row in _rows(record, "calon_pengurus")
    )
    decisions = tuple(ButirKeputusan(text, mufakat=None) for text in (capital, *proposed))
    return replace(base, keputusan=decisions)


def offer(record: Record) -> SuratPenawaranKerjaSama:
    """The letter of the village that offers the others to found an enterprise together."""
    source, issuer = record.source, _village(record)
    record.decided(_ROLE)
    others = (v for v in source.state.active_villages() if v != source.village)
    extra = ("pendanaan",) if record.optional("pendanaan") else ()
    return SuratPenawaranKerjaSama(
        kop=people.letterhead(record, issuer),
        head=head(
            record,
            people.seat(record, issuer),
            record.say("hal"),
            tuple(source.office("desa", v).head for v in others),
        ),
        desa=record.desa(source.village),
        usaha=record.say("usaha"),
        pokok=tuple(_term(record, name) for name in (*_TERMS, *extra)),
        penandatangan=people.signer(record, issuer),
        dasar=short_citations(record),
        tembusan=record.tembusan,
    )


def answer(record: Record) -> SuratJawabanPenawaran:
    """The letter of a village that was offered to work together."""
    source, issuer = record.source, _village(record)
    said = str(record.decided("jawaban"))
    willing = said != "tidak_bersedia"
    offering, letter = _offer_of(record)
    return SuratJawabanPenawaran(
        kop=people.letterhead(record, issuer),
        head=head(record, people.seat(record, issuer), record.say("hal"), (offering,)),
        desa=record.desa(source.village),
        usaha=record.say("usaha"),
        penawaran=letter,
        bersedia=willing,
        penandatangan=people.signer(record, issuer),
        alasan=() if willing else _items(record, "alasan"),
        usul=_items(record, "usul") if said == "bersedia_dengan_usul" else (),
        tembusan=record.tembusan,
    )


def delegation(record: Record) -> KeputusanDelegasiDesa:
    """The village head's decision on whom the village sends, once the village agreed to go."""
    issuer = _village(record)
    record.decided("keputusan")
    return KeputusanDelegasiDesa(
        kop=people.letterhead(record, issuer),
        penetapan=Penetapan(
            pembentuk=issuer.head,
            tempat=people.seat(record, issuer),
            penandatangan=people.signer(record, issuer),
            nomor=record.source.number or record.optional("nomor_sk") or None,
            tanggal=record.source.dated or as_day(record.source.data.get("tanggal_sk")),
        ),
        konsiderans=_preamble(record),
        desa=record.desa(record.source.village),
        musyawarah=record.say("musyawarah"),
        utusan=_delegates(record),
        tugas=record.listed("tugas"),
        masa=record.say("masa"),
        tembusan=record.tembusan,
    )


def applicant_power(record: Record) -> SuratKuasa:
    """The founding village heads empower one of them, or another, to apply and register."""
    source = record.source
    receiver = people.named(record, record.text("penerima_kuasa"), record.say("penerima"))
    heads = (source.office("desa", code) for code in source.members)
    givers = (office for office in heads if office.head != receiver.jabatan)
    return SuratKuasa(
        kabupaten=record.kabupaten,
        tempat=record.text("tempat"),
        pemberi=tuple(people.signer(record, office) for office in givers),
        penerima=receiver,
        keperluan=record.say("keperluan"),
        lingkup=_items(record, "lingkup_kuasa"),
        nomor=source.number or record.optional("nomor") or None,
        tanggal=source.dated,
        berlaku=writing.clause(record.optional("masa_kuasa")),
    )


def substitute_power(record: Record) -> SuratKuasa:
    """A delegate who cannot come empowers another; the village's head and council know of it."""
    source, village = record.source, _village(record)
    giver, receiver = (
        str(record.decided(name)) for name in ("utusan_berhalangan", "utusan_pengganti")
    )
    return SuratKuasa(
        kabupaten=record.kabupaten,
        tempat=people.seat(record, village),
        pemberi=(people.named(record, giver, record.say("pemberi")),),
        penerima=people.named(record, receiver, record.say("penerima")),
        keperluan=record.say("keperluan"),
        lingkup=record.listed("lingkup"),
        tanggal=as_day(source.data.get("tanggal_kuasa")),
        mengetahui=(people.signer(record, village), _council(record)),
    )


def regulation(record: Record) -> PeraturanDesa:
    """The village's regulation on its share of the capital, once the village agreed."""
    source, village = record.source, _village(record)
    record.decided("keputusan")
    signed = source.dated or as_day(source.data.get("tanggal_perdes"))
    number = source.number or record.optional("nomor_perdes")
    return PeraturanDesa(
        kop=people.letterhead(record, village),
        kabupaten=record.kabupaten,
        desa=record.desa(source.village),
        tentang=record.say("tentang"),
        tahun=(signed or source.law_day).year,
        konsiderans=_preamble(record),
        bab=written(record, chapters("peraturan_desa_modal")),
        bpd=record.say("bpd"),
        kepala_desa=people.signer(record, village),
        sekretaris_desa=Signatory(record.say("sekretaris"), record.general.nama, Office.DESA),
        nomor=_YEAR.sub("", number) or None,
        tanggal=signed,
        tanggal_diundangkan=as_day(source.data.get("tanggal_undang_perdes")),
    )


def _village(record: Record) -> Kantor:
    return record.source.office("desa", record.source.village)


def _council(record: Record) -> Signatory:
    return Signatory(record.say("ketua_bpd"), record.general.nama, Office.DESA)


def _form(record: Record) -> str:
    return writing.joined(chosen(record, "bentuk_modal")) or record.blank("bentuk_modal")


def _term(record: Record, name: str) -> Bagian:
    return Bagian(record.label(name), butir=_items(record, name))


def _items(record: Record, name: str) -> tuple[str, ...]:
    return tuple(writing.clause(t) for t in record.lines(name)) or (record.blank(name),)


def _rows(record: Record, name: str) -> tuple[Mapping[str, str], ...]:
    held = record.source.data.get(name)
    return tuple(held) if isinstance(held, list) else ()


def _delegates(record: Record) -> tuple[Utusan, ...]:
    rows = _rows(record, "wakil") or ({},)
    return tuple(
        Utusan(
            nama=row.get("nama") or record.blank("wakil"),
            jenis_kelamin=row.get("jenis_kelamin") or record.blank("wakil"),
            unsur=row.get("unsur") or record.blank("wakil"),
            hak=row.get("hak_suara", ""),
        )
        for row in rows
    )


def _preamble(record: Record) -> Konsiderans:
    """The considerations of the kind, the law, and the meeting they rest on where it is done."""
    source = record.source
    held = source.happened_on
    agreed = as_day(source.data.get("tanggal_sepakat_bpd"))
    number = record.optional("nomor")
    meeting = record.say(
        "musdes",
        nomor=f" Nomor {number}" if number else "",
        tanggal=tanggal(held) if held else DOTS,
    )
    council = record.rule.kata.get("sepakat_bpd", "") if agreed else ""
    words = {**record.words, "tanggal": tanggal(agreed) if agreed else ""}
    noted = (meeting if held else "", council.format_map(words))
    return Konsiderans(
        menimbang=record.listed("menimbang"),
        mengingat=citations(record),
        memperhatikan=tuple(text for text in noted if text),
    )


def _offer_of(record: Record) -> tuple[str, str]:
    """Whose offer is answered, and the letter it came with, as far as they are on record."""
    source = record.source
    for code in source.state.active_villages():
        cell = source.state.cell(source.step.id, code)
        if cell.data.get(_ROLE) != _OFFERS:
            continue
        office, number = source.office("desa", code), str(cell.data.get("nomor") or "")
        words = {
            "pengirim": office.head,
            "nomor": f" Nomor {number}" if number else "",
            "tanggal": tanggal(cell.done_on) if cell.done_on else DOTS,
        }
        return office.head, record.say("surat", **words)
    unknown = record.blank("nomor", part=record.say("penawar"))
    return unknown, unknown
