"""Letters: request for an audience, the villages' proposal; and the head of any letter."""

from __future__ import annotations

from documents.drafting import people, writing
from documents.drafting.law import short_citations
from documents.drafting.record import Record
from documents.model import (
    Emblem,
    Kop,
    Office,
    Orang,
    Signatory,
    SuratHead,
    SuratPermohonanAudiensi,
    SuratUsulanKawasan,
)


def head(
    record: Record,
    tempat: str,
    hal: str,
    yth: tuple[str, ...],
    di: str = "",
    melalui: tuple[str, ...] = (),
) -> SuratHead:
    """The head of a letter, with number and date where they are bound."""
    source = record.source
    return SuratHead(
        tempat=tempat,
        hal=hal,
        yth=yth,
        nomor=source.number,
        tanggal=source.dated,
        melalui=melalui,
        di=di,
    )


def audience(record: Record) -> SuratPermohonanAudiensi:
    """The province's Dinas PMD asks the regency's Sekda for an audience."""
    source = record.source
    issuer = source.office(record.rule.penerbit, source.state.regency[:2])
    sekda = source.office("sekda")
    delegation = record.lines("delegasi")
    contact = record.optional("narahubung")
    return SuratPermohonanAudiensi(
        kop=people.letterhead(record, issuer),
        head=head(
            record,
            people.seat(record, issuer),
            record.say("hal"),
            (sekda.head,),
            di=people.seat(record, sekda),
        ),
        kabupaten=record.kabupaten,
        maksud=record.say("maksud"),
        pokok_bahasan=_topics(record, "topik"),
        usul_waktu=(record.acara(record.say("tempat"), planned=True),),
        penandatangan=people.signer(record, issuer),
        dasar=short_citations(record),
        delegasi=tuple(
            Orang(office, record.general.nama, record.say("ketua") if number == 1 else "")
            for number, office in enumerate(delegation, start=1)
        ),
        narahubung=(Orang(contact),) if contact else (),
        tembusan=record.tembusan,
    )


def proposal(record: Record) -> SuratUsulanKawasan:
    """The village heads propose a kawasan to the head of region, through the camat."""
    source = record.source
    villages = record.villages()
    districts = tuple(dict.fromkeys(v.kode.rpartition(".")[0] for v in villages))
    camat = tuple(source.office("camat", code) for code in districts)
    bupati = source.office("bupati")
    lines = (record.kabupaten, *(office.name for office in camat), record.say("kop"))
    product = record.optional("produk_unggulan")
    return SuratUsulanKawasan(
        kop=Kop(Office.LEMBAGA, Emblem.TANPA, lines),
        head=SuratHead(
            tempat=villages[0].kecamatan,
            hal=record.say("hal"),
            yth=(bupati.head,),
            nomor=source.number,
            tanggal=source.dated,
            melalui=tuple(office.head for office in camat),
            di=people.seat(record, source.office("sekda")),
        ),
        kabupaten=record.kabupaten,
        kawasan=record.kawasan,
        tema=record.text("tema"),
        desa=villages,
        potensi=(
            *(writing.clause(p) for p in record.lines("potensi")),
            *((record.say("produk", isi=writing.clause(product)),) if product else ()),
        )
        or (record.text("potensi"),),
        berkas=_enclosures(record),
        penandatangan=tuple(_head_of(record, v.kode) for v in villages),
        dasar=short_citations(record),
        mengetahui=tuple(people.signer(record, office) for office in camat),
        tembusan=record.tembusan,
    )


def _head_of(record: Record, code: str) -> Signatory:
    return people.signer(record, record.source.office("desa", code))


def _topics(record: Record, name: str) -> tuple[str, ...]:
    return tuple(writing.clause(t) for t in record.lines(name)) or record.listed("pokok_bahasan")


def _enclosures(record: Record) -> tuple[str, ...]:
    """The files the step holds, by their labels, without the letter itself."""
    own = set(record.rule.daftar["bukan_lampiran"])
    held = {e.kind for e in record.source.cell.evidence}
    kinds = record.source.step.evidence
    return tuple(writing.clause(k.label) for k in kinds if k.id in held and k.id not in own)
