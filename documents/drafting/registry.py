"""Which builder writes which kind, and the one way to a built document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from documents.drafting import decrees, invitations, letters, minutes, study
from documents.drafting.blank import Blank
from documents.drafting.joint_regulation import joint_regulation
from documents.drafting.record import Record
from documents.drafting.rules import kinds, rule
from documents.drafting.source import Source
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
    builder = BUILDERS.get(source.kind)
    if builder is None:
        raise UnknownDocument(f"Tidak ada penyusun untuk naskah {source.kind!r}.")
    if reason := unfitting(source):
        raise NotFitting(reason)
    words = kinds().umum
    record = Record(source, rule(source.kind).at(source.step.id), words)
    letter = builder(record)
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
        "nota-dinas": letters.internal_note,
        "undangan-rapat-koordinasi": invitations.coordination_meeting,
        "keputusan-tkpkp": decrees.team,
        "berita-acara-musyawarah-desa": minutes.village_meeting,
        "undangan-musyawarah-antar-desa": invitations.village_deliberation,
        "berita-acara-musyawarah-antar-desa": minutes.inter_village_meeting,
        "surat-usulan-kawasan": letters.proposal,
        "berita-acara-kajian": study.study,
        "keputusan-penetapan-kawasan": decrees.designation,
        "peraturan-bersama-kepala-desa": joint_regulation,
    }
)
