"""Letters that ask: a regency for support, a village for data, the governor for programmes."""

from __future__ import annotations

from documents.drafting import people, writing
from documents.drafting.law import short_citations
from documents.drafting.letters import head
from documents.drafting.record import Record
from documents.drafting.tables import programmes
from documents.model import (
    Orang,
    PengumumanPenetapan,
    SuratPermintaanDukungan,
    SuratPermintaanInventarisasi,
    SuratUsulProgram,
    Tabel,
)


def support(record: Record) -> SuratPermintaanDukungan:
    """The province, a.n. the governor, asks a regency's head to support the formation."""
    asked = tuple(writing.clause(t) for t in record.lines("dukungan"))
    sekda = record.source.office("sekda")
    contact = record.optional("narahubung")
    return SuratPermintaanDukungan(
        kop=people.letterhead(record, record.issuer),
        head=head(
            record,
            people.seat(record, record.issuer),
            record.say("hal"),
            (record.say("yth"),),
            di=people.seat(record, sekda),
        ),
        kabupaten=record.kabupaten,
        maksud=record.say("maksud"),
        dukungan=asked or record.listed("dukungan"),
        penandatangan=people.on_behalf(record),
        dasar=short_citations(record),
        calon_lokasi=record.lines("calon_kawasan"),
        narahubung=(Orang(contact),) if contact else (),
        tembusan=record.tembusan,
    )


def inventory(record: Record) -> SuratPermintaanInventarisasi:
    """The regency's Dinas PMD asks a village for its inventory, on the step's own form."""
    source = record.source
    village = record.desa(source.village)
    office = source.office("desa", source.village)
    camat = source.office("camat", source.village.rpartition(".")[0])
    return SuratPermintaanInventarisasi(
        kop=people.letterhead(record, record.issuer),
        head=head(
            record,
            people.seat(record, record.issuer),
            record.say("hal"),
            (office.head,),
            di=village.nama,
            melalui=(camat.head,),
        ),
        kawasan=record.kawasan,
        desa=village,
        data_diminta=tuple(
            writing.clause(record.label(name)) for name in record.rule.daftar["isian"]
        ),
        tenggat=record.day("tenggat_data"),
        formulir=_form(record),
        penandatangan=people.signer(record, record.issuer),
        dasar=short_citations(record),
        tembusan=(record.say("tembusan"),),
    )


def _form(record: Record) -> Tabel:
    """Empty room for each field the village is asked for."""
    names = record.rule.daftar["formulir"]
    return Tabel(
        record.listed("kolom"),
        tuple((record.label(name), "") for name in names),
        judul=record.say("formulir"),
    )


def proposal_of_programmes(record: Record) -> SuratUsulProgram:
    """The head of region proposes the plan's programmes to the governor."""
    bupati = record.source.office("bupati")
    province = record.source.office("gubernur", record.source.state.regency[:2])
    references = record.references()
    table, total = programmes(record, record.say("matriks"))
    asked = record.source.data.get("pagu")
    return SuratUsulProgram(
        kop=people.letterhead(record, bupati),
        head=head(
            record,
            people.seat(record, bupati),
            record.say("hal"),
            (province.head,),
            di=people.seat(record, province),
        ),
        kawasan=record.kawasan,
        penetapan=_reference(record, references, 0),
        rencana=_reference(record, references, 1),
        program=table,
        penandatangan=people.signing_head(record),
        pagu=int(str(asked)) if asked is not None else int(total) if total else None,
        dasar=short_citations(record),
        tembusan=record.tembusan,
    )


def announcement(record: Record) -> PengumumanPenetapan:
    """The Sekda, a.n. the head of region, tells the public what was designated."""
    issuer = record.issuer
    theme = record.source.latest("tema")
    return PengumumanPenetapan(
        kop=people.letterhead(record, issuer),
        tempat=people.seat(record, issuer),
        kabupaten=record.kabupaten,
        kawasan=record.kawasan,
        tema=str(theme or record.blank("tema")),
        keputusan=_reference(record, record.references(), 0),
        desa=record.villages(),
        salinan=record.text("tautan_salinan"),
        layanan=record.listed("layanan"),
        penandatangan=people.on_behalf(record),
        nomor=record.source.number,
        tanggal=record.source.dated,
    )


def _reference(record: Record, found: tuple[str, ...], place: int) -> str:
    """An earlier document the letter rests on, by the order of the kind's rule."""
    if place < len(found):
        return found[place]
    return record.blank("nomor", step=record.rule.rujukan[place].langkah)
