"""Minutes of the study whether a proposal fits the regency's plans."""

from __future__ import annotations

from typing import Literal

from documents.drafting import people, writing
from documents.drafting.blank import DOTS
from documents.drafting.law import short_citations
from documents.drafting.record import Record
from documents.model import BeritaAcaraKajian, Orang, Temuan

Outcome = Literal["direkomendasikan", "dikembalikan", "ditolak"]
OUTCOMES: dict[str, Outcome] = {
    "setuju": "direkomendasikan",
    "diperbaiki": "dikembalikan",
    "ditolak": "ditolak",
}


def study(record: Record) -> BeritaAcaraKajian:
    """The coordination team's findings and what it recommends."""
    source = record.source
    team = source.office(record.rule.penerbit)
    outcome = OUTCOMES[str(record.decided("rekomendasi"))]
    reasons = record.lines("alasan")
    required = outcome != "direkomendasikan"
    references = record.references()
    rtrw, rpjmd, *others = findings(record)
    return BeritaAcaraKajian(
        kop=people.letterhead(record, source.office("sekda")),
        kabupaten=record.kabupaten,
        kawasan=record.kawasan,
        tema=str(source.latest("tema") or record.blank("tema")),
        acara=record.acara(),
        tim=team.name,
        usulan=references[0]
        if references
        else record.blank("nomor", step=record.rule.rujukan[0].langkah),
        desa=record.villages(),
        temuan_rtrw=rtrw,
        temuan_rpjmd=rpjmd,
        temuan_lain=tuple(others),
        rekomendasi=outcome,
        ketua=people.signer(record, team),
        anggota=_members(record),
        nomor=source.number or record.optional("nomor") or None,
        dasar=short_citations(record),
        alasan=reasons or ((record.text("alasan"),) if required else ()),
        catatan=_notes(record),
    )


def findings(record: Record) -> tuple[Temuan, ...]:
    """On the spatial plan, on the development plan, then on overlap where it was looked at."""
    return (_finding(record, "rtrw"), _finding(record, "rpjmd"), *_overlap(record))


def _finding(record: Record, plan: str) -> Temuan:
    """On one plan; "fits with conditions" fits, and says its conditions."""
    answer = str(record.decided(f"kesesuaian_{plan}"))
    text = writing.sentence(record.text(f"temuan_{plan}"))
    conditional = answer == "sesuai_bersyarat"
    return Temuan(
        aspek=record.say(plan),
        acuan=record.optional(f"perda_{plan}") or record.say(f"acuan_{plan}"),
        uraian=record.say("bersyarat", isi=text) if conditional else text,
        sesuai=answer != "tidak_sesuai",
    )


def _overlap(record: Record) -> tuple[Temuan, ...]:
    answer = record.source.data.get("tumpang_tindih")
    if not isinstance(answer, bool):
        return ()
    text = writing.sentence(record.optional("catatan_tumpang_tindih"))
    if not text:
        text = record.text("catatan_tumpang_tindih") if answer else ""
    return (
        Temuan(
            aspek=record.say("tumpang_tindih"),
            acuan=record.say("acuan_tumpang_tindih"),
            uraian=text or record.say("tidak_tumpang_tindih"),
            sesuai=not answer,
        ),
    )


def _members(record: Record) -> tuple[Orang, ...]:
    rows = record.source.data.get("peserta")
    if not isinstance(rows, list) or not rows:
        return (Orang(record.blank("peserta")),)
    return tuple(
        Orang(row.get("jabatan") or DOTS, row.get("nama", ""), row.get("instansi", ""))
        for row in rows
    )


def _notes(record: Record) -> tuple[str, ...]:
    scores = []
    for row in record.rows("kriteria"):
        text = record.say(
            "kriteria", kriteria=row.get("kriteria", DOTS), penilaian=row.get("penilaian", DOTS)
        )
        scores.append(text + (record.say("skor", skor=row["skor"]) if row.get("skor") else ""))
    return (*(writing.clause(t) for t in record.lines("potensi_terkait")), *scores)
