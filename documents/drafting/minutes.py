"""Minutes of one village's meeting and of the meeting of all villages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, cast

from documents.drafting import people, writing
from documents.drafting.blank import DOTS
from documents.drafting.law import short_citations
from documents.drafting.record import Record
from documents.model import (
    BeritaAcaraMusyawarahAntarDesa,
    BeritaAcaraMusyawarahDesa,
    ButirKeputusan,
    Office,
    Orang,
    Peserta,
    Rekap,
    Signatory,
)

Gender = Literal["L", "P"]
Agreed = Callable[[Record], tuple[str, ...]]


def village_meeting(record: Record) -> BeritaAcaraMusyawarahDesa:
    """What one village decided, whatever it decided."""
    source = record.source
    village = record.desa(source.village)
    office = source.office("desa", source.village)
    agrees = record.decided("keputusan") == _agreeing(record)
    asked = source.step.field("aset_desa") is not None
    uses_assets = record.decided("aset_desa") is True if asked else None
    reasons = record.lines("catatan_keputusan")
    return BeritaAcaraMusyawarahDesa(
        kop=people.letterhead(record, office),
        desa=village,
        kabupaten=record.kabupaten,
        mengenai=record.say("mengenai"),
        acara=record.acara(),
        pimpinan=Orang(record.text("pimpinan")),
        sekretaris=Orang(record.text("notulis")),
        kehadiran=_attendance(record),
        kelompok_perempuan=_women(record),
        pokok_bahasan=_agenda(record),
        menyetujui=agrees,
        aset_desa=uses_assets,
        ketua_bpd=Signatory(record.say("ketua_bpd"), record.general.nama, Office.DESA),
        kepala_desa=people.signer(record, office),
        wakil_masyarakat=_community(record),
        nomor=source.number or record.optional("nomor") or None,
        dasar=short_citations(record),
        alasan=reasons if agrees else reasons or (record.text("catatan_keputusan"),),
        uraian_aset=writing.clause(record.text("uraian_aset")) if uses_assets else "",
        utusan=tuple(_delegate(record, row) for row in _own_rows(record, "wakil")),
    )


def inter_village_meeting(record: Record) -> BeritaAcaraMusyawarahAntarDesa:
    """What the villages decided together on a kawasan, with everybody who came."""
    return deliberation(record, _kawasan_agreed)


def deliberation(record: Record, agreed: Agreed) -> BeritaAcaraMusyawarahAntarDesa:
    """What the villages decided together; `agreed` says it where nobody wrote it item by item."""
    source = record.source
    villages = record.villages()
    districts = tuple(dict.fromkeys(v.kode.rpartition(".")[0] for v in villages))
    heads = tuple(people.signer(record, source.office("desa", v.kode)) for v in villages)
    camat = (source.office("camat", code) for code in districts)
    return BeritaAcaraMusyawarahAntarDesa(
        kabupaten=record.kabupaten,
        mengenai=record.say("mengenai"),
        acara=record.acara(),
        tujuan=writing.item(record.optional("tujuan")) or record.say("tujuan"),
        desa=villages,
        pimpinan=people.named(record, record.text("pimpinan"), record.say("pimpinan")),
        sekretaris=people.named(record, record.text("notulis"), record.say("sekretaris")),
        pokok_bahasan=_agenda(record),
        keputusan=_decisions(record, agreed),
        peserta=_people(record, {v.kode: v.nama for v in villages}),
        kepala_desa=heads,
        nomor=source.number or record.optional("nomor") or None,
        dasar=(*short_citations(record), *record.references()),
        mengetahui=tuple(people.signer(record, office) for office in camat),
    )


def _agreeing(record: Record) -> object:
    consent = record.source.step.consent
    return consent.agree if consent is not None else None


def _agenda(record: Record) -> tuple[str, ...]:
    topics = tuple(writing.clause(t) for t in record.lines("acara"))
    return topics or record.listed("pokok_bahasan")


def _attendance(record: Record) -> tuple[Rekap, ...]:
    """By unit where the office counted so, else in one line from the totals."""
    rows = _own_rows(record, "kehadiran")
    if rows:
        return tuple(
            Rekap(
                row.get("unsur", DOTS),
                writing.count(row.get("laki_laki")) or 0,
                writing.count(row.get("perempuan")) or 0,
            )
            for row in rows
        )
    total = writing.count(record.source.data.get("jumlah_hadir"))
    women = writing.count(record.source.data.get("jumlah_perempuan"))
    if total is None or women is None or women > total:
        record.blank("kehadiran")
        return (Rekap(record.say("hadir"), 0, 0),)
    return (Rekap(record.say("hadir"), total - women, women),)


def _women(record: Record) -> bool:
    answer = record.source.data.get("perempuan_hadir")
    if answer is None:
        record.blank("perempuan_hadir")
    return answer is True


def _community(record: Record) -> tuple[Signatory, ...]:
    names = [n for part in record.lines("wakil_masyarakat") for n in part.split(";")]
    if not names:
        names = [record.blank("wakil_masyarakat")]
    office = record.say("wakil")
    return tuple(Signatory(office, name.strip(), Office.LEMBAGA) for name in names)


def _delegate(record: Record, row: Mapping[str, str]) -> Orang:
    unit = row.get("unsur", "")
    jabatan = record.say("utusan", unsur=writing.clause(unit)) if unit else DOTS
    return Orang(jabatan, row.get("nama", ""), row.get("jenis_kelamin", ""))


def _decisions(record: Record, agreed: Agreed) -> tuple[ButirKeputusan, ...]:
    together = record.decided("mufakat") is True
    objection = "" if together else record.say("keberatan")
    texts = record.lines("butir_sepakat") or agreed(record)
    return tuple(ButirKeputusan(t[:1].upper() + t[1:], together, objection) for t in texts)


def _kawasan_agreed(record: Record) -> tuple[str, ...]:
    delineation = writing.clause(record.text("delineasi"))
    return (record.say("nama"), record.say("delineasi", isi=delineation))


def _people(record: Record, villages: Mapping[str, str]) -> tuple[Peserta, ...]:
    """Everybody on the list; a delegate of a village outside it attends as an observer."""
    known = set(villages.values())
    rows = _own_rows(record, "peserta")
    if not rows:
        return _unnamed(record, villages)
    return tuple(
        Peserta(
            nama=row.get("nama") or record.blank("peserta"),
            jenis_kelamin=_gender(record, row.get("jenis_kelamin", "")),
            desa=row.get("desa", ""),
            unsur=row.get("unsur", record.say("peserta")),
            kedudukan="utusan" if _is_delegate(row) and row.get("desa") in known else "peninjau",
            mandat=row.get("mandat", ""),
        )
        for row in rows
    )


def _unnamed(record: Record, villages: Mapping[str, str]) -> tuple[Peserta, ...]:
    """Empty lines to sign on, as many as each village's count says."""
    record.blank("peserta")
    counted = {row.get("desa", ""): row for row in _own_rows(record, "wakil")}
    found = []
    for code, name in villages.items():
        row = counted.get(code, {})
        women = writing.count(row.get("jumlah_perempuan")) or 0
        for number in range(max(writing.count(row.get("jumlah_hadir")) or 1, women)):
            gender: Gender = "P" if number < women else "L"
            found.append(Peserta(DOTS, gender, name, record.say("peserta")))
    return tuple(found)


def _is_delegate(row: Mapping[str, str]) -> bool:
    return not row.get("kedudukan", "").strip().lower().startswith("peninjau")


def _gender(record: Record, text: str) -> Gender:
    letter = text.strip().upper()[:1]
    if letter not in ("L", "P"):
        record.blank("peserta", part="(L/P)")
        return "L"
    return cast("Gender", letter)


def _own_rows(record: Record, name: str) -> tuple[Mapping[str, str], ...]:
    value = record.source.data.get(name)
    return tuple(value) if isinstance(value, list) else ()
