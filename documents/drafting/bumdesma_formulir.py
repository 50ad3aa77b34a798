"""Forms around the registration: the name applied for, the entity, and what to mend."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from documents.drafting import people, writing
from documents.drafting.record import Record
from documents.model import (
    CatatanPerbaikanBumdesma,
    FormulirNamaBumdesma,
    FormulirPendaftaranBumdesma,
    Perbaikan,
    Signatory,
    Unggahan,
)

_APPLICANT = "penerima_kuasa"
_HASH_DIGITS = 16


def name_form(record: Record) -> FormulirNamaBumdesma:
    """The application for a name, with the declarations the applicant has given so far."""
    given = record.source.data.get("pernyataan")
    held = given if isinstance(given, list) else []
    asked = record.source.step.field("pernyataan")
    options = asked.options if asked else ()
    if len(held) < len(options):
        record.blank("pernyataan")
    return FormulirNamaBumdesma(
        kabupaten=record.kabupaten,
        nama=record.text("nama"),
        jenis=record.source.procedure.subject,
        desa=record.villages(),
        alamat=record.text("alamat"),
        arti_nama=writing.sentence(record.text("arti_nama")),
        tempat=record.text("tempat"),
        penandatangan=_applicant(record),
        pernyataan=tuple(option.label for option in options),
        diberikan=tuple(option.value in held for option in options),
        surel=record.optional("surel"),
        kuasa=_first(record.references()),
        tanggal=record.source.dated,
    )


def entity_form(record: Record) -> FormulirPendaftaranBumdesma:
    """The registration with its eight entries and what is held of its four files."""
    capital = record.source.data.get("modal_awal")
    if capital is None:
        record.blank("modal_awal")
    return FormulirPendaftaranBumdesma(
        kabupaten=record.kabupaten,
        nomor_nama=record.text("nomor_nama"),
        nama=record.text("nama"),
        jenis=record.text("jenis"),
        desa=record.villages(),
        alamat=record.text("alamat"),
        modal_awal=None if capital is None else Decimal(str(capital)),
        identitas=record.lines("identitas_pendiri") or (record.blank("identitas_pendiri"),),
        bidang_usaha=record.lines("bidang_usaha") or (record.blank("bidang_usaha"),),
        unggahan=_uploads(record),
        tempat=record.text("tempat"),
        penandatangan=_applicant(record),
        tanggal=record.source.dated,
    )


def corrections(record: Record) -> CatatanPerbaikanBumdesma:
    """What the ministry sent back; there is none while its answer is not on record."""
    source = record.source
    record.decided("hasil")
    issuer = record.source.office(record.rule.penerbit)
    rows = record.rows("perbaikan") or ({},)
    return CatatanPerbaikanBumdesma(
        kop=people.letterhead(record, issuer),
        nama=record.words["usaha"],
        nomor_nama=str(source.latest("nomor_nama") or record.blank("nomor_nama")),
        penerima=_applicant(record).jabatan,
        perbaikan=tuple(_defect(record, row) for row in rows),
        tempat=people.seat(record, issuer),
        penandatangan=people.signer(record, issuer),
        catatan=tuple(writing.clause(t) for t in record.lines("catatan")),
        nomor=source.number,
        tanggal=source.dated,
    )


def _applicant(record: Record) -> Signatory:
    name = str(record.source.latest(_APPLICANT) or record.blank(_APPLICANT))
    return people.named(record, name, record.say("pemohon"))


def _first(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""


def _uploads(record: Record) -> tuple[Unggahan, ...]:
    """The files the registration wants, by the labels of its step, with what is held of each."""
    wanted = record.rule.daftar["unggahan"]
    found = []
    for kind in record.source.step.evidence:
        if kind.id not in wanted:
            continue
        held = [e for e in record.source.cell.evidence if e.kind == kind.id and e.sha256]
        last = held[-1] if held else None
        if last is None:
            record.blank(kind.label)
        found.append(
            Unggahan(
                nama=kind.label,
                ada=last is not None,
                sidik=(last.sha256 or "")[:_HASH_DIGITS] if last else "",
                berkas=last.name if last else "",
            )
        )
    return tuple(found)


def _defect(record: Record, row: Mapping[str, str]) -> Perbaikan:
    return Perbaikan(
        tanggal=row.get("tanggal", ""),
        dokumen=row.get("dokumen") or record.blank("perbaikan"),
        kekurangan=row.get("kekurangan") or record.blank("perbaikan"),
        langkah=row.get("langkah") or record.blank("perbaikan"),
        pengajuan_kembali=row.get("pengajuan_kembali", ""),
    )
