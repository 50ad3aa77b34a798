"""Which builder writes which kind, and the one way to a built document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from documents.drafting import (
    assignments,
    bumdesma_desa,
    bumdesma_formulir,
    bumdesma_usaha,
    decrees,
    gatherings,
    invitations,
    joint_regulation,
    letters,
    minutes,
    notes,
    plan,
    reports,
    requests,
    study,
)
from documents.drafting.blank import Blank
from documents.drafting.record import Record
from documents.drafting.rules import kinds, rule
from documents.drafting.source import Source
from documents.drafting.spelling import proofread
from documents.errors import InvalidDocument, UnknownDocument
from documents.model import Letter
from engine.domain.findings import Finding
from engine.domain.mandates import Answer

Builder = Callable[[Record], Letter]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A built document. `blanks` and `refusals` keep it from becoming final.

    `checks` must be seen to first; `answers` say by which mandates it is signed.
    """

    letter: Letter
    blanks: tuple[Blank, ...]
    checks: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    refusals: tuple[Finding, ...] = ()


class NotFitting(InvalidDocument):
    """What was recorded rules this kind of document out."""


def build(source: Source) -> Letter:
    """The document of a source's kind: pure, the same for the same source.

    Raises UnknownDocument for a kind without a builder, NotFitting when what was recorded rules
    the kind out, MissingFact when it would have to guess a decision.
    """
    return draft(source).letter


def draft(source: Source) -> Drafted:
    """The document together with what is missing in it and what must be checked."""
    builder = THERE.get((source.kind, source.step.id)) or BUILDERS.get(source.kind)
    if builder is None:
        raise UnknownDocument(f"Tidak ada penyusun untuk naskah {source.kind!r}.")
    if reason := unfitting(source):
        raise NotFitting(reason)
    words = kinds().umum
    record = Record(source, rule(source.kind).at(source.step.id), words)
    letter = builder(record)
    proofread(record, letter)
    blanks = tuple(record.blanks)
    checks = (
        *(words.kosong.format(isian=blank.label, langkah=blank.step_name) for blank in blanks),
        *record.checks,
    )
    answers = tuple(record.answers.values())
    return Drafted(letter, blanks, checks, answers, tuple(record.refusals))


def unfitting(source: Source) -> str:
    """Why this kind does not fit what was recorded; empty when it does."""
    for unless in rule(source.kind).kecuali:
        if source.data.get(unless.isian) in unless.nilai:
            return unless.alasan
    return ""


BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "surat-permohonan-audiensi": letters.audience,
        "nota-dinas": notes.internal_note,
        "nota-dinas-paraf": notes.initials_note,
        "telaahan-staf": notes.staff_advice,
        "lembar-disposisi": assignments.disposition,
        "surat-permintaan-dukungan": requests.support,
        "undangan-rapat-koordinasi": invitations.coordination_meeting,
        "daftar-hadir": gatherings.attendance,
        "notula": gatherings.minutes,
        "laporan-hasil-rapat": gatherings.meeting_report,
        "keputusan-tim-kerja": decrees.working_team,
        "keputusan-tkpkp": decrees.team,
        "surat-permintaan-inventarisasi": requests.inventory,
        "surat-tugas": assignments.assignment,
        "surat-pengantar": assignments.covering_letter,
        "undangan-musyawarah-desa": gatherings.village_invitation,
        "berita-acara-musyawarah-desa": minutes.village_meeting,
        "undangan-musyawarah-antar-desa": invitations.village_deliberation,
        "berita-acara-musyawarah-antar-desa": minutes.inter_village_meeting,
        "surat-usulan-kawasan": letters.proposal,
        "berita-acara-kajian": study.study,
        "laporan-kajian": reports.study_report,
        "keputusan-penetapan-kawasan": decrees.designation,
        "peraturan-bersama-kepala-desa": joint_regulation.cooperation,
        "keputusan-tkpkp-kawasan": decrees.kawasan_team,
        "peraturan-bupati-rpkp": plan.plan_regulation,
        "surat-usul-program": requests.proposal_of_programmes,
        "pengumuman-penetapan": requests.announcement,
        "laporan-berkala": reports.periodic_report,
        "surat-penawaran-kerja-sama": bumdesma_desa.offer,
        "surat-jawaban-penawaran": bumdesma_desa.answer,
        "keputusan-delegasi-desa": bumdesma_desa.delegation,
        "surat-kuasa": bumdesma_desa.applicant_power,
        "peraturan-desa-penyertaan-modal": bumdesma_desa.regulation,
        "peraturan-bersama-bkad": joint_regulation.body,
        "formulir-nama-bumdesma": bumdesma_formulir.name_form,
        "peraturan-bersama-pendirian-bumdesma": joint_regulation.founding,
        "berita-acara-rapat-art": bumdesma_usaha.household_meeting,
        "peraturan-bersama-art-bumdesma": joint_regulation.household_rules,
        "rencana-program-kerja-bumdesma": bumdesma_usaha.work_plan,
        "formulir-pendaftaran-bumdesma": bumdesma_formulir.entity_form,
        "catatan-perbaikan-bumdesma": bumdesma_formulir.corrections,
        "bukti-penyaluran-modal": bumdesma_usaha.capital_receipt,
        "laporan-tahunan-bumdesma": bumdesma_usaha.yearly_report,
    }
)

# What a kind holds besides, or instead, in one of the steps it arises in.
THERE: Mapping[tuple[str, str], Builder] = MappingProxyType(
    {
        ("berita-acara-musyawarah-desa", "musdes-bumdesma"): bumdesma_desa.village_meeting,
        ("berita-acara-musyawarah-antar-desa", "mad-pendirian"): bumdesma_usaha.founding_meeting,
        ("berita-acara-musyawarah-antar-desa", "mad-tahunan"): bumdesma_usaha.yearly_meeting,
        ("surat-kuasa", "musdes-bumdesma"): bumdesma_desa.substitute_power,
    }
)
